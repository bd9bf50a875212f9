import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { addressAllowed } from '../../src/app/address.ts';
import { outgoing } from '../../src/app/outgoing.ts';
import { readCapped } from '../../src/base/http.ts';
import { webServer } from '../support/web-server.ts';

describe('addresses', () => {
  const always = ['8.8.8.8', '202.96.31.28', '2001:4860:4860::8888', '::ffff:8.8.8.8'];
  const allowed = [
    '127.0.0.1',
    '10.1.2.3',
    '172.16.0.1',
    '192.168.1.1',
    '100.64.0.1',
    '::1',
    'fd12::1',
    '::ffff:127.0.0.1',
  ];
  const never = [
    ...['169.254.169.254', '169.254.0.1', '100.100.100.200', '168.63.129.16', '192.0.0.192', 'fd00:ec2::254'],
    ...['::ffff:169.254.169.254', '::ffff:a9fe:a9fe', '64:ff9b::a9fe:a9fe', '2002:a9fe:a9fe::1', 'fe80::1'],
    ...['0.0.0.0', '255.255.255.255', '224.0.0.1', '240.0.0.1', '198.18.0.1', '::', 'ff02::1', 'nonsense', ''],
  ];

  it.each(always)('%s is open', (address) => {
    expect(addressAllowed(address, false)).toBe(true);
  });
  it.each(allowed)('%s is open where an operator says so', (address) => {
    expect(addressAllowed(address, false)).toBe(false);
    expect(addressAllowed(address, true)).toBe(true);
  });
  it.each(never)('%s is never open', (address) => {
    expect(addressAllowed(address, false)).toBe(false);
    expect(addressAllowed(address, true)).toBe(false);
  });
});

describe('the way out', () => {
  it('reaches no loopback server in any spelling, by HTTP or TCP', async () => {
    await using server = await webServer(() => ({ body: 'secret' }));
    await using out = outgoing({ allowPrivate: false });
    const { port } = new URL(server.url);
    const hosts = [
      '127.0.0.1',
      '0x7f.1',
      '2130706433',
      '0177.0.0.1',
      '127.1',
      '[::1]',
      '[::ffff:127.0.0.1]',
      'localhost',
    ];
    for (const host of hosts) {
      const refused = { code: 'SOURCE_ADDRESS_REFUSED' };
      await expect(out.fetch(`http://${host}:${port}/`), host).rejects.toMatchObject(refused);
      const name = new URL(`http://${host}`).hostname;
      await expect(out.dial(name, Number(port), new AbortController().signal), host).rejects.toMatchObject(refused);
    }
    expect(server.requests).toHaveLength(0);
  });

  it('reaches metadata addresses not even where private ones are allowed', async () => {
    await using out = outgoing({ allowPrivate: true });
    for (const host of [
      '169.254.169.254',
      '100.100.100.200',
      '[::ffff:169.254.169.254]',
      '2852039166',
      '[fd00:ec2::254]',
    ]) {
      await expect(out.fetch(`http://${host}/latest/meta-data`)).rejects.toMatchObject({
        code: 'SOURCE_ADDRESS_REFUSED',
      });
    }
  });

  it.each([
    'file:///etc/passwd',
    'gopher://127.0.0.1/',
    'ftp://example.org/',
    'http://good@127.0.0.1/',
    'http://a:b@127.0.0.1/',
    'no url',
  ])('refuses %s', async (url) => {
    await using out = outgoing({ allowPrivate: true });
    await expect(out.fetch(url)).rejects.toMatchObject({ code: 'SOURCE_URL_REFUSED' });
  });

  it('does not follow a redirect', async () => {
    await using server = await webServer((url) =>
      url.pathname === '/' ? { status: 302, headers: { location: '/inside' } } : { body: 'inside' },
    );
    await using out = outgoing({ allowPrivate: true });
    const answer = await out.fetch(server.url);
    expect(answer.status).toBe(302);
    expect(server.requests.map(({ url }) => url.pathname)).toEqual(['/']);
  });

  it('brings header, body and status through, inflating on the way', async () => {
    const body = '馆藏'.repeat(1000);
    await using server = await webServer((_url, sent) => ({
      status: 201,
      headers: { 'content-encoding': 'gzip', 'set-cookie': ['a=1', 'b=2'], 'x-sent': sent },
      body: gzipSync(body),
    }));
    await using out = outgoing({ allowPrivate: true });
    const answer = await out.fetch(new URL(server.url), {
      method: 'POST',
      body: 'ping',
      headers: { 'content-type': 'text/plain' },
    });
    expect(answer.status).toBe(201);
    expect(answer.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
    expect(answer.headers.get('x-sent')).toBe('ping');
    expect(await answer.text()).toBe(body);
    expect(server.requests[0]?.headers['content-type']).toBe('text/plain');
  });

  it('cuts a gzip bomb off before it fills memory', async () => {
    const bomb = gzipSync(Buffer.alloc(200 * 1024 * 1024));
    await using server = await webServer(() => ({ headers: { 'content-encoding': 'gzip' }, body: bomb }));
    await using out = outgoing({ allowPrivate: true });
    const before = process.memoryUsage().rss;
    const answer = await out.fetch(server.url);
    await expect(readCapped(answer, 1 << 30)).rejects.toMatchObject({ code: 'SOURCE_INFLATES_TOO_MUCH' });
    expect(process.memoryUsage().rss - before).toBeLessThan(150 * 1024 * 1024);
  });

  it('stops a body that trickles when its signal fires', async () => {
    await using server = await webServer(() => ({ body: 'x'.repeat(1000), trickleBytes: 1, trickleMs: 20 }));
    await using out = outgoing({ allowPrivate: true });
    const before = performance.now();
    const answer = await out.fetch(server.url, { signal: AbortSignal.timeout(300) });
    await expect(readCapped(answer, 10_000)).rejects.toThrow();
    expect(performance.now() - before).toBeLessThan(1500);
  });
});
