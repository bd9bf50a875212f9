import type { Finding, Read } from '../../base/finding.ts';
import { Fault } from '../../base/problem.ts';
import { parseXml } from '../../base/xml.ts';
import { decodeGb18030 } from '../charset.ts';
import type { Format } from '../format.ts';
import type { MarcField, MarcRecord } from '../marc.ts';
import type { Charset, RawRecord } from '../raw.ts';
import { splitBdf } from './bdf-split.ts';
import { MAX_RECORD_BYTES } from './chunks.ts';
import { copyOfItem } from './dp2-copy.ts';
import { marcxml } from './marcxml.ts';
import { refusedText } from './text-record.ts';

/**
 * The XML in which dp2 exports titles with everything below them (.bdf): `record` around `biblio`, which holds MARCXML,
 * and `itemCollection`. Orders, issues and comments are not read, and of a borrower only that there is one.
 */
export const bdf: Format = { name: 'bdf', split: splitBdf, decode };

/** Whether XML that begins so is a .bdf file. */
export function looksLikeBdf(head: string): boolean {
  return /dp2003\.com\/dprms|<(?:[\w.-]+:)?itemCollection[\s>]/.test(head);
}

const RECORD_TAG = /<(\/?)(?:[\w.-]{1,50}:)?record(?=[\s>])[^<>]{0,2000}>/g;
const ITEM_TAG = /<(?:[\w.-]{1,50}:)?item(?=[\s>])[^<>]{0,2000}>/g;
const ITEM_END = /<\/(?:[\w.-]{1,50}:)?item\s{0,20}>/g;

function decode(raw: RawRecord, charset: Charset): Read<MarcRecord> {
  const place = `byte ${raw.place.at}`;
  if (raw.bytes.length >= MAX_RECORD_BYTES) return refusedText('RECORD_TOO_LONG', place, String(raw.bytes.length));
  const text = charset === 'gb18030' ? decodeGb18030(raw.bytes) : new TextDecoder('utf-8').decode(raw.bytes);
  if (/<!DOCTYPE/i.test(text)) return refusedText('XML_DOCTYPE', place, text);
  const title = titleIn(text);
  if (title === null) return refusedText('RECORD_NO_FIELDS', place, text);
  const read = marcxml.decode({ ...raw, format: 'marcxml', bytes: Buffer.from(title, 'utf8') }, 'utf-8');
  if (!read.ok || !('leader' in read.value)) return read.ok ? refusedText('RECORD_NO_FIELDS', place, title) : read;
  const findings: Finding[] = [...read.findings];
  const copies: MarcField[] = [];
  for (const item of itemsIn(text)) {
    const copy = copyOf(item);
    if (typeof copy === 'string')
      findings.push({ code: 'ITEM_UNREADABLE', severity: 'warning', place, got: copy.slice(0, 80) });
    else copies.push(copy);
  }
  return { ok: true, value: { ...read.value, fields: [...read.value.fields, ...copies] }, findings };
}

/** The innermost record element: MARCXML inside `biblio`. */
function titleIn(text: string): string | null {
  let open = -1;
  for (const { 0: tag, 1: slash, index } of text.matchAll(RECORD_TAG)) {
    if (slash === '') open = index;
    else if (open !== -1) return text.slice(open, index + tag.length);
  }
  return null;
}

/** Each item element; one without an end goes as far as the record does. */
function* itemsIn(text: string): Iterable<string> {
  for (const { index } of text.matchAll(ITEM_TAG)) {
    ITEM_END.lastIndex = index;
    const end = ITEM_END.exec(text);
    yield text.slice(index, end === null ? undefined : end.index + end[0].length);
    if (end === null) return;
  }
}

/** The field of one copy, or what the XML parser said against it. */
function copyOf(item: string): MarcField | string {
  try {
    return copyOfItem(parseXml(item));
  } catch (cause) {
    if (!(cause instanceof Fault)) throw cause;
    return cause.message;
  }
}
