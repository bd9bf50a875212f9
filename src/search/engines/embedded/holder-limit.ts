import { type HolderFilter, isScoped } from '../../holder-filter.ts';
import type { FacetColumns } from './columns.ts';
import { FLAG_BITS, REQUESTABLE } from './holder-pool.ts';

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
  if (!isScoped(filter) && !availableOnly) return null;
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
