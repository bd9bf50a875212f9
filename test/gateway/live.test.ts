import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { globalId } from '../../src/gateway/ids.ts';
import { addKey, makeWorld, needsOf, OWN_SCHOOL, type World } from '../support/fakes.ts';
import { type TestGateway, testGateway } from '../support/gateway.ts';
import { talkingSocket } from '../support/socket.ts';

let world: World;
let gateway: TestGateway;
let url: string;
let key: string;

beforeAll(async () => {
  world = makeWorld();
  gateway = await testGateway(needsOf(world));
  await gateway.app.listen({ host: '127.0.0.1', port: 0 });
  url = `ws://127.0.0.1:${(gateway.app.server.address() as AddressInfo).port}/graphql`;
  key = addKey(world, 'LIBRARIAN', OWN_SCHOOL).text;
});
afterAll(async () => gateway[Symbol.asyncDispose]());

const subscribe = (id: string, query: string) => ({ type: 'subscribe', id, payload: { query } });

describe('liveResults', () => {
  const live = (query: string, rest = '') =>
    `subscription { liveResults(query: ${query}${rest}) { source { name state hits asOf library { code } } records { title year isbns holdings { callNumber availability dueDate } editions { id } } } }`;

  it('gives each source’s answer, its state and its time, then ends', async () => {
    await using socket = await talkingSocket(url, key);
    socket.send(subscribe('1', live('{ title: "西游记" }')));
    await socket.until(({ type, id }) => type === 'complete' && id === '1');
    const answers = socket.received.flatMap(({ type, payload }) => (type === 'next' ? [payload.data.liveResults] : []));
    expect(answers).toEqual([
      {
        source: {
          name: 'quick',
          state: 'ANSWERED',
          hits: 7,
          asOf: '2026-11-23T08:00:00.000+08:00',
          library: { code: OWN_SCHOOL },
        },
        records: [
          {
            ...{ title: '西游记', year: 2010, isbns: ['9787020000001'] },
            holdings: [{ callNumber: 'I242.4/1', availability: 'UNKNOWN', dueDate: null }],
            editions: [{ id: globalId('Edition', 'e1') }],
          },
        ],
      },
      { source: { name: 'slow', state: 'FAILED', hits: null, asOf: null, library: { code: OWN_SCHOOL } }, records: [] },
    ]);
  });

  it.each([
    ['nothing to look for', '{ title: "  " }', ''],
    ['a negative number of records', '{ any: "x" }', ', first: -1'],
    ['a very long text', `{ any: "${'x'.repeat(5000)}" }`, ''],
  ])('refuses %s', async (_, query, rest) => {
    await using socket = await talkingSocket(url, key);
    socket.send(subscribe('1', live(query, rest)));
    const error = await socket.until(({ type }) => type === 'error');
    expect(error.payload[0].extensions.code).toBe('BAD_USER_INPUT');
  });

  it('is not for programs that push', async () => {
    await using socket = await talkingSocket(url, addKey(world, 'MEMBER_PUSH', OWN_SCHOOL).text);
    socket.send(subscribe('1', live('{ any: "x" }')));
    const error = await socket.until(({ type }) => type === 'error');
    expect(error.payload[0].extensions.code).toBe('FORBIDDEN');
  });
});
