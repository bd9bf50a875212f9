import type { Finding, Read } from '../../base/finding.ts';
import { decoderFor } from '../charset.ts';
import type { Format } from '../format.ts';
import type { MarcRecord } from '../marc.ts';
import type { Charset, RawRecord } from '../raw.ts';
import { MAX_RECORD_BYTES } from './chunks.ts';
import { type Cut, readFields } from './iso2709-fields.ts';

const RECORD_END = 0x1d;
const FIELD_END = 0x1e;
const SUBFIELD = 0x1f;
const BLOT = 0x2a;
const LEADER_LENGTH = 24;
const ENTRY_LENGTH = 12;

/**
 * ISO 2709 as it is found (notes/records §2): cut at 0x1D before anything is decoded, because no byte of a multibyte
 * character can be a delimiter; the directory is believed only where the delimiters agree with it, since school
 * programs count it in characters or never rebuild it.
 */
export const iso2709: Format = { name: 'iso2709', split, decode };

async function* split(bytes: AsyncIterable<Uint8Array>): AsyncIterable<RawRecord> {
  let rest: Buffer = Buffer.alloc(0);
  let offset = 0;
  for await (const part of bytes) {
    const buffer =
      rest.length === 0 ? Buffer.from(part.buffer, part.byteOffset, part.length) : Buffer.concat([rest, part]);
    let from = 0;
    for (;;) {
      const end = buffer.indexOf(RECORD_END, from);
      if (end === -1) break;
      yield* recordsOf(buffer.subarray(from, end + 1), offset + from);
      from = end + 1;
    }
    offset += from;
    rest = Buffer.from(buffer.subarray(from));
    if (rest.length > MAX_RECORD_BYTES) {
      yield record(rest, offset);
      offset += rest.length;
      rest = Buffer.alloc(0);
    }
  }
  yield* recordsOf(rest, offset);
}

/** A span up to 0x1D is one record, or several where terminators are missing; nothing where it is only filling. */
function* recordsOf(span: Buffer, offset: number): Iterable<RawRecord> {
  let from = leadingFill(span);
  if (from >= span.length) return;
  // An embedded 0x1D leaves a tail that is no record; it is joined to nothing and reported by decode.
  for (;;) {
    const next = gluedRecord(span, from);
    if (next === -1) break;
    yield record(span.subarray(from, next), offset + from);
    from = next;
  }
  yield record(span.subarray(from), offset + from);
}

const record = (bytes: Buffer, at: number): RawRecord => ({ format: 'iso2709', bytes, place: { kind: 'byte', at } });

/** CR, LF, blanks, NUL, Ctrl-Z, stray terminators and a byte order mark between records are nothing. */
function leadingFill(span: Buffer): number {
  let at = 0;
  while (at < span.length) {
    const byte = span[at] ?? 0;
    const fill = byte <= 0x20 || byte === 0x7f;
    if (!fill && !(byte === 0xef && span[at + 1] === 0xbb && span[at + 2] === 0xbf)) break;
    at += fill ? 1 : 3;
  }
  return at;
}

/** Where a second record begins inside a span whose first one lost its 0x1D; -1 where none does. */
function gluedRecord(span: Buffer, from: number): number {
  const length = looksLikeLeader(span, from) ? Number(span.toString('latin1', from, from + 5)) : 0;
  if (length === span.length - from) return -1;
  for (let at = from + length - 1; at <= from + length + 2; at++) {
    if (at > from && span[at - 1] === FIELD_END && looksLikeLeader(span, at)) return at;
  }
  // The first one is damaged, or its length was always wrong: only what can be nothing else is a beginning.
  BEGINNING.lastIndex = 1;
  const found = BEGINNING.exec(span.toString('latin1', from));
  return found === null ? -1 : from + found.index;
}

/** A leader with the first entry of its directory. */
const BEGINNING = /\d{5}[a-z ][a-z][ -~]{3}22\d{5}[ -~]{3}[45 ][5 ][0 ][0-9a-z ][0-9A-Z]{3}\d{9}/g;
const LEADER = /^\d{5}[ -~]{5}..\d{5}/;

function looksLikeLeader(span: Buffer, at: number): boolean {
  return span.length - at >= LEADER_LENGTH + 2 && LEADER.test(span.toString('latin1', at, at + LEADER_LENGTH));
}

function decode(raw: RawRecord, charset: Charset): Read<MarcRecord> {
  const bytes = Buffer.from(raw.bytes.buffer, raw.bytes.byteOffset, raw.bytes.length);
  const place = `byte ${raw.place.at}`;
  const refuse = (
    code: 'RECORD_TOO_SHORT' | 'RECORD_NO_FIELDS' | 'RECORD_TOO_LONG',
    got: string,
  ): Read<MarcRecord> => ({
    ok: false,
    findings: [{ code, severity: 'error', place, got }],
  });
  if (bytes.length >= MAX_RECORD_BYTES) return refuse('RECORD_TOO_LONG', String(bytes.length));
  const directoryEnd = endOfDirectory(bytes);
  if (directoryEnd < LEADER_LENGTH) return refuse('RECORD_TOO_SHORT', preview(bytes));
  const findings: Finding[] = [];
  const body = bytes.at(-1) === RECORD_END ? bytes.length - 1 : bytes.length;
  if (body === bytes.length) findings.push({ code: 'RECORD_END_MISSING', severity: 'warning', place });
  const cuts = fieldCuts(bytes, directoryEnd, body, place, findings);
  if (cuts.length === 0) return refuse('RECORD_NO_FIELDS', preview(bytes));
  const text = decoderFor(bytes.subarray(LEADER_LENGTH, body), charset, { tags: cuts.map((cut) => cut.tag), place });
  findings.push(...text.findings);
  const fields = readFields(bytes, cuts, directoryEnd + 1, body, text);
  return { ok: true, value: { leader: bytes.toString('latin1', 0, LEADER_LENGTH), fields }, findings };
}

/** Where its mark stands; some writer put another control character there, which no entry holds. */
function endOfDirectory(bytes: Buffer): number {
  const end = bytes.indexOf(FIELD_END);
  for (let at = LEADER_LENGTH + ENTRY_LENGTH; at < end; at += ENTRY_LENGTH) if ((bytes[at] ?? 0) < 0x20) return at;
  return end;
}

/** The same bytes with these subfields blotted out, each byte a `*`; null where they say nothing. */
export function blotted(source: Uint8Array, tag: string, codes: ReadonlySet<string>): Uint8Array | null {
  const bytes = Buffer.from(source);
  const directoryEnd = bytes.indexOf(FIELD_END);
  if (directoryEnd < LEADER_LENGTH) return null;
  const body = bytes.at(-1) === RECORD_END ? bytes.length - 1 : bytes.length;
  let found = false;
  for (const cut of fieldCuts(bytes, directoryEnd, body, '', [])) {
    if (cut.tag !== tag) continue;
    for (let at = bytes.indexOf(SUBFIELD, cut.start); at !== -1 && at < cut.end; at = bytes.indexOf(SUBFIELD, at + 1)) {
      if (!codes.has(String.fromCharCode(bytes[at + 1] ?? 0))) continue;
      const next = bytes.indexOf(SUBFIELD, at + 1);
      const value = bytes.subarray(at + 2, next === -1 || next > cut.end ? cut.end : next);
      found ||= value.some((byte) => byte !== BLOT);
      value.fill(BLOT);
    }
  }
  return found ? bytes : null;
}

/** Tag and span of each field, in data order. */
function fieldCuts(
  bytes: Buffer,
  directoryEnd: number,
  body: number,
  place: string,
  findings: Finding[],
): readonly Cut[] {
  const directory = bytes.toString('latin1', LEADER_LENGTH, directoryEnd);
  const count = Math.floor(directory.length / ENTRY_LENGTH);
  const base = directoryEnd + 1;
  const trusted = cutsByDirectory(bytes, directory, base, body);
  if (trusted !== null) {
    const told = bytes.toString('latin1', 0, 5);
    if (Number(told) !== bytes.length)
      findings.push({ code: 'LEADER_LENGTH_WRONG', severity: 'info', place, got: told });
    return trusted;
  }
  const spans = spansOf(bytes, base, body);
  if (spans.length !== count)
    findings.push({ code: 'FIELD_COUNT_DIFFERS', severity: 'warning', place, got: `${count}/${spans.length}` });
  else findings.push({ code: 'DIRECTORY_WRONG', severity: 'info', place });
  return spans.slice(0, count).map((span, at) => ({ tag: tagAt(directory, at * ENTRY_LENGTH), ...span }));
}

const tagAt = (directory: string, at: number): string => directory.slice(at, at + 3);

/** The directory's fields in data order, or null where any entry disagrees with the delimiters. */
function cutsByDirectory(bytes: Buffer, directory: string, base: number, body: number): readonly Cut[] | null {
  const cuts: Cut[] = [];
  let sorted = true;
  let covered = 0;
  let last = 0;
  for (let at = 0; at + ENTRY_LENGTH <= directory.length; at += ENTRY_LENGTH) {
    const length = digits(directory, at + 3, at + 7);
    const start = base + digits(directory, at + 7, at + ENTRY_LENGTH);
    const end = start + length - 1;
    const sound =
      end >= start &&
      end <= body &&
      (bytes[end] === FIELD_END || end === body) &&
      (start === base || bytes[start - 1] === FIELD_END);
    if (!sound) return null;
    if (start < last) sorted = false;
    last = start;
    covered += length;
    cuts.push({ tag: tagAt(directory, at), start, end });
  }
  // Fields that no entry names would be lost; a doubled 0x1E before 0x1D is no field.
  if (body - base - covered > 1) return null;
  return sorted ? cuts : cuts.sort((a, b) => a.start - b.start);
}

/** The number that these characters write; NaN where any is no digit. */
function digits(text: string, from: number, to: number): number {
  let value = 0;
  for (let at = from; at < to; at++) {
    const digit = text.charCodeAt(at) - 48;
    if (!(digit >= 0 && digit <= 9)) return Number.NaN;
    value = value * 10 + digit;
  }
  return value;
}

function spansOf(
  bytes: Buffer,
  base: number,
  body: number,
): readonly { readonly start: number; readonly end: number }[] {
  const spans: { start: number; end: number }[] = [];
  let start = base;
  while (start < body) {
    const found = bytes.indexOf(FIELD_END, start);
    const end = found === -1 || found > body ? body : found;
    if (end > start) spans.push({ start, end });
    start = end + 1;
  }
  return spans;
}

function preview(bytes: Buffer): string {
  return bytes.toString('latin1', 0, 60).replace(/[^ -~]/g, '·');
}
