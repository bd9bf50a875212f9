import { join } from 'node:path';
import type { SearchEngine } from '../search/engine.ts';
import { openEmbeddedEngine } from '../search/engines/embedded/index.ts';
import { openMeilisearchEngine } from '../search/engines/meilisearch/index.ts';
import { type Searching, withStandby } from '../search/standby.ts';
import { type Feed, type FeedParts, feedOwn, feedServer } from './search-feed.ts';
import type { SearchSettings, Settings } from './settings.ts';

/** What people search with, and what keeps it fresh. */
export interface RunningSearch extends AsyncDisposable {
  readonly engine: Searching;
  /** Something was written: look at the outbox now. */
  wake(): void;
  /** Resolves when the index has heard of everything that stands in the outbox now. */
  drain(): Promise<void>;
}

export interface SearchParts extends FeedParts {
  /** In the place of the configured one, for tests. */
  readonly engine: SearchEngine | null;
}

export type EngineName = SearchSettings['engine'];

/** Where the index and a librarian's aliases lie in a data folder. */
export function searchFiles(settings: Pick<Settings, 'dataFolder'>): {
  readonly index: string;
  readonly aliases: string;
} {
  return { index: join(settings.dataFolder, 'search'), aliases: join(settings.dataFolder, 'search-aliases.json') };
}

/** The engines of these settings, the one that answers first: the embedded one is always there, as standby or alone. */
export function enginesOf({ search }: Pick<Settings, 'search'>): readonly [EngineName, ...EngineName[]] {
  return search.engine === 'meilisearch' ? ['meilisearch', 'embedded'] : ['embedded'];
}

/** Opens one engine of the settings; a server need not answer yet. */
export async function openEngine(
  settings: Pick<Settings, 'dataFolder' | 'search'>,
  name: EngineName,
): Promise<SearchEngine> {
  const files = searchFiles(settings);
  const { search } = settings;
  if (name === 'meilisearch' && search.engine === 'meilisearch') {
    const { url, key, index } = search;
    return openMeilisearchEngine({ url, key, index, aliasFile: files.aliases });
  }
  return openEmbeddedEngine({ folder: files.index, aliasFile: files.aliases, readers: 2 });
}

/** Opens the engines and begins to feed them from the outbox, each from its own place. */
export async function openSearch(settings: Settings, parts: SearchParts): Promise<RunningSearch> {
  const own = parts.engine ?? (await openEngine(settings, 'embedded'));
  const feed = await feedOwn(own, parts);
  if (parts.engine !== null || settings.search.engine === 'embedded') {
    return { engine: own, wake: feed.wake, drain: feed.drain, [Symbol.asyncDispose]: feed.end };
  }
  const primary = await openEngine(settings, 'meilisearch');
  return standingBy({ primary, standby: own, feeds: [feed, feedServer(primary, parts)] }, parts);
}

interface Pair {
  readonly primary: SearchEngine;
  readonly standby: SearchEngine;
  readonly feeds: readonly Feed[];
}

function standingBy({ primary, standby, feeds }: Pair, { readers, clock, log }: SearchParts): RunningSearch {
  const engine = withStandby({
    ...{ primary, standby, clock },
    lastSeq: () => readers.outbox.lastSeq(),
    log: (event, values) => log?.warn(values, event),
  });
  return {
    engine,
    wake: () => {
      for (const feed of feeds) feed.wake();
    },
    drain: async () => {
      const [own, ...servers] = feeds;
      await own?.drain();
      // One that does not answer now is not asked either.
      await Promise.allSettled(servers.map((feed) => feed.drain()));
    },
    [Symbol.asyncDispose]: async () => {
      await engine[Symbol.asyncDispose]();
      await Promise.all(feeds.map((feed) => feed.end()));
    },
  };
}
