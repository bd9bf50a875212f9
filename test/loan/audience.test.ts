import { describe, expect, it } from 'vitest';
import { HOME, loanIn, NEAR, type TestAlliance, testAlliance } from './alliance.ts';

/** A primary school, and a neighbour that holds one book for seniors and one for all. */
function primary(): TestAlliance & {
  readonly senior: ReturnType<TestAlliance['title']>;
  readonly plain: ReturnType<TestAlliance['title']>;
} {
  const alliance = testAlliance();
  alliance.library(HOME, 'SCHOOL', '320508', ['PRIMARY_MIDDLE', 'PRIMARY_UPPER']);
  alliance.library(NEAR, 'SCHOOL', '320508', ['SENIOR']);
  const senior = alliance.title('平凡的世界', { stages: ['SENIOR'] });
  const plain = alliance.title('草房子');
  alliance.copies(NEAR, senior, 'S', 2);
  alliance.copies(NEAR, plain, 'P', 2);
  return { ...alliance, senior, plain };
}

describe('what a school approves before it asks', () => {
  it('is a title above its level, with the reason and the decision in the history', () => {
    const { request, act, senior, plain } = primary();
    expect(loanIn(request({ edition: plain })).requesterState).toBe('SENT');
    const waiting = loanIn(request({ edition: senior }));
    expect([waiting.requesterState, waiting.waitingFor]).toEqual([
      'AWAITING_APPROVAL',
      { kind: 'member', library: HOME },
    ]);
    expect(waiting.events.at(-1)).toMatchObject({ action: 'NEEDS_APPROVAL', by: 'system', note: 'above-level SENIOR' });
    const allowed = loanIn(act(waiting, 'REQUESTER', 'APPROVE', { note: '教研组已审' }));
    expect(allowed.requesterState).toBe('SENT');
    expect(allowed.events.find(({ action }) => action === 'APPROVE')).toMatchObject({ by: HOME, note: '教研组已审' });
    const other = loanIn(request({ edition: senior }));
    expect(loanIn(act(other, 'REQUESTER', 'DECLINE', { reason: '超出学段' })).requesterState).toBe('DECLINED');
  });

  it('is every title, or none, where the school says so', () => {
    const alliance = primary();
    alliance.set(HOME, 'audience', { approve: 'ALWAYS' });
    const waiting = loanIn(alliance.request({ edition: alliance.plain }));
    expect(waiting.events.at(-1)?.note).toBe('school-rule');
    alliance.set(HOME, 'audience', { approve: 'NEVER' });
    expect(loanIn(alliance.request({ edition: alliance.senior })).requesterState).toBe('SENT');
  });

  it('waits with a draft until it is submitted', () => {
    const { request, act, senior } = primary();
    const draft = loanIn(request({ edition: senior, draft: true }));
    expect(draft.requesterState).toBe('DRAFT');
    expect(loanIn(act(draft, 'REQUESTER', 'SUBMIT')).requesterState).toBe('AWAITING_APPROVAL');
  });
});
