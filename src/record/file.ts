import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { Fault } from '../base/problem.ts';
import { type ColumnMeanings, meaningOf } from './columns.ts';
import { foreignFile } from './formats/foreign.ts';
import { FORMATS, type FormatName, isMarcFormat, sniff } from './formats/index.ts';
import { rawRows, type SheetRecords } from './formats/rows.ts';
import { sheetsOf, wholeSheet } from './formats/sheet-file.ts';
import { asUtf8, wideCharset } from './formats/utf16.ts';
import type { Charset, RawRecord } from './raw.ts';

/** A file opened for its records. */
export interface OpenedFile {
  readonly format: FormatName;
  /** For sheets: what was understood of the sheet as a whole. */
  readonly sheet: Omit<SheetRecords, 'records'> | null;
  readonly records: AsyncIterable<RawRecord>;
}

export interface FileReading {
  readonly charset: Charset;
  /** What was told of columns; asked for only where the file is a sheet. */
  readonly columns: ColumnMeanings | (() => Promise<ColumnMeanings>);
}

/**
 * Opens a file of any format, found from its first bytes. MARC files are read as a stream with flat memory; sheets are
 * read whole. Throws Fault FILE_EMPTY, FILE_NOT_RECORDS, GZIP_BROKEN, SHEET_TOO_… or WORKBOOK_…
 */
export async function openFile(bytes: AsyncIterable<Uint8Array>, reading: FileReading): Promise<OpenedFile> {
  const { head, all } = await peek(await inflated(bytes));
  if (head.length === 0) throw new Fault('FILE_EMPTY');
  const foreign = foreignFile(head);
  if (foreign !== null) throw new Fault('FILE_NOT_RECORDS', { kind: foreign });
  const wide = wideCharset(head);
  const format = sniff(wide === null ? head : Buffer.from(new TextDecoder(wide).decode(head), 'utf8'));
  if (isMarcFormat(format))
    return { format, sheet: null, records: FORMATS[format].split(wide === null ? all : asUtf8(all, wide)) };
  const told = typeof reading.columns === 'function' ? await reading.columns() : reading.columns;
  const sheets = await sheetsOf(format, await wholeSheet(all), reading.charset);
  const { records, ...sheet } = rawRows(sheets, (column) => meaningOf(column, told));
  return { format, sheet, records: fromArray(records) };
}

/** The stream itself, or what it holds where it is gzip, which many systems put around an export. */
async function inflated(bytes: AsyncIterable<Uint8Array>): Promise<AsyncIterable<Uint8Array>> {
  const { head, all } = await peek(bytes);
  return head[0] === 0x1f && head[1] === 0x8b ? unpacked(all) : all;
}

/** @throws Fault GZIP_BROKEN, and what the stream itself throws */
async function* unpacked(packed: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  const gunzip = createGunzip();
  // A failure of the source destroys the stream behind it, where it is thrown.
  pipeline(Readable.from(packed), gunzip, () => undefined);
  let bytes = 0;
  try {
    for await (const part of gunzip as AsyncIterable<Uint8Array>) {
      bytes += part.length;
      yield part;
    }
  } catch (cause) {
    if (!isZlibError(cause)) throw cause;
    throw new Fault('GZIP_BROKEN', { bytes, detail: cause.message }, { cause });
  }
}

const isZlibError = (error: unknown): error is Error =>
  error instanceof Error && 'code' in error && String(error.code).startsWith('Z_');

/** Enough to know any format; a pipe may bring a file byte by byte. */
const HEAD_BYTES = 16_384;

/** The beginning of a stream, and the stream again from there. */
async function peek(
  bytes: AsyncIterable<Uint8Array>,
): Promise<{ readonly head: Uint8Array; readonly all: AsyncIterable<Uint8Array> }> {
  const parts = bytes[Symbol.asyncIterator]();
  const begun: Uint8Array[] = [];
  let size = 0;
  let ended = false;
  while (size < HEAD_BYTES && !ended) {
    const part = await parts.next();
    ended = part.done === true;
    if (part.done === true) break;
    begun.push(part.value);
    size += part.value.length;
  }
  async function* again(): AsyncIterable<Uint8Array> {
    yield* begun.splice(0);
    if (ended) return;
    for (let next = await parts.next(); next.done !== true; next = await parts.next()) yield next.value;
  }
  const head = begun.length === 1 ? (begun[0] ?? new Uint8Array()) : Buffer.concat(begun);
  return { head, all: again() };
}

async function* fromArray(records: readonly RawRecord[]): AsyncIterable<RawRecord> {
  yield* records;
}
