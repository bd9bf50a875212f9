import { describe, expect, it } from 'vitest';
import { z3950 } from '../../connectors/z3950/index.ts';
import type { Z3950Settings } from '../../connectors/z3950/settings.ts';
import { outgoing } from '../../src/app/outgoing.ts';
import { systemClock } from '../../src/base/clock.ts';
import type { ConnectorIo, Delivery } from '../../src/push/connector.ts';
import { connectorSuite } from '../contract/connector.ts';
import { type FakeZ3950, type FakeZ3950Options, fakeZ3950 } from '../support/fake-z3950.ts';
import { cnmarc, numberOf } from '../support/iso2709.ts';

const login = { user: 'alliance', password: 'sesame-417' };

const settingsFor = (server: FakeZ3950, more: Readonly<Record<string, unknown>> = {}): Z3950Settings =>
  z3950.settings.parse({
    host: '127.0.0.1',
    port: server.port,
    databases: ['UCS01U'],
    login: { kind: 'idPass', ...login },
    batch: 10,
    harvest: { query: 'title=*x*' },
    ...more,
  });

const record = (at: number) => cnmarc(`N${at}`, `西游记 ${at}`);

connectorSuite<Z3950Settings>({
  connector: z3950,
  start: async ({ records, bad, hang }) => {
    const server = await fakeZ3950({
      records,
      record,
      login,
      ...(bad === undefined ? {} : { refused: new Set([bad]) }),
      ...(hang === true ? { silentFrom: 11 } : {}),
    });
    const batch = records > 1000 ? 200 : 10;
    return { settings: settingsFor(server, { batch }), [Symbol.asyncDispose]: () => server[Symbol.asyncDispose]() };
  },
  idOf: ({ raw }) => numberOf(raw.bytes),
  secrets: [login.password],
  deleted: [],
  canHang: true,
  badRecords: 'left-out',
});

describe('the Z39.50 client', () => {
  const run = async (
    options: Partial<FakeZ3950Options>,
    more: Readonly<Record<string, unknown>> = {},
  ): Promise<{
    readonly ids: readonly string[];
    readonly terms: readonly Uint8Array[];
    readonly log: readonly string[];
  }> => {
    await using server = await fakeZ3950({ records: 23, record, ...options });
    await using out = outgoing({ allowPrivate: true });
    const log: string[] = [];
    const io: ConnectorIo = {
      ...out,
      clock: systemClock,
      signal: new AbortController().signal,
      log: (event) => void log.push(event),
    };
    const list: Delivery[] = [];
    for await (const one of z3950.records(settingsFor(server, more), null, io)) list.push(one);
    const ids = list.flatMap((one) => (one.kind === 'record' ? [numberOf(one.raw.bytes)] : []));
    return { ids, terms: server.terms, log };
  };
  const numbers = (...left: readonly number[]) =>
    Array.from({ length: 23 }, (_, i) => i + 1)
      .filter((at) => !left.includes(at))
      .map((at) => `N${at}`);

  it('puts the segments of one present together in order', async () => {
    expect((await run({ segmentOf: 3 })).ids).toEqual(numbers());
  });

  it('loses one record where the server drops the connection over it', async () => {
    const { ids, log } = await run({ dropped: new Set([7]) });
    expect(ids).toEqual(numbers(7));
    expect(log.filter((event) => event === 'source.record-refused')).toHaveLength(1);
  });

  it('gives up where the server drops the connection over every record', async () => {
    const dropped = new Set(Array.from({ length: 23 }, (_, i) => i + 1));
    await expect(run({ dropped })).rejects.toMatchObject({ code: 'SOURCE_CLOSED' });
  });

  it('counts the whole time of an answer that comes byte by byte', async () => {
    const before = performance.now();
    await expect(run({ trickleMs: 20 }, { timeoutSeconds: 0.5 })).rejects.toMatchObject({ code: 'SOURCE_TIMEOUT' });
    expect(performance.now() - before).toBeLessThan(2000);
  });

  it('stops reading a message over its limit', async () => {
    const huge = () => new Uint8Array(40_000).fill(0x41);
    await expect(run({ record: huge }, { maxMessageBytes: 16_384, batch: 1 })).rejects.toMatchObject({
      code: 'SOURCE_CLOSED',
    });
  });

  it('tells a refused account without naming the password', async () => {
    const refused = run({ login: { user: 'alliance', password: 'other' } });
    await expect(refused).rejects.toMatchObject({ code: 'SOURCE_LOGIN_REFUSED' });
    await expect(refused).rejects.not.toThrow(login.password);
  });

  it('sends the term in the charset of the source', async () => {
    const query = { harvest: { query: 'title="西游记"' } };
    const [utf8] = (await run({}, query)).terms;
    expect(Buffer.from(utf8 ?? []).toString('hex')).toBe('e8a5bfe6b8b8e8aeb0');
    const [gbk] = (await run({}, { ...query, queryCharset: 'gb18030' })).terms;
    expect(Buffer.from(gbk ?? []).toString('hex')).toBe('cef7d3cebcc7');
    const [big5] = (await run({}, { harvest: { query: 'title="西遊記"' }, queryCharset: 'big5' })).terms;
    expect(Buffer.from(big5 ?? []).toString('hex')).toBe('a6e8b943b04f');
  });
});
