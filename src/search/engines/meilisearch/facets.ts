import type { FacetField, SearchPage } from '../../engine.ts';
import { allOf, type Condition, facetAttribute } from './filter.ts';
import type { Answer } from './index-queries.ts';

/** Facets that are counted under the same conditions: all of them, or all but the facet's own. */
export interface FacetQuestion {
  readonly filter: string | null;
  readonly attributes: readonly string[];
  readonly counted: readonly (readonly [field: FacetField, attribute: string])[];
}

const MOST_VALUES = 300;

/** Which facets are counted together; the first question is that of the page itself, under the whole filter. */
export function facetQuestions(
  fields: readonly FacetField[],
  conditions: readonly Condition[],
  availableOnly: boolean,
): readonly [FacetQuestion, ...FacetQuestion[]] {
  const own = new Set(conditions.map(({ field }) => field));
  const question = (counted: readonly FacetField[], without: FacetField | null): FacetQuestion => {
    const pairs = counted.map((field) => [field, facetAttribute(field, availableOnly)] as const);
    return {
      filter: allOf(conditions.filter(({ field }) => field !== without).map(({ expression }) => expression)),
      attributes: pairs.map(([, attribute]) => attribute),
      counted: pairs,
    };
  };
  const free = fields.filter((field) => !own.has(field));
  return [question(free, null), ...fields.filter((field) => own.has(field)).map((field) => question([field], field))];
}

/** The counts in the order asked, the most frequent value first. */
export function facetPage(
  fields: readonly FacetField[],
  questions: readonly FacetQuestion[],
  answers: readonly Answer[],
): SearchPage['facets'] {
  return fields.map((field) => {
    const at = questions.findIndex(({ counted }) => counted.some(([one]) => one === field));
    const attribute = questions[at]?.counted.find(([one]) => one === field)?.[1] ?? '';
    const values = Object.entries(answers[at]?.facets[attribute] ?? {})
      .filter(([value]) => value !== '')
      .map(([value, count]) => ({ value, count }))
      .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
      .slice(0, MOST_VALUES);
    return { field, values };
  });
}
