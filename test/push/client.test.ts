import { describe, expect, it } from 'vitest';
import { type PushRun, pushRecords } from '../../src/push/client.ts';
import { chunksOf } from '../../src/push/client-chunks.ts';
import type { Delivery } from '../../src/push/connector.ts';
import { type Mishap, PUSH_SERVER_KEY, type PushServer, pushServer } from '../support/push-server.ts';

async function* deliveries(count: number, prefix = 'r', bytes = 10): AsyncGenerator<Delivery> {
  for (let at = 0; at < count; at++) {
    const raw = { format: 'iso2709', bytes: Buffer.alloc(bytes, at % 256), place: { kind: 'byte', at } } as const;
    yield { kind: 'record', localId: `${prefix}${at}`, raw };
  }
}

const run = (server: PushServer, more: Partial<PushRun> = {}): PushRun => ({
  target: { url: server.url, key: PUSH_SERVER_KEY, patienceMs: 3_000 },
  push: { library: 'CN-1', profile: 'auto', mode: 'DELTA', charset: null, dryRun: false, expectedCount: null },
  confirmShrink: false,
  signal: new AbortController().signal,
  ...more,
});
const received = (server: PushServer) => server.chunks.flat().length;
const once =
  (request: string, mishap: Mishap) =>
  (name: string, times: number): Mishap =>
    name === request && times === 1 ? mishap : null;

describe('the push client', () => {
  it('sends everything in chunks of at most 500 lines and sees the push done', async () => {
    await using server = await pushServer();
    const status = await pushRecords(run(server), deliveries(1_200));
    expect(status).toMatchObject({ state: 'DONE', received: 1_200 });
    expect(server.chunks.map((chunk) => chunk.length)).toEqual([500, 500, 200]);
    expect(JSON.parse(server.chunks[0]?.[0] ?? '')).toEqual({
      localId: 'r0',
      format: 'iso2709',
      raw: Buffer.alloc(10, 0).toString('base64'),
    });
  });

  it('cuts chunks of large records by bytes, always alike', async () => {
    const cuts = async () => {
      const sizes: number[] = [];
      for await (const { body } of chunksOf(deliveries(400, 'r', 50_000))) sizes.push(body.length);
      return sizes;
    };
    const sizes = await cuts();
    expect(sizes.length).toBeGreaterThan(3);
    expect(Math.max(...sizes)).toBeLessThan(8 * 1024 * 1024);
    expect(await cuts()).toEqual(sizes);
  });

  it.each([
    ['the first call is lost', once('beginPush', 'drop before')],
    ['a chunk is lost on the way', once('PUT 1', 'drop before')],
    ['the answer to a chunk is lost', once('PUT 1', 'drop after')],
    ['the answer to the commit is lost', once('commitPush', 'drop after')],
    [
      'the server is busy for a while',
      (name: string, times: number): Mishap => (name === 'PUT 0' && times < 4 ? 503 : null),
    ],
    ['a chunk comes before its time', once('PUT 1', 'out of order')],
  ])('ends the same where %s', async (_what, mishap) => {
    await using server = await pushServer(mishap);
    expect(await pushRecords(run(server), deliveries(1_200))).toMatchObject({ state: 'DONE' });
    expect(received(server)).toBe(1_200);
  });

  it('goes on where it was stopped, after showing that the records are the same', async () => {
    await using server = await pushServer();
    const stop = new AbortController();
    const stopped = pushRecords(
      run(server, { signal: stop.signal, onStatus: ({ received: sent }) => sent >= 4_000 && stop.abort() }),
      deliveries(9_000),
    );
    await expect(stopped).rejects.toMatchObject({ name: 'AbortError' });
    const done = await pushRecords(run(server, { push: { resume: 'p1' } }), deliveries(9_000));
    expect(done).toMatchObject({ state: 'DONE', received: 9_000 });
    expect(server.log.filter((name) => name === 'PUT 0')).toHaveLength(1);
    expect(new Set(server.chunks.flat()).size).toBe(9_000);
  });

  it('refuses to go on with other records', async () => {
    await using server = await pushServer();
    server.state = 'OPEN';
    const stop = new AbortController();
    const stopped = pushRecords(
      run(server, { signal: stop.signal, onStatus: (at) => at.received > 0 && stop.abort() }),
      deliveries(5_000),
    );
    await expect(stopped).rejects.toThrow();
    const other = pushRecords(run(server, { push: { resume: 'p1' } }), deliveries(5_000, 'other'));
    await expect(other).rejects.toMatchObject({ code: 'DELIVERY_CHANGED' });
  });

  it('gives the push up where the files cannot be read to their end', async () => {
    await using server = await pushServer();
    async function* broken(): AsyncGenerator<Delivery> {
      yield* deliveries(2_500);
      throw new Error('the disk was pulled out');
    }
    await expect(pushRecords(run(server), broken())).rejects.toThrow('pulled out');
    expect(server.log.at(-1)).toBe('abandonPush');
  });

  it('says so where the key is wrong, at once', async () => {
    await using server = await pushServer();
    const wrong = pushRecords(run(server, { target: { url: server.url, key: 'wrong' } }), deliveries(1));
    await expect(wrong).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    expect(server.log).toHaveLength(1);
  });

  it('gives up on a server that stays away, and says to try again later', async () => {
    const gone = await pushServer();
    await gone[Symbol.asyncDispose]();
    const away = pushRecords(run(gone, { target: { url: gone.url, key: 'k', patienceMs: 300 } }), deliveries(1));
    await expect(away).rejects.toMatchObject({ code: 'SERVER_AWAY' });
  });

  it('knows an address from something else', async () => {
    const target = { url: 'localhost:4000', key: 'k' };
    await using server = await pushServer();
    await expect(pushRecords(run(server, { target }), deliveries(1))).rejects.toMatchObject({
      code: 'BAD_SERVER_ADDRESS',
    });
  });
});
