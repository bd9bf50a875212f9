import type { FacetField, SearchFilter } from './engine.ts';

/** The part of a filter that asks about a holder's copies: one library must meet all of it. */
export type HolderFilter = Pick<SearchFilter, 'libraries' | 'kinds' | 'areas' | 'availableOnly'>;

/** Whether only some libraries' copies are meant. */
export function isScoped({ libraries, kinds, areas }: HolderFilter): boolean {
  return libraries.length + kinds.length + areas.length > 0;
}

/** The conditions under which a facet counts copies: all of the filter but its own. */
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
