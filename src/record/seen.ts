const FIRST_SLOTS = 1 << 8;
/** They grow one at a time: a single one of four million texts would for a moment take half as much again. */
const TABLES = 64;
/** Above this share of filled slots looking for a free one takes long. */
const FULLEST = 0.75;

/**
 * Texts that were met before, kept as digests of 64 bits: a million ids take 16 MB, where the texts themselves would
 * hold on to every record they were cut from. Of a million texts two count as one with a chance of 1 : 30 million.
 */
export class Seen {
  readonly #tables = Array.from({ length: TABLES }, () => new Table());

  /** Whether the text is new; from now on it is not. */
  isNew(text: string): boolean {
    const [high, low] = digest(text);
    return this.#tables[low % TABLES]?.add(high, low) ?? false;
  }
}

/** Two halves of a digest to a slot; both zero where the slot is free. */
class Table {
  #size = 0;
  #slots = new Uint32Array(FIRST_SLOTS * 2);

  /** False where the digest stands there already. */
  add(high: number, low: number): boolean {
    if (!put(this.#slots, high, low)) return false;
    this.#size += 1;
    if (this.#size * 2 > this.#slots.length * FULLEST) this.#slots = grown(this.#slots);
    return true;
  }
}

/** False where the digest stands there already. */
function put(slots: Uint32Array, high: number, low: number): boolean {
  const last = slots.length - 1;
  for (let at = (high * 2) & last; ; at = (at + 2) & last) {
    const [knownHigh, knownLow] = [slots[at], slots[at + 1]];
    if (knownHigh === high && knownLow === low) return false;
    if (knownHigh === 0 && knownLow === 0) {
      slots[at] = high;
      slots[at + 1] = low;
      return true;
    }
  }
}

function grown(slots: Uint32Array): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(slots.length * 2);
  for (let at = 0; at < slots.length; at += 2) {
    const [high = 0, low = 0] = [slots[at], slots[at + 1]];
    if (high !== 0 || low !== 0) put(larger, high, low);
  }
  return larger;
}

/** Two runs of multiplying and mixing with different primes, each finished as MurmurHash3 finishes; never both zero. */
function digest(text: string): readonly [number, number] {
  let one = 0xdeadbeef;
  let two = 0x41c6ce57;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    one = Math.imul(one ^ unit, 0x9e3779b1);
    two = Math.imul(two ^ unit, 0x5f356495);
    one ^= one >>> 15;
    two ^= two >>> 13;
  }
  const high = finished(one ^ text.length);
  const low = finished(two ^ high);
  return high === 0 && low === 0 ? [0, 1] : [high, low];
}

function finished(value: number): number {
  let mixed = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
