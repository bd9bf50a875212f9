import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { batchesOf } from '../../src/app/harvest-batches.ts';
import { nextAttempt, nextRun } from '../../src/app/harvest-schedule.ts';
import { settingsOf, shownSettings } from '../../src/app/source-settings.ts';
import { Fault } from '../../src/base/problem.ts';
import type { Connector, Delivery } from '../../src/push/connector.ts';

const record = (at: number, bytes = 10): Delivery => ({
  kind: 'record',
  raw: { format: 'iso2709', bytes: new Uint8Array(bytes).fill(at), place: { kind: 'row', at } },
});
const checkpoint = (at: number): Delivery => ({ kind: 'checkpoint', cursor: String(at) });
async function* streamOf(list: readonly Delivery[]): AsyncIterable<Delivery> {
  yield* list;
}
async function cut(list: readonly Delivery[]) {
  const out = [];
  for await (const batch of batchesOf(streamOf(list))) out.push(batch);
  return out;
}

describe('batches of a harvest', () => {
  it('pass over checkpoints that come too often, and end at the last', async () => {
    const list = Array.from({ length: 1234 }, (_, i) => [record(i), checkpoint(i)]).flat();
    const batches = await cut(list);
    expect(batches.map(({ deliveries }) => deliveries.length)).toEqual([500, 500, 234]);
    expect(batches.map(({ cursor }) => cursor)).toEqual(['499', '999', '1233']);
  });

  it('name no checkpoint where they had to be cut before one came', async () => {
    const batches = await cut([...Array.from({ length: 2500 }, (_, i) => record(i)), checkpoint(7)]);
    expect(batches.map(({ deliveries, cursor }) => [deliveries.length, cursor])).toEqual([
      [2000, null],
      [500, '7'],
    ]);
    const large = await cut([record(1, 3_000_000), record(2, 3_000_000), checkpoint(2)]);
    expect(large.map(({ deliveries, cursor }) => [deliveries.length, cursor])).toEqual([
      [1, null],
      [1, '2'],
    ]);
  });

  it('carry a checkpoint without records, and nothing of an empty stream', async () => {
    expect(await cut([checkpoint(5)])).toEqual([{ deliveries: [], cursor: '5', deleted: [] }]);
    expect(await cut([])).toEqual([]);
  });

  it('keep every delivery, in order, and never name a checkpoint ahead of what they hold', async () => {
    const step = fc.oneof({ weight: 20, arbitrary: fc.constant('r') }, { weight: 1, arbitrary: fc.constant('c') });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 6000, minLength: 1000 }), async (steps) => {
        let count = 0;
        const list = steps.map((one) => (one === 'c' ? checkpoint(count) : record(count++)));
        let held = 0;
        for (const { deliveries, cursor } of await cut(list)) {
          for (const one of deliveries) if (one.kind === 'record') expect(one.raw.place.at).toBe(held++);
          if (cursor !== null) expect(Number(cursor)).toBe(held);
        }
        expect(held).toBe(count);
      }),
      { numRuns: 30 },
    );
  });
});

describe('the time of the next run', () => {
  const noon = new Date('2026-11-23T04:00:00Z');

  it('lies an interval ahead, spread a little', () => {
    const schedule = { kind: 'every', minutes: 60 } as const;
    expect(nextRun(schedule, noon, 0)).toEqual(new Date('2026-11-23T05:00:00Z'));
    expect(nextRun(schedule, noon, 1)).toEqual(new Date('2026-11-23T05:03:00Z'));
    expect(nextRun(null, noon, 0)).toBeNull();
  });

  it.each([
    ['13:00', 13, 0, '2026-11-23T05:00:00Z'],
    ['02:30', 2, 30, '2026-11-23T18:30:00Z'],
    ['12:00', 12, 0, '2026-11-24T04:00:00Z'],
  ])('is %s in Shanghai', (_, hour, minute, expected) => {
    expect(nextRun({ kind: 'daily', hour, minute }, noon, 0.5)).toEqual(new Date(expected));
  });

  it('comes sooner after a failure, later after many, never later than planned', () => {
    const schedule = { kind: 'daily', hour: 11, minute: 0 } as const;
    const waits = [1, 2, 3, 8, 20].map(
      (failures) => (nextAttempt(schedule, failures, noon, 1)?.getTime() ?? 0) - noon.getTime(),
    );
    expect(waits.map((ms) => ms / 60_000)).toEqual([2, 4, 8, 256, 360]);
    const hourly = nextAttempt({ kind: 'every', minutes: 60 }, 20, noon, 0);
    expect(hourly).toEqual(new Date('2026-11-23T05:00:00Z'));
    expect(nextAttempt(null, 3, noon, 0)).toBeNull();
  });
});

describe('settings of a source', () => {
  const connector: Connector<unknown> = {
    kind: 'test',
    settings: z.strictObject({ url: z.url(), login: z.strictObject({ user: z.string(), password: z.string() }) }),
    abilities: { harvest: true, search: false, availability: false },
    probe: async () => ({ ok: true, steps: [] }),
    records: () => streamOf([]),
  };
  const given = { url: 'https://a.example/', login: { user: 'u', password: 'env:TEST_SECRET' } };

  it('take values from the environment', () => {
    const read = settingsOf(connector, given, { TEST_SECRET: 'sesame' });
    expect(read).toEqual({ ...given, login: { user: 'u', password: 'sesame' } });
    expect(() => settingsOf(connector, given, {})).toThrow(expect.objectContaining({ code: 'SOURCE_SECRET_MISSING' }));
  });

  it('are refused with the name of the setting and without its value', () => {
    const wrong = { ...given, login: { user: 5, password: 'sesame-417' }, more: 'sesame-417' };
    const refusal = () => settingsOf(connector, wrong, {});
    expect(refusal).toThrow(Fault);
    expect(refusal).toThrow(/login\.user/);
    expect(refusal).not.toThrow(/sesame-417/);
  });

  it('are shown without credentials', () => {
    const shown = shownSettings({ ...given, login: { user: 'u', password: 'sesame' }, apiKey: 'k', list: ['a'] });
    expect(shown).toEqual({ ...given, login: { user: 'u', password: '***' }, apiKey: '***', list: ['a'] });
    expect(shownSettings(given)).toEqual(given);
  });
});
