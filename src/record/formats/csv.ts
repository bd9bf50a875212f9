import { isUtf8 } from 'node:buffer';
import Papa from 'papaparse';
import { Fault } from '../../base/problem.ts';
import { decodeGb18030 } from '../charset.ts';
import { looksLikeBig5 } from '../charsets/looks-like-big5.ts';
import type { Charset } from '../raw.ts';
import type { SheetText } from '../sheet.ts';

/** Lines that a sheet of any library has at most; more is a mistake or an attack. */
export const MAX_LINES = 2_000_000;
/** No sheet of any library is wider; what is, was exported or opened wrongly. */
export const MAX_COLUMNS = 500;

/**
 * A .csv, .tsv or Excel “Unicode text” file in any charset and with any of the usual delimiters.
 *
 * @throws Fault SHEET_TOO_WIDE
 */
export function readCsv(bytes: Uint8Array, charset: Charset, name: string): SheetText {
  const text = decodeText(bytes, charset);
  const parsed = Papa.parse<string[]>(text, { skipEmptyLines: false, delimitersToGuess: [',', '\t', ';', '|'] });
  const lines = parsed.data.slice(0, MAX_LINES);
  const wide = lines.findIndex(isTooWide);
  if (wide !== -1) throw new Fault('SHEET_TOO_WIDE', { row: wide + 1, limit: MAX_COLUMNS });
  return { name, lines: lines.map((line) => line.slice(0, MAX_COLUMNS).map(unquoted)) };
}

/** Whether there is text behind the last column; Excel writes commas for empty columns that were once formatted. */
const isTooWide = (line: readonly unknown[]): boolean =>
  line.length > MAX_COLUMNS && line.slice(MAX_COLUMNS).some((cell) => cell !== '' && cell !== undefined);

/** Excel's way to keep leading zeros: `="000123"`, or an apostrophe before the number. */
function unquoted(cell: string): string {
  const bare = cell.trim();
  const formula = /^="(.*)"$/s.exec(bare);
  if (formula !== null) return formula[1] ?? '';
  return /^'[\d=+-]/.test(bare) ? bare.slice(1) : bare;
}

/** Byte order mark, else strict UTF-8, else the GB family, what Excel in China writes, unless it is clearly Big5. */
export function decodeText(bytes: Uint8Array, charset: Charset): string {
  if (charset === 'gb18030') return decodeGb18030(bytes);
  if (charset !== 'detect' && charset !== 'marc-8' && charset !== 'iso-5426')
    return new TextDecoder(charset === 'latin1' ? 'windows-1252' : charset).decode(bytes);
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  if (isUtf8(bytes)) return new TextDecoder('utf-8').decode(bytes);
  const zeros = bytes.subarray(0, 400);
  if (zeros.filter((byte, at) => at % 2 === 1 && byte === 0).length > zeros.length / 6)
    return new TextDecoder('utf-16le').decode(bytes);
  return looksLikeBig5(bytes) ? new TextDecoder('big5').decode(bytes) : decodeGb18030(bytes);
}
