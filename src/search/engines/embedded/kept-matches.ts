import type { Statement } from 'better-sqlite3';
import { readPlaces } from './places.ts';
import type { Index } from './tables.ts';

/** Fewer are read as quickly as looked up. */
const LEAST = 2_000;
/** Sets of matches kept, the one asked longest ago leaves first: at most some dozen MB at a million documents. */
const KEPT = 16;
/** Of a set to which more was written since, all is read anew. */
const MOST_LATE = 200;

interface Kept {
  readonly ords: Uint32Array;
  /** False where more match than were asked for. */
  readonly complete: boolean;
  /** Documents written since, each of which may match now or match no longer. */
  readonly late: Set<number>;
}

/**
 * What matches an expression of the text index. Large sets are kept, because they cost most and are asked again at once:
 * by the next page, by each click on a facet, by the next child who types 中国. A loan here and there does not end that:
 * of a kept set only what was written since is asked again.
 */
export class KeptMatches {
  readonly #all: Statement<[string, number], Uint8Array | null>;
  readonly #one: Statement<[string, number], number>;
  readonly #kept = new Map<string, Kept>();

  constructor(db: Index) {
    this.#all = db
      .prepare<[string, number], Uint8Array | null>(
        `SELECT CAST(group_concat(ord, ' ') AS BLOB)
         FROM (SELECT rowid AS ord FROM fts WHERE fts MATCH ? ORDER BY rowid LIMIT ?)`,
      )
      .pluck();
    // FTS5 takes a number that is no integer for no bound at all, and numbers come as such from here.
    this.#one = db
      .prepare<[string, number], number>('SELECT rowid FROM fts WHERE fts MATCH ? AND rowid = CAST(? AS INTEGER)')
      .pluck();
  }

  /**
   * Places of documents in ascending order, among them such as are gone since.
   *
   * @param limit no more than these, the most held first
   */
  of(expression: string, limit: number): Uint32Array {
    const known = this.#kept.get(expression);
    if (known !== undefined && (known.complete || known.ords.length >= limit)) {
      const ords = this.#brought(expression, known);
      this.#keep(expression, { ords, complete: known.complete, late: new Set() });
      return ords.subarray(0, limit);
    }
    const ords = readPlaces(this.#all.get(expression, limit) ?? null);
    if (ords.length < LEAST) return ords;
    this.#keep(expression, { ords, complete: ords.length < limit, late: new Set() });
    return ords;
  }

  /** Tells of documents that were written. */
  written(ords: readonly number[]): void {
    for (const [expression, { late }] of this.#kept) {
      for (const ord of ords) late.add(ord);
      if (late.size > MOST_LATE) this.#kept.delete(expression);
    }
  }

  #keep(expression: string, kept: Kept): void {
    this.#kept.delete(expression);
    this.#kept.set(expression, kept);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > KEPT && oldest !== undefined) this.#kept.delete(oldest);
  }

  #brought(expression: string, { ords, complete, late }: Kept): Uint32Array {
    if (late.size === 0) return ords;
    const end = complete ? Number.POSITIVE_INFINITY : (ords.at(-1) ?? 0);
    const matching = [...late].filter((ord) => ord <= end && this.#one.get(expression, ord) !== undefined);
    const result = new Uint32Array(ords.length + matching.length);
    let count = 0;
    for (let at = 0; at < ords.length; at++) {
      const ord = ords[at] ?? 0;
      if (!late.has(ord)) result[count++] = ord;
    }
    for (const ord of matching) result[count++] = ord;
    return result.subarray(0, count).sort();
  }
}
