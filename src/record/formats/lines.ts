import type { Finding } from '../../base/finding.ts';
import { decoderFor } from '../charset.ts';
import type { Charset, RawRecord, RecordFormat } from '../raw.ts';
import { MAX_RECORD_BYTES } from './chunks.ts';
import { narrow } from './utf16.ts';

const LINE_FEED = 0x0a;

/** What a line is to the record that is being gathered. `between` belongs to no record and says nothing. */
export type LineRole = 'begins' | 'inside' | 'between';

/** Told each line in turn, as Latin-1 text without its end: the bytes are not decoded before records are cut. */
export type LineJudge = (line: string) => LineRole;

/**
 * Cuts a text delivery into records of whole lines. No character of a charset in which libraries write contains the
 * byte of a line feed, so the bytes may be cut first; UTF-16 is brought into UTF-8 before it comes here.
 */
export async function* splitLines(
  format: RecordFormat,
  bytes: AsyncIterable<Uint8Array>,
  judge: LineJudge,
): AsyncIterable<RawRecord> {
  const gathered = new GatheredLines(format, judge);
  let rest: Buffer = Buffer.alloc(0);
  for await (const part of bytes) {
    const buffer =
      rest.length === 0 ? Buffer.from(part.buffer, part.byteOffset, part.length) : Buffer.concat([rest, part]);
    let from = 0;
    for (;;) {
      const end = buffer.indexOf(LINE_FEED, from);
      if (end === -1) break;
      yield* gathered.take(buffer.subarray(from, end + 1));
      from = end + 1;
    }
    rest = Buffer.from(buffer.subarray(from));
    // A line without an end is no line of text; it is handed on as it is and refused by whoever reads it.
    if (rest.length > MAX_RECORD_BYTES) {
      yield* gathered.take(rest);
      rest = Buffer.alloc(0);
    }
  }
  if (rest.length > 0) yield* gathered.take(rest);
  yield* gathered.end();
}

class GatheredLines {
  #lines: Buffer[] = [];
  #size = 0;
  #start = 0;
  #offset = 0;

  readonly #format: RecordFormat;
  readonly #judge: LineJudge;

  constructor(format: RecordFormat, judge: LineJudge) {
    this.#format = format;
    this.#judge = judge;
  }

  *take(line: Buffer): Iterable<RawRecord> {
    const mark = this.#offset === 0 && line[0] === 0xef && line[1] === 0xbb && line[2] === 0xbf ? 3 : 0;
    const role = this.#judge(line.toString('latin1', mark).replace(/\r?\n$/, ''));
    if (role !== 'inside' || this.#size + line.length > MAX_RECORD_BYTES) yield* this.end();
    if (role !== 'between') {
      if (this.#lines.length === 0) this.#start = this.#offset + mark;
      // The bytes of a part are reused by its stream; a record outlives them.
      this.#lines.push(Buffer.from(line.subarray(mark)));
      this.#size += line.length - mark;
    }
    this.#offset += line.length;
  }

  *end(): Iterable<RawRecord> {
    if (this.#lines.length === 0) return;
    const bytes = Buffer.concat(this.#lines);
    yield { format: this.#format, bytes, place: { kind: 'byte', at: this.#start } };
    this.#lines = [];
    this.#size = 0;
  }
}

export interface TextLines {
  readonly lines: readonly string[];
  readonly findings: readonly Finding[];
}

/** The lines of one record as text, without their ends; each decoded alone, so that damage stays in its line. */
export function linesOf(raw: RawRecord, charset: Charset, tagOf: (line: string) => string | null): TextLines {
  const bytes = Buffer.from(raw.bytes.buffer, raw.bytes.byteOffset, raw.bytes.length);
  const cuts: Buffer[] = [];
  for (let from = 0; from < bytes.length; ) {
    const found = bytes.indexOf(LINE_FEED, from);
    const end = found === -1 ? bytes.length : found;
    cuts.push(bytes.subarray(from, bytes[end - 1] === 0x0d && end > from ? end - 1 : end));
    from = end + 1;
  }
  const tags = cuts.flatMap((line) => tagOf(line.toString('latin1', 0, 40)) ?? []);
  const text = decoderFor(bytes, narrow(charset), { tags, place: `byte ${raw.place.at}` });
  return { lines: cuts.map((line) => text.decode(line)), findings: text.findings };
}
