import { gunzipSync } from 'node:zlib';
import type { Finding } from '../base/finding.ts';
import { type RawRecord, RECORD_FORMATS, type RecordFormat } from '../record/raw.ts';
import { lineFinding } from './quarantine.ts';

/** Limits of one chunk (DESIGN §5); the gateway refuses a longer body while it arrives. */
export const CHUNK_LIMITS = {
  lines: 2_000,
  wireBytes: 8 * 1024 * 1024,
  inflatedBytes: 64 * 1024 * 1024,
  /** Real records shrink to a tenth; what shrinks more than this, above a first megabyte, is a bomb. */
  ratio: 200,
} as const;

export type ChunkLine =
  | {
      readonly kind: 'record';
      readonly localId: string | null;
      readonly version: string | null;
      readonly raw: RawRecord;
    }
  | { readonly kind: 'deleted'; readonly localId: string }
  | { readonly kind: 'bad'; readonly localId: string | null; readonly finding: Finding; readonly text: Uint8Array };

export type Inflated =
  | { readonly kind: 'text'; readonly bytes: Uint8Array }
  | { readonly kind: 'tooLarge' | 'unreadable'; readonly detail: string };

/** Undoes gzip without ever holding more than the limits allow. */
export function inflate(body: Uint8Array, gzip: boolean): Inflated {
  if (body.length > CHUNK_LIMITS.wireBytes) return tooLarge(`${CHUNK_LIMITS.wireBytes} bytes`);
  if (!gzip) return { kind: 'text', bytes: body };
  const fair = Math.max(1024 * 1024, body.length * CHUNK_LIMITS.ratio);
  try {
    const bytes = gunzipSync(body, { maxOutputLength: Math.min(CHUNK_LIMITS.inflatedBytes, fair) });
    return { kind: 'text', bytes };
  } catch (error) {
    if (error instanceof RangeError) return tooLarge(`${CHUNK_LIMITS.inflatedBytes} bytes, 1:${CHUNK_LIMITS.ratio}`);
    return { kind: 'unreadable', detail: error instanceof Error ? error.message : String(error) };
  }
}

/** Whether a body has more lines than allowed and is refused whole; no line is read for it. */
export function hasTooManyLines(bytes: Uint8Array): boolean {
  let count = 0;
  for (const _line of linesIn(bytes)) if (++count > CHUNK_LIMITS.lines) return true;
  return false;
}

/**
 * Reads each line of a body. A bad line becomes a `bad` entry that will be quarantined.
 *
 * @param first number within the delivery of the first line, from 1: the place that findings name
 */
export function readLines(bytes: Uint8Array, first: number): readonly ChunkLine[] {
  const lines: ChunkLine[] = [];
  for (const line of linesIn(bytes)) lines.push(readLine(line, first + lines.length));
  return lines;
}

/** Empty lines are nothing. */
function* linesIn(bytes: Uint8Array): Generator<Uint8Array> {
  for (let from = 0; from < bytes.length; ) {
    const newline = bytes.indexOf(0x0a, from);
    const to = newline === -1 ? bytes.length : newline;
    const line = bytes.subarray(from, to);
    from = to + 1;
    if (!isBlank(line)) yield line;
  }
}

const FORMATS: ReadonlySet<string> = new Set(RECORD_FORMATS);
/** Names that would reach into every object of the program if they were ever copied into one. */
const FORBIDDEN: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);
const LOCAL_ID_LENGTH = 200;
const decoder = new TextDecoder('utf-8', { fatal: true });

function readLine(bytes: Uint8Array, position: number): ChunkLine {
  let localId: string | null = null;
  const bad = (code: 'LINE_UNREADABLE' | 'LINE_INCOMPLETE' | 'LINE_FORBIDDEN_NAME', got: string): ChunkLine => ({
    kind: 'bad',
    localId,
    finding: lineFinding(code, position, got),
    text: bytes,
  });
  let forbidden: string | null = null;
  let line: unknown;
  try {
    line = JSON.parse(decoder.decode(bytes), (name, value: unknown) => {
      if (FORBIDDEN.has(name)) forbidden = name;
      return value;
    });
  } catch (error) {
    return bad('LINE_UNREADABLE', error instanceof Error ? error.message : String(error));
  }
  if (!isObject(line)) return bad('LINE_UNREADABLE', typeof line);
  const id = line.localId;
  if (typeof id === 'string' && id !== '' && id.length <= LOCAL_ID_LENGTH) localId = id;
  else if (id !== undefined && id !== null) return bad('LINE_INCOMPLETE', 'localId');
  if (forbidden !== null) return bad('LINE_FORBIDDEN_NAME', forbidden);
  if (line.deleted === true) return localId === null ? bad('LINE_INCOMPLETE', 'localId') : { kind: 'deleted', localId };
  const raw = rawOf(line, position);
  if (typeof raw === 'string') return bad('LINE_INCOMPLETE', raw);
  const version = line.version;
  return { kind: 'record', localId, version: typeof version === 'string' && version !== '' ? version : null, raw };
}

/** The record of a line, or the name of what is missing. */
function rawOf(line: Readonly<Record<string, unknown>>, position: number): RawRecord | string {
  const place = { kind: 'line', at: position } as const;
  const row = line.row;
  if (row !== undefined) {
    const cells = isObject(row) ? cellsOf(row) : null;
    if (cells === null) return 'row';
    return { format: 'row', bytes: Buffer.from(JSON.stringify({ cells }), 'utf8'), place };
  }
  const { format, raw } = line;
  if (!isFormat(format)) return 'format';
  if (typeof raw !== 'string' || raw === '') return 'raw';
  const bytes = Buffer.from(raw, 'base64');
  return bytes.length === 0 ? 'raw' : { format, bytes, place };
}

/** Cells as text, as a spreadsheet shows them; null where one is no cell at all. */
function cellsOf(row: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> | null {
  const cells: [string, string][] = [];
  for (const [name, value] of Object.entries(row)) {
    if (value === null || value === '') continue;
    if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') return null;
    cells.push([name, String(value).trim()]);
  }
  return cells.length === 0 ? null : Object.fromEntries(cells);
}

function tooLarge(detail: string): Inflated {
  return { kind: 'tooLarge', detail };
}

function isBlank(line: Uint8Array): boolean {
  return line.every((byte) => byte === 0x20 || byte === 0x0d || byte === 0x09);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isFormat(value: unknown): value is RecordFormat {
  return typeof value === 'string' && FORMATS.has(value);
}
