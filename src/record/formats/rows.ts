import type { Finding, Read } from '../../base/finding.ts';
import { meaningOf } from '../columns.ts';
import { recordsOfTable } from '../copy-sheet.ts';
import type { RawRecord } from '../raw.ts';
import type { Row } from '../row.ts';
import { type FieldOf, type SheetText, understandSheet } from '../sheet.ts';

/** The records of the sheets of one file as raw records, and what was noticed about the sheets themselves. */
export interface SheetRecords {
  readonly records: readonly RawRecord[];
  readonly columns: readonly string[];
  readonly samples: readonly Readonly<Record<string, string>>[];
  readonly findings: readonly Finding[];
}

/** Rows that a person compares with what the columns were taken for. */
const SAMPLES = 3;

export function rawRows(sheets: readonly SheetText[], fieldOf: FieldOf = meaningOf): SheetRecords {
  const records: RawRecord[] = [];
  const columns = new Set<string>();
  const samples: Readonly<Record<string, string>>[] = [];
  const findings: Finding[] = [];
  for (const sheet of sheets) {
    if (sheet.lines.every((line) => line.every((cell) => cell.trim() === ''))) continue;
    const table = understandSheet(sheet, fieldOf);
    if (table === null) {
      findings.push({ code: 'SHEET_NO_HEADER', severity: 'error', place: 'row 1', got: sheet.name });
      continue;
    }
    findings.push(...table.findings);
    for (const column of table.columns) columns.add(column);
    // As the sheet has them: a record of several copies no longer shows every column.
    for (const { cells } of table.rows.slice(0, SAMPLES - samples.length)) samples.push(cells);
    for (const { line, row } of recordsOfTable(table, fieldOf)) {
      records.push(rawRow(row, line));
    }
  }
  return { records, columns: [...columns], samples, findings };
}

export function rawRow(row: Row, line: number): RawRecord {
  return { format: 'row', bytes: Buffer.from(JSON.stringify(row), 'utf8'), place: { kind: 'row', at: line } };
}

/** A row as the push protocol carries it: JSON of {@link Row}. */
export function decodeRow(raw: RawRecord): Read<Row> {
  const place = `${raw.place.kind} ${raw.place.at}`;
  const refuse = (got: string): Read<Row> => ({
    ok: false,
    findings: [{ code: 'ROW_UNREADABLE', severity: 'error', place, got: got.slice(0, 80) }],
  });
  let value: unknown;
  try {
    value = JSON.parse(Buffer.from(raw.bytes.buffer, raw.bytes.byteOffset, raw.bytes.length).toString('utf8'));
  } catch (error) {
    return refuse(error instanceof Error ? error.message : String(error));
  }
  if (!isObject(value)) return refuse(typeof value);
  const cells = isCells(value['cells']) ? value['cells'] : isCells(value) ? value : null;
  if (cells === null) return refuse('cells');
  const copies = value['copies'];
  if (Array.isArray(copies) && copies.every(isCells)) return { ok: true, value: { cells, copies }, findings: [] };
  return { ok: true, value: { cells }, findings: [] };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isCells(value: unknown): value is Readonly<Record<string, string>> {
  return isObject(value) && Object.values(value).every((cell) => typeof cell === 'string');
}
