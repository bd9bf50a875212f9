import type { FedEngine } from '../search/engine.ts';
import { type Order, orderOf } from '../search/engines/embedded/audit.ts';
import { rebuildIndex, type Warn } from './search-feed.ts';
import type { Readers } from './stores.ts';

export interface OrderParts {
  readonly readers: Readers;
  readonly engine: FedEngine;
  readonly warn: Warn;
}

export interface OrderKeeper {
  /** Builds the index anew where much of it stands out of order, nothing is being pushed and it is the time for that. */
  keep(parts: OrderParts, now: Date): Promise<void>;
}

/** One document in so many may stand out of order; more than that shows where nothing but popularity tells hits apart. */
const ONE_IN = 50;
/** A smaller index is built anew in seconds, at any time; a larger one at night. */
const SMALL = 50_000;
/** Hours of the server's own clock. */
const NIGHT = { from: 1, until: 5 } as const;

/**
 * Keeps the most held first (notes/search §2.4): an index is built in that order, and what comes later stands behind.
 * Each index is looked at once after each change of it.
 */
export function orderKeeper(folder: string): OrderKeeper {
  let seen = -1;
  return {
    async keep({ readers, engine, warn }, now) {
      const { seq, documents } = await engine.health();
      if (seq === seen || seq !== (await readers.outbox.lastSeq()) || !isTime(documents, now)) return;
      seen = seq;
      const order = orderOf(folder);
      if (order === null || !isOut(order)) return;
      warn('the most held books no longer stand first, and the index is built anew', { ...order });
      await rebuildIndex(engine, readers, () => undefined);
    },
  };
}

const isOut = ({ documents, misplaced }: Order): boolean => misplaced * ONE_IN > documents;

function isTime(documents: number, now: Date): boolean {
  const hour = now.getHours();
  return documents <= SMALL || (hour >= NIGHT.from && hour < NIGHT.until);
}
