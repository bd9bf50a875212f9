import { setImmediate as breathe } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { EditionId } from '../base/brand.ts';
import type { Clock } from '../base/clock.ts';
import { documentsOf } from '../search/assemble.ts';
import type { SearchDoc } from '../search/document.ts';
import type { SearchEngine } from '../search/engine.ts';
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
  readonly log: Logger | null;
}

/** Where more than this is missing, building anew is quicker than catching up entry by entry. */
const FAR_BEHIND = 20_000;
const RETRY_MS = 1_000;
/** A server takes any change in some tenths of a second: many at once. */
const SERVER_BATCH = 4_000;

/** Feeds an engine of this process, which is there when this resolves and holds no other catalogue's documents. */
export async function feedOwn(engine: SearchEngine, { readers, clock, log }: FeedParts): Promise<Feed> {
  const { seq } = await engine.health();
  if (seq > (await readers.outbox.lastSeq())) await anew(engine, readers, log);
  const pump = startPump({ ...readers, engine, clock, log: (event, values) => log?.warn(values, event) });
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
export function feedServer(engine: SearchEngine, { readers, clock, log }: FeedParts): Feed {
  const stopping = new AbortController();
  let pump: Pump | null = null;
  const started = (async () => {
    while (!stopping.signal.aborted) {
      if (await prepared(engine, readers, log).catch(() => false)) {
        const warn = (event: string, values: object): void => void log?.warn(values, event);
        pump = startPump({ ...readers, engine, clock, batch: SERVER_BATCH, log: warn });
        return;
      }
      // Stopping ends the wait.
      await clock.sleep(RETRY_MS, stopping.signal).catch(() => undefined);
    }
  })();
  return {
    wake: () => pump?.wake(),
    drain: async () => {
      await started;
      await pump?.drain();
    },
    end: async () => {
      stopping.abort();
      // Closing first breaks off what waits for a server that does not answer.
      await Promise.all([pump?.stop(), engine.close()]);
      await started;
      await pump?.stop();
    },
  };
}

/** True when the engine answers and stands near enough to catch up. */
async function prepared(engine: SearchEngine, readers: Readers, log: Logger | null): Promise<boolean> {
  const [{ ok, seq, documents }, last] = await Promise.all([engine.health(), readers.outbox.lastSeq()]);
  if (!ok) return false;
  const empty = documents === 0 && seq === 0;
  if (empty || seq > last || last - seq > FAR_BEHIND) await anew(engine, readers, log);
  return true;
}

/** An index that knows more than the outbox belongs to another catalogue, e.g. one that was replaced by hand. */
async function anew(engine: SearchEngine, readers: Readers, log: Logger | null): Promise<void> {
  log?.warn({ engine: engine.name }, 'the index is empty, far behind or of another catalogue, and is built anew');
  await rebuildIndex(engine, readers, () => undefined);
}

const PAGE = 250;

/** Builds an index of everything beside the old one and swaps. Answers the number of documents. */
export async function rebuildIndex(
  engine: SearchEngine,
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
