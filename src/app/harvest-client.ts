import { once } from 'node:events';
import type { Worker } from 'node:worker_threads';
import type { Clock } from '../base/clock.ts';
import { startThread } from '../base/thread.ts';
import type { SourceReader } from '../push/sources.ts';
import type { WriterEvent } from './writer-client.ts';

export interface HarvestThreadSettings {
  /** Path of the catalogue file. */
  readonly catalogue: string;
}

/** What the thread says, for the log. */
export interface HarvestReport {
  readonly event: string;
  readonly values: Readonly<Record<string, string | number>>;
}

export interface HarvestTimer extends HarvestThreadSettings {
  readonly sources: SourceReader;
  readonly clock: Clock;
  readonly onEvent: WriterEvent;
  /** Whether this server is the one of several that harvests. */
  readonly mine: () => boolean;
  readonly lookEveryMs?: number;
}

const LOOK_EVERY_MS = 30_000;
const STOP_MS = 10_000;

/** Looks twice a minute whether a source's time has come, and then lets a thread harvest; one round at a time. */
export function startHarvests(timer: HarvestTimer): AsyncDisposable {
  const { catalogue, sources, clock, onEvent, mine } = timer;
  let thread: Worker | null = null;
  const look = async (): Promise<void> => {
    if (!mine()) return;
    const now = clock.now();
    const due = (await sources.list()).some(({ state }) => state.nextRunAt !== null && state.nextRunAt <= now);
    if (!due || thread !== null) return;
    const started = startThread(import.meta.url, './harvest-thread.ts', { workerData: { catalogue } });
    thread = started;
    started.on('message', ({ event, values }: HarvestReport) => onEvent(event, values));
    started.on('error', (error) => onEvent('harvest failed', { error: error.message }));
    started.on('exit', () => {
      thread = null;
    });
  };
  const interval = setInterval(() => {
    look().catch((error: unknown) => onEvent('harvest failed', { error: String(error) }));
  }, timer.lookEveryMs ?? LOOK_EVERY_MS);
  interval.unref();
  return {
    async [Symbol.asyncDispose]() {
      clearInterval(interval);
      if (thread === null) return;
      const ended = once(thread, 'exit');
      thread.postMessage('stop');
      const impatience = setTimeout(() => void thread?.terminate(), STOP_MS);
      await ended;
      clearTimeout(impatience);
    },
  };
}
