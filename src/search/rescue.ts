import { NO_FILTER, type SearchEngine, type SearchFilter, type SearchRequest } from './engine.ts';
import { understand } from './query.ts';

const CONDITION_NAMES = [
  'LIBRARIES',
  'AVAILABLE_ONLY',
  'STAGES',
  'CLASSES',
  'LANGUAGES',
  'CARRIERS',
  'READING_LISTS',
  'YEARS',
] as const;
export type Condition = (typeof CONDITION_NAMES)[number];

/** Conditions of a search that a person can take back, each with the fields of the filter that it is made of. */
export const CONDITIONS: Readonly<Record<Condition, readonly (keyof SearchFilter)[]>> = {
  LIBRARIES: ['libraries', 'kinds', 'areas'],
  AVAILABLE_ONLY: ['availableOnly'],
  STAGES: ['stages'],
  CLASSES: ['classes'],
  LANGUAGES: ['languages'],
  CARRIERS: ['carriers'],
  READING_LISTS: ['readingLists'],
  YEARS: ['yearFrom', 'yearTo'],
};

/** A way out of a search that found nothing; `hits` is what it finds, as many as the engine counts. */
export type Rescue =
  | { readonly kind: 'WITHOUT_FILTER'; readonly conditions: readonly Condition[]; readonly hits: number }
  | { readonly kind: 'OTHER_LIBRARIES'; readonly conditions: readonly Condition[]; readonly hits: number }
  | { readonly kind: 'ANY_FIELD'; readonly hits: number }
  | { readonly kind: 'CHECK_ISBN' }
  | { readonly kind: 'ASK_OUTSIDE' };

/** Whoever mistyped six conditions is helped by leaving all of them out. */
const TRIED_ALONE = 5;

/**
 * What would help where nothing was found: each condition taken back by itself, all of them where none suffices, any
 * field instead of one; then, for something that could be a title, a library outside. Only what finds something is told.
 */
export async function rescuesOf(
  engine: Pick<SearchEngine, 'search'>,
  request: SearchRequest,
  signal: AbortSignal,
): Promise<readonly Rescue[]> {
  const { isbn, key } = understand(request.text, request.field);
  if (isbn === 'invalid') return [{ kind: 'CHECK_ISBN' }];
  const hitsOf = async (change: Partial<SearchRequest>): Promise<number> => {
    const bare = { ...request, sort: 'RELEVANCE', facets: [], first: 1, after: null } as const;
    return (await engine.search({ ...bare, ...change }, signal)).total;
  };
  const set = conditionsOf(request.filter);
  const alone = await Promise.all(
    set.slice(0, TRIED_ALONE).map((condition) => hitsOf({ filter: without(request.filter, condition) })),
  );
  const found: Rescue[] = [];
  for (const [at, hits] of alone.entries()) {
    const condition = set[at];
    if (hits === 0 || condition === undefined) continue;
    const kind = condition === 'LIBRARIES' ? 'OTHER_LIBRARIES' : 'WITHOUT_FILTER';
    found.push({ kind, conditions: [condition], hits });
  }
  if (found.length === 0 && set.length > 1) {
    const hits = await hitsOf({ filter: NO_FILTER });
    if (hits > 0) found.push({ kind: 'WITHOUT_FILTER', conditions: set, hits });
  }
  if (request.field !== 'ANY') {
    const hits = await hitsOf({ field: 'ANY' });
    if (hits > 0) found.push({ kind: 'ANY_FIELD', hits });
  }
  return key.length < 2 ? found : [...found, { kind: 'ASK_OUTSIDE' }];
}

/** The conditions that a filter sets, in the order in which they are taken back. */
export function conditionsOf(filter: SearchFilter): readonly Condition[] {
  const names: readonly Condition[] = CONDITION_NAMES;
  return names.filter((condition) => CONDITIONS[condition].some((field) => isSet(filter[field])));
}

function isSet(value: SearchFilter[keyof SearchFilter]): boolean {
  return typeof value === 'object' && value !== null ? value.length > 0 : value !== null && value !== false;
}

function without(filter: SearchFilter, condition: Condition): SearchFilter {
  const fields: readonly string[] = CONDITIONS[condition];
  const kept = Object.entries(filter).filter(([field]) => !fields.includes(field));
  return { ...NO_FILTER, ...Object.fromEntries(kept) };
}
