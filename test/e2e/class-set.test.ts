import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Played } from '../../scripts/demo/class-set/rehearse.ts';
import { liantu } from '../support/cli.ts';

describe('a class set on the demo alliance, from wish to account', () => {
  let folder: string;
  let played: Played;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'liantu-class-set-'));
    const run = await liantu(['demo', '--class-set', '--json'], { LIANTU_DATA: folder });
    expect(run.exit, run.stderr).toBe(0);
    played = JSON.parse(run.stdout) as Played;
  }, 240_000);

  afterAll(async () => rm(folder, { recursive: true, force: true }));

  it('gathers 45 copies of a reading-list title from eleven schools', () => {
    const { title, onReadingList, copies, lenders, received } = played.outcome;
    expect([title, onReadingList, copies, lenders, received]).toEqual(['草房子', true, 45, 11, 45]);
  });

  it('reminds the lender that is silent, and gets its promise', () => {
    expect(played.outcome.warned).toBe(true);
  });

  it('carries every copy over two routes, there and back', () => {
    const { routes } = played.outcome;
    expect(routes.map(({ name }) => name)).toEqual(['南线', '北线']);
    expect(routes.map(({ totes }) => totes)).toEqual([10, 12]);
    // One copy stayed behind with the class.
    expect(routes.reduce((sum, { copies }) => sum + copies, 0)).toBe(45 + 44);
    expect(routes.map(({ missing }) => missing)).toEqual([0, 0]);
  });

  it('lets the statutory holiday be one: nothing happens, nothing falls due', () => {
    const { daysOfEvents, dueDates } = played.outcome;
    const inHoliday = (day: string) =>
      '2026-09-25' <= day && day <= '2026-09-27' ? true : '2026-10-01' <= day && day <= '2026-10-07';
    expect(daysOfEvents.filter(inHoliday)).toEqual([]);
    expect(daysOfEvents.some((day) => day < '2026-10-01') && daysOfEvents.some((day) => day > '2026-10-07')).toBe(true);
    // Used until 30 October as booked, then three open days of transit.
    expect(new Set(dueDates)).toEqual(new Set(['2026-11-04']));
  });

  it('brings the copies home, but for the one that was lost, and closes every loan', () => {
    const { home, lost, states, away } = played.outcome;
    expect([home, lost]).toEqual([44, 1]);
    expect([...states].sort()).toEqual([...Array.from({ length: 11 }, () => 'COMPLETED'), 'LOST']);
    expect(away).toEqual(['LOST']);
  });

  it('settles the months in which copies left and one was given up', () => {
    const [september, november] = played.outcome.accounts;
    const own = (account: typeof september) =>
      account?.libraries.nodes.find(({ party }) => party.library?.code === 'CN-320585-C-SL12');
    expect([september?.pairs.totalCount, own(september)?.borrowed, own(september)?.netFen]).toEqual([
      11,
      { volumes: 45, lost: 0, fen: 800 },
      -800,
    ]);
    expect([november?.pairs.totalCount, own(november)?.borrowed]).toEqual([1, { volumes: 0, lost: 1, fen: 0 }]);
  });

  it('can be read as a diary, in both languages', () => {
    expect(played.diary.length).toBeGreaterThanOrEqual(12);
    for (const { day, zh, en } of played.diary) {
      expect([day, zh, en].every((text) => text.length > 0 && !text.includes('undefined'))).toBe(true);
    }
    expect(played.diary.map(({ day }) => day)).toEqual([...played.diary.map(({ day }) => day)].sort());
  });
});
