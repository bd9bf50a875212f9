import type { Clock } from '../base/clock.ts';
import { type DocumentSources, documentsOf } from './assemble.ts';
import type { SearchEngine } from './engine.ts';
import type { OutboxReader } from './outbox.ts';

export interface PumpNeeds extends DocumentSources {
  readonly outbox: OutboxReader;
  readonly engine: SearchEngine;
  readonly clock: Clock;
  readonly log: (event: string, values: Readonly<Record<string, string | number>>) => void;
}

/** Carries changes from the outbox to one engine until it is stopped. */
export interface Pump {
  /** Look now instead of at the next poll. */
  wake(): void;
  /** Resolves when everything that stands in the outbox now has been put into the engine. */
  drain(): Promise<void>;
  stop(): Promise<void>;
}

const BATCH = 500;
const POLL_MS = 400;
const RETRY_MS = 1_000;

/**
 * Starts the pump. The place in the outbox is the engine's own, so a crash repeats at most one batch, and an index
 * built anew is caught up from where it was built; at least once, idempotent by id and version.
 */
export function startPump(needs: PumpNeeds): Pump {
  const stopping = new AbortController();
  let nudge = new AbortController();
  const loop = (async () => {
    while (!stopping.signal.aborted) {
      const moved = await advance(needs).catch((error: unknown) => {
        needs.log('index behind', { detail: error instanceof Error ? error.message : String(error) });
        return null;
      });
      if (moved === true) continue;
      nudge = new AbortController();
      const either = AbortSignal.any([stopping.signal, nudge.signal]);
      // Waking and stopping both end the wait early.
      await needs.clock.sleep(moved === null ? RETRY_MS : POLL_MS, either).catch(() => undefined);
    }
  })();
  return {
    wake: () => nudge.abort(),
    drain: async () => {
      const goal = await needs.outbox.lastSeq();
      while ((await needs.engine.health()).seq < goal) {
        nudge.abort();
        await needs.clock.sleep(10, stopping.signal);
      }
    },
    stop: async () => {
      stopping.abort();
      await loop;
    },
  };
}

/** One batch; false where there was nothing to do. */
async function advance({ outbox, engine, ...sources }: PumpNeeds): Promise<boolean> {
  const { seq: after } = await engine.health();
  const entries = await outbox.after(after, BATCH);
  const last = entries.at(-1);
  if (last === undefined) return false;
  const { docs, removed } = await documentsOf(sources, [...new Set(entries.map((entry) => entry.edition))]);
  await engine.put(docs, removed, last.seq, after);
  return true;
}
