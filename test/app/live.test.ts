import { describe, expect, it } from 'vitest';
import { CONNECTORS, LIVE } from '../../connectors/index.ts';
import { liveTargets } from '../../src/app/live.ts';
import { outgoing } from '../../src/app/outgoing.ts';
import { libraryCode } from '../../src/base/brand.ts';
import { systemClock } from '../../src/base/clock.ts';
import type { LiveQuery } from '../../src/push/connector.ts';
import type { LiveAnswer, LiveOptions } from '../../src/push/live.ts';
import type { Source, SourceReader } from '../../src/push/sources.ts';
import { fakeZ3950 } from '../support/fake-z3950.ts';
import { cnmarc, marcXml } from '../support/iso2709.ts';
import { type WebServer, webServer } from '../support/web-server.ts';

const library = libraryCode('CN-320500-4-SUDA');
if (library === null) throw new Error('no code');

const source = (name: string, kind: string, settings: Source['settings'], live = true): Source => ({
  ...{ name, kind, library, profile: 'auto', charset: null, mode: 'DELTA', settings },
  ...{ allowPrivate: true, schedule: null, live },
});
const sru = (name: string, server: WebServer): Source => source(name, 'sru', { url: `${server.url}/sru` });

function reader(sources: readonly Source[]): SourceReader {
  const state = { cursor: null, windowDeleted: 0, failures: 0, nextRunAt: null, lastGoodAt: null, runningUntil: null };
  const views = sources.map((one) => ({ source: one, state, runs: [] }));
  return {
    list: async () => views,
    byName: async (name) => views.find((view) => view.source.name === name) ?? null,
    standing: async () => ({ records: 0, known: 0 }),
  };
}

/** Targets over these sources, on a clock that a test moves. */
function targets(sources: readonly Source[]) {
  let now = Date.parse('2026-11-23T00:00:00Z');
  const live = liveTargets({
    ...{ sources: reader(sources), connectors: CONNECTORS, live: LIVE, outgoing, environment: {} },
    clock: { ...systemClock, now: () => new Date(now) },
    log: () => undefined,
  });
  const ask = async (
    query: LiveQuery,
    more: Partial<LiveOptions> = {},
    onAnswer: (count: number) => unknown = () => undefined,
  ): Promise<readonly LiveAnswer[]> => {
    const list: LiveAnswer[] = [];
    const options = { limit: 5, waitMs: 2000, signal: new AbortController().signal, ...more };
    for await (const answer of live.search(query, options)) onAnswer(list.push(answer));
    return list;
  };
  return { ask, pass: (ms: number) => (now += ms) };
}

const answer = (titles: readonly string[]) =>
  `<searchRetrieveResponse><numberOfRecords>${titles.length}</numberOfRecords><records>${titles
    .map((title, i) => `<record><recordData>${marcXml(String(i), title)}</recordData></record>`)
    .join('')}</records></searchRetrieveResponse>`;

describe('live targets', () => {
  it('answer together, the quick before the slow, and none waits for one that hangs', async () => {
    await using quick = await webServer(() => ({ body: answer(['西游记']) }));
    let others = (): void => undefined;
    const othersAnswered = new Promise<void>((resolve) => {
      others = resolve;
    });
    await using slow = await webServer(async () => {
      await othersAnswered;
      return { body: answer(['西游记', '西游记 青少版']) };
    });
    await using hanging = await webServer(() => 'silence');
    await using zserver = await fakeZ3950({ records: 1, record: () => cnmarc('1', '西游记') });
    const settings = { host: '127.0.0.1', port: zserver.port, databases: ['x'] };
    const { ask } = targets([
      sru('hanging', hanging),
      sru('slow', slow),
      sru('quick', quick),
      source('z', 'z3950', settings),
      source('asleep', 'sru', { url: `${quick.url}/sru` }, false),
      source('files', 'marc-file', { paths: ['/nonexistent'] }),
    ]);
    const before = performance.now();
    const list = await ask({ title: '西游记' }, { waitMs: 2000 }, (count) => count === 2 && others());
    expect(performance.now() - before).toBeLessThan(3000);
    expect(
      list
        .slice(0, 2)
        .map((one) => one.source)
        .sort(),
    ).toEqual(['quick', 'z']);
    expect(list.slice(2).map(({ source, state, total, error }) => ({ source, state, total, error }))).toEqual([
      { source: 'slow', state: 'ANSWERED', total: 2, error: null },
      { source: 'hanging', state: 'TIMED_OUT', total: 0, error: 'SOURCE_TIMEOUT' },
    ]);
    for (const { records, state } of list) if (state === 'ANSWERED') expect(records[0]?.title).toContain('西游记');
    expect(quick.requests[0]?.url.searchParams.get('query')).toBe('title = 西游记');
  });

  it('keep an answer for a minute, with the time it was given', async () => {
    await using server = await webServer(() => ({ body: answer(['西游记']) }));
    const { ask, pass } = targets([sru('a', server)]);
    const [first] = await ask({ isbn: '978-7-02-000873-5', any: '吴承恩' });
    pass(30_000);
    const [again] = await ask({ isbn: '978-7-02-000873-5', any: '吴承恩' });
    expect(again).toEqual(first);
    expect(server.requests.map(({ url }) => url.searchParams.get('query'))).toEqual([
      '吴承恩 and isbn = 9787020008735',
    ]);
    pass(31_000);
    await ask({ isbn: '978-7-02-000873-5', any: '吴承恩' });
    expect(server.requests).toHaveLength(2);
  });

  it('are left in peace for a minute after failing three times', async () => {
    let broken = true;
    await using server = await webServer(() => (broken ? { status: 500 } : { body: answer([]) }));
    const { ask, pass } = targets([sru('a', server)]);
    const states: string[] = [];
    for (let i = 0; i < 5; i++) states.push((await ask({ title: `书${i}` }))[0]?.state ?? '');
    expect(states).toEqual(['FAILED', 'FAILED', 'FAILED', 'SKIPPED', 'SKIPPED']);
    expect(server.requests).toHaveLength(3);
    pass(61_000);
    broken = false;
    expect(await ask({ title: '书' })).toMatchObject([{ state: 'ANSWERED', total: 0 }]);
  });

  it('do not count against a source that the asker went away', async () => {
    await using server = await webServer(() => 'silence');
    const { ask } = targets([sru('a', server)]);
    for (let i = 0; i < 4; i++) {
      const [one] = await ask({ title: `书${i}` }, { signal: AbortSignal.timeout(30), waitMs: 5000 });
      expect(one).toMatchObject({ state: 'FAILED', error: 'INTERRUPTED' });
    }
  });

  it('mean what they are asked, whatever stands in it', async () => {
    await using server = await webServer(() => ({ body: answer([]) }));
    const { ask } = targets([sru('a', server)]);
    await ask({ title: 'a" or title = *' });
    expect(server.requests[0]?.url.searchParams.get('query')).toBe('title = "a\\" or title = \\*"');
    expect(await ask({ title: '  ' })).toMatchObject([{ state: 'ANSWERED', total: 0 }]);
    expect(server.requests).toHaveLength(1);
  });
});
