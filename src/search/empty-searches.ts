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

/** Counts searches that found nothing by their form since the server began; no text is ever kept or written. */
export interface EmptySearchCounts {
  readonly since: Date;
  count(request: SearchRequest): void;
  /** Forms that were met often enough to be told, the commonest first. */
  told(): readonly EmptySearches[];
}

export function emptySearchCounts(since: Date): EmptySearchCounts {
  const counts = new Map<string, { readonly shape: QueryShape; count: number }>();
  return {
    since,
    count(request) {
      const shape = shapeOf(request);
      const key = JSON.stringify(shape);
      const known = counts.get(key);
      if (known === undefined) counts.set(key, { shape, count: 1 });
      else known.count += 1;
    },
    told: () =>
      [...counts.values()]
        .filter(({ count }) => count >= FEWEST_TOLD)
        .sort((a, b) => b.count - a.count)
        .map(({ shape, count }) => ({ ...shape, count })),
  };
}

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
