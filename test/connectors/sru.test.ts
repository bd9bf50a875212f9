import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { sru } from '../../connectors/sru/index.ts';
import { readPage } from '../../connectors/sru/page.ts';
import type { SruSettings } from '../../connectors/sru/settings.ts';
import { parseXml } from '../../src/base/xml.ts';
import { connectorSuite } from '../contract/connector.ts';
import { deliveries, recordBytes, testIo } from '../support/connector-io.ts';
import { dataPresent, sharedData } from '../support/data.ts';
import { marcXml, xmlNumberOf } from '../support/iso2709.ts';
import { type WebServer, webServer } from '../support/web-server.ts';

const login = { user: 'alliance', password: 'sesame-417' };

const answer = (count: number, records: readonly string[], next: number | null) =>
  `<?xml version="1.0"?><zs:searchRetrieveResponse xmlns:zs="http://www.loc.gov/zing/srw/"><zs:version>1.1</zs:version><zs:numberOfRecords>${count}</zs:numberOfRecords><zs:records>${records.join('')}</zs:records>${next === null ? '' : `<zs:nextRecordPosition>${next}</zs:nextRecordPosition>`}</zs:searchRetrieveResponse>`;
const wrapped = (data: string, packing = 'xml') =>
  `<zs:record><zs:recordSchema>marcxml</zs:recordSchema><zs:recordPacking>${packing}</zs:recordPacking><zs:recordData>${data}</zs:recordData></zs:record>`;
const diagnostic = (number: number) =>
  `<diagnostic xmlns="http://www.loc.gov/zing/srw/diagnostic/"><uri>info:srw/diagnostic/1/${number}</uri><message>said so</message></diagnostic>`;

const settingsFor = (server: WebServer, more: Readonly<Record<string, unknown>> = {}): SruSettings =>
  sru.settings.parse({
    url: `${server.url}/sru`,
    login,
    attempts: 1,
    batch: 10,
    harvest: { query: 'title=书' },
    ...more,
  });

connectorSuite<SruSettings>({
  connector: sru,
  start: async ({ records, bad, hang }) => {
    const server = await webServer((url) => {
      const start = Number(url.searchParams.get('startRecord'));
      if (hang === true && start > 1) return 'silence';
      const size = Math.min(Number(url.searchParams.get('maximumRecords')), records - start + 1);
      const list = Array.from({ length: size }, (_, i) => start + i).map((at) =>
        wrapped(at === bad ? diagnostic(64) : marcXml(String(at), `书 ${at}`)),
      );
      return { body: answer(records, list, start + size > records ? null : start + size) };
    });
    const batch = records > 1000 ? 500 : 10;
    return { settings: settingsFor(server, { batch }), [Symbol.asyncDispose]: () => server[Symbol.asyncDispose]() };
  },
  idOf: ({ raw }) => xmlNumberOf(raw.bytes),
  secrets: [login.password, Buffer.from(`${login.user}:${login.password}`).toString('base64')],
  deleted: [],
  canHang: true,
  badRecords: 'left-out',
});

describe('an SRU harvest', () => {
  const harvest = async (
    pages: (start: number) => string,
    more: Readonly<Record<string, unknown>> = {},
    since: string | null = null,
  ) => {
    await using server = await webServer((url) => ({ body: pages(Number(url.searchParams.get('startRecord'))) }));
    await using test = testIo();
    const list = await deliveries(sru, settingsFor(server, more), test.io, since);
    return { list, numbers: recordBytes(list).map(xmlNumberOf), queries: server.requests.map(({ url }) => url) };
  };

  it('goes on by the count where the server names no next position', async () => {
    const { numbers } = await harvest((start) => answer(3, [wrapped(marcXml(String(start), 'x'))], null));
    expect(numbers).toEqual(['1', '2', '3']);
  });

  it('does not go round where the next position leads back', async () => {
    const { numbers } = await harvest((start) => answer(3, [wrapped(marcXml(String(start), 'x'))], 1));
    expect(numbers).toEqual(['1', '2', '3']);
  });

  it('ends where a server counts more than it gives', async () => {
    const { numbers } = await harvest((start) => answer(9, start === 1 ? [wrapped(marcXml('1', 'x'))] : [], null));
    expect(numbers).toEqual(['1']);
  });

  it('reads records packed as strings, whatever the packing says', async () => {
    const escaped = marcXml('7', 'A &amp; B').replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
    const { list } = await harvest(() =>
      answer(2, [wrapped(escaped), wrapped(`<![CDATA[${marcXml('8', 'x')}]]>`, 'string')], null),
    );
    const texts = recordBytes(list).map((bytes) => new TextDecoder().decode(bytes));
    expect(texts.map((text) => parseXml(text).children.length)).toEqual([3, 3]);
    expect(texts[0]).toContain('A &amp; B');
  });

  it('asks for what changed since the last run, less the overlap', async () => {
    const cursor = JSON.stringify({ from: '2026-11-20', began: '2026-11-20', next: 1 });
    const own = { harvest: { query: 'title=a or title=b', changedIndex: 'rec.lastModified', overlapDays: 3 } };
    const { queries, list } = await harvest(() => answer(0, [], null), own, cursor);
    expect(queries[0]?.searchParams.get('query')).toBe('(title = a or title = b) and rec.lastModified >= 2026-11-17');
    expect(list).toHaveLength(1);
  });

  it('speaks in the server’s index names and version', async () => {
    const own = { version: '1.1', indexes: { title: 'pica.tit' }, harvest: { query: 'title == "a b"' } };
    const { queries } = await harvest(() => answer(0, [], null), own);
    expect(queries[0]?.searchParams.get('query')).toBe('pica.tit exact "a b"');
    expect(Object.fromEntries(queries[0]?.searchParams ?? [])).toMatchObject({
      operation: 'searchRetrieve',
      version: '1.1',
      recordPacking: 'xml',
    });
    const two = await harvest(() => answer(0, [], null), { version: '2.0' });
    expect(Object.fromEntries(two.queries[0]?.searchParams ?? [])).toMatchObject({
      version: '2.0',
      recordXMLEscaping: 'xml',
    });
    expect(two.queries[0]?.searchParams.has('operation')).toBe(false);
  });

  it('reports a diagnostic that comes in place of an answer', async () => {
    const body = answer(0, [], null).replace(
      '<zs:records></zs:records>',
      `<zs:diagnostics>${diagnostic(16)}</zs:diagnostics>`,
    );
    await expect(harvest(() => body)).rejects.toMatchObject({
      code: 'SOURCE_DIAGNOSTIC',
      values: { code: 'info:srw/diagnostic/1/16', detail: 'said so' },
    });
  });
});

describe.skipIf(!dataPresent)('recorded SRU answers', () => {
  const folder = sharedData('marc/sru');
  const capture = (name: string) => readPage(readFileSync(`${folder}/${name}`));

  it.each(dataPresent ? readdirSync(folder) : [])('%s: every record stands alone', (name) => {
    const page = capture(name);
    const told = readFileSync(`${folder}/${name}`, 'utf8').match(/<(?:\w+:)?recordData\b/g)?.length ?? 0;
    expect(page.records).toHaveLength(told);
    for (const { data } of page.records) expect(parseXml(data).name).not.toBe('');
  });

  it.each([
    ['librecat__11.xml', 23, 21],
    ['librecat__sru_oai_dc.xml', 2, null],
    ['scriptotek__sru-loc.xml', 2525, 11],
    ['metafacture__sru_dnb-b0478aa7-2e7c-4301-a463-c189da335428.xml', 1910, 1892],
    ['openlibraryenvironment__koha-chatham_checked_out.xml', 1, null],
  ])('%s counts %i, next %s', (name, count, next) => {
    expect(capture(name)).toMatchObject({ count, nextPosition: next });
  });

  it('tell their diagnostics', () => {
    expect(capture('natlibfi__response01_6f5d.xml').diagnostics).toEqual([
      {
        uri: 'info:srw/diagnostic/1/1',
        detail: 'Permanent system error: Aleph error. Service: C9902. Code: 31. Search is not supported.',
      },
    ]);
    // Warnings beside records.
    expect(capture('librecat__meta.xml').diagnostics).toHaveLength(2);
  });
});
