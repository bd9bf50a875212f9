import type { Finding } from '../base/finding.ts';
import { readIsbns } from '../base/isbn.ts';
import { type ColumnField, meaningOf } from './columns.ts';

/** A sheet as text: one array a line, cells trimmed. `firstLine` is the number of its first line, from 1. */
export interface SheetText {
  readonly name: string;
  readonly lines: readonly (readonly string[])[];
}

/** A sheet understood as a table. */
export interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly { readonly line: number; readonly cells: Readonly<Record<string, string>> }[];
  readonly findings: readonly Finding[];
}

/** What a column means. */
export type FieldOf = (column: string) => ColumnField | null;

const SEARCHED_LINES = 40;
/** `171 种`, `共 586 册`. */
const COUNT = /^共?\s*[\d,]+\s*[种册本条部套]$/u;
/** The word alone or with its sum: *Total English 3* is a book. */
const TOTALS = /^(?:合\s*计|总\s*计|小\s*计|共\s*计|total|subtotal|sum)\s*[:：]?\s*[\d.,]*\s*[册种本元]?$/iu;

/**
 * Finds the header wherever it stands (school sheets begin with a merged title line), names nameless columns by what
 * is in them, and leaves out blank lines, repeated headers and totals. Null where no line looks like a header.
 */
export function understandSheet(sheet: SheetText, fieldOf: FieldOf = meaningOf): Table | null {
  const header = findHeader(sheet.lines, fieldOf);
  if (header === null) return null;
  const body = sheet.lines.slice(header.at + 1);
  const columns = nameColumns(header.cells, body, fieldOf);
  const rows: { line: number; cells: Record<string, string> }[] = [];
  const findings: Finding[] = [];
  for (const [at, line] of body.entries()) {
    const number = header.at + at + 2;
    const cells: Record<string, string> = {};
    for (const [index, column] of columns.entries()) {
      const value = (line[index] ?? '').trim();
      if (value !== '' && column !== '') cells[column] = value;
    }
    const values = Object.values(cells);
    if (values.length === 0) continue;
    if (line.some((cell) => TOTALS.test(cell.trim())) && !hasTitle(cells, fieldOf)) {
      findings.push({ code: 'SHEET_TOTALS_ROW', severity: 'info', place: `row ${number}` });
      continue;
    }
    if (isSameHeader(line, header.cells)) continue;
    rows.push({ line: number, cells });
  }
  return { columns: columns.filter((name) => name !== ''), rows, findings };
}

/** What stands beside the title of a book and not beside a number of titles. */
const NAMING: ReadonlySet<ColumnField | null> = new Set([
  'responsibility',
  'isbn',
  'publisher',
  'barcode',
  'accession',
]);

/** Whether the cells besides a word for totals name a book; `1,165 种` in the title column, or 1165 alone, is a count. */
function hasTitle(cells: Readonly<Record<string, string>>, fieldOf: FieldOf): boolean {
  const told = Object.entries(cells).map(([column, value]) => ({ field: fieldOf(column), value }));
  const named = told.some(({ field }) => NAMING.has(field));
  return told.some(
    ({ field, value }) =>
      field === 'title' && !TOTALS.test(value) && !COUNT.test(value) && (named || !/^[\d,]+$/.test(value)),
  );
}

function isSameHeader(line: readonly string[], header: readonly string[]): boolean {
  return line.length > 1 && header.every((name, at) => name === '' || (line[at] ?? '').trim() === name);
}

interface Header {
  /** Index of its last line. */
  readonly at: number;
  readonly cells: readonly string[];
}

function findHeader(lines: SheetText['lines'], fieldOf: FieldOf): Header | null {
  let best: Header | null = null;
  let bestScore = 0;
  for (let at = 0; at < Math.min(lines.length, SEARCHED_LINES); at++) {
    const cells = headerCells(lines[at]);
    const score = headerScore(cells, fieldOf);
    if (score > bestScore) {
      best = { at, cells };
      bestScore = score;
    }
  }
  if (best === null) return null;
  if (bestScore === 1 && best.cells.filter((cell) => cell !== '').length > 3) return null;
  return withSecondLine(best, headerCells(lines[best.at + 1]), fieldOf);
}

const headerCells = (line: readonly string[] = []): readonly string[] =>
  line.map((cell) =>
    cell
      .replace(/^\ufeff/, '')
      .replace(/\s+/gu, ' ')
      .trim(),
  );

/** How many meanings the line names; 0 where none of them could tell books apart. */
function headerScore(cells: readonly string[], fieldOf: FieldOf): number {
  const fields = new Set(cells.map((cell) => fieldOf(cell)).filter((field) => field !== null));
  return fields.has('title') || fields.has('barcode') || fields.has('isbn') ? fields.size : 0;
}

/**
 * A header of two lines: `出版信息` over `出版社 | 出版年`. The lower line must hold nothing but names of columns, and
 * name something that the upper one does not.
 */
function withSecondLine(header: Header, below: readonly string[], fieldOf: FieldOf): Header {
  const named = below.filter((cell) => cell !== '');
  const known = new Set(header.cells.map((cell) => fieldOf(cell)));
  const isHeader =
    named.length > 0 &&
    named.every((cell) => fieldOf(cell) !== null) &&
    below.some((cell, at) => cell !== '' && fieldOf(header.cells[at] ?? '') === null && !known.has(fieldOf(cell)));
  if (!isHeader) return header;
  const width = Math.max(header.cells.length, below.length);
  const cells = Array.from({ length: width }, (_, at) => below[at] || (header.cells[at] ?? ''));
  return { at: header.at + 1, cells };
}

const SAMPLE_LINES = 200;

/** Equal names are told apart; a column without a name gets one from its content, or its letter. */
function nameColumns(header: readonly string[], body: SheetText['lines'], fieldOf: FieldOf): readonly string[] {
  const sample = body.slice(0, SAMPLE_LINES);
  const width = sample.reduce((most, line) => Math.max(most, line.length), header.length);
  const known = new Set(header.map((name) => fieldOf(name)));
  const used = new Set<string>();
  const columns: string[] = [];
  for (let index = 0; index < width; index++) {
    const values = sample.map((line) => (line[index] ?? '').trim()).filter((value) => value !== '');
    let name = header[index] ?? '';
    if (name === '') name = values.length === 0 ? '' : nameByContent(values, known, index);
    if (name !== '' && used.has(name)) name = `${name} (${columnLetters(index)})`;
    used.add(name);
    columns.push(name);
  }
  return columns;
}

function nameByContent(values: readonly string[], known: ReadonlySet<ColumnField | null>, index: number): string {
  const share = (test: (value: string) => boolean): number => values.filter(test).length / values.length;
  if (!known.has('isbn') && share((value) => readIsbns(value).isbns.length > 0) > 0.6) return 'ISBN';
  if (!known.has('price') && share((value) => /^(?:CNY|￥|¥|RMB)?\s*\d+\.\d\d?\s*元?$/u.test(value)) > 0.8)
    return '价格';
  if (!known.has('callNumber') && share((value) => /^[A-Z]{1,2}\d[\d.()=-]*\s*\/\s*\S+$/.test(value)) > 0.6)
    return '索书号';
  if (!known.has('publisher') && share((value) => /(?:出版社|书店|书局|出版公司)$/u.test(value)) > 0.6) return '出版社';
  return `列${columnLetters(index)}`;
}

/** 0 → A, 25 → Z, 26 → AA. */
function columnLetters(index: number): string {
  const rest = String.fromCharCode(65 + (index % 26));
  return index < 26 ? rest : columnLetters(Math.floor(index / 26) - 1) + rest;
}
