import * as xlsx from '@e965/xlsx';
import type { SheetText } from '../sheet.ts';
import { MAX_LINES } from './csv.ts';

const MAX_COLUMNS = 500;
/** 30 MB of .xlsx are more than half a million lines. */
export const MAX_WORKBOOK_BYTES = 30 * 1024 * 1024;
/** Inflated size over file size: real sheets shrink to a tenth. */
const MAX_RATIO = 120;
const MAX_INFLATED = 600 * 1024 * 1024;

export type WorkbookFault = 'WORKBOOK_TOO_LARGE' | 'WORKBOOK_ENCRYPTED' | 'WORKBOOK_UNREADABLE';

/** The sheets of an .xlsx or .xls file as a person sees them: dates as dates, long numbers as digits, not 9.78E+12. */
export function readWorkbook(
  bytes: Buffer,
): readonly SheetText[] | { readonly fault: WorkbookFault; readonly detail: string } {
  if (bytes.length > MAX_WORKBOOK_BYTES) return { fault: 'WORKBOOK_TOO_LARGE', detail: `${bytes.length} bytes` };
  const inflated = inflatedSize(bytes);
  if (inflated > MAX_INFLATED || (inflated > 50_000_000 && inflated > bytes.length * MAX_RATIO)) {
    return { fault: 'WORKBOOK_TOO_LARGE', detail: `${inflated} bytes inflated` };
  }
  try {
    const book = xlsx.read(bytes, {
      type: 'buffer',
      cellNF: true,
      cellText: true,
      cellHTML: false,
      cellFormula: false,
      sheetRows: MAX_LINES,
    });
    return book.SheetNames.flatMap((name) => {
      const sheet = book.Sheets[name];
      return sheet === undefined ? [] : [{ name, lines: linesOf(sheet) }];
    });
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    return {
      fault: /password|encrypt/i.test(detail) ? 'WORKBOOK_ENCRYPTED' : 'WORKBOOK_UNREADABLE',
      detail: detail.slice(0, 80),
    };
  }
}

function linesOf(sheet: xlsx.WorkSheet): string[][] {
  const ref = sheet['!ref'];
  if (ref === undefined) return [];
  const range = xlsx.utils.decode_range(ref);
  const lastColumn = Math.min(range.e.c, range.s.c + MAX_COLUMNS);
  const lines: string[][] = [];
  for (let row = 0; row <= range.e.r; row++) {
    const line: string[] = [];
    for (let column = range.s.c; column <= lastColumn; column++) {
      line.push(textOf(sheet[xlsx.utils.encode_cell({ r: row, c: column })] as xlsx.CellObject | undefined));
    }
    lines.push(line);
  }
  return lines;
}

function textOf(cell: xlsx.CellObject | undefined): string {
  if (cell === undefined || cell.v === undefined || cell.v === null || cell.t === 'e') return '';
  if (cell.t === 'n' && typeof cell.v === 'number') {
    if (typeof cell.z === 'string' && xlsx.SSF.is_date(cell.z)) return day(cell.v);
    return Number.isInteger(cell.v) ? String(cell.v) : String(Number(cell.v.toFixed(6)));
  }
  return String(cell.v).trim();
}

/** An Excel date serial as 2012-06-01. */
function day(serial: number): string {
  const date = xlsx.SSF.parse_date_code(serial) as { y: number; m: number; d: number } | null;
  if (date === null) return String(serial);
  return `${date.y}-${String(date.m).padStart(2, '0')}-${String(date.d).padStart(2, '0')}`;
}

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;

/** What the zip directory says all entries inflate to; 0 where the file is no zip. */
function inflatedSize(bytes: Buffer): number {
  for (let at = bytes.length - 22; at >= Math.max(0, bytes.length - 70_000); at--) {
    if (bytes.readUInt32LE(at) !== END_OF_DIRECTORY) continue;
    let entry = bytes.readUInt32LE(at + 16);
    let sum = 0;
    while (entry + 46 <= bytes.length && bytes.readUInt32LE(entry) === DIRECTORY_ENTRY) {
      sum += bytes.readUInt32LE(entry + 24);
      entry += 46 + bytes.readUInt16LE(entry + 28) + bytes.readUInt16LE(entry + 30) + bytes.readUInt16LE(entry + 32);
    }
    return sum;
  }
  return 0;
}
