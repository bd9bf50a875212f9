import type { RawRecord } from '../raw.ts';
import { MAX_RECORD_BYTES } from './chunks.ts';

const RECORD = 'record';
const RECORD_TAG = /<(\/?)(?:[\w.-]{1,50}:)?record(?=[\s>/])/y;
/** From the `<` of a tag to its name: a slash, a prefix and its colon. */
const BEFORE_NAME = 53;
const ANY_TAG = /<(\/?)(?:[\w.-]{1,50}:)?(record|leader|controlfield|datafield|subfield)(?=[\s>/])/g;
/** Only a MARC record holds one of these; the records of SRU and OAI around it hold records. */
const MARC_CONTENT = /<(?:[\w.-]{1,50}:)?(?:leader|controlfield|datafield|subfield)[\s>]/;
const TAG_END = /[^<>]{0,100}>/y;
/** Longest tag that a part of the delivery may cut in two. */
const TAG_REACH = 256;

/**
 * Cuts MARC records out of XML by their tags. Content outside any record is what is left of a broken one; it is handed
 * on as a record of its own, so that somebody hears of it.
 */
export async function* splitMarcXml(bytes: AsyncIterable<Uint8Array>): AsyncIterable<RawRecord> {
  const cutter = new RecordCutter();
  for await (const part of bytes) yield* cutter.take(part);
  yield* cutter.end();
}

interface FoundTag {
  readonly at: number;
  /** Behind its name. */
  readonly end: number;
  readonly closing: boolean;
  readonly name: string;
}

class RecordCutter {
  // One latin1 character a byte: offsets in the text are offsets in the file, whatever the charset.
  #text = '';
  #offset = 0;
  #searched = 0;
  #open: number[] = [];
  /** Where content outside any record began; -1 where there is none. */
  #stray = -1;

  *take(part: Uint8Array): Iterable<RawRecord> {
    this.#text += Buffer.from(part.buffer, part.byteOffset, part.length).toString('latin1');
    yield* this.#cut(this.#text.length - TAG_REACH);
    this.#forget();
  }

  *end(): Iterable<RawRecord> {
    yield* this.#cut(this.#text.length);
    yield* this.#piece(this.#start() ?? this.#text.length, this.#text.length);
  }

  *#cut(until: number): Iterable<RawRecord> {
    for (;;) {
      const tag = this.#open.length === 0 ? this.#anyTag() : this.#recordTag();
      const at = Math.min(tag?.at ?? until, until);
      const start = this.#start();
      if (start !== undefined && at - start > MAX_RECORD_BYTES) {
        yield* this.#piece(start, start + MAX_RECORD_BYTES);
        this.#searched = start + MAX_RECORD_BYTES;
        continue;
      }
      if (tag === null || tag.at >= until) break;
      this.#searched = tag.end;
      if (tag.name !== RECORD) {
        if (!tag.closing && this.#stray === -1) this.#stray = at;
      } else if (!tag.closing) yield* this.#opened(at);
      else yield* this.#closed(this.#tagEnd());
    }
    this.#searched = Math.max(this.#searched, until);
  }

  #anyTag(): FoundTag | null {
    ANY_TAG.lastIndex = this.#searched;
    const match = ANY_TAG.exec(this.#text);
    if (match === null) return null;
    return { at: match.index, end: ANY_TAG.lastIndex, closing: match[1] !== '', name: match[2] ?? '' };
  }

  /** By the one word that is in it: a pattern would stop at every `<` of the record. */
  #recordTag(): FoundTag | null {
    const text = this.#text;
    for (let name = text.indexOf(RECORD, this.#searched); name !== -1; name = text.indexOf(RECORD, name + 1)) {
      const from = Math.max(this.#searched, name - BEFORE_NAME);
      const at = from + text.slice(from, name).lastIndexOf('<');
      if (at < from) continue;
      RECORD_TAG.lastIndex = at;
      const match = RECORD_TAG.exec(text);
      const end = name + RECORD.length;
      if (match !== null && RECORD_TAG.lastIndex === end) return { at, end, closing: match[1] !== '', name: RECORD };
    }
    return null;
  }

  /** Behind the `>` of the tag that was found last; a tag that lost it ends with its name. */
  #tagEnd(): number {
    TAG_END.lastIndex = this.#searched;
    return TAG_END.test(this.#text) ? TAG_END.lastIndex : this.#searched;
  }

  *#opened(at: number): Iterable<RawRecord> {
    // A record inside a MARC record: the outer one was never closed.
    const outer = this.#open.at(-1) ?? (this.#stray === -1 ? undefined : this.#stray);
    if (outer !== undefined && MARC_CONTENT.test(this.#text.slice(outer, at))) yield* this.#piece(outer, at);
    this.#open.push(at);
  }

  *#closed(end: number): Iterable<RawRecord> {
    const start = this.#open.pop() ?? (this.#stray === -1 ? undefined : this.#stray);
    if (start !== undefined) yield* this.#piece(start, end);
  }

  /** A record, where the span is one; the records around it hold nothing of their own. */
  *#piece(start: number, end: number): Iterable<RawRecord> {
    const span = this.#text.slice(start, end);
    if (!MARC_CONTENT.test(span)) return;
    this.#open = [];
    this.#stray = -1;
    const place = { kind: 'byte', at: this.#offset + start } as const;
    yield { format: 'marcxml', bytes: Buffer.from(span, 'latin1'), place };
  }

  #start(): number | undefined {
    return this.#open[0] ?? (this.#stray === -1 ? undefined : this.#stray);
  }

  #forget(): void {
    const keep = Math.min(this.#start() ?? this.#searched, this.#searched);
    if (keep < TAG_REACH && this.#text.length < MAX_RECORD_BYTES) return;
    this.#text = this.#text.slice(keep);
    this.#offset += keep;
    this.#searched -= keep;
    this.#open = this.#open.map((at) => at - keep);
    if (this.#stray !== -1) this.#stray -= keep;
  }
}
