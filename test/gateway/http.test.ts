import { describe, expect, it } from 'vitest';
import { addKey, makeWorld, needsOf, OWN_SCHOOL } from '../support/fakes.ts';
import { codes, testGateway } from '../support/gateway.ts';

describe('health', () => {
  it('lives, is ready, and says its version, without a key', async () => {
    await using gateway = await testGateway(needsOf(makeWorld()));
    const get = async (url: string) => {
      const answer = await gateway.app.inject({ url });
      return [answer.statusCode, answer.json()];
    };
    expect(await get('/livez')).toEqual([200, { status: 'ok' }]);
    expect(await get('/version')).toEqual([200, { name: 'liantu', version: '0.0.0-test' }]);
    expect(await get('/readyz')).toEqual([
      200,
      { status: 'ready', checks: expect.arrayContaining([{ name: 'search', ok: true, detail: '3 documents' }]) },
    ]);
  });

  it('is degraded where only the search fails, unready where a vital part does', async () => {
    const check = (vital: boolean) => async () => [{ name: 'part', ok: false, vital, detail: 'broken' }];
    for (const [vital, status, word] of [
      [false, 200, 'degraded'],
      [true, 503, 'unready'],
    ] as const) {
      await using gateway = await testGateway({ ...needsOf(makeWorld()), readiness: check(vital) });
      const answer = await gateway.app.inject({ url: '/readyz' });
      expect([answer.statusCode, answer.json().status]).toEqual([status, word]);
    }
    const broken = async () => {
      throw new Error('/srv/data');
    };
    await using gateway = await testGateway({ ...needsOf(makeWorld()), readiness: broken });
    const answer = await gateway.app.inject({ url: '/readyz' });
    expect([answer.statusCode, answer.payload.includes('srv')]).toEqual([503, false]);
  });
});

describe('rates', () => {
  it('count by key where there is one, by address where not, and say when to come again', async () => {
    const world = makeWorld();
    const one = addKey(world, 'LIBRARIAN', OWN_SCHOOL).text;
    const two = addKey(world, 'LIBRARIAN', OWN_SCHOOL).text;
    await using gateway = await testGateway(needsOf(world, { keyRequestsPerMinute: 3, addressRequestsPerMinute: 2 }));
    const statuses = async (key: string) => {
      const answers = [];
      for (let i = 0; i < 4; i++) answers.push(await gateway.ask(key, '{ viewer { keyName } }'));
      return answers.map((answer) => [answer.status, ...codes(answer)]);
    };
    const limited = [[200], [200], [200], [429, 'TOO_MANY_REQUESTS']];
    expect(await statuses(one)).toEqual(limited);
    expect(await statuses(two)).toEqual(limited);
    const widget = (address: string) =>
      gateway.app.inject({ url: '/widget/graphql?query=libraries.1', remoteAddress: address });
    const answers = [
      await widget('192.0.2.1'),
      await widget('192.0.2.1'),
      await widget('192.0.2.1'),
      await widget('192.0.2.2'),
    ];
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200, 429, 200]);
    expect(Number(answers[2]?.headers['retry-after'])).toBeGreaterThan(0);
    // A probe is never turned away.
    for (let i = 0; i < 5; i++) expect((await gateway.app.inject({ url: '/livez' })).statusCode).toBe(200);
  });

  it('A16: a forged X-Forwarded-For escapes no limit, unless its sender is a trusted proxy', async () => {
    const statuses = async (trustProxy: readonly string[]) => {
      await using gateway = await testGateway(needsOf(makeWorld(), { addressRequestsPerMinute: 1, trustProxy }));
      const found = [];
      for (const forwarded of ['192.0.2.1', '192.0.2.2']) {
        const headers = { 'x-forwarded-for': forwarded };
        found.push((await gateway.app.inject({ url: '/widget/graphql?query=libraries.1', headers })).statusCode);
      }
      return found;
    };
    expect(await statuses([])).toEqual([200, 429]);
    expect(await statuses(['127.0.0.1'])).toEqual([200, 200]);
  });
});

describe('headers', () => {
  it('close what a browser leaves open', async () => {
    await using gateway = await testGateway(needsOf(makeWorld()));
    const { headers } = await gateway.app.inject({ url: '/desk/' });
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' });
    expect(headers['set-cookie']).toBeUndefined();
  });

  it('let other sites load the widget and read its answers, and nothing else', async () => {
    await using gateway = await testGateway(needsOf(makeWorld()));
    const origins = async (url: string) => (await gateway.app.inject({ url })).headers['access-control-allow-origin'];
    expect(await origins('/widget/v1/liantu.js')).toBe('*');
    expect(await origins('/widget/graphql?query=libraries.1')).toBe('*');
    expect(await origins('/graphql')).toBeUndefined();
    expect(await origins('/desk/')).toBeUndefined();
  });

  it('files outside the two folders are not served', async () => {
    await using gateway = await testGateway(needsOf(makeWorld()));
    for (const url of [
      '/widget/v1/../../app/settings.ts',
      '/widget/v1/%2e%2e/%2e%2e/package.json',
      '/desk/..%2fbase%2fbrand.ts',
    ]) {
      expect([url, (await gateway.app.inject({ url })).statusCode]).toEqual([
        url,
        expect.toSatisfy((status) => status >= 400),
      ]);
    }
  });
});
