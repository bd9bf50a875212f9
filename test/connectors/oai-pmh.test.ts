import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { oaiPmh } from '../../connectors/oai-pmh/index.ts';
import { readPage } from '../../connectors/oai-pmh/page.ts';
import type { OaiSettings } from '../../connectors/oai-pmh/settings.ts';
import { parseXml } from '../../src/base/xml.ts';
import type { Delivery } from '../../src/push/connector.ts';
import { connectorSuite } from '../contract/connector.ts';
import { deliveries, recordBytes, testIo } from '../support/connector-io.ts';
import { dataPresent, sharedData } from '../support/data.ts';
import { marcXml } from '../support/iso2709.ts';
import { type WebAnswer, type WebServer, webServer } from '../support/web-server.ts';

const login = { user: 'alliance', password: 'sesame-417' };
const PAGE = 10;

const frame = (inner: string, date = '2026-11-23T01:02:03Z') =>
  `<?xml version="1.0" encoding="UTF-8"?><OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><responseDate>${date}</responseDate><request/>${inner}</OAI-PMH>`;
const identity = (granularity = 'YYYY-MM-DDThh:mm:ssZ') =>
  frame(
    `<Identify><repositoryName>校馆</repositoryName><deletedRecord>persistent</deletedRecord><granularity>${granularity}</granularity></Identify>`,
  );
const item = (number: string, metadata: string) =>
  `<record><header><identifier>oai:example.edu.cn:${number}</identifier><datestamp>2026-11-01</datestamp></header><metadata>${metadata}</metadata></record>`;
const gone = (number: string) =>
  `<record><header status="deleted"><identifier>oai:example.edu.cn:${number}</identifier><datestamp>2026-11-01</datestamp></header></record>`;
const list = (records: readonly string[], token: string | null, date?: string) =>
  frame(
    `<ListRecords>${records.join('')}${token === null ? '' : `<resumptionToken>${token}</resumptionToken>`}</ListRecords>`,
    date,
  );
const error = (code: string) => frame(`<error code="${code}">said so</error>`);

const settingsFor = (server: WebServer, more: Readonly<Record<string, unknown>> = {}): OaiSettings =>
  oaiPmh.settings.parse({ url: `${server.url}/oai`, login, attempts: 1, ...more });

/** A repository of `records` records and one deletion, in pages. */
function repository(records: number, bad: number | undefined, hang: boolean): Promise<WebServer> {
  return webServer((url) => {
    if (url.searchParams.get('verb') === 'Identify') return { body: identity() };
    const from = Number(url.searchParams.get('resumptionToken') ?? '1');
    if (hang && from > 1) return 'silence';
    const page = records > 1000 ? 500 : PAGE;
    const numbers = Array.from({ length: Math.min(page, records - from + 1) }, (_, i) => from + i);
    const items = numbers.map((at) =>
      item(`0${at}`, at === bad ? '<record><leader>& <<</record>' : marcXml(`0${at}`, `书${at}`)),
    );
    const next = from + page;
    return { body: list([...items, ...(from === 1 ? [gone('0900')] : [])], next > records ? null : String(next)) };
  });
}

connectorSuite<OaiSettings>({
  connector: oaiPmh,
  start: async ({ records, bad, hang }) => {
    const server = await repository(records, bad, hang ?? false);
    return { settings: settingsFor(server), [Symbol.asyncDispose]: () => server[Symbol.asyncDispose]() };
  },
  idOf: ({ localId }) => localId ?? '',
  secrets: [login.password, Buffer.from(`${login.user}:${login.password}`).toString('base64')],
  deleted: ['0900'],
  canHang: true,
  badRecords: 'handed-on',
});

type Script = (url: URL, call: number) => WebAnswer;

async function harvest(
  script: Script,
  more: Readonly<Record<string, unknown>> = {},
  since: string | null = null,
): Promise<{
  readonly list: readonly Delivery[];
  readonly queries: readonly string[];
  readonly events: readonly string[];
}> {
  let calls = 0;
  await using server = await webServer((url) =>
    url.searchParams.get('verb') === 'Identify' ? { body: identity() } : script(url, ++calls),
  );
  await using test = testIo();
  const all = await deliveries(oaiPmh, settingsFor(server, more), test.io, since);
  const queries = server.requests.map(({ url }) => url.search).filter((query) => query.includes('ListRecords'));
  return { list: all, queries, events: test.events };
}
const numbers = (all: readonly Delivery[]) => all.flatMap((one) => (one.kind === 'record' ? [one.localId] : []));
const lastCursor = (all: readonly Delivery[]) =>
  all.flatMap((one) => (one.kind === 'checkpoint' ? [one.cursor] : [])).at(-1) ?? null;

describe('an OAI-PMH harvest', () => {
  it('begins the next window where the server’s clock stood when this one began', async () => {
    const pages = [
      list([item('1', marcXml('1', 'a'))], 't', '2026-11-23T01:00:00Z'),
      list([item('2', marcXml('2', 'b'))], null, '2026-11-23T09:00:00Z'),
    ];
    const first = await harvest((_, call) => ({ body: pages[call - 1] ?? '' }));
    const second = await harvest(
      () => ({ body: error('noRecordsMatch') }),
      { overlapMinutes: 30 },
      lastCursor(first.list),
    );
    expect(second.queries).toEqual(['?verb=ListRecords&metadataPrefix=marc21&from=2026-11-23T00%3A30%3A00Z']);
    expect(second.list).toHaveLength(1);
  });

  it('asks by day where the server knows days only', async () => {
    await using server = await webServer((url) => ({
      body: url.searchParams.get('verb') === 'Identify' ? identity('YYYY-MM-DD') : error('noRecordsMatch'),
    }));
    await using test = testIo();
    const cursor = JSON.stringify({ from: '2026-11-23', began: null, token: null });
    await deliveries(oaiPmh, settingsFor(server, { set: 'BOOK' }), test.io, cursor);
    expect(server.requests.at(-1)?.url.search).toBe('?verb=ListRecords&metadataPrefix=marc21&set=BOOK&from=2026-11-22');
  });

  it('reads the window again when its token has expired, once', async () => {
    const answers = (_: URL, call: number): WebAnswer => {
      if (call === 2) return { body: error('badResumptionToken') };
      return { body: list([item(`${call}`, marcXml(`${call}`, 'x'))], call === 1 ? 'short-lived' : null) };
    };
    const { list: all, events, queries } = await harvest(answers);
    expect(numbers(all)).toEqual(['1', '3']);
    expect(events).toContain('source.token-expired');
    expect(queries[2]).not.toContain('resumptionToken');
  });

  it('fails where tokens expire again and again', async () => {
    const run = harvest((url, call) => ({
      body: url.searchParams.has('resumptionToken')
        ? error('badResumptionToken')
        : list([item(`${call}`, marcXml('1', 'x'))], 't'),
    }));
    await expect(run).rejects.toMatchObject({ code: 'SOURCE_TOKEN_EXPIRED' });
  });

  it.each([
    ['the same token for the same page', (): WebAnswer => ({ body: list([item('1', marcXml('1', 'x'))], 'same') })],
    [
      'two pages in turn',
      (_: URL, call: number): WebAnswer => ({ body: list([item(`${call % 2}`, marcXml('1', 'x'))], `t${call % 2}`) }),
    ],
    ['empty pages for ever', (_: URL, call: number): WebAnswer => ({ body: list([], `t${call}`) })],
  ])('stops at a loop of %s', async (_, script) => {
    await expect(harvest(script)).rejects.toMatchObject({ code: 'SOURCE_TOKEN_LOOPS' });
  });

  it('goes through a list whose token never changes', async () => {
    const { list: all } = await harvest((_, call) => ({
      body: list([item(`${call}`, marcXml('1', 'x'))], call < 5 ? 'constant' : null),
    }));
    expect(numbers(all)).toEqual(['1', '2', '3', '4', '5']);
  });

  it.each([
    'badArgument',
    'badVerb',
    'cannotDisseminateFormat',
    'idDoesNotExist',
    'noMetadataFormats',
    'noSetHierarchy',
    'undefinedError',
  ])('reports %s', async (code) => {
    await expect(harvest(() => ({ body: error(code) }))).rejects.toMatchObject({
      code: 'SOURCE_DIAGNOSTIC',
      values: { code, detail: 'said so' },
    });
  });

  it('waits as long as 503 asks and tries again', async () => {
    const before = performance.now();
    const { list: all } = await harvest(
      (_, call) =>
        call === 1
          ? { status: 503, headers: { 'retry-after': '1' } }
          : { body: gzipSync(list([item('1', marcXml('1', 'x'))], null)), headers: { 'content-encoding': 'gzip' } },
      { attempts: 2 },
    );
    expect(numbers(all)).toEqual(['1']);
    expect(performance.now() - before).toBeGreaterThan(990);
  });

  it('does not wait for hours', async () => {
    const run = harvest(() => ({ status: 503, headers: { 'retry-after': '7200' } }), { attempts: 5 });
    await expect(run).rejects.toMatchObject({ code: 'SOURCE_HTTP_STATUS' });
  });

  it.each([
    ['a web page', { body: '<html><body>Sign in</body></html>' }, 'SOURCE_NOT_UNDERSTOOD'],
    ['no XML', { body: 'upstream error' }, 'SOURCE_NOT_UNDERSTOOD'],
    ['a redirect', { status: 302, headers: { location: 'http://169.254.169.254/' } }, 'SOURCE_REDIRECTED'],
    ['a refusal', { status: 401 }, 'SOURCE_LOGIN_REFUSED'],
    ['a DOCTYPE', { body: `<!DOCTYPE a [<!ENTITY x "y">]>${list([], null)}` }, 'SOURCE_DOCTYPE_REFUSED'],
    [
      'a truncated gzip',
      { body: gzipSync(list([], null)).subarray(0, 40), headers: { 'content-encoding': 'gzip' } },
      'SOURCE_UNREACHABLE',
    ],
  ] as const)('refuses %s', async (_, answer, code) => {
    await expect(harvest(() => answer)).rejects.toMatchObject({ code });
  });

  it('counts the whole time of a body that trickles', async () => {
    const body = list([item('1', marcXml('1', 'x'))], null);
    const before = performance.now();
    const run = harvest(() => ({ body, trickleBytes: 1, trickleMs: 10 }), { timeoutSeconds: 0.5 });
    await expect(run).rejects.toMatchObject({ code: 'SOURCE_TIMEOUT' });
    expect(performance.now() - before).toBeLessThan(2000);
  });

  it('cuts off a page over its limit', async () => {
    const run = harvest(() => ({ body: list([item('1', marcXml('1', 'x'.repeat(5000)))], null) }), {
      maxPageBytes: 2048,
    });
    await expect(run).rejects.toMatchObject({ code: 'SOURCE_TOO_LARGE' });
  });
});

describe.skipIf(!dataPresent)('recorded OAI-PMH answers', () => {
  const capture = (name: string) => readFileSync(sharedData(`marc/oai/${name}`));

  it('keep every record of the ill-formed Penn State page', async () => {
    const body = capture('folio-org__pennstate-bad-rec-20221216.xml');
    const { list: all } = await harvest((_, call) => (call === 1 ? { body } : { body: error('noRecordsMatch') }));
    // As many as the page has headers.
    expect(numbers(all)).toHaveLength(body.toString('latin1').split('<header>').length - 1);
    expect(new Set(numbers(all)).size).toBe(300);
    const texts = recordBytes(all).map((bytes) => new TextDecoder().decode(bytes));
    expect(texts.every((text) => text.startsWith('<record') && text.endsWith('</record>'))).toBe(true);
  });

  it.each([
    ['folio-org__oai-response-1.xml', 4, 1],
    ['mloesch__ListRecords2.xml', 2, 1],
    ['natlibfi__response02.xml', 2, 0],
    ['scriptotek__oaipmh-bibsys.xml', 7, 0],
    ['traject__sample-oai-pmh.xml', 10, 0],
    ['xbib__zdb-oai-marc.xml', 50, 0],
  ])('%s: %i records, %i of them deleted', (name, records, deleted) => {
    const page = readPage(capture(name));
    expect(page.records).toHaveLength(records);
    expect(page.records.filter(({ kind }) => kind === 'deleted')).toHaveLength(deleted);
  });

  it('make one record of a title and its holdings, with its prefixes declared', () => {
    const page = readPage(capture('scriptotek__oaipmh-bibsys.xml'));
    const texts = page.records.flatMap((record) => (record.kind === 'record' ? [record.metadata] : []));
    for (const text of texts) {
      expect(text).toMatch(/^<marc:record [^>]*xmlns:marc="/);
      expect(text.match(/<marc:leader>/g)).toHaveLength(1);
      expect(parseXml(text).children.length).toBeGreaterThan(10);
    }
    const shelves = capture('scriptotek__oaipmh-bibsys.xml')
      .toString('utf8')
      .match(/datafield tag="852"/g);
    expect(texts.join('').match(/datafield tag="852"/g)).toHaveLength(shelves?.length ?? 0);
  });
});
