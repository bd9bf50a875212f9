import { Fault } from '../../base/problem.ts';
import type { Format } from '../format.ts';
import type { RawRecord } from '../raw.ts';
import type { SheetText } from '../sheet.ts';
import { gather, MAX_SHEET_BYTES } from './chunks.ts';
import { readCsv } from './csv.ts';
import { decodeRow, rawRows } from './rows.ts';
import { readWorkbookApart } from './workbook-apart.ts';

/** A spreadsheet file as a format: all of it is needed to understand its header, so it is read whole. */
export function sheet(name: 'csv' | 'xlsx'): Format {
  return {
    name,
    decode: decodeRow,
    async *split(bytes: AsyncIterable<Uint8Array>): AsyncIterable<RawRecord> {
      const { records } = rawRows(await sheetsOf(name, await wholeSheet(bytes)));
      yield* records;
    },
  };
}

/** @throws Fault SHEET_TOO_LARGE */
export async function wholeSheet(bytes: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const whole = await gather(bytes, MAX_SHEET_BYTES);
  if (whole === null) throw new Fault('SHEET_TOO_LARGE', { limit: `${MAX_SHEET_BYTES / 1024 / 1024} MB` });
  return whole;
}

/** @throws Fault SHEET_TOO_WIDE, WORKBOOK_TOO_LARGE, WORKBOOK_TOO_WIDE, WORKBOOK_ENCRYPTED, WORKBOOK_UNREADABLE */
export async function sheetsOf(
  name: 'csv' | 'xlsx',
  bytes: Buffer,
  charset: Parameters<typeof readCsv>[1] = 'detect',
): Promise<readonly SheetText[]> {
  if (name === 'csv') return [readCsv(bytes, charset, 'csv')];
  const book = await readWorkbookApart(bytes);
  if ('fault' in book) throw new Fault(book.fault, { detail: book.detail });
  return book;
}
