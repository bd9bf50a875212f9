import { setImmediate as breathe } from 'node:timers/promises';
import { systemClock } from '../base/clock.ts';
import type { FedEngine } from '../search/engine.ts';
import { openIndexedVersions } from '../search/engines/embedded/audit.ts';
import { mend } from '../search/reconcile.ts';
import { openForWriting } from '../store/sqlite/open.ts';
import { pruneOutbox } from '../store/sqlite/outbox.ts';
import { writing } from '../store/sqlite/transaction.ts';
import type { EmbeddedTarget, FeedThreadSettings } from './feed-client.ts';
import type { Warn } from './search-feed.ts';
import { orderKeeper } from './search-order.ts';
import type { Readers } from './stores.ts';

export interface UpkeepParts {
  readonly readers: Readers;
  readonly engine: FedEngine;
  readonly warn: Warn;
}

const PRUNE_MS = 60_000;
const COMPARE_MS = 60 * 60_000;
const ORDER_MS = 60_000;
/** Entries kept behind the index: room for one that was restored from a copy some hours old. */
const KEPT_ENTRIES = 100_000;
/** Entries dropped in one transaction, so that nobody who writes waits long. */
const SLICE = 2_000;
/** Entries dropped in a minute: after a night of pushing a million may be behind, and the index is fed from this thread. */
const MOST_DROPPED = 50_000;

/**
 * Drops what the outbox has told everyone and puts the most held first where much came since, looked at each minute; and
 * compares index and store, each hour.
 */
export function startUpkeep(
  { catalogue, target }: FeedThreadSettings<EmbeddedTarget>,
  parts: UpkeepParts,
): AsyncDisposable {
  const stopping = new AbortController();
  const order = orderKeeper(target.index);
  const every = async (waitMs: number, what: string, work: () => Promise<void>): Promise<void> => {
    while (!stopping.signal.aborted) {
      // Stopping ends the wait.
      await systemClock.sleep(waitMs, stopping.signal).catch(() => undefined);
      if (stopping.signal.aborted) return;
      await work().catch((error: unknown) => parts.warn(what, { error: String(error) }));
    }
  };
  const tasks = [
    every(COMPARE_MS, 'index not compared', async () => {
      const mended = await mendIndex(target.index, parts, stopping.signal);
      if (mended > 0) parts.warn('index mended', { documents: mended });
    }),
    every(ORDER_MS, 'index not put in order', () => order.keep(parts, new Date())),
    ...(target.shared ? [] : [every(PRUNE_MS, 'outbox not pruned', async () => void (await prune(catalogue, parts)))]),
  ];
  return {
    async [Symbol.asyncDispose]() {
      stopping.abort();
      await Promise.all(tasks);
    },
  };
}

/** Compares the index with the store and mends what differs; answers how many documents that were. */
export async function mendIndex(
  folder: string,
  { readers, engine }: Pick<UpkeepParts, 'readers' | 'engine'>,
  signal: AbortSignal,
): Promise<number> {
  using index = openIndexedVersions(folder);
  if (index === null) return 0;
  return mend({ store: readers.versions, index, sources: readers, engine, signal });
}

/** Drops entries far behind the place of the index, the oldest and so many as one minute has room for. */
export async function prune(
  catalogue: string,
  { engine, readers }: Pick<UpkeepParts, 'readers' | 'engine'>,
  keep = KEPT_ENTRIES,
): Promise<number> {
  const { seq } = await engine.health();
  let first = await readers.outbox.firstSeq();
  const goal = Math.min(seq - keep, first + MOST_DROPPED - 1);
  if (first > goal) return 0;
  const db = openForWriting(catalogue);
  let dropped = 0;
  try {
    const store = writing(db);
    while (first <= goal) {
      const upTo = Math.min(goal, first + SLICE);
      dropped += await store.transact(() => pruneOutbox(db, upTo));
      first = upTo + 1;
      await breathe();
    }
  } finally {
    db.close();
  }
  return dropped;
}
