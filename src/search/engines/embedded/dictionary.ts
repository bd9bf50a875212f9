/** Texts numbered in the order they are first met; 0 is “none”. */
export class Dictionary {
  readonly #numbers = new Map<string, number>();
  readonly texts: string[] = [''];

  number(text: string | null): number {
    if (text === null || text === '') return 0;
    const known = this.#numbers.get(text);
    if (known !== undefined) return known;
    this.#numbers.set(text, this.texts.length);
    return this.texts.push(text) - 1;
  }

  find(text: string): number | undefined {
    return this.#numbers.get(text);
  }

  text(number: number): string {
    return this.texts[number] ?? '';
  }
}

/** A few words of each document as bits, so that counting them does not walk its libraries: 32 words a column. */
export class BitColumns {
  readonly words = new Dictionary();
  readonly columns: Uint32Array[] = [];

  /** @param room places that a column has, should one be made */
  add(ord: number, word: string, room: number): void {
    const number = this.words.number(word);
    const column = number >> 5;
    const bits = this.columns[column] ?? new Uint32Array(room);
    bits[ord] = (bits[ord] ?? 0) | (1 << (number & 31));
    this.columns[column] = bits;
  }

  clear(ord: number): void {
    for (const bits of this.columns) bits[ord] = 0;
  }

  grow(room: number): void {
    for (const [at, bits] of this.columns.entries()) this.columns[at] = enlarged(bits, new Uint32Array(room));
  }
}

/** The same numbers in a larger array. */
export function enlarged<T extends Uint8Array | Uint16Array | Uint32Array | Int32Array>(from: T, to: T): T {
  to.set(from);
  return to;
}
