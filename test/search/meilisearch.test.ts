import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe } from 'vitest';
import { openMeilisearchEngine } from '../../src/search/engines/meilisearch/index.ts';
import { facetChoices } from '../contract/facet-choices.ts';
import { sameTotals } from '../contract/same-totals.ts';
import { searchEngineSuite } from '../contract/search-engine.ts';
import { type MeiliServer, meiliPresent, startMeilisearch } from '../support/meilisearch.ts';

describe.skipIf(!meiliPresent)('with a server', () => {
  let server: MeiliServer;
  beforeAll(async () => {
    server = await startMeilisearch();
  }, 60_000);
  afterAll(() => server[Symbol.asyncDispose]());

  const open = async () =>
    openMeilisearchEngine({ url: server.url, key: server.key, index: `test_${randomUUID()}`, aliasFile: null });
  searchEngineSuite('meilisearch', open);
  facetChoices('meilisearch', open);
  sameTotals('meilisearch', open);
});
