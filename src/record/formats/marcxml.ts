import { SaxesParser } from 'saxes';
import type { Finding, Read } from '../../base/finding.ts';
import type { Format } from '../format.ts';
import type { MarcField, MarcRecord, Subfield } from '../marc.ts';
import type { RawRecord } from '../raw.ts';
import { MAX_RECORD_BYTES } from './chunks.ts';

/**
 * MARCXML with any prefix or none, alone or inside SRU and OAI answers. Records are cut out of the bytes by their tags
 * before anything is parsed, so that an ill-formed one costs only itself.
 */
export const marcxml: Format = { name: 'marcxml', split, decode };

const RECORD_TAG = /<(\/?)((?:[\w.-]+:)?record)(?=[\s>/])/g;
/** Only a MARC record holds one of these; the records of SRU and OAI around it hold records. */
const MARC_CONTENT = /<(?:[\w.-]+:)?(?:leader|controlfield|datafield)[\s>]/;
/** Longest tag that a part of the delivery may cut in two. */
const TAG_REACH = 256;

async function* split(bytes: AsyncIterable<Uint8Array>): AsyncIterable<RawRecord> {
  const cutter = new RecordCutter();
  for await (const part of bytes) yield* cutter.take(part);
  yield* cutter.end();
}

class RecordCutter {
  // One latin1 character a byte: offsets in the text are offsets in the file, whatever the charset.
  #text = '';
  #offset = 0;
  #searched = 0;
  readonly #open: number[] = [];

  *take(part: Uint8Array): Iterable<RawRecord> {
    this.#text += Buffer.from(part.buffer, part.byteOffset, part.length).toString('latin1');
    yield* this.#cut(this.#text.length - TAG_REACH);
    this.#forget();
  }

  *end(): Iterable<RawRecord> {
    yield* this.#cut(this.#text.length);
    const start = this.#open.at(-1);
    if (start !== undefined && MARC_CONTENT.test(this.#text.slice(start))) yield this.#record(start, this.#text.length);
  }

  *#cut(until: number): Iterable<RawRecord> {
    RECORD_TAG.lastIndex = this.#searched;
    for (;;) {
      const match = RECORD_TAG.exec(this.#text);
      if (match === null || match.index >= until) break;
      this.#searched = RECORD_TAG.lastIndex;
      if (match[1] === '') yield* this.#opened(match.index);
      else yield* this.#closed(this.#text.indexOf('>', match.index) + 1);
      RECORD_TAG.lastIndex = this.#searched;
    }
    this.#searched = Math.max(this.#searched, Math.min(until, this.#text.length));
  }

  *#opened(at: number): Iterable<RawRecord> {
    const outer = this.#open.at(-1);
    // A record inside a MARC record: the outer one was never closed.
    if (outer !== undefined && MARC_CONTENT.test(this.#text.slice(outer, at))) {
      this.#open.pop();
      yield this.#record(outer, at);
    }
    this.#open.push(at);
  }

  *#closed(end: number): Iterable<RawRecord> {
    const start = this.#open.pop();
    if (start === undefined) return;
    if (MARC_CONTENT.test(this.#text.slice(start, end))) {
      yield this.#record(start, end);
      // The records around it hold nothing of their own.
      this.#open.length = 0;
    }
  }

  #record(start: number, end: number): RawRecord {
    const bytes = Buffer.from(this.#text.slice(start, end), 'latin1');
    return { format: 'marcxml', bytes, place: { kind: 'byte', at: this.#offset + start } };
  }

  #forget(): void {
    const keep = Math.min(this.#open[0] ?? this.#searched, this.#searched);
    if (keep < TAG_REACH && this.#text.length < MAX_RECORD_BYTES) return;
    this.#text = this.#text.slice(keep);
    this.#offset += keep;
    this.#searched -= keep;
    for (const [at, start] of this.#open.entries()) this.#open[at] = start - keep;
  }
}

// Control characters that XML 1.0 forbids; they say nothing about a book.
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g;
const local = (name: string): string => name.slice(name.indexOf(':') + 1);

function decode(raw: RawRecord): Read<MarcRecord> {
  const place = `byte ${raw.place.at}`;
  const text = new TextDecoder('utf-8').decode(raw.bytes);
  const clean = text.replace(FORBIDDEN, '');
  const findings: Finding[] = [];
  if (clean.length !== text.length) findings.push({ code: 'XML_CONTROL_CHARACTERS', severity: 'info', place });
  if (/<!DOCTYPE/i.test(clean)) return { ok: false, findings: [{ code: 'XML_DOCTYPE', severity: 'error', place }] };
  const built = build(clean);
  if (typeof built === 'string') {
    return { ok: false, findings: [{ code: 'XML_ILL_FORMED', severity: 'error', place, got: built.slice(0, 80) }] };
  }
  if (built.fields.length === 0)
    return { ok: false, findings: [{ code: 'RECORD_NO_FIELDS', severity: 'error', place }] };
  return { ok: true, value: built, findings };
}

/** The record, or what the XML parser said against it. */
function build(xml: string): MarcRecord | string {
  const parser = new SaxesParser({ xmlns: false, fragment: true });
  const fields: MarcField[] = [];
  let leader = '';
  let subfields: Subfield[] = [];
  let attributes: Readonly<Record<string, string>> = {};
  let code = '';
  let text = '';
  let fault: string | null = null;
  parser.on('error', (error) => {
    fault ??= error.message;
  });
  parser.on('opentag', (tag) => {
    const name = local(tag.name);
    text = '';
    if (name === 'subfield') code = tag.attributes['code'] ?? ' ';
    else if (name === 'datafield' || name === 'controlfield') {
      attributes = tag.attributes;
      subfields = [];
    }
  });
  parser.on('text', (piece) => {
    text += piece;
  });
  parser.on('cdata', (piece) => {
    text += piece;
  });
  parser.on('closetag', (tag) => {
    const name = local(tag.name);
    if (name === 'leader') leader = text;
    else if (name === 'subfield') subfields.push({ code, value: text });
    else if (name === 'controlfield') fields.push({ tag: attributes['tag'] ?? '', value: text });
    else if (name === 'datafield') {
      fields.push({
        tag: attributes['tag'] ?? '',
        ind1: attributes['ind1'] ?? ' ',
        ind2: attributes['ind2'] ?? ' ',
        subfields,
      });
    }
    text = '';
  });
  parser.write(xml).close();
  return fault ?? { leader, fields };
}
