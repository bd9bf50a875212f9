import { hasHan } from '../base/fold.ts';
import type { SearchField, SearchRequest } from './engine.ts';
import { understand } from './query.ts';
import { conditionsOf } from './rescue.ts';

export const QUERY_SCRIPTS = ['HAN', 'LATIN', 'DIGITS', 'MIXED', 'ISBN', 'CALL_NUMBER', 'OTHER'] as const;
export type QueryScript = (typeof QUERY_SCRIPTS)[number];

/** The form of a search, which tells nothing of its words: nobody is known by it. */
export interface QueryShape {
  readonly script: QueryScript;
  /** Upper bound of its length in characters: 1, 2, 4, 8, 16 … */
  readonly charactersUpTo: number;
  readonly field: SearchField;
  /** Whether anything was asked beside the words. */
  readonly filtered: boolean;
}

/** How often searches of a form found nothing. */
export interface EmptySearches extends QueryShape {
  readonly count: number;
}

/** Fewer than these could be one person's (notes/trust §3: k ≥ 5). */
const FEWEST_TOLD = 5;

/** Counts of forms, and when they began. */
export interface KeptCounts {
  readonly since: Date;
  readonly forms: readonly EmptySearches[];
}

/** Counts searches that found nothing by their form; no text is ever kept or written. */
export interface EmptySearchCounts {
  readonly since: Date;
  count(request: SearchRequest): void;
  /** Forms that were met often enough to be told, the commonest first. */
  told(): readonly EmptySearches[];
  /**
   * What was counted here added to what was kept, to which others may have added meanwhile. Forms met too seldom to be
   * told are not among it: they wait here, and a restart forgets them.
   */
  mergedWith(kept: KeptCounts | null): KeptCounts;
  /** That has been kept: only what comes from now on is to be added to it. */
  keptAs(merged: KeptCounts, now: Date): void;
}

export function emptySearchCounts(began: Date): EmptySearchCounts {
  const counts = new Map<string, Counted>();
  let [since, freshSince] = [began, began];
  const known = (shape: QueryShape): Counted => {
    const one = counts.get(keyOf(shape)) ?? { shape, kept: 0, fresh: 0 };
    counts.set(keyOf(shape), one);
    return one;
  };
  return {
    get since() {
      return since;
    },
    count(request) {
      known(shapeOf(request)).fresh += 1;
    },
    told: () => toldOf([...counts.values()]),
    mergedWith(kept) {
      const merged = new Map([...counts].map(([key, { shape, fresh }]) => [key, { shape, kept: 0, fresh }]));
      for (const { count, ...shape } of kept?.forms ?? [])
        merged.set(keyOf(shape), { shape, kept: count, fresh: merged.get(keyOf(shape))?.fresh ?? 0 });
      return { since: kept?.since ?? freshSince, forms: toldOf([...merged.values()]) };
    },
    keptAs(merged, now) {
      for (const one of counts.values()) one.kept = 0;
      for (const { count, ...shape } of merged.forms) Object.assign(known(shape), { kept: count, fresh: 0 });
      since = merged.since;
      freshSince = now;
    },
  };
}

interface Counted {
  readonly shape: QueryShape;
  kept: number;
  fresh: number;
}

const keyOf = ({ script, charactersUpTo, field, filtered }: QueryShape): string =>
  JSON.stringify([script, charactersUpTo, field, filtered]);

const toldOf = (counts: readonly Counted[]): readonly EmptySearches[] =>
  counts
    .map(({ shape, kept, fresh }) => ({ ...shape, count: kept + fresh }))
    .filter(({ count }) => count >= FEWEST_TOLD)
    .sort((a, b) => b.count - a.count);

/** The form of a search; few hundred are possible, whatever people type. */
export function shapeOf({ text, field, filter }: SearchRequest): QueryShape {
  const query = understand(text, field);
  const characters = [...query.key].length;
  return {
    script: query.isbn !== null ? 'ISBN' : query.callNumber !== null ? 'CALL_NUMBER' : scriptOf(query.key),
    charactersUpTo: 2 ** Math.ceil(Math.log2(Math.max(1, characters))),
    field,
    filtered: conditionsOf(filter).length > 0,
  };
}

function scriptOf(key: string): QueryScript {
  if (key === '') return 'OTHER';
  if (/^\p{N}+$/u.test(key)) return 'DIGITS';
  if (/^[\p{Script=Latin}\p{N}]+$/u.test(key)) return 'LATIN';
  if (/^\p{Script=Han}+$/u.test(key)) return 'HAN';
  return hasHan(key) ? 'MIXED' : 'OTHER';
}
