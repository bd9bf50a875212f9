import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe } from 'vitest';
import { openMeilisearchEngine } from '../../src/search/engines/meilisearch/index.ts';
import { type MeiliServer, meiliPresent, startMeilisearch } from '../support/meilisearch.ts';
import { longResults } from './long-results.ts';

describe.skipIf(!meiliPresent)('long results of Meilisearch', () => {
  let server: MeiliServer;
  beforeAll(async () => {
    server = await startMeilisearch();
  }, 60_000);
  afterAll(() => server[Symbol.asyncDispose]());

  longResults(async () =>
    openMeilisearchEngine({ url: server.url, key: server.key, index: `test_${randomUUID()}`, aliasFile: null }),
  );
});
