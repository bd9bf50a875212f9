import { request } from 'node:http';
import { describe, expect, it } from 'vitest';
import { globalId } from '../../src/gateway/ids.ts';
import { readIso } from '../../src/loan/partners/iso18626/read.ts';
import { HOME, loanIn, NEAR } from '../loan/alliance.ts';
import { type Served, served } from '../loan/served.ts';

const SECRET = 'agreed-on';

function partner({ alliance }: Served, more: { secret?: string | null; version?: '1.2' | '2021' } = {}): void {
  const { secret = SECRET, version = '1.2' } = more;
  const peer = { symbol: 'ISIL:US-OUT', name: '外馆', kind: 'iso18626', url: 'http://peer.example', version } as const;
  alliance.loans.putPartner({ ...peer, dialect: null, secret, allowPrivate: false, lastResort: 1 });
}

interface Posting {
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly method?: string;
}

async function post(site: Served, body: string, { path = '/iso18626', headers = {}, method = 'POST' }: Posting = {}) {
  const answer = await fetch(`${site.url}${path}`, {
    method,
    headers: { 'content-type': 'application/xml', ...headers },
    ...(method === 'GET' ? {} : { body }),
  });
  return { status: answer.status, type: answer.headers.get('content-type') ?? '', text: await answer.text() };
}

const agencies = (version: string, supplier: string, requester: string, id: string, secret = SECRET) => `<header>
  <supplyingAgencyId><agencyIdType>ISIL</agencyIdType><agencyIdValue>${supplier}</agencyIdValue></supplyingAgencyId>
  <requestingAgencyId><agencyIdType>ISIL</agencyIdType><agencyIdValue>${requester}</agencyIdValue></requestingAgencyId>
  ${version === '1.2' ? '<multipleItemRequestId/>' : ''}<timestamp>2026-11-23T01:09:27.867Z</timestamp>
  <requestingAgencyRequestId>${id}</requestingAgencyRequestId>
  <requestingAgencyAuthentication><accountId>a</accountId><securityCode>${secret}</securityCode></requestingAgencyAuthentication></header>`;
const wrapped = (version: string, inner: string) =>
  `<ISO18626Message xmlns="http://illtransactions.org/2013/iso18626" xmlns:ill="http://illtransactions.org/2013/iso18626" ill:version="${version}">${inner}</ISO18626Message>`;
const wish = (version: string, id: string, more: { secret?: string; title?: string } = {}) =>
  wrapped(
    version,
    `<request>${agencies(version, NEAR, 'US-OUT', id, more.secret)}<bibliographicInfo><title>${more.title ?? '城南旧事'}</title></bibliographicInfo>
     <serviceInfo><requestType>New</requestType><serviceType>Loan</serviceType></serviceInfo></request>`,
  );
const word = (id: string, status: string, reason = 'RequestResponse', answer = '') =>
  wrapped(
    '1.2',
    `<supplyingAgencyMessage>${agencies('1.2', 'US-OUT', HOME, id)}<messageInfo><reasonForMessage>${reason}</reasonForMessage>${answer}</messageInfo>
     <statusInfo><status>${status}</status><lastChange>2026-11-23T01:09:27.867Z</lastChange></statusInfo></supplyingAgencyMessage>`,
  );

const stored = ({ alliance }: Served) =>
  alliance.db.prepare<[], number>('SELECT count(*) FROM loan_messages').pluck().get();

describe('POST /iso18626', () => {
  it.each(['1.2', '2021-3'])(
    'confirms a request of %s, and gives the same bytes the same confirmation',
    async (version) => {
      await using site = await served();
      partner(site);
      const first = await post(site, wish(version, 'r1'));
      expect([first.status, first.type]).toEqual([200, 'application/xml; charset=utf-8']);
      expect(first.text).toContain('<messageStatus>OK</messageStatus>');
      const loans = async () => {
        const near = await site.key('LIBRARIAN', NEAR);
        return (await site.ask(`{ loans(library: "${NEAR}") { totalCount } }`, near)).data?.loans;
      };
      expect(await loans()).toEqual({ totalCount: 1 });
      expect(await post(site, wish(version, 'r1'))).toEqual(first);
      expect(await loans()).toEqual({ totalCount: 1 });
      const other = await post(site, wish(version, 'r1', { title: '骆驼祥子' }));
      expect([other.status, /<errorValue>[^<]*already exists/.test(other.text)]).toEqual([200, true]);
      expect(await loans()).toEqual({ totalCount: 1 });
    },
  );

  it('knows its partners by their secret, wherever it stands, and answers strangers 401 without keeping anything', async () => {
    await using site = await served();
    partner(site);
    const wrong = wish('1.2', 'r1', { secret: 'guessed' });
    expect((await post(site, wrong)).status).toBe(401);
    expect((await post(site, wrong, { path: '/iso18626/guessed' })).status).toBe(401);
    expect((await post(site, wrong.replaceAll('US-OUT', 'US-STRANGER'))).status).toBe(401);
    expect(stored(site)).toBe(0);
    expect((await post(site, wrong, { headers: { 'x-iso18626-secret': SECRET } })).status).toBe(200);
    const second = wish('1.2', 'r2', { secret: 'guessed' });
    expect((await post(site, second, { path: `/iso18626/${SECRET}` })).status).toBe(200);
  });

  it('hears a partner without a secret from this machine only', async () => {
    await using site = await served();
    partner(site, { secret: null });
    const handedOn = { headers: { 'x-forwarded-for': '203.0.113.7' } };
    expect((await post(site, wish('1.2', 'r1'), handedOn)).status).toBe(401);
    expect((await post(site, wish('1.2', 'r1'))).status).toBe(200);
  });

  it.each([
    ['no XML', 'hello', 400],
    ['broken XML', '<ISO18626Message><request></ISO18626Message>', 400],
    ['another document', '<html/>', 400],
    ['an empty body', '', 400],
    ['an entity bomb', '<!DOCTYPE a [<!ENTITY x "y">]><ISO18626Message>&x;</ISO18626Message>', 400],
    ['a confirmation', wrapped('1.2', '<requestConfirmation/>'), 400],
  ])('refuses %s', async (_what, body, status) => {
    await using site = await served();
    partner(site);
    expect((await post(site, body)).status).toBe(status);
    expect(stored(site)).toBe(0);
  });

  it('refuses what is too long, no XML by its type, and any other method', async () => {
    await using site = await served();
    partner(site);
    const long = wish('1.2', 'r1').replace('</title>', `${'x'.repeat(110_000)}</title>`);
    expect((await post(site, long)).status).toBe(413);
    expect((await post(site, wish('1.2', 'r1'), { headers: { 'content-type': 'application/json' } })).status).toBe(415);
    expect(
      (await post(site, wish('1.2', 'r1'), { headers: { 'content-type': 'text/xml; charset=utf-8' } })).status,
    ).toBe(200);
    expect((await post(site, '', { method: 'GET' })).status).toBe(405);
    expect(await chunkedWithoutEnd(site, SECRET)).not.toBe(200);
  });
});

/** What a lender may say first: nothing obliges it to begin at the beginning. */
describe('a first answer out of order', () => {
  it.each([
    ['LoanCompleted', 'COMPLETED'],
    ['Loaned', 'SHIPPED'],
    ['Overdue', 'SENT'],
    ['Recalled', 'SENT'],
    ['ExpectToSupply', 'EXPECTED'],
    ['CopyCompleted', 'COMPLETED'],
    ['CompletedWithoutReturn', 'COMPLETED'],
    ['Unfilled', 'UNFILLED'],
    ['Cancelled', 'UNFILLED'],
    ['RequestReceived', 'SENT'],
  ])('%s is confirmed, and leaves the loan in a state from which it can go on', async (status, state) => {
    await using site = await served();
    partner(site);
    const loan = loanIn(site.alliance.request({ title: '无人收藏的书' }));
    const [waiting] = site.alliance.loans.post.due(site.now, 1);
    const answer = await post(site, word(waiting?.message.requestId ?? '', status));
    expect([answer.status, answer.text.includes('<messageStatus>OK</messageStatus>')]).toEqual([200, true]);
    const home = await site.key('LIBRARIAN', HOME);
    const query = `{ loan(id: "${globalId('Loan', loan.id)}") { state actions(as: REQUESTER) } }`;
    const seen = (await site.ask(query, home)).data?.loan as { state: string; actions: readonly string[] };
    expect(seen.state).toBe(state);
    if (!/COMPLETED|UNFILLED|CANCELLED|LOST/.test(state)) expect(seen.actions).not.toEqual([]);
    // A late word changes nothing of what is over.
    const late = await post(site, word(waiting?.message.requestId ?? '', 'WillSupply', 'StatusChange'));
    expect(late.text).toContain('<messageStatus>OK</messageStatus>');
    expect(readIso(late.text).kind).toBe('confirmation');
    if (/COMPLETED|UNFILLED/.test(state)) expect((await site.ask(query, home)).data?.loan).toMatchObject({ state });
  });
});

/** More than the limit in chunks, with no length told: the status that came back, or 0 where the line was cut. */
function chunkedWithoutEnd(site: Served, secret: string): Promise<number> {
  return new Promise((resolve) => {
    const sending = request(`${site.url}/iso18626/${secret}`, {
      method: 'POST',
      headers: { 'content-type': 'application/xml', 'transfer-encoding': 'chunked' },
    });
    sending.on('response', (response) => {
      resolve(response.statusCode ?? 0);
      response.resume();
      sending.destroy();
    });
    sending.on('error', () => resolve(0));
    for (let at = 0; at < 20; at++) sending.write('x'.repeat(10_000));
    sending.end();
  });
}
