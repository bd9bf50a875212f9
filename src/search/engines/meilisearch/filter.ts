import type { FacetField, SearchFilter } from '../../engine.ts';
import { type HolderFilter, isScoped } from '../../holder-filter.ts';

/** Libraries that the index has met: code, kind, area. */
export type KnownLibraries = readonly (readonly [code: string, kind: string, area: string | null])[];

/** A part of a filter. Facets count what passes all conditions but their own. */
export interface Condition {
  /** One condition for all that is asked of the holders: see {@link holdersOf}. */
  readonly field: FacetField | 'HOLDERS';
  readonly expression: string;
}

/** Matches nothing: no key is empty. */
const NOTHING = 'keys = "-"';

/**
 * A value in a filter expression. Backslash and quotation mark are escaped, so that nothing a person writes can end
 * the quotation and go on as a filter of its own.
 */
export function quoted(value: string): string {
  return `"${value.replace(/\p{Surrogate}/gu, '\ufffd').replace(/[\\"]/g, (char) => `\\${char}`)}"`;
}

/** One of these values. */
export function among(attribute: string, values: readonly string[]): string {
  const [first] = values;
  if (first === undefined) return NOTHING;
  return values.length === 1 ? `${attribute} = ${quoted(first)}` : `${attribute} IN [${values.map(quoted).join(', ')}]`;
}

export function beginning(attribute: string, prefix: string): string {
  return `${attribute} STARTS WITH ${quoted(prefix)}`;
}

/** Conditions joined; null where there are none. */
export function allOf(expressions: readonly (string | null)[]): string | null {
  const given = expressions.filter((expression) => expression !== null);
  return given.length === 0 ? null : given.map((expression) => `(${expression})`).join(' AND ');
}

/** The conditions of a filter, each with the facet that it belongs to. */
export function conditionsOf(filter: SearchFilter, known: KnownLibraries): readonly Condition[] {
  const conditions: Condition[] = [];
  const add = (field: Condition['field'], wanted: boolean, expression: () => string): void => {
    if (wanted) conditions.push({ field, expression: expression() });
  };
  // Library, kind, area and availability ask about the same copy: one library must meet all of them.
  const holders = holdersOf(filter, known);
  add('HOLDERS', holders !== null, () => holders ?? NOTHING);
  add('STAGE', filter.stages.length > 0, () => among('stages', filter.stages));
  add('CLASS', filter.classes.length > 0, () =>
    filter.classes.map((prefix) => beginning('clc', prefix.toUpperCase())).join(' OR '),
  );
  add('LANGUAGE', filter.languages.length > 0, () => among('lang', filter.languages));
  add('CARRIER', filter.carriers.length > 0, () => among('carrier', filter.carriers));
  add('READING_LIST', filter.readingLists.length > 0, () => among('lists', filter.readingLists));
  add('YEAR', filter.yearFrom !== null || filter.yearTo !== null, () => yearsOf(filter));
  return conditions;
}

/** The condition on the holders; null where there is none. */
export function holdersOf(filter: HolderFilter, known: KnownLibraries): string | null {
  if (isScoped(filter)) return among(filter.availableOnly ? 'reqs' : 'libs', allowedLibraries(filter, known));
  return filter.availableOnly ? among('avail', ['AVAILABLE', 'UNKNOWN']) : null;
}

/** Libraries that the filter means, of a filter that is scoped. */
export function allowedLibraries({ libraries, kinds, areas }: HolderFilter, known: KnownLibraries): readonly string[] {
  if (kinds.length === 0 && areas.length === 0) return libraries;
  const inKinds = new Set<string>(kinds);
  return known
    .filter(([code]) => libraries.length === 0 || libraries.includes(code))
    .filter(([, kind]) => kinds.length === 0 || inKinds.has(kind))
    .filter(([, , area]) => areas.length === 0 || (area !== null && areas.includes(area)))
    .map(([code]) => code);
}

function yearsOf({ yearFrom, yearTo }: SearchFilter): string {
  return `year ${Math.trunc(yearFrom ?? 1)} TO ${Math.trunc(yearTo ?? 9999)}`;
}

/** The attribute that holds a facet's values; under `availableOnly` only libraries that can lend a copy are counted. */
export function facetAttribute(field: FacetField, { availableOnly }: HolderFilter): string {
  switch (field) {
    case 'LIBRARY':
      return availableOnly ? 'reqs' : 'libs';
    case 'KIND':
      return availableOnly ? 'rkinds' : 'kinds';
    case 'AREA':
      return availableOnly ? 'rareas' : 'areas';
    default:
      return ATTRIBUTES[field];
  }
}

const ATTRIBUTES = {
  STAGE: 'stages',
  CLASS: 'clc1',
  LANGUAGE: 'lang',
  CARRIER: 'carrier',
  YEAR: 'year',
  READING_LIST: 'lists',
  AVAILABILITY: 'avail',
} as const satisfies Partial<Record<FacetField, string>>;
