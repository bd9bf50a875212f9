import { describe, expect, it } from 'vitest';
import { pushId, storedLibraryCode } from '../../src/base/brand.ts';
import { judgeSweep } from '../../src/push/commit.ts';
import { nextState } from '../../src/push/session.ts';
import { PUSH_STATES, type Push, type PushMode } from '../../src/push/store.ts';

const push = (mode: PushMode): Push => ({
  id: pushId('p1'),
  library: storedLibraryCode('CN-320508-C-PJSY'),
  profile: 'auto',
  charset: null,
  mode,
  dryRun: false,
  state: 'APPLYING',
  nextSeq: 1,
  received: 0,
  added: 0,
  changed: 0,
  unchanged: 0,
  outdated: 0,
  deleted: 0,
  quarantined: 0,
  heldReason: null,
  startedAt: new Date(0),
  finishedAt: null,
});
const judge = (
  before: number,
  missing: number,
  more: { unnamed?: number; confirmed?: boolean; mode?: PushMode } = {},
) =>
  judgeSweep({
    push: push(more.mode ?? 'SNAPSHOT'),
    confirmed: more.confirmed ?? false,
    unnamed: more.unnamed ?? 0,
    before,
    missing,
  });

describe('the sweep of a SNAPSHOT', () => {
  it.each([
    [100, 0, 'finish'],
    [100, 20, 'finish'],
    [100, 21, 'hold'],
    [40, 9, 'finish'],
    [40, 10, 'hold'],
    [1_000, 200, 'finish'],
    [1_000, 201, 'hold'],
    // Everything is held however little it is.
    [1, 1, 'hold'],
    [9, 9, 'hold'],
    [9, 8, 'finish'],
    [0, 0, 'finish'],
  ] as const)('of %d records missing %d: %s', (before, missing, verdict) => {
    expect(judge(before, missing).do).toBe(verdict);
  });

  it('is held where even one id could not be read, unless nothing is missing', () => {
    expect(judge(1_000, 1, { unnamed: 1 })).toMatchObject({ do: 'hold' });
    expect(judge(1_000, 0, { unnamed: 1 })).toEqual({ do: 'finish', sweep: true });
  });

  it('is carried out where a person confirmed', () => {
    expect(judge(100, 100, { confirmed: true, unnamed: 3 })).toEqual({ do: 'finish', sweep: true });
  });

  it('says how many of how many, in both languages', () => {
    const verdict = judge(13_000, 12_345);
    expect(verdict.do === 'hold' && verdict.reason).toMatch(/13000 条中的 12345 条.*12345 of 13000/);
  });

  it('does not happen after a DELTA', () => {
    expect(judge(100, 100, { mode: 'DELTA' })).toEqual({ do: 'finish', sweep: false });
  });
});

describe('the life of a push', () => {
  it('takes chunks only while it is open', () => {
    expect(PUSH_STATES.filter((state) => nextState(state, 'chunk') !== null)).toEqual(['OPEN']);
  });

  it('lets a commit be repeated whose answer was lost', () => {
    for (const state of ['APPLYING', 'HELD', 'DONE'] as const) expect(nextState(state, 'commit')).toBe(state);
  });

  it('leaves no state that is over', () => {
    for (const event of ['chunk', 'hold', 'finish', 'fail'] as const) {
      for (const state of ['DONE', 'FAILED', 'ABANDONED'] as const) expect(nextState(state, event)).toBeNull();
    }
  });
});
