import type { Logger } from 'pino';
import { type Clock, systemClock } from '../base/clock.ts';
import type { Commands } from '../command/command.ts';
import { GATEWAY_DEFAULTS, type Needs } from '../gateway/needs.ts';
import type { SearchEngine } from '../search/engine.ts';
import { documentFolder } from './document-folder.ts';
import { startDuties } from './duties.ts';
import { keepEmptySearches } from './empty-search-file.ts';
import { noteKeyUse } from './key-use.ts';
import { openLive } from './live-open.ts';
import { readiness } from './readiness.ts';
import { warnOfOlderRules } from './rules-behind.ts';
import { openSearch, type RunningSearch } from './search.ts';
import { filesOf, type Settings } from './settings.ts';
import { openReaders, prepareStore, type Readers } from './stores.ts';
import { startWriter, type WriterEvent } from './writer-client.ts';
import { writerHere } from './writer-here.ts';

/** What a test or an embedder may put in the place of the ordinary parts. */
export interface Overrides {
  readonly version?: string;
  readonly log?: Logger | null;
  /** With a clock of its own a composition writes in this thread, because a clock cannot cross to another. */
  readonly clock?: Clock;
  readonly engine?: SearchEngine;
}

/** All parts of a serving process, put together. Disposing ends them in order: pump, writer, readers. */
export interface Composition extends AsyncDisposable {
  readonly needs: Needs;
  /** Resolves when the index has heard of everything that is in the store now. */
  drain(): Promise<void>;
  /** Turns readiness red: the server is about to end. */
  stop(reason: string): void;
  /** Resolves with the reason when the writer ends by itself: then nothing can be written any more. */
  readonly broken: Promise<string>;
}

/**
 * Opens the data folder and puts a server together: store checked and migrated, writer thread, readers, index and pump.
 *
 * @throws Fault STORE_CORRUPT, STORE_NEWER, MIGRATION_FAILED …
 */
export async function compose(settings: Settings, overrides: Overrides = {}): Promise<Composition> {
  const clock = overrides.clock ?? systemClock;
  const log = overrides.log ?? null;
  const files = filesOf(settings);
  const migrated = await prepareStore(files.catalogue, 'every page');
  if (migrated.from !== migrated.to) log?.info(migrated, 'schema brought up to date');
  const endings: (() => void | PromiseLike<void>)[] = [];
  const end = async () => {
    for (const ending of endings.splice(0).reverse()) await ending();
  };
  try {
    return await assembled(settings, { clock, log, endings, end, ...overrides });
  } catch (error) {
    await end();
    throw error;
  }
}

interface Assembling extends Overrides {
  readonly clock: Clock;
  readonly log: Logger | null;
  /** What to do at the end, in the order of opening. */
  readonly endings: (() => void | PromiseLike<void>)[];
  readonly end: () => Promise<void>;
}

async function assembled(settings: Settings, parts: Assembling): Promise<Composition> {
  const { clock, log, endings } = parts;
  const { catalogue } = filesOf(settings);
  const readers = openReaders(catalogue);
  endings.push(() => readers[Symbol.dispose]());
  warnOfOlderRules(readers, log);
  const onEvent: WriterEvent = (event, values) => log?.info(values, event);
  const writer =
    clock === systemClock ? await startWriter({ catalogue }, onEvent) : await writerHere({ catalogue }, clock, onEvent);
  endings.push(() => writer[Symbol.asyncDispose]());
  const keyUse = noteKeyUse({ commands: writer.commands, clock, onEvent });
  endings.push(() => keyUse[Symbol.asyncDispose]());
  const search: RunningSearch = await openSearch(settings, { readers, clock, log, engine: parts.engine ?? null });
  endings.push(() => search[Symbol.asyncDispose]());
  const documents = documentFolder(filesOf(settings).documents);
  const duties = startDuties({
    files: filesOf(settings),
    readers,
    documents,
    commands: writer.commands,
    clock,
    onEvent,
  });
  endings.push(() => duties[Symbol.asyncDispose]());
  const emptySearches = await keepEmptySearches(filesOf(settings).emptySearches, clock, (event, values) =>
    log?.warn(values, event),
  );
  endings.push(() => emptySearches[Symbol.asyncDispose]());
  let stopped: string | null = null;
  void writer.gone.then((reason) => {
    stopped ??= reason;
    log?.error({ reason }, 'the writer is gone');
  });
  const needs: Needs = {
    ...readingNeeds(readers),
    documents,
    keyUse,
    search: search.engine,
    emptySearches: emptySearches.counts,
    live: openLive(readers.sources, clock, onEvent),
    commands: waking(writer.commands, search),
    clock,
    readiness: () =>
      readiness({ dataFolder: settings.dataFolder, readers, engine: search.engine, stopped: () => stopped }),
    settings: { ...GATEWAY_DEFAULTS, trustProxy: settings.trustProxy, version: parts.version ?? '0' },
    log,
  };
  return {
    needs,
    drain: () => search.drain(),
    stop: (reason) => {
      stopped ??= reason;
    },
    broken: writer.gone,
    [Symbol.asyncDispose]: parts.end,
  };
}

/** What the gateway may read; pump, sources and statistics are not its business. */
function readingNeeds(readers: Readers): Pick<Needs, keyof Needs & keyof Readers> {
  const { catalogue, libraries, pushes, loans, totes, letters, keys } = readers;
  return { catalogue, libraries, pushes, loans, totes, letters, keys };
}

/** What was written should be found at once, not at the pump's next look. */
function waking(commands: Commands, search: Pick<RunningSearch, 'wake'>): Commands {
  return {
    async run(command, by) {
      const answer = await commands.run(command, by);
      search.wake();
      return answer;
    },
  };
}
