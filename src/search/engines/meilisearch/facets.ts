import type { FacetField, SearchFilter, SearchPage } from '../../engine.ts';
import { hasOwn, isScoped, withoutOwn } from '../../holder-filter.ts';
import {
  allOf,
  allowedLibraries,
  among,
  type Condition,
  conditionsOf,
  facetAttribute,
  holdersOf,
  type KnownLibraries,
} from './filter.ts';
import type { FinderNeeds } from './finder.ts';
import { type Answer, NOTHING_BUT_COUNT } from './index-queries.ts';
import type { Wanted } from './plan.ts';

/** Facets that are counted under the same conditions: all of them, or all but the facet's own. */
export interface FacetQuestion {
  readonly filter: string | null;
  readonly attributes: readonly string[];
  readonly counted: readonly (readonly [field: FacetField, attribute: string])[];
}

/** A value of a facet that no attribute of a document tells: as many as pass the filter bear it. */
export interface ValueQuestion {
  readonly field: FacetField;
  readonly value: string;
  readonly filter: string | null;
}

export interface FacetQuestions {
  /** The first is that of the page itself, under the whole filter. */
  readonly together: readonly [FacetQuestion, ...FacetQuestion[]];
  readonly byValue: readonly ValueQuestion[];
}

type Values = SearchPage['facets'][number]['values'];

const MOST_VALUES = 300;

/** Which facets are counted together, and which value by value. */
export function facetQuestions(
  fields: readonly FacetField[],
  filter: SearchFilter,
  known: KnownLibraries,
): FacetQuestions {
  const conditions = conditionsOf(filter, known);
  const byValue = fields.filter((field) => VALUED.includes(field) && isScoped(withoutOwn(field, filter)));
  const others = conditions.filter(({ field }) => field !== 'HOLDERS').map(({ expression }) => expression);
  const question = (counted: readonly FacetField[], without: FacetField | null): FacetQuestion => {
    const rest = without === null ? filter : withoutOwn(without, filter);
    const pairs = counted.map((field) => [field, facetAttribute(field, rest)] as const);
    const kept = conditions.filter(({ field }) => field !== without && field !== 'HOLDERS');
    return {
      filter: allOf([...kept.map(({ expression }) => expression), holdersOf(rest, known)]),
      attributes: pairs.map(([, attribute]) => attribute),
      counted: pairs,
    };
  };
  const attributed = fields.filter((field) => !byValue.includes(field));
  const own = attributed.filter((field) => isOwn(field, conditions, filter));
  const free = attributed.filter((field) => !own.includes(field));
  return {
    together: [question(free, null), ...own.map((field) => question([field], field))],
    byValue: byValue.flatMap((field) =>
      valuesOf(field, filter, known).map(([value, expression]) => ({
        field,
        value,
        // In the order of the page's own filter, so that the same question is asked once.
        filter: allOf([expression, ...others]),
      })),
    ),
  };
}

/** What documents tell of all their libraries, and not of some of them. */
const VALUED: readonly FacetField[] = ['KIND', 'AREA', 'AVAILABILITY'];

const isOwn = (field: FacetField, conditions: readonly Condition[], filter: SearchFilter): boolean =>
  hasOwn(field, filter) || conditions.some((condition) => condition.field === field);

/** The values of a facet among the libraries that the filter means, each with what tells it. */
function valuesOf(
  field: FacetField,
  filter: SearchFilter,
  known: KnownLibraries,
): readonly (readonly [value: string, expression: string])[] {
  const rest = withoutOwn(field, filter);
  const libraries = allowedLibraries(rest, known);
  if (field === 'AVAILABILITY') {
    const [held, lent, here] = [among('libs', libraries), among('reqs', libraries), among('ins', libraries)];
    return [
      ['AVAILABLE', here],
      ['UNKNOWN', `${lent} AND NOT ${here}`],
      ['ON_LOAN', `${held} AND NOT ${lent}`],
    ];
  }
  const byValue = new Map<string, string[]>();
  const meant = new Set(libraries);
  for (const [code, kind, area] of known) {
    const value = field === 'KIND' ? kind : area;
    if (value !== null && meant.has(code)) byValue.set(value, [...(byValue.get(value) ?? []), code]);
  }
  const attribute = rest.availableOnly ? 'reqs' : 'libs';
  return [...byValue].map(([value, codes]) => [value, among(attribute, codes)] as const);
}

/** How many documents pass each of several filters. */
type FilterTotals = ReadonlyMap<string | null, number>;

/** Counts what the union of the sets holds under each filter: one question where there is one set. */
export async function totalsOf(
  { ask, askApart }: Pick<FinderNeeds, 'ask' | 'askApart'>,
  sets: readonly Wanted[],
  filters: readonly (string | null)[],
): Promise<FilterTotals> {
  const [only, ...more] = sets;
  if (only === undefined) return new Map();
  const counted =
    more.length === 0
      ? askApart(
          filters.map((filter) => ({ ...only, filter: allOf([only.filter, filter]) })),
          { limit: 0 },
        )
      : Promise.all(filters.map((filter) => ask(sets, { ...NOTHING_BUT_COUNT, filter })));
  const answers = await counted;
  return new Map(filters.map((filter, at) => [filter, answers[at]?.total ?? 0]));
}

/**
 * The counts in the order asked, the most frequent value first.
 *
 * @param answers to the questions asked together, in their order
 * @param totals of the questions asked by value, by their filter
 */
export function facetPage(
  { facets: fields, filter }: { readonly facets: readonly FacetField[]; readonly filter: SearchFilter },
  known: KnownLibraries,
  { together, byValue }: FacetQuestions,
  { answers, totals }: { readonly answers: readonly Answer[]; readonly totals: FilterTotals },
): SearchPage['facets'] {
  return fields.map((field) => {
    const at = together.findIndex(({ counted }) => counted.some(([one]) => one === field));
    if (at === -1) {
      const values = byValue.map((one) => ({ ...one, count: totals.get(one.filter) ?? 0 }));
      return { field, values: told(values.filter((one) => one.field === field)) };
    }
    const attribute = together[at]?.counted.find(([one]) => one === field)?.[1] ?? '';
    const values = Object.entries(answers[at]?.facets[attribute] ?? {}).map(([value, count]) => ({ value, count }));
    const rest = withoutOwn(field, filter);
    if (field !== 'LIBRARY' || !isScoped(rest)) return { field, values: told(values) };
    const meant = new Set(allowedLibraries(rest, known));
    return { field, values: told(values.filter(({ value }) => meant.has(value))) };
  });
}

/** The commonest first; what nothing bears is no value. */
function told(values: Values): Values {
  return values
    .filter(({ value, count }) => value !== '' && count > 0)
    .map(({ value, count }) => ({ value, count }))
    .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
    .slice(0, MOST_VALUES);
}
