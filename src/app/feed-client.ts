import { once } from 'node:events';
import type { Worker } from 'node:worker_threads';
import { startThread } from '../base/thread.ts';
import type { Feed } from './search-feed.ts';
import type { SearchSettings } from './settings.ts';
import type { WriterEvent } from './writer-client.ts';

/** What one thread feeds, and from where. */
export interface FeedThreadSettings<Target extends FeedTarget = FeedTarget> {
  /** Path of the catalogue file. */
  readonly catalogue: string;
  readonly target: Target;
}

export type FeedTarget = EmbeddedTarget | ServerTarget;

export interface EmbeddedTarget {
  readonly engine: 'embedded';
  /** Folder of the index. */
  readonly index: string;
  /** Whether another engine reads the same outbox: then nothing is dropped from it here. */
  readonly shared: boolean;
}

export type ServerTarget = Extract<SearchSettings, { readonly engine: 'meilisearch' }>;

export type FeedJob = 'wake' | 'stop' | { readonly drain: number };
export type FeedReport =
  | 'ready'
  | { readonly drained: number; readonly error: string | null }
  | { readonly event: string; readonly values: Readonly<Record<string, string | number>> };

const RESTART_MS = 1_000;

/**
 * Feeds an index from a thread of its own, so that reading and assembling documents never holds up an answer. The
 * embedded one is there when this resolves, a server need not be. A thread that ends by itself is started again: the
 * index knows its place in the outbox.
 */
export async function feedApart(settings: FeedThreadSettings, onEvent: WriterEvent): Promise<Feed> {
  const waiting = new Map<number, { resolve(): void; reject(error: Error): void }>();
  const state = { number: 0, ending: false };
  let thread = await started();

  async function started(): Promise<Worker> {
    const worker = startThread(import.meta.url, './feed-thread.ts', { workerData: settings });
    worker.on('error', (error) => onEvent('index feed failed', { error: String(error) }));
    await new Promise<void>((resolve, reject) => {
      worker.on('message', (report: FeedReport) => (report === 'ready' ? resolve() : heard(report)));
      worker.once('error', reject);
      worker.once('exit', () => reject(new Error('the index feed ended before it began')));
    });
    worker.once('exit', () => void restart());
    return worker;
  }

  function heard(report: Exclude<FeedReport, 'ready'>): void {
    if ('event' in report) {
      onEvent(report.event, report.values);
      return;
    }
    const caller = waiting.get(report.drained);
    waiting.delete(report.drained);
    if (report.error === null) caller?.resolve();
    else caller?.reject(new Error(report.error));
  }

  async function restart(): Promise<void> {
    for (const { reject } of waiting.values()) reject(new Error('the index feed ended'));
    waiting.clear();
    while (!state.ending) {
      await new Promise((resolve) => setTimeout(resolve, RESTART_MS));
      const next = await started().catch(() => null);
      if (next === null) continue;
      thread = next;
      return;
    }
  }

  const send = (job: FeedJob): void => thread.postMessage(job);
  return {
    wake: () => send('wake'),
    drain: () =>
      new Promise((resolve, reject) => {
        state.number += 1;
        waiting.set(state.number, { resolve, reject });
        send({ drain: state.number });
      }),
    end: async () => {
      state.ending = true;
      const ended = once(thread, 'exit');
      send('stop');
      await ended;
    },
  };
}
