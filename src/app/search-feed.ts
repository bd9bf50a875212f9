import { setImmediate as breathe } from 'node:timers/promises';
import type { EditionId } from '../base/brand.ts';
import type { Clock } from '../base/clock.ts';
import { documentsOf } from '../search/assemble.ts';
import type { SearchDoc } from '../search/document.ts';
import type { FedEngine } from '../search/engine.ts';
import { SERVER_PACE } from '../search/pace.ts';
import { type Pump, startPump } from '../search/pump.ts';
import type { Readers } from './stores.ts';

/** What keeps one engine fresh, from its own place in the outbox. */
export interface Feed {
  wake(): void;
  /** Resolves when the engine has heard of everything that stands in the outbox now. */
  drain(): Promise<void>;
  /** Ends the feeding and closes the engine. */
  end(): Promise<void>;
}

export interface FeedParts {
  readonly readers: Readers;
  readonly clock: Clock;
  readonly warn: Warn;
}

/** Tells the log of something that went wrong or took long. */
export type Warn = (event: string, values: Readonly<Record<string, string | number>>) => void;

/** Where more than this is missing, building anew is quicker than catching up entry by entry. */
const FAR_BEHIND = 20_000;
const RETRY_MS = 1_000;
/** How often it is looked whether a server has lost its index. */
const LOOK_MS = 5_000;
const WAIT_MS = 50;

/** Feeds an engine of this process, which is there when this resolves and holds no other catalogue's documents. */
export async function feedOwn(engine: FedEngine, { readers, clock, warn }: FeedParts): Promise<Feed> {
  const { seq, documents } = await engine.health();
  const last = await readers.outbox.lastSeq();
  // Filled entry by entry it would stand in the order of their arrival.
  const empty = documents === 0 && seq === 0 && last > 0;
  if (empty || seq > last || (await hasGap(readers, seq))) await anew(engine, readers, warn);
  const pump = startPump({ ...readers, engine, clock, log: warn });
  return {
    wake: () => pump.wake(),
    drain: () => pump.drain(),
    end: async () => {
      await pump.stop();
      await engine.close();
    },
  };
}

/** Feeds an engine in a server, which may be away now or come back empty; nobody waits for it. */
export function feedServer(engine: FedEngine, { readers, clock, warn }: FeedParts): Feed {
  const stopping = new AbortController();
  let pump: Pump | null = null;
  // Stopping ends the wait.
  const pause = (ms: number) => clock.sleep(ms, stopping.signal).catch(() => undefined);
  const feeding = (async () => {
    while (!stopping.signal.aborted) {
      if (await prepared({ engine, fed: pump !== null }, readers, warn).catch(() => false)) {
        pump ??= startPump({ ...readers, engine, clock, pace: SERVER_PACE, log: warn });
        await pause(LOOK_MS);
      } else await pause(RETRY_MS);
    }
  })();
  return {
    wake: () => pump?.wake(),
    drain: async () => {
      // What was never reached is not fed either.
      while (pump === null && !stopping.signal.aborted && (await engine.health()).ok) await pause(WAIT_MS);
      await pump?.drain();
    },
    end: async () => {
      stopping.abort();
      // Closing first breaks off what waits for a server that does not answer.
      await Promise.all([pump?.stop(), engine.close()]);
      await feeding;
      await pump?.stop();
    },
  };
}

/**
 * True when the engine answers and stands near enough to catch up. A server may lose its index at any time; while it is
 * fed, though, being behind is no reason to build anew: the catalogue is growing faster just now.
 */
async function prepared(
  { engine, fed }: { readonly engine: FedEngine; readonly fed: boolean },
  readers: Readers,
  warn: Warn,
): Promise<boolean> {
  const [{ ok, seq, documents }, last] = await Promise.all([engine.health(), readers.outbox.lastSeq()]);
  if (!ok) return false;
  const empty = documents === 0 && seq === 0 && (last > 0 || !fed);
  const far = !fed && last - seq > FAR_BEHIND;
  if (empty || seq > last || far || (await hasGap(readers, seq))) await anew(engine, readers, warn);
  return true;
}

/** Whether entries behind this place were dropped before the engine heard of them. */
async function hasGap({ outbox }: Pick<Readers, 'outbox'>, seq: number): Promise<boolean> {
  return seq + 1 < (await outbox.firstSeq());
}

/** An index that knows more than the outbox belongs to another catalogue, e.g. one that was replaced by hand. */
async function anew(engine: FedEngine, readers: Readers, warn: Warn): Promise<void> {
  warn('the index is empty, far behind or of another catalogue, and is built anew', { engine: engine.name });
  await rebuildIndex(engine, readers, () => undefined);
}

const PAGE = 250;

/** Builds an index of everything beside the old one and swaps. Answers the number of documents. */
export async function rebuildIndex(
  engine: Pick<FedEngine, 'rebuild'>,
  readers: Readers,
  onDone: (done: number) => void,
): Promise<number> {
  // Changes after this entry are in the outbox still, and the pump brings them.
  const seq = await readers.outbox.lastSeq();
  let count = 0;
  async function* everything(): AsyncIterable<SearchDoc> {
    let after: EditionId | null = null;
    for (;;) {
      const ids: readonly EditionId[] = await readers.catalogue.allEditions(after, PAGE);
      if (ids.length === 0) return;
      const { docs } = await documentsOf(readers, ids);
      yield* docs;
      count += docs.length;
      onDone(count);
      after = ids.at(-1) ?? null;
      // A server that rebuilds answers queries meanwhile.
      await breathe();
    }
  }
  await engine.rebuild(everything(), seq);
  return count;
}
