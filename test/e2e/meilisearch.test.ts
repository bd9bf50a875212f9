import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { graphql, liantu, makeKey, type RunningGateway, startGateway } from '../support/cli.ts';
import { type MeiliServer, meiliOnPath, startMeilisearch } from '../support/meilisearch.ts';

const LIBRARY = 'CN-320508-C-MEIL';
const HEAD = '书名,作者,出版社,ISBN,索书号,条码';
const SHELF = [
  '草房子,曹文轩,江苏少年儿童出版社,9787534618727,I287.45/12,M0001',
  '西游记,吴承恩,人民文学出版社,,I242.4/3,M0002',
];
const SOON = { timeout: 30_000, interval: 100 };

interface Found {
  readonly degraded: boolean;
  readonly totalCount: number;
}

/** A gateway over a real Meilisearch, through the commands that people use. */
describe.skipIf(!meiliOnPath)('a gateway with Meilisearch', () => {
  let server: MeiliServer;
  let gateway: RunningGateway;
  let folder: string;
  let key: string;

  beforeAll(async () => {
    [server, folder] = await Promise.all([startMeilisearch(), mkdtemp(join(tmpdir(), 'liantu-e2e-meili-'))]);
    gateway = await startGateway({ LIANTU_SEARCH: 'meilisearch', MEILI_URL: server.url, LIANTU_LOG: 'warn' });
    const library = { code: LIBRARY, name: '美里小学', kind: 'SCHOOL', area: '320508' };
    await writeFile(join(folder, 'libraries.json'), JSON.stringify([library]));
    expect((await liantu(['library', 'import', join(folder, 'libraries.json')], gateway.env)).exit).toBe(0);
    key = await makeKey(gateway.env, 'OPERATOR');
  });
  afterAll(async () => {
    await gateway[Symbol.asyncDispose]();
    await server[Symbol.asyncDispose]();
    await rm(folder, { recursive: true, force: true });
  });

  const push = async (rows: readonly string[], ...more: readonly string[]): Promise<void> => {
    const file = join(folder, 'shelf.csv');
    await writeFile(file, [HEAD, ...rows].join('\n'));
    const done = await liantu(['push', file, '--to', gateway.url, '--library', LIBRARY, ...more], { LIANTU_KEY: key });
    expect(done.exit, done.stderr).toBe(0);
  };
  const find = async (text: string, filter: Readonly<Record<string, unknown>> = {}): Promise<Found> => {
    const query = 'query ($q: String!, $f: SearchFilter) { search(query: $q, filter: $f) { degraded totalCount } }';
    return (await graphql<{ search: Found }>(gateway, key, query, { q: text, f: filter })).search;
  };

  const standings = async () => {
    const query = '{ search(query: "西游记") { sources { name state hits asOf } } }';
    return (await graphql<{ search: { sources: readonly unknown[] } }>(gateway, key, query)).search.sources;
  };

  it('finds in Meilisearch what a library pushed, whoever holds it', async () => {
    await push(SHELF, '--snapshot');
    await expect.poll(() => find('caofangzi'), SOON).toEqual({ degraded: false, totalCount: 1 });
    await expect.poll(() => find('9787534618727'), SOON).toEqual({ degraded: false, totalCount: 1 });
    const here = { libraries: [LIBRARY], kinds: ['SCHOOL'] };
    await expect.poll(() => find('曹文轩', here), SOON).toEqual({ degraded: false, totalCount: 1 });
    expect(await find('曹文轩', { libraries: ['CN-X") OR (libs EXISTS'] })).toMatchObject({ totalCount: 0 });
  });

  it('hears that a copy went out', async () => {
    const file = join(folder, 'loans.csv');
    await writeFile(file, '条码,状态,应还日期\nM0001,借出,2030-01-01\n');
    const told = await liantu(['availability', file, '--to', gateway.url, '--library', LIBRARY], { LIANTU_KEY: key });
    expect(told.exit, told.stderr).toBe(0);
    await expect.poll(() => find('草房子', { availableOnly: true }), SOON).toEqual({ degraded: false, totalCount: 0 });
    expect(await find('草房子')).toMatchObject({ totalCount: 1 });
  });

  it('finds through the standby what came while Meilisearch was dead, and in Meilisearch when it is back', async () => {
    await server.kill();
    expect(await find('西游记')).toEqual({ degraded: true, totalCount: 1 });
    expect(await standings()).toEqual([
      { name: 'meilisearch', state: expect.stringMatching(/^(FAILED|SKIPPED)$/), hits: null, asOf: null },
      { name: 'embedded', state: 'ANSWERED', hits: 1, asOf: expect.any(String) },
    ]);
    await push([...SHELF, '青铜葵花,曹文轩,江苏少年儿童出版社,,I287.45/13,M0003'], '--snapshot');
    await expect.poll(() => find('青铜葵花'), SOON).toEqual({ degraded: true, totalCount: 1 });
    const seen = await liantu(['doctor', '--json'], gateway.env);
    expect([seen.exit, seen.stdout]).toEqual([1, expect.stringContaining('Meilisearch does not answer')]);
    await server.restart();
    await expect.poll(() => find('青铜葵花'), SOON).toEqual({ degraded: false, totalCount: 1 });
    expect(await standings()).toEqual([{ name: 'meilisearch', state: 'ANSWERED', hits: 1, asOf: expect.any(String) }]);
  });

  it('builds its index anew while it serves, and doctor finds both indexes whole', async () => {
    const built = await liantu(['reindex', '--engine', 'meilisearch', '--json'], gateway.env);
    expect(JSON.parse(built.stdout)).toMatchObject({ engine: 'meilisearch', documents: 3 });
    await expect.poll(() => find('青铜葵花'), SOON).toEqual({ degraded: false, totalCount: 1 });
    const seen = await liantu(['doctor', '--json'], gateway.env);
    expect(seen.exit, seen.stdout).toBe(0);
    const { checks } = JSON.parse(seen.stdout) as { checks: readonly { name: string; detail: string }[] };
    const indexes = checks
      .filter(({ detail }) => /documents of/.test(detail))
      .map(({ name, detail }) => [name, detail]);
    expect(indexes).toEqual([
      ['index meilisearch', '3 documents of 3 editions'],
      ['index embedded', '3 documents of 3 editions'],
    ]);
  });
});

describe('without Meilisearch', () => {
  it('reindex refuses an engine that is not configured', async () => {
    const data = await mkdtemp(join(tmpdir(), 'liantu-e2e-none-'));
    const { exit, stderr } = await liantu(['reindex', '--engine', 'meilisearch'], { LIANTU_DATA: data });
    expect([exit, stderr]).toEqual([2, expect.stringContaining('LIANTU_SEARCH is not meilisearch')]);
    await rm(data, { recursive: true });
  });
});
