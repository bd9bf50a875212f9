import type { SearchSort } from '../../engine.ts';
import type { FacetColumns } from './columns.ts';
import type { Index } from './tables.ts';

/** Up to this many, the keys of what matched are read and sorted; of more, the index over all keys soon meets enough. */
const READ_ONE_BY_ONE = 20_000;
const LARGEST = 0xffff;

/**
 * Matched documents in the order asked; those that lack the value stand at the end, by popularity among equals.
 * `enough` tells of a list whether it is long enough: what lies behind may then be left out.
 */
export function sorted(
  db: Index,
  columns: FacetColumns,
  ords: Uint32Array,
  sort: SearchSort,
  enough: (sorted: readonly number[]) => boolean,
): ArrayLike<number> {
  switch (sort) {
    case 'RELEVANCE':
      return ords;
    case 'NEWEST':
      return byNumber(ords, (ord) => LARGEST - (columns.year[ord] ?? 0));
    case 'OLDEST':
      return byNumber(ords, (ord) => columns.year[ord] || LARGEST);
    case 'MOST_HELD':
      return byNumber(ords, (ord) => LARGEST - (columns.hold[ord] ?? 0));
    case 'TITLE_PINYIN':
      return byKey(db, ords, enough, {
        key: 'SELECT sort FROM sdoc WHERE ord = ?',
        all: 'SELECT ord FROM sdoc ORDER BY sort, ord',
      });
    case 'CALL_NUMBER':
      return byKey(db, ords, enough, {
        key: 'SELECT min(sort) AS sort FROM scall WHERE ord = ?',
        all: 'SELECT ord FROM scall ORDER BY sort, ord',
      });
  }
}

/** Counting sort by small numbers: as many steps as documents, whatever their order. */
function byNumber(ords: Uint32Array, numberOf: (ord: number) => number): Uint32Array {
  const places = new Uint32Array(LARGEST + 2);
  const byPopularity = Uint32Array.from(ords).sort();
  for (const ord of byPopularity) {
    const next = numberOf(ord) + 1;
    places[next] = (places[next] ?? 0) + 1;
  }
  for (let at = 1; at < places.length; at++) places[at] = (places[at] ?? 0) + (places[at - 1] ?? 0);
  const result = new Uint32Array(ords.length);
  for (const ord of byPopularity) {
    const number = numberOf(ord);
    const place = places[number] ?? 0;
    result[place] = ord;
    places[number] = place + 1;
  }
  return result;
}

interface KeyOrder {
  readonly key: string;
  readonly all: string;
}

function byKey(
  db: Index,
  ords: Uint32Array,
  enough: (sorted: readonly number[]) => boolean,
  { key, all }: KeyOrder,
): readonly number[] {
  if (ords.length <= READ_ONE_BY_ONE) {
    const read = db.prepare<[number], { sort: string | null }>(key);
    const keyed = Array.from(ords, (ord) => ({ ord, key: Buffer.from(read.get(ord)?.sort ?? '') }));
    // Bytes, as the index orders them; an empty key is a missing one.
    const missing = (bytes: Buffer): number => (bytes.length === 0 ? 1 : 0);
    keyed.sort((a, b) => missing(a.key) - missing(b.key) || Buffer.compare(a.key, b.key) || a.ord - b.ord);
    return keyed.map(({ ord }) => ord);
  }
  const left = new Set(ords);
  const result: number[] = [];
  const walk = db.prepare<[], number>(all).pluck();
  for (const ord of walk.iterate()) {
    if (!left.delete(ord)) continue;
    result.push(ord);
    if (left.size === 0 || enough(result)) return result;
  }
  return [...result, ...left];
}
