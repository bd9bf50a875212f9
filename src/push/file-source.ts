import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { z } from 'zod';
import { Fault } from '../base/problem.ts';
import { type FileFormat, FORMATS, type FormatName, sniff } from '../record/formats/index.ts';
import type { Connector, ConnectorIo, Cursor, Delivery, ProbeReport } from './connector.ts';

export interface FileSettings {
  /** Files that together are one delivery, in this order. */
  readonly paths: readonly string[];
}

const settings: z.ZodType<FileSettings> = z.strictObject({ paths: z.array(z.string().min(1)).min(1).max(1000) });

/** Records between two checkpoints. */
const STRIDE = 500;

const cursorShape = z.object({
  /** Which files these were: sizes and times of change. Other files are read from their start. */
  stamp: z.string(),
  /** Records delivered; null where all were. */
  done: z.int().min(0).nullable(),
});

/**
 * A kind of source that reads files: the formats say what may be in them. Files that did not change since they were
 * read to their end bring nothing.
 */
export function fileConnector(kind: string, formats: readonly FormatName[]): Connector<FileSettings> {
  return {
    kind,
    settings,
    abilities: { harvest: true, search: false, availability: false },
    records: (own, since, io) => records(own, { formats, since }, io),
    probe: (own, io) => probe(own, formats, io),
  };
}

interface Reading {
  readonly formats: readonly FormatName[];
  readonly since: Cursor | null;
}

async function* records(own: FileSettings, { formats, since }: Reading, io: ConnectorIo): AsyncIterable<Delivery> {
  const stamp = await stampOf(own.paths);
  const before = since === null ? null : readCursor(since);
  const same = before?.stamp === stamp;
  if (same && before.done === null) {
    yield checkpoint(stamp, null);
    return;
  }
  const skip = same ? (before.done ?? 0) : 0;
  let count = 0;
  for (const path of own.paths) {
    const format = await formatOf(path, formats);
    for await (const raw of format.split(createReadStream(path, { signal: io.signal }))) {
      count += 1;
      if (count <= skip) continue;
      yield { kind: 'record', raw };
      if (count % STRIDE === 0) yield checkpoint(stamp, count);
    }
  }
  yield checkpoint(stamp, null);
}

const checkpoint = (stamp: string, done: number | null): Delivery => ({
  kind: 'checkpoint',
  cursor: JSON.stringify({ stamp, done }),
});

function readCursor(text: Cursor): z.infer<typeof cursorShape> {
  try {
    return cursorShape.parse(JSON.parse(text));
  } catch (cause) {
    throw new Fault('SOURCE_CURSOR_UNREADABLE', {}, { cause });
  }
}

async function stampOf(paths: readonly string[]): Promise<string> {
  const parts: string[] = [];
  for (const path of paths) {
    const { size, mtimeMs } = await reached(path, () => stat(path));
    parts.push(`${size}@${Math.trunc(mtimeMs)}`);
  }
  return parts.join(' ');
}

/** By the first bytes: what a file is called says little. */
async function formatOf(path: string, allowed: readonly FormatName[]): Promise<FileFormat> {
  const head = await reached(path, () => headOf(path));
  const name = sniff(head);
  if (allowed.includes(name)) return FORMATS[name];
  throw new Fault('SOURCE_NOT_UNDERSTOOD', { protocol: allowed.join(' / '), detail: name }, { place: path });
}

const HEAD_BYTES = 65_536;

async function headOf(path: string): Promise<Uint8Array> {
  await using file = await open(path, 'r');
  const head = new Uint8Array(HEAD_BYTES);
  const { bytesRead } = await file.read(head, 0, HEAD_BYTES, 0);
  return head.subarray(0, bytesRead);
}

async function reached<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    const detail = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause);
    throw new Fault('SOURCE_UNREACHABLE', { address: path, detail }, { cause });
  }
}

async function probe(own: FileSettings, formats: readonly FormatName[], io: ConnectorIo): Promise<ProbeReport> {
  const steps: ProbeReport['steps'][number][] = [];
  for (const path of own.paths) {
    try {
      const format = await formatOf(path, formats);
      steps.push({ what: 'connect', ok: true, detail: `${path}: ${format.name}` });
      let found = 0;
      for await (const _raw of format.split(createReadStream(path, { signal: io.signal }))) {
        found += 1;
        break;
      }
      steps.push({ what: 'record', ok: found > 0, detail: path });
    } catch (cause) {
      if (!(cause instanceof Fault)) throw cause;
      steps.push({ what: 'connect', ok: false, detail: cause.message });
    }
  }
  return { ok: steps.every((step) => step.ok), steps };
}
