import { enlarged } from './dictionary.ts';

/** Whether somebody may borrow, and whether a copy is on the shelf: the lowest bits of an entry. */
export const REQUESTABLE = 1;
export const AVAILABLE = 2;
export const FLAG_BITS = 2;
/** The pool is not written anew for fewer entries. */
const LEAST_UNUSED = 100_000;

/**
 * The libraries of every document, one behind the other in one array: the number of the library, then two bits of
 * flags. A document's begin at `starts`, and are `counts`; loops over many documents read the arrays themselves.
 */
export class HolderPool {
  starts = new Int32Array(0);
  counts = new Uint16Array(0);
  entries = new Uint16Array(1024);
  #end = 0;
  /** Entries that no start and count reach. */
  #unused = 0;

  static entry(library: number, flags: number): number {
    return (library << FLAG_BITS) | flags;
  }

  /** In the place of those it had, or at the end where they are more. */
  put(ord: number, entries: readonly number[]): void {
    const had = this.counts[ord] ?? 0;
    this.counts[ord] = entries.length;
    if (entries.length <= had) this.#unused += had - entries.length;
    else {
      this.#unused += had;
      this.starts[ord] = this.#end;
      this.#end += entries.length;
      if (this.#end > this.entries.length)
        this.entries = enlarged(this.entries, new Uint16Array(Math.ceil(this.#end * 1.5)));
    }
    this.entries.set(entries, this.starts[ord] ?? 0);
  }

  drop(ord: number): void {
    this.#unused += this.counts[ord] ?? 0;
    this.counts[ord] = 0;
  }

  /** Calls back with the number of each library that holds the document, and its flags. */
  each(ord: number, visit: (library: number, flags: number) => void): void {
    const start = this.starts[ord] ?? 0;
    const end = start + (this.counts[ord] ?? 0);
    for (let at = start; at < end; at++) {
      const entry = this.entries[at] ?? 0;
      visit(entry >> FLAG_BITS, entry & (REQUESTABLE | AVAILABLE));
    }
  }

  grow(room: number): void {
    this.starts = enlarged(this.starts, new Int32Array(room));
    this.counts = enlarged(this.counts, new Uint16Array(room));
  }

  /** Leaves out what nobody reaches, where that is more than half. */
  tidy(): void {
    if (this.#unused < LEAST_UNUSED || this.#unused * 2 < this.#end) return;
    const kept = new Uint16Array(Math.ceil((this.#end - this.#unused) * 1.2));
    let end = 0;
    for (let ord = 0; ord < this.starts.length; ord++) {
      const start = this.starts[ord] ?? 0;
      const count = this.counts[ord] ?? 0;
      kept.set(this.entries.subarray(start, start + count), end);
      this.starts[ord] = end;
      end += count;
    }
    this.entries = kept;
    this.#end = end;
    this.#unused = 0;
  }
}
