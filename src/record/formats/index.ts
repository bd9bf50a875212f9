import type { Read } from '../../base/finding.ts';
import type { Format } from '../format.ts';
import type { MarcRecord } from '../marc.ts';
import type { Charset, RawRecord, RecordFormat } from '../raw.ts';
import { aleph, looksLikeAleph } from './aleph.ts';
import { bdf, looksLikeBdf } from './bdf.ts';
import { iso2709 } from './iso2709.ts';
import { looksLikeJson, marcJson } from './marc-json.ts';
import { looksLikeMarcText, marcText } from './marc-text.ts';
import { marcxml } from './marcxml.ts';
import { looksLikeMrk, mrk } from './mrk.ts';
import { sheet } from './sheet-file.ts';

/** Every kind of file a library can bring: one line each. */
export const FORMATS = {
  iso2709,
  marcxml,
  'marc-json': marcJson,
  aleph,
  mrk,
  'marc-text': marcText,
  bdf,
  csv: sheet('csv'),
  xlsx: sheet('xlsx'),
} as const satisfies Readonly<Record<string, FileFormat>>;

/** A format that cuts records out of files; sheets have nothing to decode beyond their JSON. */
export type FileFormat = Pick<Format, 'name' | 'split' | 'decode'>;
export type FormatName = keyof typeof FORMATS;
/** The ways to write MARC: what is no row. */
export type MarcFormat = Exclude<RecordFormat, 'row'>;

export const isMarcFormat = (name: FormatName): name is MarcFormat => name !== 'csv' && name !== 'xlsx';

/** A source record in any way to write MARC; a row is refused. */
export function decodeMarc(raw: RawRecord, charset: Charset): Read<MarcRecord> {
  const read = raw.format === 'row' ? null : FORMATS[raw.format].decode(raw, charset);
  if (read?.ok === false) return read;
  if (read !== null && 'leader' in read.value) return { ...read, value: read.value };
  const place = `${raw.place.kind} ${raw.place.at}`;
  return { ok: false, findings: [{ code: 'RECORD_NO_FIELDS', severity: 'error', place }] };
}

/** The tables that programs save as .xls and Excel opens: a web page, or the XML of Excel 2003. */
const WEB_PAGE =
  /^(?:\u00ef\u00bb\u00bf)?\s*<(?:!doctype html|html|head|meta|style|table)\b|^[^>]*<\?mso-application progid="Excel|^(?:<\?[^>]*>\s*)+<(?:ss:)?Workbook\b/i;
const ZIP = [0x50, 0x4b, 0x03, 0x04];
const OLE = [0xd0, 0xcf, 0x11, 0xe0];

/** The format of a file by its first bytes, whatever it is called: renamed workbooks are common. */
export function sniff(head: Uint8Array): FormatName {
  const begins = (signature: readonly number[]): boolean => signature.every((byte, at) => head[at] === byte);
  if (begins(ZIP) || begins(OLE)) return 'xlsx';
  const text = Buffer.from(head.buffer, head.byteOffset, Math.min(head.length, 65_536)).toString('latin1');
  // In UTF-16 the bytes of 丝 hold a record's end mark; no system writes MARC in it.
  if (/^(?:\u00ff\u00fe|\u00fe\u00ff)/.test(text)) return /^..\0?<\0?/s.test(text) ? 'marcxml' : 'csv';
  if (WEB_PAGE.test(text)) return 'xlsx';
  if (/^(?:\u00ef\u00bb\u00bf)?\s*</.test(text)) return looksLikeBdf(text) ? 'bdf' : 'marcxml';
  if (/[\u001d\u001e]/.test(text)) return 'iso2709';
  if (looksLikeJson(text)) return 'marc-json';
  const lines = text.replace(/^\u00ef\u00bb\u00bf/, '');
  if (looksLikeAleph(lines)) return 'aleph';
  if (looksLikeMrk(lines)) return 'mrk';
  return looksLikeMarcText(lines) ? 'marc-text' : 'csv';
}
