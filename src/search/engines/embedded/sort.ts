import type { SearchSort } from '../../engine.ts';
import type { FacetColumns } from './columns.ts';
import type { Index } from './tables.ts';

/** Matched documents in the order asked; those that lack the value stand at the end, by popularity among equals. */
export function sorted(
  db: Index,
  columns: FacetColumns,
  ords: Uint32Array,
  sort: SearchSort,
): readonly number[] | Uint32Array {
  switch (sort) {
    case 'RELEVANCE':
      return ords;
    case 'NEWEST':
      return Uint32Array.from(ords).sort((a, b) => (columns.year[b] ?? 0) - (columns.year[a] ?? 0) || a - b);
    case 'OLDEST':
      return Uint32Array.from(ords).sort((a, b) => (columns.year[a] || 0xffff) - (columns.year[b] || 0xffff) || a - b);
    case 'MOST_HELD':
      return Uint32Array.from(ords).sort((a, b) => (columns.hold[b] ?? 0) - (columns.hold[a] ?? 0) || a - b);
    case 'TITLE_PINYIN':
      return byIndex(db, ords, 'SELECT ord FROM sdoc ORDER BY sort, ord');
    case 'CALL_NUMBER':
      return byIndex(db, ords, 'SELECT ord FROM scall ORDER BY sort, ord');
  }
}

/** Walks an index in its order and keeps what matched; what the index does not hold comes last. */
function byIndex(db: Index, ords: Uint32Array, sql: string): readonly number[] {
  const left = new Set(ords);
  const result: number[] = [];
  for (const { ord } of db.prepare<[], { ord: number }>(sql).iterate()) {
    if (left.delete(ord)) result.push(ord);
    if (left.size === 0) break;
  }
  return [...result, ...left];
}
