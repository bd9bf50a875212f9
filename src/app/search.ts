import { join } from 'node:path';
import type { Logger } from 'pino';
import type { EditionId } from '../base/brand.ts';
import type { Clock } from '../base/clock.ts';
import { documentsOf } from '../search/assemble.ts';
import type { SearchDoc } from '../search/document.ts';
import type { SearchEngine } from '../search/engine.ts';
import { openEmbeddedEngine } from '../search/engines/embedded/index.ts';
import { startPump } from '../search/pump.ts';
import type { Settings } from './settings.ts';
import type { Readers } from './stores.ts';

/** An engine and the pump that feeds it. */
export interface RunningSearch extends AsyncDisposable {
  readonly engine: SearchEngine;
  /** Something was written: look at the outbox now. */
  wake(): void;
  /** Resolves when the index has heard of everything that stands in the outbox now. */
  drain(): Promise<void>;
}

export interface SearchParts {
  readonly readers: Readers;
  readonly clock: Clock;
  readonly log: Logger | null;
  /** In the place of the configured one, for tests. */
  readonly engine: SearchEngine | null;
}

/** Where the index and a librarian's aliases lie in a data folder. */
export function searchFiles(settings: Pick<Settings, 'dataFolder'>): {
  readonly index: string;
  readonly aliases: string;
} {
  return { index: join(settings.dataFolder, 'search'), aliases: join(settings.dataFolder, 'search-aliases.json') };
}

export function openEngine(settings: Pick<Settings, 'dataFolder'>): Promise<SearchEngine> {
  const files = searchFiles(settings);
  return openEmbeddedEngine({ folder: files.index, aliasFile: files.aliases, readers: 2 });
}

/** Opens the engine and begins to feed it from the outbox. */
export async function openSearch(
  settings: Settings,
  { readers, clock, log, engine: given }: SearchParts,
): Promise<RunningSearch> {
  const engine = given ?? (await openEngine(settings));
  await rebuildWhereAhead(engine, readers, log);
  const pump = startPump({ ...readers, engine, clock, log: (event, values) => log?.warn(values, event) });
  return {
    engine,
    wake: () => pump.wake(),
    drain: () => pump.drain(),
    [Symbol.asyncDispose]: async () => {
      await pump.stop();
      await engine.close();
    },
  };
}

/** An index that knows more than the outbox belongs to another catalogue, e.g. one that was replaced by hand. */
async function rebuildWhereAhead(engine: SearchEngine, readers: Readers, log: Logger | null): Promise<void> {
  const [{ seq }, last] = await Promise.all([engine.health(), readers.outbox.lastSeq()]);
  if (seq <= last) return;
  log?.warn({ index: seq, outbox: last }, 'the index is of another catalogue and is built anew');
  await rebuildIndex(engine, readers, () => undefined);
}

const PAGE = 1_000;

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
    }
  }
  await engine.rebuild(everything(), seq);
  return count;
}
