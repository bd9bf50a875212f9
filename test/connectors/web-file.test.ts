import { describe, expect, it } from 'vitest';
import { webFile } from '../../connectors/web-file/index.ts';
import type { WebFileSettings } from '../../connectors/web-file/settings.ts';
import { connectorSuite } from '../contract/connector.ts';
import { deliveries, recordBytes, testIo } from '../support/connector-io.ts';
import { positions } from '../support/file-source.ts';
import { cnmarc, numberOf } from '../support/iso2709.ts';
import { type WebAnswer, webServer } from '../support/web-server.ts';

const file = (records: number, bad?: number): Uint8Array =>
  Buffer.concat(
    positions(records).map((at) =>
      at === bad ? Buffer.from(`00050nam0 2200025   450 \x1e${at}\x1d`) : cnmarc(`N${at}`, `书 ${at}`),
    ),
  );
const login = { user: 'alliance', password: 'sesame-417' };
const settingsFor = (url: string, more: object = {}): WebFileSettings =>
  webFile.settings.parse({ url: `${url}/export.mrc`, login, ...more });

connectorSuite<WebFileSettings>({
  connector: webFile,
  start: async ({ records, bad }) => {
    const server = await webServer((_url, _body, { headers }) =>
      headers.authorization === `Basic ${Buffer.from('alliance:sesame-417').toString('base64')}`
        ? { headers: { etag: '"1"' }, body: file(records, bad) }
        : { status: 401 },
    );
    return { settings: settingsFor(server.url), [Symbol.asyncDispose]: () => server[Symbol.asyncDispose]() };
  },
  idOf: ({ raw }) => numberOf(raw.bytes),
  secrets: ['sesame-417'],
  deleted: [],
  canHang: false,
  badRecords: 'handed-on',
});

describe('a file on a web server', () => {
  /** Serves what `state` says at each request; answers 304 as a server does. */
  const serving = (state: { stamp: string | null; records: number }) =>
    webServer((_url, _body, { headers }): WebAnswer => {
      const { stamp } = state;
      const name = stamp?.startsWith('"') === true ? 'etag' : 'last-modified';
      const told = headers['if-none-match'] ?? headers['if-modified-since'];
      if (stamp !== null && told === stamp) return { status: 304 };
      return { headers: stamp === null ? {} : { [name]: stamp }, body: file(state.records) };
    });
  const cursorOf = (list: Awaited<ReturnType<typeof deliveries>>): string => {
    const last = list.at(-1);
    return last?.kind === 'checkpoint' ? last.cursor : '';
  };

  it.each(['"tag"', 'Mon, 02 Nov 2026 09:00:00 GMT'])(
    'known by %s is sent again only when it changed',
    async (stamp) => {
      const state = { stamp, records: 3 };
      await using server = await serving(state);
      await using test = testIo();
      const own = settingsFor(server.url);
      const first = await deliveries(webFile, own, test.io);
      expect(recordBytes(first)).toHaveLength(3);
      expect(recordBytes(await deliveries(webFile, own, test.io, cursorOf(first)))).toEqual([]);
      Object.assign(state, { stamp: stamp.replace(/a|0/, 'x'), records: 4 });
      expect(recordBytes(await deliveries(webFile, own, test.io, cursorOf(first)))).toHaveLength(4);
    },
  );

  it('that tells no state is read each time', async () => {
    await using server = await serving({ stamp: null, records: 3 });
    await using test = testIo();
    const own = settingsFor(server.url);
    const first = await deliveries(webFile, own, test.io);
    expect(recordBytes(await deliveries(webFile, own, test.io, cursorOf(first)))).toHaveLength(3);
  });

  it('goes on within the same state, and from the start in another', async () => {
    const state = { stamp: '"a"', records: 1200 };
    await using server = await serving(state);
    await using test = testIo();
    const own = settingsFor(server.url);
    const half = (await deliveries(webFile, own, test.io)).find(({ kind }) => kind === 'checkpoint');
    const cursor = half?.kind === 'checkpoint' ? half.cursor : '';
    expect(recordBytes(await deliveries(webFile, own, test.io, cursor))).toHaveLength(700);
    state.stamp = '"b"';
    expect(recordBytes(await deliveries(webFile, own, test.io, cursor))).toHaveLength(1200);
  });

  it.each<[string, WebAnswer, object]>([
    ['SOURCE_LOGIN_REFUSED', { status: 401 }, {}],
    ['SOURCE_HTTP_STATUS', { status: 404 }, {}],
    ['SOURCE_REDIRECTED', { status: 302, headers: { location: 'https://elsewhere.example/' } }, {}],
    ['SOURCE_TOO_LARGE', { body: file(100) }, { maxBytes: 2048 }],
    ['SOURCE_TIMEOUT', { body: file(100), trickleBytes: 100, trickleMs: 100 }, { timeoutSeconds: 0.3 }],
  ])('%s', async (code, answer, more) => {
    await using server = await webServer(() => answer);
    await using test = testIo();
    const own = settingsFor(server.url, more);
    await expect(deliveries(webFile, own, test.io)).rejects.toMatchObject({ code });
    expect(await webFile.probe(own, test.io)).toMatchObject({ ok: false });
  });
});
