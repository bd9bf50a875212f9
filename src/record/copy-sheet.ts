import { type ColumnField, meaningOf } from './columns.ts';
import type { Row } from './row.ts';
import type { FieldOf, Table } from './sheet.ts';

/** A record of a sheet with the line it begins at. */
export interface SheetRecord {
  readonly line: number;
  readonly row: Row;
}

/** Columns that tell about a copy and not about the book. */
const OF_COPY: ReadonlySet<ColumnField> = new Set([
  'barcode',
  'accession',
  'location',
  'library',
  'status',
  'dueDate',
  'acquired',
  'funds',
  'serial',
  'copies',
  'availableCopies',
]);
/** A sheet that repeats at least this share of its titles line by line is a list of copies, not of books. */
const REPEATS = 0.02;

/**
 * The records of a table. In a sheet with one line per copy, lines with equal bibliographic cells become one record
 * whose copies are the lines (DESIGN §5); a barcode column makes a sheet such a list, and so does a number that is
 * different in each line while the books repeat.
 */
export function recordsOfTable(table: Table, fieldOf: FieldOf = meaningOf): readonly SheetRecord[] {
  const copyNumber = copyColumn(table, fieldOf);
  if (copyNumber === null) return table.rows.map(({ line, cells }) => ({ line, row: { cells } }));
  const book = table.columns.filter((column) => {
    const field = fieldOf(column);
    return column !== copyNumber && (field === null || !OF_COPY.has(field));
  });
  const groups = new Map<string, { line: number; cells: Record<string, string>; copies: Record<string, string>[] }>();
  for (const { line, cells } of table.rows) {
    const key = book.map((column) => cells[column] ?? '').join('\u001f');
    const copy = renamed(cells, copyNumber, fieldOf);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { line, cells: copy, copies: [] });
    else group.copies.push(onlyCopy(copy, fieldOf));
  }
  return [...groups.values()].map(({ line, cells, copies }) => ({
    line,
    row: copies.length === 0 ? { cells } : { cells, copies },
  }));
}

/** The column that numbers single copies, or null where a line is a book. */
function copyColumn(table: Table, fieldOf: FieldOf): string | null {
  const byField = (field: ColumnField): string | undefined => table.columns.find((column) => fieldOf(column) === field);
  const barcode = byField('barcode');
  if (barcode !== undefined && isUnique(table, barcode)) return barcode;
  const number = byField('accession') ?? byField('recordId');
  if (number === undefined || !isUnique(table, number)) return null;
  const title = byField('title');
  if (title === undefined) return null;
  const book = table.columns.filter((column) =>
    ['title', 'part', 'responsibility', 'publisher', 'isbn', 'date', 'price'].includes(fieldOf(column) ?? ''),
  );
  const distinct = new Set(table.rows.map(({ cells }) => book.map((column) => cells[column] ?? '').join('\u001f')));
  return 1 - distinct.size / Math.max(1, table.rows.length) >= REPEATS ? number : null;
}

/** Whether the column is filled and never repeats, a few mistakes apart; a cell may list several numbers. */
function isUnique(table: Table, column: string): boolean {
  const values = table.rows.map(({ cells }) => cells[column] ?? '').filter((value) => value !== '');
  return values.length > table.rows.length * 0.8 && new Set(values).size > values.length * 0.98;
}

/** A record number that turned out to number copies is a barcode from here on; totals of such a sheet are ignored. */
function renamed(
  cells: Readonly<Record<string, string>>,
  copyNumber: string,
  fieldOf: FieldOf,
): Record<string, string> {
  const result: Record<string, string> = {};
  for (const [column, value] of Object.entries(cells)) {
    const field = fieldOf(column);
    if (field === 'copies' || field === 'availableCopies') continue;
    result[column === copyNumber && field === 'recordId' ? '条码号' : column] = value;
  }
  return result;
}

function onlyCopy(cells: Readonly<Record<string, string>>, fieldOf: FieldOf): Record<string, string> {
  return Object.fromEntries(
    Object.entries(cells).filter(([column]) => {
      const field = fieldOf(column);
      return field !== null && OF_COPY.has(field) && field !== 'serial';
    }),
  );
}
