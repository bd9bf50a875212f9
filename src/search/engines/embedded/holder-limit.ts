import type { FacetField, SearchFilter } from '../../engine.ts';
import type { FacetColumns } from './columns.ts';
import { FLAG_BITS, REQUESTABLE } from './holder-pool.ts';

/** The part of a filter that asks about a holder's copies: one library must meet all of it. */
export type HolderFilter = Pick<SearchFilter, 'libraries' | 'kinds' | 'areas' | 'availableOnly'>;

/** Which libraries' copies are meant. */
export interface HolderLimit {
  /** By the number of the library. */
  readonly allowed: Uint8Array;
  /** Flags that an entry must bear. */
  readonly needed: number;
}

/** Null where the filter does not ask about holders. */
export function holderLimit(columns: FacetColumns, filter: HolderFilter): HolderLimit | null {
  const { libraries, kinds, areas, availableOnly } = filter;
  if (libraries.length === 0 && kinds.length === 0 && areas.length === 0 && !availableOnly) return null;
  const allowed = Uint8Array.from(columns.libraries.texts, (library, number) => {
    const inLibraries = libraries.length === 0 || libraries.includes(library);
    const inKinds = kinds.length === 0 || (kinds as readonly string[]).includes(columns.kinds[number] ?? '');
    const inAreas = areas.length === 0 || areas.includes(columns.areas[number] ?? '');
    return number > 0 && inLibraries && inKinds && inAreas ? 1 : 0;
  });
  return { allowed, needed: availableOnly ? REQUESTABLE : 0 };
}

/** Whether a copy of this entry of the pool is meant. */
export function meant({ allowed, needed }: HolderLimit, entry: number): boolean {
  return (entry & needed) === needed && allowed[entry >> FLAG_BITS] === 1;
}

/** The conditions under which a facet of holders counts: all of the filter but its own. */
export function withoutOwn(field: FacetField, { libraries, kinds, areas, availableOnly }: HolderFilter): HolderFilter {
  return {
    libraries: field === 'LIBRARY' ? [] : libraries,
    kinds: field === 'KIND' ? [] : kinds,
    areas: field === 'AREA' ? [] : areas,
    availableOnly: field !== 'AVAILABILITY' && availableOnly,
  };
}

/** Whether the filter holds a condition that this facet's values would set. */
export function hasOwn(field: FacetField, { libraries, kinds, areas, availableOnly }: HolderFilter): boolean {
  switch (field) {
    case 'LIBRARY':
      return libraries.length > 0;
    case 'KIND':
      return kinds.length > 0;
    case 'AREA':
      return areas.length > 0;
    default:
      return field === 'AVAILABILITY' && availableOnly;
  }
}
