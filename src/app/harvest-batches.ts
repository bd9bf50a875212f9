import type { Cursor, Delivery } from '../push/connector.ts';

/** Deliveries that are sent together. */
export interface Batch {
  readonly deliveries: readonly Delivery[];
  /** Where to go on once the batch is in the store; null where it ends between two checkpoints. */
  readonly cursor: Cursor | null;
  /** Local ids that the batch deletes. */
  readonly deleted: readonly string[];
}

/** A chunk is one transaction with one sync to disk, so checkpoints nearer than this are passed over. */
const WORTH_SENDING = { lines: 500, bytes: 2 * 1024 * 1024 };
/** And it must fit the push protocol, with room for Base64. */
const MUST_SEND = { lines: 2000, bytes: 4 * 1024 * 1024 };

/** Cuts a stream of deliveries at its checkpoints where they come often enough. The last batch always ends at one. */
export async function* batchesOf(stream: AsyncIterable<Delivery>): AsyncGenerator<Batch> {
  let deliveries: Delivery[] = [];
  let bytes = 0;
  let waiting: Cursor | null = null;
  const cut = (cursor: Cursor | null): Batch => {
    const deleted = deliveries.flatMap((one) => (one.kind === 'deleted' ? [one.localId] : []));
    const batch = { deliveries, cursor, deleted };
    deliveries = [];
    bytes = 0;
    waiting = null;
    return batch;
  };
  for await (const delivery of stream) {
    if (delivery.kind === 'checkpoint') {
      waiting = delivery.cursor;
      if (deliveries.length >= WORTH_SENDING.lines || bytes >= WORTH_SENDING.bytes) yield cut(waiting);
      continue;
    }
    const size = delivery.kind === 'record' ? delivery.raw.bytes.length : delivery.localId.length;
    const full = deliveries.length >= MUST_SEND.lines || (deliveries.length > 0 && bytes + size > MUST_SEND.bytes);
    if (full) yield cut(null);
    waiting = null;
    deliveries.push(delivery);
    bytes += size;
  }
  if (deliveries.length > 0 || waiting !== null) yield cut(waiting);
}
