import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { request } from 'undici';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Serving, serve } from '../../src/app/serve.ts';
import { readSettings } from '../../src/app/settings.ts';
import { storedLibraryCode } from '../../src/base/brand.ts';
import { SYSTEM } from '../../src/command/command.ts';
import type { Role } from '../../src/command/keys.ts';
import { answered, type GraphqlAnswer } from '../support/gateway.ts';
import { talkingSocket } from '../support/socket.ts';

const A = storedLibraryCode('CN-320508-C-AAAA');
const B = storedLibraryCode('CN-320508-C-BBBB');
/** Has no copy of its own. */
const C = storedLibraryCode('CN-320508-C-CCCC');

/** The gateway over real stores, writer thread and index: what subscribers see while records and loans change. */
describe('a serving gateway', () => {
  let folder: string;
  let serving: Serving;
  const keys = new Map<string, string>();

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'liantu-gateway-'));
    serving = await serve(readSettings({ LIANTU_DATA: folder, LIANTU_PORT: '0', LIANTU_LOG: 'silent' }), '0.0.0-test');
    const { commands } = serving.composition.needs;
    const school = { kind: 'SCHOOL', nameEn: null, area: '320508', stages: [], pupils: 500, parent: null } as const;
    const libraries = [
      { ...school, code: A, name: '甲校' },
      { ...school, code: B, name: '乙校' },
      { ...school, code: C, name: '丙校' },
    ];
    await commands.run({ do: 'putLibraries', libraries }, SYSTEM);
    const issue = async (role: Role, library: typeof A) => {
      const key = { name: `${role} ${library}`, role, library, expiresAt: null };
      keys.set(`${role} ${library}`, (await commands.run({ do: 'createKey', key }, SYSTEM)).key);
    };
    for (const library of [A, B, C]) {
      await issue('LIBRARIAN', library);
      await issue('MEMBER_PUSH', library);
    }
  });
  afterAll(async () => {
    await serving[Symbol.asyncDispose]();
    await rm(folder, { recursive: true });
  });

  const keyOf = (role: Role, library: string) => keys.get(`${role} ${library}`) ?? '';
  const socketUrl = () => `${serving.url.replace('http', 'ws')}/graphql`;

  async function ask(key: string, query: string, variables: object = {}): Promise<GraphqlAnswer> {
    const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
    const answer = await request(`${serving.url}/graphql`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ query, variables }),
    });
    const read = answered(answer.statusCode, await answer.body.text());
    expect(read.errors).toEqual([]);
    return read;
  }

  /** Pushes one sheet of one book with two copies; answers the id of the push, not committed. */
  async function pushed(library: string, barcode: string): Promise<string> {
    const key = keyOf('MEMBER_PUSH', library);
    const begin = 'mutation ($input: BeginPushInput!) { beginPush(input: $input) { push { id } problems { code } } }';
    const input = { library, mode: 'DELTA', profile: 'excel-item', idempotencyKey: `push-${library}` };
    const { data } = await ask(key, begin, { input });
    const { id } = data.beginPush.push;
    const row = {
      题名: '草房子',
      责任者: '曹文轩著',
      ISBN: '9787534618727',
      出版社: '江苏少年儿童出版社',
      出版年: '1997',
      登录号: barcode,
      索书号: 'I287.45/1',
      状态: '在馆',
    };
    const answer = await request(`${serving.url}/push/${id}/0`, {
      method: 'PUT',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/x-ndjson' },
      body: `${JSON.stringify({ row })}\n`,
    });
    expect([answer.statusCode, await answer.body.json()]).toEqual([
      200,
      expect.objectContaining({ nextSeq: 1, received: 1, quarantined: 0 }),
    ]);
    return id;
  }

  it('tells a subscriber how a push goes, to its end', async () => {
    const key = keyOf('MEMBER_PUSH', A);
    const id = await pushed(A, 'A001');
    await using socket = await talkingSocket(socketUrl(), key);
    socket.send({
      type: 'subscribe',
      id: '1',
      payload: { query: `subscription { pushProgress(id: "${id}") { state received } }` },
    });
    await socket.until(({ payload }) => payload?.data?.pushProgress.state === 'OPEN');
    const { data } = await ask(key, `mutation { commitPush(id: "${id}") { push { state } problems { code } } }`);
    expect(data.commitPush).toEqual({ push: { state: 'APPLYING' }, problems: [] });
    await socket.until(({ payload }) => payload?.data?.pushProgress.state === 'DONE');
    await socket.until(({ type }) => type === 'complete');
  });

  it('brings two libraries’ copies together, and tells the sides of a loan what changes', async () => {
    const id = await pushed(B, 'B001');
    await ask(keyOf('MEMBER_PUSH', B), `mutation { commitPush(id: "${id}") { problems { code } } }`);
    await serving.composition.drain();
    const found = await ask(
      keyOf('LIBRARIAN', A),
      '{ search(query: "cfz") { totalCount nodes { id holdings { nodes { library { name } items { nodes { barcode availability } } } } } } }',
    );
    const [edition] = found.data.search.nodes;
    expect(edition.holdings.nodes).toEqual([
      { library: { name: '甲校' }, items: { nodes: [{ barcode: 'A001', availability: 'AVAILABLE' }] } },
      { library: { name: '乙校' }, items: { nodes: [{ barcode: 'B001', availability: 'AVAILABLE' }] } },
    ]);

    await using borrower = await talkingSocket(socketUrl(), keyOf('LIBRARIAN', C));
    const watch = `subscription { loanChanged(library: "${C}") { id state events { cursor } } }`;
    borrower.send({ type: 'subscribe', id: '1', payload: { query: watch } });
    const input = { requester: C, editionId: edition.id, idempotencyKey: 'loan-1' };
    const wanted =
      'mutation ($input: RequestLoanInput!) { requestLoan(input: $input) { loan { id version supplier { library { code } } } problems { code } } }';
    const { loan, problems } = (await ask(keyOf('LIBRARIAN', C), wanted, { input })).data.requestLoan;
    expect(problems).toEqual([]);
    const supplier: string = loan.supplier.library.code;
    expect([A, B]).toContain(supplier);
    await borrower.until(({ payload }) => payload?.data?.loanChanged.state === 'SENT');

    const answer =
      'mutation ($input: ActOnLoanInput!) { actOnLoan(input: $input) { loan { state } problems { code } } }';
    const act = {
      loanId: loan.id,
      action: 'WILL_SUPPLY',
      as: 'SUPPLIER',
      version: loan.version,
      idempotencyKey: 'act-1',
    };
    const acted = await ask(keyOf('LIBRARIAN', supplier), answer, { input: act });
    expect(acted.data.actOnLoan.problems).toEqual([]);
    const news = await borrower.until(({ payload }) => !['SENT', undefined].includes(payload?.data?.loanChanged.state));

    // Whoever was away meanwhile gets the same news, from the event last seen on.
    const seen = Number(news.payload.data.loanChanged.events.at(-1).cursor) - 1;
    await using late = await talkingSocket(socketUrl(), keyOf('LIBRARIAN', supplier));
    const missed = `subscription { loanChanged(library: "${supplier}", after: "${seen}") { id state } }`;
    late.send({ type: 'subscribe', id: '1', payload: { query: missed } });
    const { payload } = await late.until(({ type }) => type === 'next');
    expect(payload.data.loanChanged).toEqual({ id: loan.id, state: 'WILL_SUPPLY' });
  });
});
