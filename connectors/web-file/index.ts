import { z } from 'zod';
import { Fault } from '../../src/base/problem.ts';
import {
  type Connector,
  type ConnectorIo,
  type Cursor,
  cursorsOf,
  type Delivery,
  type ProbeReport,
} from '../../src/push/connector.ts';
import { FORMATS, type FormatName, sniff } from '../../src/record/formats/index.ts';
import type { RawRecord } from '../../src/record/raw.ts';
import { type Download, download } from './download.ts';
import { settings, type WebFileSettings } from './settings.ts';

/** One file of records on a web server, as many systems export it every night. It cannot be searched. */
export const webFile: Connector<WebFileSettings> = {
  kind: 'web-file',
  settings,
  abilities: { harvest: true, search: false, availability: false },
  probe,
  records,
};

/** Records between two checkpoints. */
const STRIDE = 500;
const HEAD_BYTES = 65_536;

const cursorShape = z.strictObject({
  /** The state of the file, as its server names it. */
  webFile: z.string().nullable(),
  /** Records delivered; null where all were. */
  done: z.int().min(0).nullable(),
});
const { checkpoint, readCursor } = cursorsOf(cursorShape);
type Position = z.infer<typeof cursorShape>;

async function* records(own: WebFileSettings, since: Cursor | null, io: ConnectorIo): AsyncIterable<Delivery> {
  const before: Position = since === null ? { webFile: null, done: 0 } : readCursor(since);
  const found = await download(own, before.done === null ? before.webFile : null, io);
  if (found === null) {
    yield checkpoint(before);
    return;
  }
  // A file that does not tell its state is read on where it was left: what was changed before comes with the next run.
  const skip = before.webFile === found.stamp ? (before.done ?? 0) : 0;
  const { list } = await opened(found);
  let count = 0;
  for await (const raw of list) {
    count += 1;
    if (count <= skip) continue;
    yield { kind: 'record', raw };
    if (count % STRIDE === 0) yield checkpoint({ webFile: found.stamp, done: count });
  }
  yield checkpoint({ webFile: found.stamp, done: null });
}

/** What the file is, by its first bytes, and its records. */
async function opened({
  bytes,
}: Download): Promise<{ readonly format: FormatName; readonly list: AsyncIterable<RawRecord> }> {
  const parts = bytes[Symbol.asyncIterator]();
  let head = new Uint8Array();
  let ended = false;
  while (head.length < HEAD_BYTES && !ended) {
    const part = await parts.next();
    ended = part.done === true;
    if (part.done !== true) head = Buffer.concat([head, part.value]);
  }
  async function* whole(): AsyncIterable<Uint8Array> {
    yield head;
    yield* { [Symbol.asyncIterator]: () => parts };
  }
  const format = sniff(head);
  return { format, list: FORMATS[format].split(whole()) };
}

async function probe(own: WebFileSettings, io: ConnectorIo): Promise<ProbeReport> {
  const steps: ProbeReport['steps'][number][] = [];
  const enough = new AbortController();
  try {
    const found = await download(own, null, { ...io, signal: AbortSignal.any([io.signal, enough.signal]) });
    const { host } = new URL(own.url);
    steps.push({ what: 'connect', ok: true, detail: found?.stamp === null ? `${host}, no ETag` : host });
    const { format, list } = await opened(found ?? { stamp: null, bytes: nothing() });
    const first = await list[Symbol.asyncIterator]().next();
    steps.push({ what: 'record', ok: first.done !== true, detail: format });
  } catch (cause) {
    if (!(cause instanceof Fault)) throw cause;
    steps.push({ what: steps.length === 0 ? 'connect' : 'record', ok: false, detail: cause.message });
  } finally {
    enough.abort();
  }
  return { ok: steps.every((step) => step.ok), steps };
}

async function* nothing(): AsyncIterable<Uint8Array> {}
