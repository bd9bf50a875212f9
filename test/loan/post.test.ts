import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { loanId } from '../../src/base/brand.ts';
import { systemClock } from '../../src/base/clock.ts';
import type { Loan } from '../../src/loan/loan.ts';
import { readIso } from '../../src/loan/partners/iso18626/read.ts';
import { iso18626Partner } from '../../src/loan/partners/iso18626/send.ts';
import { postOffice } from '../../src/loan/post-office.ts';
import { HOME, loanIn, MONDAY, NEAR, type TestAlliance, testAlliance } from './alliance.ts';

const OK = (id: string) =>
  `<ISO18626Message xmlns="http://illtransactions.org/2013/iso18626"><requestConfirmation><confirmationHeader><timestamp>2026-11-23T00:00:00Z</timestamp><requestingAgencyRequestId>${id}</requestingAgencyRequestId><timestampReceived>2026-11-23T00:00:00Z</timestampReceived><messageStatus>OK</messageStatus></confirmationHeader></requestConfirmation></ISO18626Message>`;

type Mood = (request: IncomingMessage, response: ServerResponse, id: string) => void;

/** A peer on a real socket whose mood a test sets; it writes down what it was told. */
async function peer() {
  let mood: Mood = (_request, response, id) => response.end(OK(id));
  const told: string[] = [];
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const read = readIso(Buffer.concat(parts).toString('utf8'));
      const message = read.kind === 'message' ? read.message : null;
      told.push(message?.kind === 'requestingAgencyMessage' ? message.action : (message?.kind ?? '?'));
      mood(request, response, message?.header.requestId ?? '');
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    told,
    feels(next: Mood) {
      mood = next;
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

const REFUSES: Mood = (_request, response) => response.writeHead(500).end('out of order');
const BREAKS: Mood = (request) => request.socket.destroy();
const BABBLES: Mood = (_request, response) => response.end('<html>hello</html>');

function office(alliance: TestAlliance, clock: { now: Date }) {
  const { post } = alliance.loans;
  const within = <T>(work: () => T): T => alliance.db.transaction(work).immediate();
  const postman = postOffice({
    due: (now, limit) => post.due(now, limit),
    settle: async (id, outcome, now) => within(() => post.settle(id, outcome, now)),
    partners: { iso18626: iso18626Partner({ fetchFor: () => fetch }), email: { protocol: 'email', send: never } },
    clock: { ...systemClock, now: () => clock.now },
    random: () => 0.5,
  });
  return {
    round: () => postman.round(new AbortController().signal),
    resolve: (id: number, choice: 'send again' | 'settled by phone' | 'next supplier') =>
      within(() => post.resolve(id, choice, clock.now)),
  };
}

async function never(): Promise<never> {
  throw new Error('no mail here');
}

function borrower(...peers: readonly (readonly [string, string])[]): TestAlliance {
  const alliance = testAlliance();
  alliance.library(HOME, 'SCHOOL', '320508');
  for (const [at, [symbol, url]] of peers.entries()) {
    const known = { name: symbol, kind: 'iso18626', version: '1.2', dialect: null, secret: 's' } as const;
    alliance.loans.putPartner({ ...known, symbol, url, allowPrivate: true, lastResort: at + 1 });
  }
  return alliance;
}

async function latest({ db, reader }: TestAlliance): Promise<Loan> {
  const id = db.prepare<[], string>('SELECT id FROM loans').pluck().get() ?? '';
  const loan = await reader.loan(loanId(id));
  if (loan === null) throw new Error('no loan');
  return loan;
}

const later = (clock: { now: Date }, minutes: number) => {
  clock.now = new Date(clock.now.getTime() + minutes * 60_000);
};

describe('a peer on a bad socket', () => {
  it('hears everything in the order in which it was said, however often the first had to be tried', async () => {
    await using far = await peer();
    const alliance = borrower(['ISIL:FAR', far.url]);
    const clock = { now: MONDAY };
    const post = office(alliance, clock);
    const loan = loanIn(alliance.request({ title: '城南旧事' }));
    loanIn(alliance.act(loan, 'REQUESTER', 'CANCEL', {}, clock.now));
    for (const mood of [REFUSES, BREAKS, BABBLES]) {
      far.feels(mood);
      expect(await post.round()).toBe(1);
      // What waits behind the first is not sent before it.
      expect(await post.round()).toBe(0);
      later(clock, 60);
    }
    far.feels((_request, response, id) => response.end(OK(id)));
    while ((await post.round()) > 0);
    expect(far.told).toEqual(['request', 'request', 'request', 'request', 'Cancel']);
  });

  it('does not keep others from their letters, and is left alone for a while after five failures', async () => {
    await using far = await peer();
    await using near = await peer();
    const alliance = borrower(['ISIL:FAR', far.url], ['ISIL:NEAR', near.url]);
    const clock = { now: MONDAY };
    const post = office(alliance, clock);
    far.feels(BREAKS);
    loanIn(alliance.request({ title: '城南旧事' }));
    for (let round = 0; round < 40 && far.told.length < 5; round++, later(clock, 12)) await post.round();
    expect(far.told.length).toBe(5);
    later(clock, -11.5);
    await post.round();
    expect([far.told.length, near.told.length]).toEqual([5, 0]);
    // Meanwhile another loan goes straight to the other peer.
    alliance.loans.putPartner({ ...PEER, symbol: 'ISIL:FAR', url: far.url, lastResort: 0 });
    loanIn(alliance.request({ title: '骆驼祥子' }, clock.now));
    await post.round();
    expect([far.told.length, near.told.length]).toEqual([5, 1]);
  });

  it('that never answers a request is given up after days, asked to cancel, and the next one is asked', async () => {
    await using far = await peer();
    await using near = await peer();
    const alliance = borrower(['ISIL:FAR', far.url], ['ISIL:NEAR', near.url]);
    const clock = { now: MONDAY };
    const post = office(alliance, clock);
    far.feels(REFUSES);
    loanIn(alliance.request({ title: '城南旧事' }));
    for (let round = 0; round < 200 && alliance.loans.post.dead().length === 0; round++, later(clock, 24 * 60)) {
      await post.round();
    }
    const [dead] = alliance.loans.post.dead();
    expect([dead?.peer, dead?.talk, dead?.attempts]).toEqual(['ISIL:FAR', 'ASKED', 16]);
    const loan = await latest(alliance);
    expect(loan.supplier).toMatchObject({ symbol: 'ISIL:NEAR' });
    expect(loan.rota[0]?.outcome).toBe('NOT_DELIVERED');
    await post.round();
    expect(near.told).toEqual(['request']);
    expect(
      alliance.db.prepare("SELECT talk FROM loan_messages WHERE peer = 'ISIL:FAR' AND state = 'waiting'").all(),
    ).toEqual([{ talk: 'CANCELS' }]);
  });
});

describe('a letter that could not be delivered', () => {
  /** A cancel that the first of two peers never took. */
  async function undelivered() {
    const far = await peer();
    const alliance = borrower(['ISIL:FAR', far.url], ['ISIL:NEAR', far.url]);
    const clock = { now: MONDAY };
    const post = office(alliance, clock);
    const loan = loanIn(alliance.request({ title: '城南旧事' }));
    await post.round();
    loanIn(alliance.act(loan, 'SUPPLIER', 'WILL_SUPPLY', { actor: HOME }));
    alliance.db.prepare("UPDATE loans SET state = 'RELEASING', saved_state = 'WILL_SUPPLY'").run();
    alliance.db
      .prepare(
        `INSERT INTO loan_messages (direction, peer, loan, rank, request_id, talk, body, state, attempts, created_at)
         SELECT direction, peer, loan, rank, request_id, 'CANCELS', body, 'dead', 16, created_at FROM loan_messages WHERE direction = 'out' LIMIT 1`,
      )
      .run();
    const [dead] = alliance.loans.post.dead();
    return { far, alliance, post, id: dead?.id ?? 0 };
  }

  it('is sent again', async () => {
    const { far, alliance, post, id } = await undelivered();
    await using _peer = far;
    expect(post.resolve(id, 'send again')).toBe(true);
    await post.round();
    expect([far.told.length, alliance.loans.post.dead().length]).toEqual([2, 0]);
    expect(post.resolve(id, 'send again')).toBe(false);
  });

  it('is settled by phone', async () => {
    const { far, alliance, post, id } = await undelivered();
    await using _peer = far;
    expect(post.resolve(id, 'settled by phone')).toBe(true);
    expect([await post.round(), alliance.loans.post.dead().length]).toEqual([0, 0]);
    expect((await latest(alliance)).supplier).toMatchObject({ symbol: 'ISIL:FAR' });
  });

  it('frees the way to the next library', async () => {
    const { far, alliance, post, id } = await undelivered();
    await using _peer = far;
    expect(post.resolve(id, 'next supplier')).toBe(true);
    const loan = await latest(alliance);
    expect([loan.requesterState, loan.supplier]).toMatchObject(['SENT', { symbol: 'ISIL:NEAR' }]);
    expect(loan.events.map(({ action }) => action)).toContain('GIVEN_UP');
  });

  it('cannot be answered by another library when the book is out', async () => {
    const { far, alliance, post, id } = await undelivered();
    await using _peer = far;
    alliance.db.prepare("UPDATE loans SET state = 'RECEIVED', saved_state = NULL").run();
    expect(post.resolve(id, 'next supplier')).toBe(false);
    expect(alliance.loans.post.dead().length).toBe(1);
  });
});

const PEER = {
  name: NEAR,
  kind: 'iso18626',
  version: '1.2',
  dialect: null,
  secret: 's',
  allowPrivate: true,
} as const;
