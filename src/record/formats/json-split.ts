import type { RawRecord } from '../raw.ts';
import { MAX_RECORD_BYTES } from './chunks.ts';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN = 0x7b;
const CLOSE = 0x7d;
const LINE_FEED = 0x0a;

/** Between records these are nothing. */
const FILL: ReadonlySet<number> = new Set(Buffer.from(' \t\r\n[],'));
/** No value inside a record begins so: where this stands, another record begins whatever went wrong before. */
const RECORD_START =
  /^\{\s{0,200}"(?:(?:leader|fields|record|controlfield|datafield|_id)"\s{0,9}:|type"\s{0,9}:\s{0,9}"marc-hash")/;
const START_INITIALS: ReadonlySet<number> = new Set(Buffer.from('lfrcd_t'));
const START_REACH = 250;

/** Cuts JSON objects of the outermost level out of a delivery, and finds its feet again behind a broken one. */
export async function* splitJson(bytes: AsyncIterable<Uint8Array>): AsyncIterable<RawRecord> {
  let rest: Buffer = Buffer.alloc(0);
  let offset = 0;
  const scan = new ObjectScan();
  for await (const part of bytes) {
    rest = rest.length === 0 ? Buffer.from(part) : Buffer.concat([rest, part]);
    const { records, kept } = scan.cuts(rest, rest.length - START_REACH, offset);
    yield* records;
    rest = rest.subarray(kept);
    offset += kept;
  }
  const { records, kept } = scan.cuts(rest, rest.length, offset);
  yield* records;
  if (kept < rest.length) yield record(rest, [kept, rest.length], offset);
}

interface Cuts {
  readonly records: readonly RawRecord[];
  /** Bytes before this need not be seen again. */
  readonly kept: number;
}

class ObjectScan {
  /** Where scanning goes on, from the beginning of what was kept. */
  #at = 0;
  /** Where the record that is open began; -1 between records. */
  #start = -1;
  /** Whether what is open began with no `{`: remains of something broken, up to the next record. */
  #stray = false;
  #depth = 0;
  #lines = 0;
  #inString = false;

  /** The records that end before `until`. */
  cuts(buffer: Buffer, until: number, offset: number): Cuts {
    const records: RawRecord[] = [];
    while (this.#at < until) {
      const byte = buffer[this.#at] ?? 0;
      if (this.#start === -1) {
        this.#between(buffer, byte);
        continue;
      }
      const anew = byte === OPEN && this.#at > this.#start && this.#beginsAnew(buffer);
      if (!anew) this.#inside(byte);
      const closed = byte === CLOSE && this.#depth === 0 && !this.#inString && !this.#stray;
      if (!anew && !closed && this.#at - this.#start < MAX_RECORD_BYTES) continue;
      records.push(record(buffer, [this.#start, Math.min(this.#at, buffer.length)], offset));
      this.#start = -1;
    }
    const kept = this.#start === -1 ? Math.min(this.#at, buffer.length) : this.#start;
    this.#at -= kept;
    if (this.#start !== -1) this.#start = 0;
    return { records, kept };
  }

  #between(buffer: Buffer, byte: number): void {
    const mark = byte === 0xef && buffer[this.#at + 1] === 0xbb && buffer[this.#at + 2] === 0xbf;
    if (mark || FILL.has(byte)) {
      this.#at += mark ? 3 : 1;
      return;
    }
    this.#start = this.#at;
    this.#stray = byte !== OPEN;
    this.#depth = 0;
    this.#lines = 0;
    this.#inString = false;
    this.#inside(byte);
  }

  #inside(byte: number): void {
    this.#at += 1;
    if (byte === LINE_FEED) {
      this.#lines += 1;
      // JSON knows no line feed inside a text: a quote was lost before it.
      this.#inString = false;
    } else if (this.#inString) {
      if (byte === BACKSLASH) this.#at += 1;
      else if (byte === QUOTE) this.#inString = false;
    } else if (byte === QUOTE) this.#inString = true;
    else if (byte === OPEN) this.#depth += 1;
    else if (byte === CLOSE && this.#depth > 0) this.#depth -= 1;
  }

  /** Whether this `{` begins another record, so that the open one must be broken. */
  #beginsAnew(buffer: Buffer): boolean {
    // A record a line: what is open reached the end of its line, and the next line begins with `{`.
    if (buffer[this.#at - 1] === LINE_FEED && (this.#lines === 1 || this.#stray)) return true;
    let at = this.#at + 1;
    while ((buffer[at] ?? 0) <= 0x20 && at < this.#at + 200) at += 1;
    if (buffer[at] !== QUOTE || buffer[at + 2] === QUOTE || !START_INITIALS.has(buffer[at + 1] ?? 0)) return false;
    return RECORD_START.test(buffer.toString('latin1', this.#at, this.#at + START_REACH));
  }
}

/** A span without the filling at its end. */
function record(buffer: Buffer, [from, to]: readonly [number, number], offset: number): RawRecord {
  let end = to;
  while (end > from + 1 && FILL.has(buffer[end - 1] ?? 0)) end -= 1;
  return {
    format: 'marc-json',
    bytes: Buffer.from(buffer.subarray(from, end)),
    place: { kind: 'byte', at: offset + from },
  };
}
