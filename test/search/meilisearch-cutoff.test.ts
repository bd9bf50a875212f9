import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { systemClock } from '../../src/base/clock.ts';
import type { SearchEngine, SearchPage, SearchRequest } from '../../src/search/engine.ts';
import { openEmbeddedEngine } from '../../src/search/engines/embedded/index.ts';
import { type MeiliCall, MeiliClient } from '../../src/search/engines/meilisearch/client.ts';
import { openMeilisearchEngine } from '../../src/search/engines/meilisearch/index.ts';
import { NOTHING_BUT_COUNT, type RankingPlace, union } from '../../src/search/engines/meilisearch/index-queries.ts';
import { allWith } from '../../src/search/engines/meilisearch/plan.ts';
import { type Searching, withStandby } from '../../src/search/standby.ts';
import { type MeiliServer, meiliPresent, startMeilisearch } from '../support/meilisearch.ts';
import { doc, fromList, holding, request } from './documents.ts';

const never = new AbortController().signal;
const RANKED = { ...NOTHING_BUT_COUNT, limit: 10 };

/** An index that answers each question in its turn: with one document, and how long that took. */
function indexOf(...answers: readonly { readonly took: number; readonly id: string }[]) {
  const asked: string[] = [];
  const client = {
    async ask<T>({ body = '' }: MeiliCall, form: z.ZodType<T>): Promise<T> {
      const { took, id } = answers[asked.push(body) - 1] ?? { took: 0, id: 'none' };
      const hits = [{ id, _federation: { queriesPosition: 0 } }];
      const facetDistribution = { year: { 2001: 7 } };
      return form.parse({ hits, processingTimeMs: took, estimatedTotalHits: 7, facetDistribution });
    },
  };
  return { place: { client, uid: 'books', cutoffMs: 300 }, asked };
}

describe('a question that took the server', () => {
  const ask = (place: RankingPlace, slice = RANKED) => union(place, [allWith('PHRASE', null)], slice, never);

  it('less than it has was not cut, all that it has was', async () => {
    expect(await ask(indexOf({ took: 299, id: 'a' }).place)).toMatchObject({ cut: false });
    expect(await ask(indexOf({ took: 300, id: 'a' }).place)).toMatchObject({ cut: true, total: 7 });
  });

  it('long, but asked only for counts, was not cut: nothing of it is ranked', async () => {
    expect(await ask(indexOf({ took: 900, id: 'a' }).place, NOTHING_BUT_COUNT)).toMatchObject({ cut: false });
  });

  it('long for its facets is asked again without them, and only then cut if it takes as long', async () => {
    const counting = { ...RANKED, facets: ['year'] };
    const quick = indexOf({ took: 400, id: 'hasty' }, { took: 20, id: 'ranked' });
    const facets = { year: { 2001: 7 } };
    expect(await ask(quick.place, counting)).toMatchObject({ cut: false, total: 7, facets, rows: [{ id: 'ranked' }] });
    expect(quick.asked.map((body) => body.includes('facetsByIndex'))).toEqual([true, false]);
    const slow = indexOf({ took: 400, id: 'hasty' }, { took: 400, id: 'hasty' });
    expect(await ask(slow.place, counting)).toMatchObject({ cut: true, facets });
  });
});

const EDITIONS = 400;
/** What it cut it tells only where the details of each hit are asked for, which costs too much for every question. */
const Told = z.object({
  processingTimeMs: z.number(),
  hits: z.array(z.object({ _rankingScoreDetails: z.record(z.string(), z.unknown()) })),
});

describe.skipIf(!meiliPresent)('an index that has no time', () => {
  const folder = mkdtempSync(join(tmpdir(), 'liantu-cutoff-'));
  const index = `test_${randomUUID()}`;
  let server: MeiliServer;
  let client: MeiliClient;
  let embedded: SearchEngine;
  const engines: SearchEngine[] = [];
  /** Each held by one library more than the one before, so that the last stands first. */
  const books = Array.from({ length: EDITIONS }, (_, at) =>
    doc(`西游记第${at}种`, '吴承恩', {
      holdings: Array.from({ length: 1 + Math.floor(at / 4) }, (_none, nth) => holding({ library: `CN-${nth}` })),
    }),
  );
  const open = (cutoffMs?: number): SearchEngine => {
    const more = cutoffMs === undefined ? {} : { cutoffMs };
    const engine = openMeilisearchEngine({ url: server.url, key: server.key, index, aliasFile: null, ...more });
    engines.push(engine);
    return engine;
  };
  const allow = (ms: number) =>
    client.mustChange({
      method: 'PATCH',
      path: `/indexes/${index}/settings`,
      body: JSON.stringify({ searchCutoffMs: ms }),
    });
  const ids = ({ hits }: SearchPage) => hits.map(({ id }) => id);

  beforeAll(async () => {
    server = await startMeilisearch();
    client = new MeiliClient(server.url, server.key);
    embedded = await openEmbeddedEngine({ folder, aliasFile: null, readers: 1 });
    for (const engine of [open(), embedded]) await engine.rebuild(fromList(books), 1);
  }, 60_000);
  afterAll(async () => {
    await Promise.all([...engines, embedded, client].map((one) => one.close()));
    await server[Symbol.asyncDispose]();
    rmSync(folder, { recursive: true, force: true });
  });
  const asked: SearchRequest = request('西游记第');

  it('is answered for by the standby, in the right order, and told degraded without one', async () => {
    const right = await open().search(asked, never);
    expect(right.degraded).toBe(false);
    await allow(0);
    const cut = await open(0).search(asked, never);
    expect(cut).toMatchObject({ degraded: true, total: EDITIONS });
    expect(ids(cut)).not.toEqual(ids(right));
    const pair = (standby: Searching) =>
      withStandby({ primary: open(0), standby, clock: systemClock, lastSeq: async () => 1, log: () => undefined });
    await using search = pair(embedded);
    // As often as it happens: the server is well, and the next question may be an easier one.
    for (let turn = 0; turn < 3; turn++) {
      const page = await search.search(asked, never);
      expect(page).toMatchObject({ degraded: true, standIn: { name: 'embedded', engine: 'FAILED' }, total: EDITIONS });
      expect(ids(page)).toEqual(ids(right));
    }
    await using alone = pair({ ...embedded, search: () => Promise.reject(new Error('away')) });
    expect(await alone.search(asked, never)).toMatchObject({ degraded: true, total: EDITIONS });
    await allow(300);
    expect(await open().search(asked, never)).toMatchObject({ degraded: false, hits: right.hits });
  });

  it('cuts nothing that it answers within its time', async () => {
    await allow(1);
    let cuts = 0;
    for (const sets of [1, 2, 5, 10, 20, 40, 80, 160]) {
      const one = { indexUid: index, q: '"all"', locales: ['eng'], showRankingScoreDetails: true };
      const queries = Array.from({ length: sets }, (_, at) => ({ ...one, federationOptions: { weight: 1 + at } }));
      const body = JSON.stringify({ federation: { limit: EDITIONS }, queries });
      const answer = await client.ask({ method: 'POST', path: '/multi-search', body }, Told);
      const cut = answer.hits.some(({ _rankingScoreDetails: details }) => 'skipped' in details);
      if (!cut) continue;
      cuts += 1;
      expect(answer.processingTimeMs).toBeGreaterThanOrEqual(1);
    }
    expect(cuts).toBeGreaterThan(0);
  });
});
