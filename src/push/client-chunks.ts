import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { withoutBorrowers } from '../record/borrowers.ts';
import type { Delivery } from './connector.ts';

export interface Chunk {
  readonly seq: number;
  /** NDJSON, gzip. */
  readonly body: Uint8Array;
}

/** Fewer than a gateway takes: a loan that waits for the writer should wait for a fifth of a second, not for one. */
const LINES = 500;
/** Before compression, so that a chunk always stays below what the gateway takes on the wire. */
const TEXT_BYTES = 6 * 1024 * 1024;
const compress = promisify(gzip);

/** Cuts deliveries into chunks. The same deliveries always give the same cuts: resuming depends on it. */
export async function* chunksOf(deliveries: AsyncIterable<Delivery>): AsyncGenerator<Chunk> {
  let lines: string[] = [];
  let bytes = 0;
  let seq = 0;
  const cut = async (): Promise<Chunk> => {
    const body = await compress(`${lines.join('\n')}\n`);
    lines = [];
    bytes = 0;
    return { seq: seq++, body };
  };
  for await (const delivery of deliveries) {
    const line = lineOf(delivery);
    if (line === null) continue;
    const size = Buffer.byteLength(line) + 1;
    if (lines.length === LINES || (lines.length > 0 && bytes + size > TEXT_BYTES)) yield await cut();
    lines.push(line);
    bytes += size;
  }
  if (lines.length > 0) yield await cut();
}

function lineOf(delivery: Delivery): string | null {
  if (delivery.kind === 'checkpoint') return null;
  if (delivery.kind === 'deleted') return JSON.stringify({ localId: delivery.localId, deleted: true });
  const { localId, version } = delivery;
  // A reader's name must not even travel.
  const raw = withoutBorrowers(delivery.raw);
  const { buffer, byteOffset, byteLength } = raw.bytes;
  const base64 = Buffer.from(buffer, byteOffset, byteLength).toString('base64');
  return JSON.stringify({ localId, version, format: raw.format, raw: base64 });
}
