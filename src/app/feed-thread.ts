/** Carries changes from the outbox into the embedded index, in a thread of its own, and looks after both. */
import { parentPort, workerData } from 'node:worker_threads';
import { systemClock } from '../base/clock.ts';
import { openEmbeddedWriting } from '../search/engines/embedded/writing.ts';
import type { FeedJob, FeedReport, FeedThreadSettings } from './feed-client.ts';
import { feedOwn } from './search-feed.ts';
import { startUpkeep } from './search-upkeep.ts';
import { openReaders } from './stores.ts';

if (parentPort !== null) await feedIndex(parentPort, workerData as FeedThreadSettings);

async function feedIndex(port: NonNullable<typeof parentPort>, settings: FeedThreadSettings): Promise<void> {
  const report = (message: FeedReport): void => port.postMessage(message);
  const warn = (event: string, values: Readonly<Record<string, string | number>>): void => report({ event, values });
  const readers = openReaders(settings.catalogue);
  const engine = openEmbeddedWriting(settings.index);
  const feed = await feedOwn(engine, { readers, clock: systemClock, warn });
  const upkeep = startUpkeep(settings, { readers, engine, warn });
  port.on('message', (job: FeedJob) => {
    if (job === 'wake') feed.wake();
    else if (job === 'stop') {
      void end();
    } else {
      feed.drain().then(
        () => report({ drained: job.drain, error: null }),
        (error: unknown) => report({ drained: job.drain, error: String(error) }),
      );
    }
  });
  async function end(): Promise<void> {
    await upkeep[Symbol.asyncDispose]();
    await feed.end();
    readers[Symbol.dispose]();
    port.close();
  }
  report('ready');
}
