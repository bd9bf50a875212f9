/** Carries changes from the outbox into one index, in a thread of its own; looks after the embedded one as well. */
import { parentPort, workerData } from 'node:worker_threads';
import { systemClock } from '../base/clock.ts';
import { standBehind } from '../base/priority.ts';
import { openEmbeddedWriting } from '../search/engines/embedded/writing.ts';
import { openMeilisearchEngine } from '../search/engines/meilisearch/index.ts';
import type { EmbeddedTarget, FeedJob, FeedReport, FeedThreadSettings, ServerTarget } from './feed-client.ts';
import { type Feed, type FeedParts, feedOwn, feedServer, type Warn } from './search-feed.ts';
import { startUpkeep } from './search-upkeep.ts';
import { openReaders } from './stores.ts';

if (parentPort !== null) await feedIndex(parentPort, workerData as FeedThreadSettings);

async function feedIndex(port: NonNullable<typeof parentPort>, settings: FeedThreadSettings): Promise<void> {
  standBehind('answers');
  const report = (message: FeedReport): void => port.postMessage(message);
  const warn: Warn = (event, values) => report({ event, values });
  const readers = openReaders(settings.catalogue);
  const feed = await feedOf(settings, { readers, clock: systemClock, warn });
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
    await feed.end();
    readers[Symbol.dispose]();
    port.close();
  }
  report('ready');
}

function feedOf({ catalogue, target }: FeedThreadSettings, parts: FeedParts): Promise<Feed> | Feed {
  return target.engine === 'embedded' ? feedEmbedded({ catalogue, target }, parts) : feedMeilisearch(target, parts);
}

async function feedEmbedded(settings: FeedThreadSettings<EmbeddedTarget>, parts: FeedParts): Promise<Feed> {
  const engine = openEmbeddedWriting(settings.target.index);
  const feed = await feedOwn(engine, parts);
  const upkeep = startUpkeep(settings, { ...parts, engine });
  return {
    ...feed,
    end: async () => {
      await upkeep[Symbol.asyncDispose]();
      await feed.end();
    },
  };
}

/** Aliases are for those who ask. */
function feedMeilisearch({ url, key, index }: ServerTarget, parts: FeedParts): Feed {
  return feedServer(openMeilisearchEngine({ url, key, index, aliasFile: null }), parts);
}
