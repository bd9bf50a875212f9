import type { TextReading } from '../charset.ts';
import type { MarcField, Subfield } from '../marc.ts';

/** Where a field lies in the bytes of its record: from its first byte to its terminator. */
export interface Cut {
  readonly tag: string;
  readonly start: number;
  readonly end: number;
}

const SUBFIELD = 0x1f;
const BYTE_ORDER_MARK = '\ufeff';
const DAMAGE = '\ufffd';

/** All fields of a record; decoded in one go where that gives the same text, which is several times quicker than value by value. */
export function readFields(
  bytes: Buffer,
  cuts: readonly Cut[],
  base: number,
  body: number,
  { decode, decodeWhole }: TextReading,
): readonly MarcField[] {
  const whole =
    decodeWhole !== null && standSideBySide(cuts, base, body) ? decodeWhole(bytes.subarray(base, body)) : null;
  // A byte order mark is dropped at the start of a value only, and a character that the end of a value cuts takes other
  // bytes along than it does in the middle of the text: then values are decoded one by one.
  const plain = whole !== null && !whole.includes(BYTE_ORDER_MARK) && !whole.includes(DAMAGE);
  const quick = !plain ? null : fieldsIn(whole, bytes, cuts, decode);
  return quick ?? cuts.map((cut) => readField(bytes, cut, decode));
}

function standSideBySide(cuts: readonly Cut[], base: number, body: number): boolean {
  let next = base;
  for (const { start, end } of cuts) {
    if (start !== next) return false;
    next = end + 1;
  }
  return next >= body;
}

/** The fields of a record's text; null where a delimiter inside a field leaves text over. */
function fieldsIn(
  text: string,
  bytes: Buffer,
  cuts: readonly Cut[],
  decode: TextReading['decode'],
): readonly MarcField[] | null {
  const fields: MarcField[] = [];
  let from = 0;
  for (const cut of cuts) {
    const found = text.indexOf('\u001e', from);
    const end = found === -1 ? text.length : found;
    fields.push(fieldIn(text, cut.tag, from, end) ?? readField(bytes, cut, decode));
    from = end + 1;
  }
  return from < text.length ? null : fields;
}

/** One field of a record's text; null where an indicator or a subfield's code is no ASCII, which only bytes can tell. */
function fieldIn(text: string, tag: string, start: number, end: number): MarcField | null {
  const first = text.indexOf('\u001f', start);
  if (tag.startsWith('00') || first === -1 || first >= end) return { tag, value: text.slice(start, end) };
  for (let at = start; at < first; at++) if (text.charCodeAt(at) > 0x7f) return null;
  const subfields: Subfield[] = [];
  let at = first;
  while (at < end) {
    const found = text.indexOf('\u001f', at + 1);
    const stop = found === -1 || found > end ? end : found;
    if (stop > at + 1) {
      if (text.charCodeAt(at + 1) > 0x7f) return null;
      subfields.push({ code: text.charAt(at + 1), value: text.slice(at + 2, stop) });
    }
    at = stop;
  }
  const ind1 = first > start ? text.charAt(start) : ' ';
  const ind2 = first > start + 1 ? text.charAt(start + 1) : ' ';
  return { tag, ind1, ind2, subfields };
}

function readField(bytes: Buffer, { tag, start, end }: Cut, text: (bytes: Buffer) => string): MarcField {
  const first = bytes.indexOf(SUBFIELD, start);
  if (tag.startsWith('00') || first === -1 || first >= end) return { tag, value: text(bytes.subarray(start, end)) };
  const subfields: Subfield[] = [];
  let at = first;
  while (at < end) {
    const found = bytes.indexOf(SUBFIELD, at + 1);
    const stop = found === -1 || found > end ? end : found;
    // A delimiter with nothing behind it is noise of the writer.
    if (stop > at + 1) {
      subfields.push({ code: String.fromCharCode(bytes[at + 1] ?? 0x20), value: text(bytes.subarray(at + 2, stop)) });
    }
    at = stop;
  }
  const indicators = bytes.toString('latin1', start, first);
  return { tag, ind1: indicators[0] ?? ' ', ind2: indicators[1] ?? ' ', subfields };
}
