import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type EditionId, editionId } from '../../src/base/brand.ts';
import { systemClock } from '../../src/base/clock.ts';
import type { SearchDoc } from '../../src/search/document.ts';
import type { SearchEngine, SearchPage } from '../../src/search/engine.ts';
import { openEmbeddedEngine } from '../../src/search/engines/embedded/index.ts';
import { openMeilisearchEngine } from '../../src/search/engines/meilisearch/index.ts';
import { type StandingBy, withStandby } from '../../src/search/standby.ts';
import { doc, fromList, request } from '../search/documents.ts';
import { type MeiliServer, meiliOnPath, startMeilisearch } from '../support/meilisearch.ts';
import { batchOf } from './index-run.ts';

const folder = mkdtempSync(join(tmpdir(), 'liantu-meili-faults-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const never = new AbortController().signal;
const indexIn = (server: MeiliServer, index = `test_${randomUUID()}`): SearchEngine =>
  openMeilisearchEngine({ url: server.url, key: server.key, index, aliasFile: null });

describe.skipIf(!meiliOnPath)('a Meilisearch that fails', () => {
  let server: MeiliServer;
  let primary: SearchEngine;
  let standby: SearchEngine;
  let search: StandingBy;
  let last = 1;
  const books = [doc('西游记', '吴承恩'), doc('红楼梦', '曹雪芹')];
  const ask = (): Promise<SearchPage> => search.search(request('西游记'), never);

  beforeAll(async () => {
    server = await startMeilisearch();
    primary = indexIn(server, 'lost');
    standby = await openEmbeddedEngine({ folder: join(folder, 'standby'), aliasFile: null, readers: 1 });
    for (const engine of [primary, standby]) await engine.put(books, [], 1);
    search = withStandby({ primary, standby, clock: systemClock, lastSeq: async () => last, log: () => undefined });
  });
  afterAll(async () => {
    await search[Symbol.asyncDispose]();
    await Promise.all([primary.close(), standby.close()]);
    await server[Symbol.asyncDispose]();
  });

  it('answers itself while it is well', async () => {
    await expect.poll(ask, { timeout: 20_000 }).toMatchObject({ degraded: false, total: 1 });
    expect(await search.health()).toMatchObject({ ok: true, documents: 2 });
  });

  it('is answered for while it is killed, with the same books, and answers again after a restart', async () => {
    await server.kill();
    for (let turn = 0; turn < 5; turn++)
      expect(await ask()).toMatchObject({ degraded: true, total: 1, standIn: { name: 'embedded' } });
    expect(await ask()).toMatchObject({ standIn: { engine: 'SKIPPED' } });
    expect((await search.suggest('西', 5, never)).map(({ text }) => text)).toContain('西游记');
    expect(await search.health()).toMatchObject({
      ok: false,
      documents: 2,
      detail: 'embedded answers for meilisearch',
    });
    await server.restart();
    await expect.poll(async () => (await ask()).degraded, { timeout: 20_000 }).toBe(false);
  });

  it('is answered for while it is frozen in the middle of a question', async () => {
    server.freeze();
    expect(await Promise.all([ask(), ask(), ask()])).toMatchObject(Array(3).fill({ degraded: true, total: 1 }));
    expect(await ask()).toMatchObject({ degraded: true });
    server.thaw();
    await expect.poll(async () => (await ask()).degraded, { timeout: 20_000 }).toBe(false);
  });

  it('leaves no question without an answer when it is restarted under load', async () => {
    let asking = true;
    const pages: SearchPage[] = [];
    const load = Array.from({ length: 4 }, async () => {
      while (asking) pages.push(await ask());
    });
    await delay(100);
    await server.restart();
    await expect.poll(() => pages.at(-1)?.degraded, { timeout: 20_000 }).toBe(false);
    asking = false;
    await Promise.all(load);
    expect(pages.filter(({ total }) => total !== 1)).toEqual([]);
    expect(pages.some(({ degraded }) => degraded)).toBe(true);
  });

  it('is answered for when it has lost its index, until it has one again', async () => {
    await fetch(`${server.url}/indexes/lost`, { method: 'DELETE' });
    await expect.poll(async () => (await ask()).degraded, { timeout: 20_000 }).toBe(true);
    expect(await ask()).toMatchObject({ degraded: true, total: 1 });
    await primary.rebuild(fromList(books), 1);
    await expect.poll(async () => (await ask()).degraded, { timeout: 20_000 }).toBe(false);
  });

  it('does not answer for the caller who has gone', async () => {
    await expect(search.search(request('西游记'), AbortSignal.abort(new Error('gone')))).rejects.toThrow('gone');
    await expect.poll(ask, { timeout: 20_000 }).toMatchObject({ degraded: false });
  });

  it('is answered for from the start while it lacks what the standby has, until it has caught up', async () => {
    last = 2;
    await standby.put([doc('三体', '刘慈欣')], [], 2, 1);
    const late = withStandby({ primary, standby, clock: systemClock, lastSeq: async () => last, log: () => undefined });
    const found = async () => late.search(request('三体'), never);
    await expect.poll(async () => (await found()).degraded, { timeout: 10_000 }).toBe(true);
    expect((await found()).total).toBe(1);
    await primary.put([doc('三体', '刘慈欣')], [], 2, 1);
    await expect.poll(async () => (await found()).degraded, { timeout: 10_000 }).toBe(false);
    await late[Symbol.asyncDispose]();
  });
});

describe.skipIf(!meiliOnPath)('documents that Meilisearch does not take', () => {
  it('are found among many, told with their reason, and stop no other', async () => {
    await using server = await startMeilisearch(['--http-payload-size-limit', '200kb']);
    const engine = indexIn(server);
    const good = Array.from({ length: 12 }, (_, at) => doc(`好书${at}`));
    const nameless = { ...doc('无名'), id: editionId('长'.repeat(200)) };
    const huge = doc('巨著', null, { subjects: Array.from({ length: 30_000 }, (_, at) => `主题${at}`) });
    const halved = doc('半个\ud842字', null);
    await engine.put([...good.slice(0, 5), nameless, ...good.slice(5), huge, halved], [], 5);
    const health = await engine.health();
    expect(health).toMatchObject({ ok: true, seq: 5, documents: 13 });
    expect(health.detail).toContain(`${nameless.id}: invalid_document_id`);
    expect(health.detail).toContain(`${huge.id}: payload_too_large`);
    expect((await engine.search(request('半个字'), never)).total).toBe(1);
    // Mended, it is in; gone, it is no trouble any more.
    await engine.put([{ ...huge, version: 2, subjects: [] }], [nameless.id], 6, 5);
    expect(await engine.health()).toEqual({ ok: true, seq: 6, documents: 14, detail: '' });
    await engine.rebuild(fromList([...good, nameless, halved]), 7);
    expect(await engine.health()).toMatchObject({ documents: 13, seq: 7, detail: expect.stringContaining('invalid') });
    await engine.close();
  });

  it('are no reason to give up documents when the server takes nothing at all', async () => {
    await using server = await startMeilisearch(['--http-payload-size-limit', '100']);
    const engine = indexIn(server);
    await expect(engine.put([doc('好书')], [], 1)).rejects.toMatchObject({ code: 'MEILI_REFUSED' });
    await engine.close();
  });
});

it.skipIf(!meiliOnPath)(
  'builds of an index that Meilisearch did not live to see finished leave nothing behind',
  async () => {
    await using server = await startMeilisearch();
    const engine = indexIn(server, 'built');
    async function* killing(): AsyncIterable<SearchDoc> {
      yield doc('西游记');
      await server.restart();
      throw new Error('gone');
    }
    for (let turn = 0; turn < 3; turn++) await expect(engine.rebuild(killing(), 1)).rejects.toThrow('gone');
    await engine.rebuild(fromList([doc('西游记'), doc('红楼梦')]), 2);
    expect(await engine.health()).toMatchObject({ seq: 2, documents: 2 });
    const { results } = z
      .object({ results: z.array(z.object({ uid: z.string() })) })
      .parse(await (await fetch(`${server.url}/indexes`)).json());
    expect(results).toEqual([{ uid: 'built' }]);
    await engine.close();
  },
);

const BATCHES = 10;
/** Beside one batch of so many the index is built anew. */
const BUILD_EVERY = 4;
/** Kills; `LIANTU_KILL_ROUNDS=50 npx vitest run test/faults/meilisearch.test.ts` for a long run. */
const KILLS = Number(process.env.LIANTU_KILL_ROUNDS ?? 3);

/** Taking a batch lasts some tenths of a second, building and swapping some more. */
const LATEST_KILL_MS = { batch: 500, build: 2_500 } as const;

const killed = `${KILLS} times kill -9 of Meilisearch while indexing leave what the store holds`;
it.skipIf(!meiliOnPath)(killed, { timeout: 60_000 + KILLS * 10_000 }, async () => {
  await using server = await startMeilisearch();
  const index = `test_${randomUUID()}`;
  const engine = indexIn(server, index);
  // As `liantu reindex` beside the server that feeds it.
  const builder = indexIn(server, index);
  const store = new Map<EditionId, SearchDoc>();
  let [seq, kills, built] = [0, 0, 0];
  while (seq < BATCHES || kills < KILLS) {
    const building = seq % BUILD_EVERY === BUILD_EVERY - 1 ? builder.rebuild(fromList([...store.values()]), seq) : null;
    const ended = building?.then(
      () => {
        built += 1;
      },
      () => undefined,
    );
    seq += 1;
    const { docs, removed } = batchOf(seq);
    for (const one of docs) store.set(one.id, one);
    for (const id of removed) store.delete(editionId(id));
    const batch = { done: false };
    const latest = building === null ? LATEST_KILL_MS.batch : LATEST_KILL_MS.build;
    const killing = delay(Math.random() * latest).then(async () => {
      if (batch.done || kills === KILLS) return;
      kills += 1;
      await server.restart();
    });
    while (!(await caughtUp(engine, seq))) await delay(50);
    await ended;
    batch.done = true;
    await killing;
    // An index that was swapped in late stands where its build began.
    while (!(await caughtUp(engine, seq))) await delay(50);
  }
  console.log(`killed while ${kills} of ${seq} batches were under way, and ${built} builds ended`);
  await expect.poll(async () => (await engine.health()).ok, { timeout: 20_000 }).toBe(true);
  const calm = indexIn(server);
  await calm.rebuild(fromList([...store.values()]), seq);
  expect(await stateOf(engine)).toEqual(await stateOf(calm));
  expect((await engine.health()).documents).toBe(store.size);
  await Promise.all([engine, builder, calm].map((one) => one.close()));
});

/** As the pump does it: all batches behind the place where the engine stands; false where that failed. */
async function caughtUp(engine: SearchEngine, seq: number): Promise<boolean> {
  const health = await engine.health();
  if (!health.ok) return false;
  try {
    for (let next = health.seq + 1; next <= seq; next++) {
      const { docs, removed } = batchOf(next);
      await engine.put(docs, removed.map(editionId), next, next - 1);
    }
  } catch {
    return false;
  }
  // What was meant for an index that was swapped away meanwhile was not taken.
  return (await engine.health()).seq >= seq;
}

async function stateOf(engine: SearchEngine) {
  const facets = ['LIBRARY', 'YEAR', 'CLASS', 'AVAILABILITY'] as const;
  const answers = [];
  for (const text of ['', '第77本书', '新版', '作者3', 'B123', 'I287.45/200', 'diwubenshu']) {
    const { hits, total, facets: counts } = await engine.search(request(text, { first: 10_000, facets }), never);
    answers.push({ text, total, counts, hits: hits.map(({ id, stage }) => `${id} ${stage}`).sort() });
  }
  const { seq, documents, detail } = await engine.health();
  return { answers, seq, documents, detail };
}
