import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { globalId } from '../../src/gateway/ids.ts';
import {
  addKey,
  makeWorld,
  needsOf,
  OTHER_SCHOOL,
  OWN_SCHOOL,
  PUBLIC_LIBRARY,
  replaceKey,
  type World,
} from '../support/fakes.ts';
import { type TestGateway, testGateway } from '../support/gateway.ts';
import { openSocket, talkingSocket } from '../support/socket.ts';

let world: World;
let gateway: TestGateway;
let url: string;
let key: string;

beforeAll(async () => {
  world = makeWorld();
  gateway = await testGateway(needsOf(world, { allowedOrigins: ['https://portal.example.cn'] }));
  await gateway.app.listen({ host: '127.0.0.1', port: 0 });
  url = `ws://127.0.0.1:${(gateway.app.server.address() as AddressInfo).port}/graphql`;
});
afterAll(async () => gateway[Symbol.asyncDispose]());
beforeEach(() => {
  const fresh = makeWorld();
  world.pushes.splice(0, Number.POSITIVE_INFINITY, ...fresh.pushes);
  world.loans.splice(0, Number.POSITIVE_INFINITY, ...fresh.loans);
  key = addKey(world, 'LIBRARIAN', OWN_SCHOOL).text;
});

const progress = (library: string) =>
  `subscription { pushProgress(id: "${globalId('Push', `push-${library}`)}") { state received } }`;
const loans = (library: string, after?: string) =>
  `subscription { loanChanged(library: "${library}"${after === undefined ? '' : `, after: "${after}"`}) { id state version events { cursor } } }`;
const subscribe = (id: string, query: string, variables?: object) => ({
  type: 'subscribe',
  id,
  payload: { query, ...(variables ? { variables } : {}) },
});

function changePush(library: string, change: object): void {
  const at = world.pushes.findIndex((push) => push.library === library);
  const push = world.pushes[at];
  if (push !== undefined) world.pushes[at] = { ...push, ...change };
}

function addEvent(index: number, seq: number): void {
  const loan = world.loans[index];
  const last = loan?.events.at(-1);
  if (loan === undefined || last === undefined) throw new Error('no loan');
  world.loans[index] = { ...loan, version: loan.version + 1, events: [...loan.events, { ...last, seq }] };
}

describe('pushProgress', () => {
  it('tells the present state, then every change, and ends with the push', async () => {
    changePush(OWN_SCHOOL, { state: 'OPEN', received: 1 });
    await using socket = await talkingSocket(url, key);
    socket.send(subscribe('1', progress(OWN_SCHOOL)));
    await socket.until(({ payload }) => payload?.data?.pushProgress.received === 1);
    changePush(OWN_SCHOOL, { received: 2 });
    await socket.until(({ payload }) => payload?.data?.pushProgress.received === 2);
    changePush(OWN_SCHOOL, { state: 'DONE' });
    await socket.until(({ payload }) => payload?.data?.pushProgress.state === 'DONE');
    await socket.until(({ type, id }) => type === 'complete' && id === '1');
  });

  it('does not exist for another library', async () => {
    await using socket = await talkingSocket(url, key);
    socket.send(subscribe('1', progress(OTHER_SCHOOL)));
    const error = await socket.until(({ type }) => type === 'error');
    expect(error.payload[0].extensions.code).toBe('NOT_FOUND');
  });

  it('ends when the key is revoked', async () => {
    changePush(OWN_SCHOOL, { state: 'OPEN' });
    const { text, record } = addKey(world, 'MEMBER_PUSH', OWN_SCHOOL);
    await using socket = await talkingSocket(url, text);
    socket.send(subscribe('1', progress(OWN_SCHOOL)));
    await socket.until(({ type }) => type === 'next');
    replaceKey(world, record, { revoked: true });
    changePush(OWN_SCHOOL, { received: 7 });
    const error = await socket.until(({ type }) => type === 'error');
    expect(error.payload[0].extensions.code).toBe('UNAUTHENTICATED');
    expect(socket.received.filter(({ type }) => type === 'next')).toHaveLength(1);
  });
});

describe('loanChanged', () => {
  it('tells what happens from now on, to a library that takes part', async () => {
    await using socket = await talkingSocket(url, key);
    socket.send(subscribe('1', loans(OWN_SCHOOL)));
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(socket.received.filter(({ type }) => type === 'next')).toEqual([]);
    addEvent(1, 10);
    addEvent(0, 11);
    const { payload } = await socket.until(({ type }) => type === 'next');
    expect(payload.data.loanChanged).toMatchObject({ id: globalId('Loan', 'loan-1'), version: 2 });
    expect(payload.data.loanChanged.events.at(-1)).toEqual({ cursor: '11' });
  });

  it('misses nothing over a reconnect: what came after the last event seen comes first', async () => {
    addEvent(0, 20);
    await using socket = await talkingSocket(url, key);
    socket.send(subscribe('1', loans(OWN_SCHOOL, '1')));
    const { payload } = await socket.until(({ type }) => type === 'next');
    expect(payload.data.loanChanged.events.at(-1)).toEqual({ cursor: '20' });
  });

  it('refuses another library, a role without loans and a cursor that is none', async () => {
    await using socket = await talkingSocket(url, key);
    socket.send(subscribe('1', loans(PUBLIC_LIBRARY)));
    expect((await socket.until(({ id }) => id === '1')).payload[0].extensions.code).toBe('NOT_FOUND');
    socket.send(subscribe('2', loans(OWN_SCHOOL, 'x')));
    expect((await socket.until(({ id }) => id === '2')).payload[0].extensions.code).toBe('BAD_USER_INPUT');
    await using pusher = await talkingSocket(url, addKey(world, 'MEMBER_PUSH', OWN_SCHOOL).text);
    pusher.send(subscribe('1', loans(OWN_SCHOOL)));
    expect((await pusher.until(({ id }) => id === '1')).payload[0].extensions.code).toBe('FORBIDDEN');
  });
});

describe('who may talk', () => {
  it.each([{}, { Authorization: 'Bearer ltu_op_x' }, { Authorization: 7 }, { headers: { authorization: 'x' } }])(
    'a socket with %j in connection_init is closed',
    async (payload) => {
      await using socket = await openSocket(url);
      socket.send({ type: 'connection_init', payload });
      expect(await socket.closed()).toBe(4403);
      expect(socket.received).toEqual([]);
    },
  );

  it('a key below headers, or of the upgrade itself, counts too', async () => {
    await using below = await openSocket(url);
    below.send({ type: 'connection_init', payload: { headers: { authorization: `Bearer ${key}` } } });
    await below.until(({ type }) => type === 'connection_ack');
    await using upgrade = await openSocket(url, { headers: { authorization: `Bearer ${key}` } });
    upgrade.send({ type: 'connection_init' });
    await upgrade.until(({ type }) => type === 'connection_ack');
  });

  it('subscribing before the key was accepted closes the socket', async () => {
    await using socket = await openSocket(url);
    socket.send(subscribe('1', progress(OWN_SCHOOL)));
    expect(await socket.closed()).toBe(4401);
  });

  it('a page of another site is refused, one of a listed origin and one of ours are not', async () => {
    await expect(openSocket(url, { origin: 'https://evil.example' })).rejects.toThrow(/403/);
    await using listed = await openSocket(url, { origin: 'https://portal.example.cn' });
    await using own = await openSocket(url, { origin: url.replace('ws:', 'http:').replace('/graphql', '') });
    expect([listed.socket.readyState, own.socket.readyState]).toEqual([1, 1]);
  });

  it('another protocol is refused', async () => {
    await expect(openSocket(url, { protocol: 'graphql-ws' })).rejects.toThrow(/400/);
  });

  it('a request that only says Upgrade is answered like any other: not without a key', async () => {
    const answer = await gateway.app.inject({
      method: 'GET',
      url: '/graphql?query={viewer{roles}}',
      headers: { upgrade: 'websocket', 'mercurius-require-preflight': '1' },
    });
    expect(answer.statusCode).toBe(401);
  });
});

describe('what may be said', () => {
  it.each([
    ['no JSON', 'x'],
    ['null', 'null'],
    ['an unknown type', '{"type":"start","id":"1","payload":{}}'],
    [
      'a query that is a syntax tree',
      '{"type":"subscribe","id":"1","payload":{"query":{"kind":"Document","definitions":[]}}}',
    ],
    ['no payload', '{"type":"subscribe","id":"1"}'],
    ['no id', '{"type":"subscribe","payload":{"query":"{ __typename }"}}'],
    [
      'a second key in extensions',
      '{"type":"subscribe","id":"1","payload":{"query":"x"},"extensions":[{"type":"connectionInit","payload":{}}]}',
    ],
  ])('%s closes the socket', async (_name, message) => {
    await using socket = await talkingSocket(url, key);
    socket.send(message);
    expect(await socket.closed()).toBe(4400);
  });

  it.each([
    ['an unknown field', 'subscription { nothing }'],
    ['a query', '{ viewer { roles } }'],
    ['two operations', `${progress(OWN_SCHOOL)} query q { __typename }`],
    [
      '3,000 aliases',
      `subscription { ${Array.from({ length: 300 }, (_, i) => `a${i}: loanChanged(library: "x") { id }`).join(' ')} }`,
    ],
    ['a tree as text', '{"kind":"Document","definitions":[]}'],
    ['a syntax error', 'subscription {'],
    ['variables that do not fit', 'subscription ($l: String!) { loanChanged(library: $l) { id } }'],
    [
      'circular fragments',
      `subscription { loanChanged(library: "${OWN_SCHOOL}") { ...a } } fragment a on Loan { parent { ...a } }`,
    ],
    [
      'too much',
      `subscription { loanChanged(library: "${OWN_SCHOOL}") { edition { work { editions(first: 100) { nodes { holdings(first: 100) { nodes { items(first: 100) { nodes { id } } } } } } } } } }`,
    ],
  ])('%s is refused in our words, and the socket goes on', async (_name, query) => {
    changePush(OWN_SCHOOL, { state: 'OPEN' });
    await using socket = await talkingSocket(url, key);
    socket.send(subscribe('1', query));
    const { payload } = await socket.until(({ type }) => type === 'error');
    expect(payload).toHaveLength(1);
    expect(payload[0].extensions.code).toMatch(
      /^(BAD_USER_INPUT|SUBSCRIPTION_REFUSED|QUERY_TOO_COSTLY|BODY_TOO_LARGE)$/,
    );
    expect(payload[0].extensions.messageZh).toMatch(/\p{Script=Han}/u);
    expect(JSON.stringify(payload)).not.toMatch(/Did you mean|TypeError|Cannot read/);
    socket.send(subscribe('2', progress(OWN_SCHOOL)));
    await socket.until(({ id, type }) => id === '2' && type === 'next');
  });

  it('A11: twenty subscriptions at most, one id once, one key once', async () => {
    changePush(OWN_SCHOOL, { state: 'OPEN' });
    await using socket = await talkingSocket(url, key);
    for (let id = 1; id <= 20; id++) socket.send(subscribe(String(id), progress(OWN_SCHOOL)));
    await socket.until(({ id }) => id === '20');
    // One that ends makes room for another.
    socket.send({ type: 'complete', id: '20' });
    socket.send(subscribe('21', progress(OWN_SCHOOL)));
    await socket.until(({ id }) => id === '21');
    socket.send(subscribe('22', progress(OWN_SCHOOL)));
    expect(await socket.closed()).toBe(4429);
    await using twice = await talkingSocket(url, key);
    twice.send(subscribe('1', progress(OWN_SCHOOL)));
    twice.send(subscribe('1', progress(OWN_SCHOOL)));
    expect(await twice.closed()).toBe(4409);
    await using again = await talkingSocket(url, key);
    again.send({ type: 'connection_init', payload: { Authorization: `Bearer ${key}` } });
    expect(await again.closed()).toBe(4429);
  });

  it('a message of more than 16 KiB closes the socket', async () => {
    await using socket = await talkingSocket(url, key);
    socket.send(subscribe('1', `subscription { ${' '.repeat(17_000)} }`));
    expect(await socket.closed()).toBe(1009);
  });

  it('A11: an address has two hundred sockets at most', async () => {
    const sockets = await Promise.all(Array.from({ length: 210 }, () => openSocket(url)));
    try {
      const refused = sockets.slice(-5).map((socket) => socket.closed());
      expect(new Set(await Promise.all(refused))).toEqual(new Set([4429]));
    } finally {
      await Promise.all(sockets.map((socket) => socket[Symbol.asyncDispose]()));
    }
    // All were let go: the next one may come.
    await using next = await talkingSocket(url, key);
    expect(next.socket.readyState).toBe(1);
  });
});

it('a socket that never shows a key is closed after five seconds', async () => {
  await using socket = await openSocket(url);
  expect(await socket.closed()).toBe(4408);
}, 8_000);

it('a server that ends tells its sockets that it goes away, and ends', async () => {
  const ending = await testGateway(needsOf(makeWorld()));
  await ending.app.listen({ host: '127.0.0.1', port: 0 });
  const { port } = ending.app.server.address() as AddressInfo;
  await using socket = await openSocket(`ws://127.0.0.1:${port}/graphql`);
  await ending[Symbol.asyncDispose]();
  expect(await socket.closed()).toBe(1001);
});
