import pino from 'pino';
import { describe, expect, it } from 'vitest';
import { Fault } from '../../src/base/problem.ts';
import { globalId } from '../../src/gateway/ids.ts';
import { addKey, makeWorld, needsOf, OWN_SCHOOL } from '../support/fakes.ts';
import { codes, testGateway } from '../support/gateway.ts';

/** What was written to the log. */
function spyLog() {
  const lines: string[] = [];
  const log = pino({ level: 'info' }, { write: (line: string) => lines.push(line) });
  return { lines, log };
}

describe('A12: what breaks inside', () => {
  it.each([
    new TypeError("Cannot read properties of undefined (reading 'id')"),
    new Error('SQLITE_ERROR: no such column x at /srv/app/db.ts:12'),
    new Error('{"message":"Index `editions` not found","code":"index_not_found"}'),
    new Error('<html><body>502 Bad Gateway nginx</body></html>'),
  ])('%s reaches the log and not the client', async (fault) => {
    const world = makeWorld();
    const { text: key } = addKey(world, 'LIBRARIAN', OWN_SCHOOL);
    const { lines, log } = spyLog();
    world.searchFault = fault;
    await using gateway = await testGateway({ ...needsOf(world), log });
    const answer = await gateway.ask(key, '{ viewer { keyName } search { totalCount } }');
    expect([answer.status, answer.data.search, ...codes(answer)]).toEqual([200, null, 'INTERNAL']);
    // The rest of the answer stands.
    expect(answer.data.viewer.keyName).toContain('LIBRARIAN');
    expect(answer.text).not.toMatch(/SQLITE|srv|reading|editions|nginx|stack/);
    const request = /request ([0-9a-f-]{36})/.exec(answer.errors[0]?.message ?? '')?.[1];
    expect(lines.filter((line) => line.includes(`"requestId":"${request}"`) && line.includes('stack'))).toHaveLength(1);
    expect(lines.join('')).not.toContain(key);
  });

  it('a fault of ours keeps its code and loses its cause', async () => {
    const world = makeWorld();
    const { text: key } = addKey(world, 'LIBRARIAN', OWN_SCHOOL);
    world.answer = () => new Fault('STORAGE_BUSY', {}, { cause: new Error('/srv/data full') });
    await using gateway = await testGateway(needsOf(world));
    const answer = await gateway.ask(
      key,
      `mutation { abandonPush(id: "${globalId('Push', `push-${OWN_SCHOOL}`)}") { push { id } } }`,
    );
    expect(codes(answer)).toEqual(['STORAGE_BUSY']);
    expect(answer.text).not.toContain('srv');
  });
});

it('a search that was stopped says that it took too long', async () => {
  const world = makeWorld();
  const { text: key } = addKey(world, 'LIBRARIAN', OWN_SCHOOL);
  world.searchFault = new DOMException('This operation was aborted', 'AbortError');
  await using gateway = await testGateway(needsOf(world));
  expect(codes(await gateway.ask(key, '{ search { totalCount } }'))).toEqual(['DEADLINE_PASSED']);
});

describe('the log', () => {
  it('holds no search text, no address and no key', async () => {
    const world = makeWorld();
    const { text: key } = addKey(world, 'LIBRARIAN', OWN_SCHOOL);
    const { lines, log } = spyLog();
    await using gateway = await testGateway({ ...needsOf(world), log });
    await gateway.ask(key, '{ search(query: "悄悄话") { totalCount } }');
    const parameters = new URLSearchParams({ query: 'search.1', variables: '{"query":"悄悄话"}' });
    await gateway.app.inject({ url: `/widget/graphql?${parameters}`, remoteAddress: '203.0.113.9' });
    await gateway.app.inject({ url: '/nowhere?q=悄悄话', remoteAddress: '203.0.113.9' });
    expect(lines.join('')).not.toMatch(/悄悄话|%E6%82%84|203\.0\.113\.9/);
    expect(lines.join('')).not.toContain(key);
  });
});

describe('what is not there', () => {
  it('is said in both languages, as JSON', async () => {
    await using gateway = await testGateway(needsOf(makeWorld()));
    const answer = await gateway.app.inject({ url: '/nowhere' });
    expect(answer.statusCode).toBe(404);
    expect(answer.json()).toEqual({
      code: 'NOT_FOUND',
      message: expect.any(String),
      messageZh: expect.stringMatching(/找不到/),
    });
  });
});
