import { fieldOfColumn } from './columns.ts';
import { AVAILABILITIES, type Availability } from './description.ts';
import { readStatus } from './fields/status.ts';
import { readCsv } from './formats/csv.ts';
import { readWorkbook } from './formats/workbook.ts';
import { type SheetText, understandSheet } from './sheet.ts';

/** One copy's state today. */
export interface DayCopy {
  readonly barcode: string;
  readonly availability: Availability;
  /** `2026-12-24`; null where none is told. */
  readonly dueDate: string | null;
}

export type DayReport =
  | {
      readonly ok: true;
      readonly copies: readonly DayCopy[];
      /** Rows whose status nobody used before: left out, told with their line. */
      readonly unknownWords: readonly { readonly line: number; readonly word: string }[];
    }
  | { readonly ok: false; readonly code: 'DAY_REPORT_COLUMNS' | 'FILE_UNREADABLE'; readonly detail: string };

/** Reads a sheet of the loans of the day: .csv in any charset, .xlsx or .xls; a later row of the same copy wins. */
export function readDayReport(bytes: Buffer, name: string): DayReport {
  const sheets = sheetsOf(bytes, name);
  if ('fault' in sheets) return { ok: false, code: 'FILE_UNREADABLE', detail: sheets.fault };
  const copies = new Map<string, DayCopy>();
  const unknownWords: { line: number; word: string }[] = [];
  let understood = false;
  for (const sheet of sheets) {
    const table = understandSheet(sheet);
    const columns = table === null ? null : columnsOf(table.columns);
    if (table === null || columns === null) continue;
    understood = true;
    for (const { line, cells } of table.rows) {
      const barcode = cells[columns.barcode] ?? '';
      const word = cells[columns.status] ?? '';
      if (barcode === '' || word === '') continue;
      const availability = availabilityOf(word);
      if (availability === null) unknownWords.push({ line, word });
      else copies.set(barcode, { barcode, availability, dueDate: dayOf(cells[columns.due ?? ''] ?? '') });
    }
  }
  if (understood) return { ok: true, copies: [...copies.values()], unknownWords };
  return { ok: false, code: 'DAY_REPORT_COLUMNS', detail: sheets[0]?.lines[0]?.join(' ').slice(0, 80) ?? '' };
}

function sheetsOf(bytes: Buffer, name: string): readonly SheetText[] | { readonly fault: string } {
  // Workbooks begin as a zip archive (.xlsx) or as an OLE file (.xls).
  const isWorkbook = /^(?:504b0304|d0cf11e0)$/.test(bytes.subarray(0, 4).toString('hex'));
  return isWorkbook ? readWorkbook(bytes) : [readCsv(bytes, 'detect', name)];
}

interface Columns {
  readonly barcode: string;
  readonly status: string;
  readonly due: string | null;
}

/** A copy is known by its barcode; where a sheet has none, by its accession number, which many schools print as one. */
function columnsOf(names: readonly string[]): Columns | null {
  const of = (field: string) => names.find((name) => fieldOfColumn(name) === field) ?? null;
  const barcode = of('barcode') ?? of('accession');
  const status = of('status');
  return barcode === null || status === null ? null : { barcode, status, due: of('dueDate') };
}

function availabilityOf(word: string): Availability | null {
  const code = word.trim().toUpperCase().replaceAll(/[ -]/g, '_');
  return AVAILABILITIES.find((known) => known === code) ?? readStatus(word) ?? null;
}

/** A day as sheets write it (`2026/1/5`, `20260105`, `2026年1月5日`, with or without a time), as ISO; null for anything else. */
function dayOf(text: string): string | null {
  const [, year, month, day] = /^(\d{4})[-/.年]?(\d{1,2})[-/.月]?(\d{1,2})/.exec(text.trim()) ?? [];
  if (year === undefined || month === undefined || day === undefined) return null;
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return Number.isNaN(Date.parse(iso)) ? null : iso;
}
