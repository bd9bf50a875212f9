import { describe, expect, it } from 'vitest';
import { dp2 } from '../../connectors/dp2/index.ts';
import { withItems } from '../../connectors/dp2/items.ts';
import type { Dp2Settings } from '../../connectors/dp2/settings.ts';
import { descendants, parseXml } from '../../src/base/xml.ts';
import { readRecord } from '../../src/record/read.ts';
import { connectorSuite } from '../contract/connector.ts';
import { deliveries, recordBytes, testIo } from '../support/connector-io.ts';
import { type WebAnswer, type WebServer, webServer } from '../support/web-server.ts';

const login = { user: 'alliance', password: 'sesame-417' };

const title = (at: number) =>
  `<?xml version="1.0"?><unimarc:record xmlns:unimarc="http://dp2003.com/UNIMARC"><unimarc:leader>?????nam0 22?????3i 45__</unimarc:leader><unimarc:controlfield tag="001">N${at}</unimarc:controlfield><unimarc:datafield tag="200" ind1="1" ind2=" "><unimarc:subfield code="a">书 ${at}</unimarc:subfield></unimarc:datafield></unimarc:record>`;
const item = (at: number) =>
  `<root><parent>${at}</parent><barcode>000${at}</barcode><state /><location>#reservation,星洲小学/阅览室</location><accessNo>I287.5/12</accessNo><borrower>R20110415X</borrower><borrowDate>Mon, 02 Nov 2026 09:00:00 +0800</borrowDate><returningDate>Wed, 02 Dec 2026 09:00:00 +0800</returningDate></root>`;

/** A dp2library that keeps to its protocol: a session by cookie, -1 and words for an error. */
function dp2Server(
  records: number,
  trouble: { readonly bad?: number; readonly hang?: boolean } = {},
): Promise<WebServer> {
  return webServer((url, body, request): WebAnswer | 'silence' => {
    const input: Record<string, unknown> = JSON.parse(body);
    const answer = (value: object): WebAnswer => ({ body: JSON.stringify(value) });
    const result = (Value: number, ErrorInfo = '') => ({ Value, ErrorInfo, ErrorCode: Value < 0 ? 1 : 0 });
    if (url.pathname === '/dp2/rest/Login') {
      const known = input.strUserName === login.user && input.strPassword === login.password;
      const cookie = 'ASP.NET_SessionId=abc; path=/; HttpOnly';
      return {
        ...answer({ LoginResult: result(known ? 1 : 0), strRights: 'searchbiblio' }),
        headers: { 'set-cookie': cookie },
      };
    }
    if (request.headers.cookie !== 'ASP.NET_SessionId=abc') return { status: 500 };
    if (url.pathname === '/dp2/rest/SearchBiblio')
      return answer({ SearchBiblioResult: result(records), strQueryXml: '' });
    if (url.pathname === '/dp2/rest/GetSearchResult') {
      const start = Number(input.lStart);
      if (trouble.hang === true && start > 0) return 'silence';
      const size = Math.min(Number(input.lCount), records - start);
      const searchresults = Array.from({ length: size }, (_, i) => start + i + 1).map((at) => ({
        Path: `中文图书/${at}`,
        RecordBody: { Xml: title(at) },
      }));
      return answer({ GetSearchResultResult: result(records), searchresults });
    }
    const at = Number(String(input.strBiblioRecPath).split('/')[1]);
    if (at === trouble.bad) return answer({ GetEntitiesResult: result(-1, '记录损坏'), entityinfos: null });
    return answer({
      GetEntitiesResult: result(1),
      entityinfos: [{ OldRecord: item(at), OldRecPath: `中文图书实体/${at}` }],
    });
  });
}

const settingsFor = (server: WebServer, more: Readonly<Record<string, unknown>> = {}): Dp2Settings =>
  dp2.settings.parse({ url: `${server.url}/dp2/`, login, attempts: 1, batch: 10, ...more });

connectorSuite<Dp2Settings>({
  connector: dp2,
  start: async ({ records, bad, hang }) => {
    const server = await dp2Server(records, { ...(bad === undefined ? {} : { bad }), hang: hang ?? false });
    const batch = records > 1000 ? 500 : 10;
    return { settings: settingsFor(server, { batch }), [Symbol.asyncDispose]: () => server[Symbol.asyncDispose]() };
  },
  idOf: ({ localId }) => localId ?? '',
  secrets: [login.password, 'R20110415X'],
  deleted: [],
  canHang: true,
  badRecords: 'left-out',
  // Each title costs a call of its own.
  many: 2000,
});

describe('a dp2 source', () => {
  it('asks for titles and items only, and passes no borrower on', async () => {
    await using server = await dp2Server(5);
    await using test = testIo();
    const list = await deliveries(dp2, settingsFor(server), test.io);
    const calls = new Set(server.requests.map(({ url }) => url.pathname.replace('/dp2/rest/', '')));
    expect([...calls].sort()).toEqual(['GetEntities', 'GetSearchResult', 'Login', 'SearchBiblio']);
    expect(
      recordBytes(list)
        .map((bytes) => new TextDecoder().decode(bytes))
        .join(),
    ).not.toMatch(/R20110415X|borrower/);
  });

  it('makes a field CPY of each copy', () => {
    const xml = parseXml(withItems(title(1), [item(1)], null));
    const [field] = descendants(xml, 'datafield').filter(({ attributes }) => attributes.tag === 'CPY');
    expect(field?.children.map(({ attributes, text }) => `$${attributes.code}${text}`)).toEqual([
      ...['$a0001', '$b星洲小学/阅览室', '$cI287.5/12', '$s借出', '$d2026-12-02'],
    ]);
  });

  it.each([
    ['<state/>', '在馆'],
    ['<state>加工中</state>', '加工中'],
    ['<state>丢失</state>', '丢失'],
    ['<state>注销</state>', '注销'],
    ['<state>外借书架</state>', '外借书架'],
  ])('%s is %s', (state, status) => {
    expect(withItems(title(1), [`<root><barcode>1</barcode>${state}</root>`], null)).toContain(
      `<subfield code="s">${status}<`,
    );
  });

  it('keeps to one branch where told', () => {
    const items = ['a/一楼', 'ab/一楼', '#x,a/二楼'].map(
      (place) => `<root><barcode>1</barcode><location>${place}</location></root>`,
    );
    const xml = parseXml(withItems(title(1), items, 'a'));
    const places = descendants(xml, 'subfield').filter(({ attributes }) => attributes.code === 'b');
    expect(places.map(({ text }) => text)).toEqual(['a/一楼', 'a/二楼']);
  });

  it('is read as holdings by whichever profile', () => {
    const bytes = new TextEncoder().encode(withItems(title(1), [item(1)], null));
    for (const profile of ['dp2', 'auto', 'nlc']) {
      const raw = { format: 'marcxml', bytes, place: { kind: 'row', at: 1 } } as const;
      expect(readRecord(raw, { profile, charset: 'detect' })).toMatchObject({
        ok: true,
        value: {
          title: '书 1',
          holdings: [
            {
              ...{ barcode: '0001', location: '星洲小学/阅览室', callNumber: 'I287.5/12', copies: 1 },
              ...{ availability: 'ON_LOAN', dueDate: '2026-12-02' },
            },
          ],
        },
      });
    }
  });

  it('tells a refused account', async () => {
    await using server = await dp2Server(1);
    await using test = testIo();
    const own = settingsFor(server, { login: { user: 'alliance', password: 'no' } });
    await expect(deliveries(dp2, own, test.io)).rejects.toMatchObject({ code: 'SOURCE_LOGIN_REFUSED' });
  });
});
