import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Fault } from '../../src/base/problem.ts';
import type { Delivery } from '../../src/push/connector.ts';
import type { ColumnMeanings } from '../../src/record/columns.ts';
import { type FileReading, openFile } from '../../src/record/file.ts';
import { PROFILES } from '../../src/record/profiles/index.ts';
import { CHARSETS, type Charset, type RawRecord } from '../../src/record/raw.ts';

export interface OpenDelivery {
  /** The records of all files, one after the other, cut apart and untouched. */
  readonly records: AsyncIterable<Delivery>;
  /** How many there will be, from how far reading has come; null while that cannot be told. */
  total(): number | null;
}

interface Reading {
  readonly profile: string;
  readonly charset?: string | undefined;
  /** What columns of sheets mean; asked for only where there is a sheet. */
  readonly columns: () => Promise<ColumnMeanings>;
}

/**
 * Opens several files as one delivery; `-` is stdin. Each is opened and its first record found before anything is sent,
 * so that an empty file, a PDF or a mistyped name costs nothing.
 *
 * @throws Fault UNKNOWN_PROFILE, UNKNOWN_CHARSET, FILE_UNREADABLE, NO_RECORDS and what reading a file throws
 */
export async function openDelivery(
  files: readonly string[],
  { profile, charset: wanted, columns }: Reading,
  { stdin }: { readonly stdin: AsyncIterable<Uint8Array> },
): Promise<OpenDelivery> {
  if (!Object.hasOwn(PROFILES, profile)) {
    throw new Fault('UNKNOWN_PROFILE', { profile, known: Object.keys(PROFILES).join(', ') });
  }
  const charset = charsetOf(wanted);
  const parts: Part[] = [];
  const reading = { charset, columns: once(columns) };
  for (const file of files) parts.push(await openPart(file, reading, stdin));
  return { records: joined(parts), total: () => estimate(parts) };
}

/** One file under way. */
interface Part {
  readonly records: AsyncIterator<RawRecord>;
  readonly first: RawRecord;
  /** Null where the size is not known. */
  readonly bytes: number | null;
  bytesRead: number;
  recordsRead: number;
}

const READ_BYTES = 256 * 1024;

async function openPart(file: string, reading: FileReading, stdin: AsyncIterable<Uint8Array>): Promise<Part> {
  const bytes = file === '-' ? null : await sizeOf(file);
  const source = file === '-' ? stdin : createReadStream(file, { highWaterMark: READ_BYTES });
  const progress = { bytes, bytesRead: 0, recordsRead: 0 };
  const counted = counting(source, progress);
  const opened = await openFile(counted, reading).catch((error: unknown) => {
    throw fileFault(file, error);
  });
  const refusal = opened.sheet?.findings.find((finding) => finding.severity === 'error');
  const records = opened.records[Symbol.asyncIterator]();
  const first = await records.next();
  if (first.done === true)
    throw new Fault('NO_RECORDS', { file, detail: refusal?.code ?? opened.format }, { place: file });
  return Object.assign(progress, { records, first: first.value });
}

/** The answer of the first call for every call. */
function once<T>(ask: () => Promise<T>): () => Promise<T> {
  let answer: Promise<T> | null = null;
  return () => {
    answer ??= ask();
    return answer;
  };
}

async function sizeOf(file: string): Promise<number> {
  try {
    const { size } = await stat(file);
    return size;
  } catch (cause) {
    throw fileFault(file, cause);
  }
}

async function* counting(
  source: AsyncIterable<Uint8Array>,
  progress: { bytesRead: number },
): AsyncGenerator<Uint8Array> {
  for await (const chunk of source) {
    progress.bytesRead += chunk.length;
    yield chunk;
  }
}

async function* joined(parts: readonly Part[]): AsyncGenerator<Delivery> {
  for (const part of parts) {
    for (let next = part.first, done = false; !done; ) {
      part.recordsRead += 1;
      yield { kind: 'record', raw: next };
      const step = await part.records.next();
      done = step.done === true;
      if (step.done !== true) next = step.value;
    }
    // A file whose size was not known, or that was read ahead, is now known whole.
    part.bytesRead = part.bytes ?? part.bytesRead;
  }
}

/** Records so far, scaled by bytes: files of one delivery are alike. */
function estimate(parts: readonly Part[]): number | null {
  let bytes = 0;
  let bytesRead = 0;
  let records = 0;
  for (const part of parts) {
    if (part.bytes === null) return null;
    bytes += part.bytes;
    bytesRead += part.recordsRead === 0 ? 0 : part.bytesRead;
    records += part.recordsRead;
  }
  return bytesRead === 0 ? null : Math.max(records, Math.round((records * bytes) / bytesRead));
}

function charsetOf(name: string | undefined): Charset {
  if (name === undefined) return 'detect';
  const known = CHARSETS.find((charset) => charset === name.toLowerCase());
  if (known === undefined) throw new Fault('UNKNOWN_CHARSET', { charset: name, known: CHARSETS.join(', ') });
  return known;
}

function fileFault(file: string, error: unknown): unknown {
  if (error instanceof Fault) return new Fault(error.code, { ...error.values, file }, { cause: error, place: file });
  const detail = error instanceof Error ? error.message : String(error);
  return new Fault('FILE_UNREADABLE', { file, detail }, { cause: error });
}
