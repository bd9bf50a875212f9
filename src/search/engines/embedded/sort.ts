import type { Statement } from 'better-sqlite3';
import type { SearchSort } from '../../engine.ts';
import type { FacetColumns } from './columns.ts';
import type { Index } from './tables.ts';

/** Of what was written since an order was read, as many are put in one by one; of more, it is read anew. */
const MOST_LATE = 500;
const LARGEST = 0xffff;

/** Puts matched documents in the order asked; those that lack the value stand at the end, by popularity among equals. */
export class Sorter {
  readonly #columns: FacetColumns;
  readonly #byTitle: KeyOrder;
  readonly #byCall: KeyOrder;

  constructor(db: Index, columns: FacetColumns) {
    this.#columns = columns;
    this.#byTitle = new KeyOrder(db, columns, {
      all: "SELECT ord FROM sdoc WHERE sort > '' ORDER BY sort, ord",
      key: 'SELECT sort FROM sdoc WHERE ord = ?',
    });
    this.#byCall = new KeyOrder(db, columns, {
      all: 'SELECT ord FROM scall ORDER BY sort, ord',
      key: 'SELECT min(sort) AS sort FROM scall WHERE ord = ?',
    });
  }

  sorted(ords: Uint32Array, sort: SearchSort): Uint32Array {
    const { year, hold } = this.#columns;
    switch (sort) {
      case 'RELEVANCE':
        return ords;
      case 'NEWEST':
        return byNumber(ords, (ord) => LARGEST - (year[ord] ?? 0));
      case 'OLDEST':
        return byNumber(ords, (ord) => year[ord] || LARGEST);
      case 'MOST_HELD':
        return byNumber(ords, (ord) => LARGEST - (hold[ord] ?? 0));
      case 'TITLE_PINYIN':
        return this.#byTitle.sorted(ords);
      case 'CALL_NUMBER':
        return this.#byCall.sorted(ords);
    }
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

/**
 * All documents in the order of a key, read once: to sort two hundred thousand is then to mark their places and walk
 * over the marks. Documents written since are put where their keys belong.
 */
class KeyOrder {
  readonly #columns: FacetColumns;
  readonly #all: Statement<[], number>;
  readonly #key: Statement<[number], string | null>;
  #ords = new Uint32Array(0);
  /** By document: one more than its place in the order; 0 where it has no key. */
  #places = new Uint32Array(0);
  #readAt = -1;

  constructor(db: Index, columns: FacetColumns, { all, key }: { readonly all: string; readonly key: string }) {
    this.#columns = columns;
    this.#all = db.prepare<[], number>(all).pluck();
    this.#key = db.prepare<[number], string | null>(key).pluck();
  }

  sorted(matched: Uint32Array): Uint32Array {
    let late = this.#late(matched);
    if (this.#readAt === -1 || late.length > MOST_LATE) {
      this.#read();
      late = [];
    }
    const { writtenAt } = this.#columns;
    const marks = new Uint8Array(this.#ords.length);
    const keyless: number[] = [];
    for (let at = 0; at < matched.length; at++) {
      const ord = matched[at] ?? 0;
      if ((writtenAt[ord] ?? 0) > this.#readAt) continue;
      const place = this.#places[ord] ?? 0;
      if (place > 0) marks[place - 1] = 1;
      else keyless.push(ord);
    }
    const inOrder = this.#marked(marks, matched.length - keyless.length - late.length);
    const ordered = late.length === 0 ? inOrder : this.#withLate(inOrder, late, keyless);
    const result = new Uint32Array(matched.length);
    result.set(ordered);
    result.set(
      keyless.sort((a, b) => a - b),
      ordered.length,
    );
    return result;
  }

  #marked(marks: Uint8Array, count: number): Uint32Array {
    const inOrder = new Uint32Array(count);
    let next = 0;
    for (let place = 0; place < marks.length; place++) if (marks[place] === 1) inOrder[next++] = this.#ords[place] ?? 0;
    return inOrder;
  }

  /** Those written late put where their keys belong; such as have none join `keyless`. */
  #withLate(inOrder: Uint32Array, late: readonly number[], keyless: number[]): readonly number[] {
    const ordered = [...inOrder];
    for (const ord of late) {
      const at = this.#placeOf(ord, ordered);
      if (at === null) keyless.push(ord);
      else ordered.splice(at, 0, ord);
    }
    return ordered;
  }

  #late(matched: Uint32Array): readonly number[] {
    const { writtenAt } = this.#columns;
    const late: number[] = [];
    for (let at = 0; at < matched.length; at++) {
      const ord = matched[at] ?? 0;
      if ((writtenAt[ord] ?? 0) > this.#readAt) late.push(ord);
    }
    return late;
  }

  #read(): void {
    this.#places = new Uint32Array(this.#columns.size);
    const once: number[] = [];
    for (const ord of this.#all.iterate()) {
      if (this.#places[ord] !== 0) continue;
      this.#places[ord] = once.push(ord);
    }
    this.#ords = Uint32Array.from(once);
    this.#readAt = this.#columns.reads;
  }

  /** Where a document belongs in a list that is in order; null where it has no key. */
  #placeOf(ord: number, inOrder: readonly number[]): number | null {
    const key = this.#keyOf(ord);
    if (key.length === 0) return null;
    let [low, high] = [0, inOrder.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      const other = inOrder[middle] ?? 0;
      // Bytes, as the index orders them.
      if (Buffer.compare(this.#keyOf(other), key) < 0 || (this.#keyOf(other).equals(key) && other < ord))
        low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #keyOf(ord: number): Buffer {
    return Buffer.from(this.#key.get(ord) ?? '');
  }
}
