import { join } from 'node:path';
import type { Logger } from 'pino';
import { type Clock, systemClock } from '../base/clock.ts';
import type { SearchEngine } from '../search/engine.ts';
import { openEmbeddedEngine } from '../search/engines/embedded/index.ts';
import { openMeilisearchEngine } from '../search/engines/meilisearch/index.ts';
import { type Searching, withStandby } from '../search/standby.ts';
import { wordsOf } from '../search/words.ts';
import { feedApart } from './feed-client.ts';
import { type Feed, feedOwn, feedServer, type Warn } from './search-feed.ts';
import { filesOf, type SearchSettings, type Settings } from './settings.ts';
import type { Readers } from './stores.ts';

/** What people search with, and what keeps it fresh. */
export interface RunningSearch extends AsyncDisposable {
  readonly engine: Searching;
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
  const feed = await feedFor(own, settings, parts);
  if (parts.engine !== null || settings.search.engine === 'embedded') {
    return { engine: own, wake: feed.wake, drain: feed.drain, [Symbol.asyncDispose]: feed.end };
  }
  // Its plan runs in this thread, and the dictionary takes a third of a second to load: before anybody asks.
  wordsOf('词');
  const primary = await openEngine(settings, 'meilisearch');
  const server = await serverFeedFor(primary, settings, parts);
  return standingBy({ primary, standby: own, feeds: [feed, server] }, parts);
}

const warning =
  ({ log }: Pick<SearchParts, 'log'>): Warn =>
  (event, values) =>
    log?.warn(values, event);

/** From a thread of its own; a clock or an engine of a test's own cannot cross to one. */
async function feedFor(own: SearchEngine, settings: Settings, parts: SearchParts): Promise<Feed> {
  const warn = warning(parts);
  if (parts.engine !== null || parts.clock !== systemClock) return feedOwn(own, { ...parts, warn });
  const { index } = searchFiles(settings);
  const target = { engine: 'embedded', index, shared: settings.search.engine !== 'embedded' } as const;
  return closingBehind(await feedApart({ catalogue: filesOf(settings).catalogue, target }, warn), own);
}

/** From another thread, so that a server that is slow to take changes holds up neither answers nor the standby. */
async function serverFeedFor(primary: SearchEngine, settings: Settings, parts: SearchParts): Promise<Feed> {
  const warn = warning(parts);
  const { search: target } = settings;
  if (target.engine === 'embedded' || parts.clock !== systemClock) return feedServer(primary, { ...parts, warn });
  return closingBehind(await feedApart({ catalogue: filesOf(settings).catalogue, target }, warn), primary);
}

/** Whoever asks has an engine of its own, which ends with the feed. */
function closingBehind(feed: Feed, engine: SearchEngine): Feed {
  return {
    ...feed,
    end: async () => {
      await feed.end();
      await engine.close();
    },
  };
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
