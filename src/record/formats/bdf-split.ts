import type { RawRecord } from '../raw.ts';
import { MAX_RECORD_BYTES } from './chunks.ts';

/** The outer record: the one that begins with a title, not with a leader. */
const BEGINS = /<((?:[\w.-]{1,50}:)?)record(?:\s[^<>]{0,500})?>\s{0,200}<\1biblio[\s>/]/g;
const RECORD_TAG = /<(\/?)(?:[\w.-]{1,50}:)?record(?=[\s>])[^<>]{0,500}>/g;
const REACH = 1024;
/** Something of a title or a copy: bytes that hold none of it may stand between records. */
const CONTENT = /<(?:[\w.-]{1,50}:)?(?:leader|controlfield|datafield|subfield|item)[\s>]/;

/** Cuts a .bdf file where its records begin; one that lost its end goes as far as the next. */
export async function* splitBdf(bytes: AsyncIterable<Uint8Array>): AsyncIterable<RawRecord> {
  // One latin1 character a byte: offsets in the text are offsets in the file, whatever the charset.
  let text = '';
  let offset = 0;
  let searched = 0;
  for await (const part of bytes) {
    text += Buffer.from(part.buffer, part.byteOffset, part.length).toString('latin1');
    for (;;) {
      const next = beginning(text, searched, text.length - REACH);
      if (next === null) break;
      yield* pieceOf(text.slice(0, next), offset);
      text = text.slice(next);
      offset += next;
      searched = 1;
    }
    searched = Math.max(searched, Math.min(text.length - REACH, text.length));
    if (text.length <= MAX_RECORD_BYTES) continue;
    yield* pieceOf(text, offset);
    offset += text.length;
    text = '';
    searched = 0;
  }
  for (let next = beginning(text, searched, text.length); next !== null; next = beginning(text, 1, text.length)) {
    yield* pieceOf(text.slice(0, next), offset);
    text = text.slice(next);
    offset += next;
  }
  yield* pieceOf(text, offset);
}

/** Where the next record begins, at or behind `from` and before `until`; null where none does. */
function beginning(text: string, from: number, until: number): number | null {
  BEGINS.lastIndex = Math.max(0, from);
  const match = BEGINS.exec(text);
  return match === null || match.index >= until ? null : match.index;
}

/** The record that a span begins with, and whatever else of titles and copies stands behind it. */
function* pieceOf(span: string, offset: number): Iterable<RawRecord> {
  for (let from = 0; CONTENT.test(span.slice(from)); ) {
    const start = from + span.slice(from).search(/\S/);
    const end = endOf(span, start);
    if (CONTENT.test(span.slice(start, end)))
      yield {
        format: 'bdf',
        bytes: Buffer.from(span.slice(start, end), 'latin1'),
        place: { kind: 'byte', at: offset + start },
      };
    from = end;
  }
}

/** Behind the end tag of the outermost record; the whole span where there is none. */
function endOf(span: string, start: number): number {
  RECORD_TAG.lastIndex = start;
  let depth = 0;
  for (let match = RECORD_TAG.exec(span); match !== null; match = RECORD_TAG.exec(span)) {
    depth += match[1] === '' ? 1 : -1;
    if (depth <= 0) return RECORD_TAG.lastIndex;
  }
  return span.length;
}
