import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe } from 'vitest';
import { openMeilisearchEngine } from '../../src/search/engines/meilisearch/index.ts';
import { type MeiliServer, meiliPresent, startMeilisearch } from '../support/meilisearch.ts';
import { knownItemSuite } from './known-item-suite.ts';
import { relevanceSuite } from './suite.ts';

describe.skipIf(!meiliPresent)('with a server', () => {
  let server: MeiliServer;
  beforeAll(async () => {
    server = await startMeilisearch();
  }, 60_000);
  afterAll(() => server[Symbol.asyncDispose]());
  const make = async () =>
    openMeilisearchEngine({ url: server.url, key: server.key, index: `test_${randomUUID()}`, aliasFile: null });

  relevanceSuite('meilisearch', make);
  knownItemSuite('meilisearch', make);
});
