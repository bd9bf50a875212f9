import * as xlsx from '@e965/xlsx';
import type { SheetText } from '../sheet.ts';
import { decodeText, MAX_COLUMNS, MAX_LINES } from './csv.ts';
import { inflatedSize, isCutZip } from './zip-size.ts';

/** 30 MB of .xlsx are more than half a million lines. */
export const MAX_WORKBOOK_BYTES = 30 * 1024 * 1024;
/** Inflated size over file size: real sheets shrink to a tenth. */
const MAX_RATIO = 120;
const FREE_BYTES = 50_000_000;
const MAX_INFLATED = 600 * 1024 * 1024;

export interface WorkbookRefusal {
  readonly fault: 'WORKBOOK_TOO_LARGE' | 'WORKBOOK_TOO_WIDE' | 'WORKBOOK_ENCRYPTED' | 'WORKBOOK_UNREADABLE';
  readonly detail: string;
}

/**
 * The sheets of an .xlsx, .xls or .ods file, or of the web page that many programs call .xls, as a person sees them:
 * dates as dates, long numbers as digits and not as 9.78E+12, a merged cell on each of its lines.
 */
export function readWorkbook(bytes: Buffer): readonly SheetText[] | WorkbookRefusal {
  if (isCutZip(bytes)) return { fault: 'WORKBOOK_UNREADABLE', detail: 'its end is missing' };
  const most = Math.min(MAX_INFLATED, Math.max(FREE_BYTES, bytes.length * MAX_RATIO));
  if (inflatedSize(bytes, most) > most) {
    return { fault: 'WORKBOOK_TOO_LARGE', detail: `> ${Math.round(most / 1_000_000)} MB` };
  }
  try {
    const book = open(bytes);
    const sheets = book.SheetNames.flatMap((name) => {
      const sheet = book.Sheets[name];
      return sheet === undefined ? [] : [{ name, lines: linesOf(sheet) }];
    });
    const wide = book.SheetNames.find((name) => rowsOf(book.Sheets[name]).some(isTooWide));
    return wide === undefined ? sheets : { fault: 'WORKBOOK_TOO_WIDE', detail: wide };
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    return {
      fault: /password|encrypt/i.test(detail) ? 'WORKBOOK_ENCRYPTED' : 'WORKBOOK_UNREADABLE',
      detail: detail.slice(0, 80),
    };
  }
}

const OPTIONS = {
  cellNF: true,
  cellText: true,
  cellHTML: false,
  cellFormula: false,
  sheetRows: MAX_LINES,
  dense: true,
} as const satisfies xlsx.ParsingOptions;

/** A zip file, and the compound file of Excel 97–2003. */
const SIGNATURES = [Buffer.from('504b0304', 'hex'), Buffer.from('d0cf11e0a1b11ae1', 'hex')];

function open(bytes: Buffer): xlsx.WorkBook {
  if (SIGNATURES.some((signature) => bytes.subarray(0, signature.length).equals(signature))) {
    return xlsx.read(bytes, { ...OPTIONS, type: 'buffer' });
  }
  // The reader would take anything else for a text with columns.
  if (!isMarkup(bytes)) throw new Error('no workbook');
  // `raw`: a cell of a web page is text; as a number 0012 would lose its zeros.
  return xlsx.read(decodeText(bytes, 'detect'), { ...OPTIONS, type: 'string', raw: true });
}

const isMarkup = (bytes: Buffer): boolean => /^\S{0,3}\s*</.test(bytes.subarray(0, 64).toString('latin1'));

type Cells = readonly (xlsx.CellObject | undefined)[];

const rowsOf = (sheet: xlsx.WorkSheet | undefined): readonly (Cells | undefined)[] =>
  (sheet as xlsx.DenseWorkSheet | undefined)?.['!data'] ?? [];

const isTooWide = (row: Cells | undefined): boolean =>
  row !== undefined && row.length > MAX_COLUMNS && row.some((cell, at) => at >= MAX_COLUMNS && textOf(cell) !== '');

/** Only as far as there is text: a format set on line 1,048,576 must not make a million lines. */
function linesOf(sheet: xlsx.WorkSheet): string[][] {
  const lines: string[][] = [];
  for (const row of rowsOf(sheet)) {
    // `map` leaves holes, as a row has them for cells that are not there.
    const line = Array.from((row ?? []).slice(0, MAX_COLUMNS), textOf);
    while (line.length > 0 && line.at(-1) === '') line.pop();
    lines.push(line);
  }
  while (lines.length > 0 && lines.at(-1)?.length === 0) lines.pop();
  for (const range of sheet['!merges'] ?? []) fillDown(lines, range);
  return lines;
}

/** A cell merged over several lines stands for all of them; one merged over columns is a title and stays as it is. */
function fillDown(lines: string[][], { s: start, e: end }: xlsx.Range): void {
  const text = lines[start.r]?.[start.c] ?? '';
  if (text === '' || start.c >= MAX_COLUMNS || end.c > start.c) return;
  for (let at = start.r + 1; at <= Math.min(end.r, lines.length - 1); at++) {
    const line = lines[at];
    if (line === undefined) continue;
    while (line.length <= start.c) line.push('');
    line[start.c] = text;
  }
}

function textOf(cell: xlsx.CellObject | undefined): string {
  if (cell === undefined || cell.v === undefined || cell.v === null || cell.t === 'e') return '';
  if (cell.t === 'n' && typeof cell.v === 'number') return numberText(cell.v, cell.z);
  return String(cell.v).trim();
}

function numberText(value: number, format: string | number | undefined): string {
  if (typeof format === 'string' && xlsx.SSF.is_date(format)) return day(value);
  if (!Number.isInteger(value)) return String(Number(value.toFixed(6)));
  // `000000`: the zeros are seen, and printed on the label.
  return typeof format === 'string' && /^0{2,}$/.test(format)
    ? String(value).padStart(format.length, '0')
    : String(value);
}

/** An Excel date serial as 2012-06-01. */
function day(serial: number): string {
  const date = xlsx.SSF.parse_date_code(serial) as { y: number; m: number; d: number } | null;
  if (date === null) return String(serial);
  return `${date.y}-${String(date.m).padStart(2, '0')}-${String(date.d).padStart(2, '0')}`;
}
