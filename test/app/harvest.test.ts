import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CONNECTORS } from '../../connectors/index.ts';
import { CLI } from '../../src/app/administer.ts';
import { type HarvestNeeds, type HarvestOptions, harvest } from '../../src/app/harvest.ts';
import { type Office, openOffice } from '../../src/app/office.ts';
import { outgoing } from '../../src/app/outgoing.ts';
import { openReaders, prepareStore, type Readers } from '../../src/app/stores.ts';
import { libraryCode } from '../../src/base/brand.ts';
import { systemClock } from '../../src/base/clock.ts';
import type { Source, SourceRun, SourceView } from '../../src/push/sources.ts';
import { cnmarc, marcXml } from '../support/iso2709.ts';
import { type WebAnswer, type WebServer, webServer } from '../support/web-server.ts';

const library = libraryCode('CN-320508-C-PJSY');
if (library === null) throw new Error('no code');

let folder: string;
let office: Office;
let readers: Readers;
let needs: HarvestNeeds;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'liantu-harvest-'));
  const file = join(folder, 'catalogue.db');
  await prepareStore(file, 'none');
  office = openOffice(file, systemClock, () => undefined);
  readers = openReaders(file);
  const school = { code: library, kind: 'SCHOOL', name: '平江实验学校' } as const;
  const rest = { nameEn: null, area: null, stages: [], pupils: null, parent: null };
  await office.commands.run({ do: 'putLibraries', libraries: [{ ...school, ...rest }] }, CLI);
  needs = {
    ...{ commands: office.commands, by: CLI, sources: readers.sources, pushes: readers.pushes },
    ...{ connectors: CONNECTORS, outgoing, environment: { OAI_PASSWORD: 'sesame-417' }, random: () => 0.5 },
    clock: { ...systemClock, sleep: (_ms, signal) => systemClock.sleep(1, signal) },
    log: () => undefined,
  };
});
afterEach(async () => {
  readers[Symbol.dispose]();
  await office[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

const oaiSource = (server: WebServer, more: Partial<Source> = {}): Source => ({
  ...{ name: 'oai', kind: 'oai-pmh', library, profile: 'marc21', charset: null, mode: 'DELTA' },
  settings: { url: `${server.url}/oai`, attempts: 1, login: { user: 'u', password: 'env:OAI_PASSWORD' } },
  ...{ allowPrivate: true, live: false, schedule: { kind: 'every', minutes: 60 } },
  ...more,
});
const put = (source: Source) => office.commands.run({ do: 'putSource', source }, CLI);
const view = async (name = 'oai'): Promise<SourceView> => {
  const found = await readers.sources.byName(name);
  if (found === null) throw new Error(name);
  return found;
};
const run = async (name = 'oai', options: Partial<HarvestOptions> = {}): Promise<SourceRun> => {
  const done = await harvest(needs, await view(name), {
    ...{ confirm: false, fromStart: false, signal: new AbortController().signal },
    ...options,
  });
  if (done === null) throw new Error('claimed by another');
  return done;
};
const records = async () => (await readers.catalogue.counts()).records;

/** A repository whose pages a test sets: `pages[token]`, the first under ''. */
function repository(pages: Map<string, WebAnswer>): Promise<WebServer> {
  return webServer((url): WebAnswer => {
    if (url.searchParams.get('verb') === 'Identify')
      return { body: oai('<Identify><granularity>YYYY-MM-DD</granularity></Identify>') };
    return pages.get(url.searchParams.get('resumptionToken') ?? '') ?? { body: oai('<error code="noRecordsMatch"/>') };
  });
}
const oai = (inner: string) =>
  `<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><responseDate>2026-11-23</responseDate>${inner}</OAI-PMH>`;
const numbers = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => from + i);
const header = (at: number, status: string) =>
  `<header${status}><identifier>oai:x:${at}</identifier><datestamp>2026-11-01</datestamp></header>`;
const item = (at: number) =>
  `<record>${header(at, '')}<metadata>${marcXml(String(at), `Title ${at}`)}</metadata></record>`;
const gone = (at: number) => `<record>${header(at, ' status="deleted"')}</record>`;
const page = (items: readonly string[], token = ''): WebAnswer => ({
  body: oai(`<ListRecords>${items.join('')}<resumptionToken>${token}</resumptionToken></ListRecords>`),
});

describe('a harvest', () => {
  it('brings records into the catalogue and begins the next window where this one began', async () => {
    await using server = await repository(
      new Map([
        ['', page(numbers(1, 300).map(item), 'a')],
        ['a', page(numbers(301, 700).map(item))],
      ]),
    );
    await put(oaiSource(server));
    expect(await run()).toMatchObject({ state: 'DONE', received: 700, added: 700, error: null });
    expect(await records()).toBe(700);
    const { state, runs } = await view();
    expect(state).toMatchObject({ failures: 0, runningUntil: null, windowDeleted: 0 });
    expect(state.lastGoodAt).not.toBeNull();
    expect(runs).toHaveLength(1);
    expect(await run()).toMatchObject({ state: 'DONE', received: 700, added: 0, changed: 0 });
    expect(server.requests.at(-2)?.url.search).toContain('from=2026-11-22');
    expect(server.requests.at(-1)?.headers.authorization).toBe(
      `Basic ${Buffer.from('u:sesame-417').toString('base64')}`,
    );
  });

  it('keeps what came before a failure, and goes on from there', async () => {
    const pages = new Map([
      ['', page(numbers(1, 600).map(item), 'a')],
      ['a', { status: 500 }],
    ]);
    await using server = await repository(pages);
    await put(oaiSource(server));
    expect(await run()).toMatchObject({ state: 'FAILED', error: 'SOURCE_HTTP_STATUS', received: 600, added: 600 });
    const failed = await view();
    expect(failed.state).toMatchObject({ failures: 1, lastGoodAt: null });
    expect(failed.state.nextRunAt?.getTime()).toBeLessThan(Date.now() + 5 * 60_000);
    expect(await records()).toBe(600);
    pages.set('a', page(numbers(601, 650).map(item)));
    expect(await run()).toMatchObject({ state: 'DONE', received: 50, added: 50 });
    expect(await records()).toBe(650);
    expect((await view()).state.failures).toBe(0);
  });

  it('deletes what the source deletes, and counts ids it never had as nothing', async () => {
    const pages = new Map([['', page(numbers(1, 100).map(item))]]);
    await using server = await repository(pages);
    await put(oaiSource(server));
    await run();
    pages.set('', page([...numbers(1, 5).map(gone), ...numbers(5001, 5400).map(gone)]));
    expect(await run()).toMatchObject({ state: 'DONE', deleted: 5 });
    expect(await records()).toBe(95);
  });

  it('does not believe a source that deletes a fifth of the library, until a person does', async () => {
    const pages = new Map([['', page(numbers(1, 100).map(item))]]);
    await using server = await repository(pages);
    await put(oaiSource(server));
    await run();
    const { lastGoodAt } = (await view()).state;
    pages.set('', page(numbers(1, 30).map(gone)));
    expect(await run()).toMatchObject({ state: 'HELD', error: 'SOURCE_DELETES_TOO_MANY', deleted: 0 });
    expect(await records()).toBe(100);
    expect((await view()).state.lastGoodAt).toEqual(lastGoodAt);
    expect(await run('oai', { confirm: true })).toMatchObject({ state: 'DONE', deleted: 30 });
    expect(await records()).toBe(70);
  });

  it('counts deletions over runs that broke off', async () => {
    const pages = new Map([['', page(numbers(1, 1000).map(item))]]);
    await using server = await repository(pages);
    await put(oaiSource(server));
    await run();
    pages.set('', page([...numbers(1, 150).map(gone), ...numbers(151, 600).map(item)], 'a'));
    pages.set('a', { status: 500 });
    expect(await run()).toMatchObject({ state: 'FAILED', deleted: 150 });
    pages.set('a', page(numbers(601, 700).map(gone)));
    expect(await run()).toMatchObject({ state: 'HELD', deleted: 0 });
    expect(await records()).toBe(850);
  });

  it('sweeps a snapshot at its end only, and holds it where too much is missing', async () => {
    const path = join(folder, 'all.iso');
    const write = (list: readonly number[]) =>
      writeFile(path, Buffer.concat(list.map((at) => cnmarc(`N${at}`, `书 ${at}`))));
    await write(numbers(1, 100));
    const base = {
      name: 'files',
      kind: 'marc-file',
      library,
      profile: 'auto',
      charset: null,
      mode: 'SNAPSHOT',
    } as const;
    await put({ ...base, settings: { paths: [path] }, allowPrivate: false, live: false, schedule: null });
    expect(await run('files')).toMatchObject({ state: 'DONE', added: 100 });
    await write(numbers(6, 100));
    expect(await run('files')).toMatchObject({ state: 'DONE', deleted: 5 });
    await write(numbers(60, 100));
    expect(await run('files')).toMatchObject({ state: 'HELD', deleted: 0 });
    expect(await records()).toBe(95);
    expect(await run('files', { confirm: true })).toMatchObject({ state: 'DONE', deleted: 54 });
    expect(await records()).toBe(41);
  });

  it('is done by one process at a time', async () => {
    await using server = await repository(new Map([['', page(numbers(1, 10).map(item))]]));
    await put(oaiSource(server));
    const signal = new AbortController().signal;
    const both = await Promise.all(
      [1, 2].map(async () => harvest(needs, await view(), { confirm: false, fromStart: false, signal })),
    );
    expect(both.filter((one) => one === null)).toHaveLength(1);
    expect(both.filter((one) => one?.state === 'DONE')).toHaveLength(1);
    expect((await view()).runs).toHaveLength(1);
  });

  it('frees the source and its library when it is stopped', async () => {
    await using server = await webServer((url) =>
      url.searchParams.get('verb') === 'Identify' ? { body: oai('<Identify/>') } : 'silence',
    );
    await put(oaiSource(server));
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 200);
    await expect(run('oai', { signal: stop.signal })).rejects.toMatchObject({ name: 'AbortError' });
    const { state, runs } = await view();
    expect(state.runningUntil).toBeNull();
    expect(runs[0]).toMatchObject({ state: 'FAILED', error: 'INTERRUPTED' });
    const [last] = (await readers.pushes.pushes(library, 1, null)).rows;
    expect(last?.state).not.toBe('OPEN');
  });

  it('goes to private addresses only where an operator said so, and the audit log says that he did', async () => {
    await using server = await repository(new Map([['', page([item(1)])]]));
    await put(oaiSource(server, { allowPrivate: false }));
    expect(await run()).toMatchObject({ state: 'FAILED', error: 'SOURCE_ADDRESS_REFUSED', received: 0 });
    expect(server.requests).toHaveLength(0);
    await put(oaiSource(server));
    expect(await run()).toMatchObject({ state: 'DONE', added: 1 });
    const db = new Database(join(folder, 'catalogue.db'), { readonly: true });
    const audit = db
      .prepare<[], { object: string }>("SELECT object FROM audit WHERE action = 'putSource' ORDER BY seq")
      .all();
    expect(audit.map(({ object }) => object)).toEqual(['oai', 'oai allow-private']);
    // Nothing of the account stands in the file, in whatever table.
    const dump = db.prepare<[], { text: string }>('SELECT settings AS text FROM source').all();
    expect(JSON.stringify(dump)).not.toContain('sesame-417');
    db.close();
  });

  it('says what is wrong with a source it cannot run', async () => {
    await using server = await repository(new Map());
    await put(oaiSource(server, { kind: 'gopher' }));
    expect(await run()).toMatchObject({ state: 'FAILED', error: 'SOURCE_KIND_UNKNOWN' });
    await put(oaiSource(server, { settings: { url: 'env:NOWHERE' } }));
    expect(await run()).toMatchObject({ state: 'FAILED', error: 'SOURCE_SECRET_MISSING' });
  });
});
