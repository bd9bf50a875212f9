import { describe, expect, it } from 'vitest';
import type { Loan } from '../../src/loan/loan.ts';
import { CITY, HOME, loanIn, MONDAY, NEAR, smallAlliance, type TestAlliance } from './alliance.ts';

const at = (day: string, time = '12:00') => new Date(`${day}T${time}:00+08:00`);
function sweep({ db, loans }: TestAlliance, now: Date): number {
  return db.transaction(() => loans.sweep(now, 100)).immediate();
}
async function now({ reader }: TestAlliance, loan: Loan): Promise<Loan> {
  const found = await reader.loan(loan.id);
  if (found === null) throw new Error('gone');
  return found;
}
const actions = (loan: Loan) => loan.events.map(({ action }) => action);

describe('silence', () => {
  it('is warned about twice and then passed over, in working time', async () => {
    const alliance = smallAlliance();
    const loan = loanIn(alliance.request({ edition: alliance.book }, at('2026-11-27', '15:00')));
    // Asked on Friday, three open days: Wednesday evening.
    expect(loan.actBy).toEqual(at('2026-12-02', '23:59').getTime() ? new Date('2026-12-02T23:59:59+08:00') : null);
    sweep(alliance, at('2026-11-30'));
    expect(actions(await now(alliance, loan))).not.toContain('ANSWER_HALF');
    sweep(alliance, at('2026-12-02'));
    const warned = await now(alliance, loan);
    expect([warned.flags, warned.supplier]).toEqual([['NEEDS_ATTENTION'], { kind: 'member', library: NEAR }]);
    expect(actions(warned)).toContain('ANSWER_HALF');
    expect(sweep(alliance, at('2026-12-02'))).toBe(0);
    sweep(alliance, at('2026-12-03'));
    const passed = await now(alliance, loan);
    expect(passed.supplier).toEqual({ kind: 'member', library: CITY });
    expect(passed.rota[0]?.outcome).toBe('NO_ANSWER');
  });

  it('of a promised parcel asks for the cancel first', async () => {
    const alliance = smallAlliance();
    const loan = loanIn(alliance.request({ edition: alliance.book }));
    loanIn(alliance.act(loan, 'SUPPLIER', 'WILL_SUPPLY'));
    sweep(alliance, at('2026-12-01'));
    const late = await now(alliance, loan);
    expect([late.requesterState, late.supplierState]).toEqual(['CANCEL_PENDING', 'CANCEL_PENDING']);
    // It had left: the parcel wins over the cancel.
    const shipped = loanIn(alliance.act(late, 'SUPPLIER', 'SHIP', { barcodes: ['N1'] }));
    expect([shipped.requesterState, shipped.supplierState]).toEqual(['SHIPPED', 'SHIPPED']);
  });

  it('beyond the day of need ends the request', async () => {
    const alliance = smallAlliance();
    const loan = loanIn(alliance.request({ edition: alliance.book, neededBy: '2026-11-24' }));
    sweep(alliance, at('2026-11-25'));
    const over = await now(alliance, loan);
    expect([over.requesterState, over.supplierState]).toEqual(['EXPIRED', 'CANCELLED']);
  });
});

describe('a book that is out', () => {
  function out(alliance: ReturnType<typeof smallAlliance>): Loan {
    const loan = loanIn(alliance.request({ edition: alliance.book }));
    return loanIn(alliance.act(loan, 'SUPPLIER', 'SHIP', { barcodes: ['N1'] }));
  }

  it('is missed when it does not arrive', async () => {
    const alliance = smallAlliance();
    const loan = out(alliance);
    sweep(alliance, at('2026-12-03'));
    expect((await now(alliance, loan)).flags).toEqual(['MISSING']);
    expect(loanIn(alliance.act(loan, 'REQUESTER', 'RECEIVE')).flags).toEqual([]);
  });

  it('is overdue after its day, renewed, recalled, and comes home', async () => {
    const alliance = smallAlliance();
    let loan = loanIn(alliance.act(out(alliance), 'REQUESTER', 'RECEIVE'));
    expect(loan.dueDate).toBe('2026-12-31');
    sweep(alliance, at('2026-12-31'));
    expect((await now(alliance, loan)).flags).toEqual([]);
    sweep(alliance, at('2027-01-01'));
    expect((await now(alliance, loan)).flags).toEqual(['OVERDUE']);
    expect(sweep(alliance, at('2027-01-02'))).toBe(0);

    loan = loanIn(alliance.act(loan, 'REQUESTER', 'RENEW'));
    expect([loan.flags, loan.waitingFor]).toEqual([['OVERDUE', 'RENEWAL_PENDING'], { kind: 'member', library: NEAR }]);
    expect(loan.actions.SUPPLIER).toEqual(expect.arrayContaining(['ALLOW_RENEWAL', 'REFUSE_RENEWAL']));
    loan = loanIn(alliance.act(loan, 'SUPPLIER', 'ALLOW_RENEWAL'));
    expect([loan.flags, loan.dueDate]).toEqual([[], '2027-01-15']);
    expect(loan.items[0]?.dueDate).toBe('2027-01-15');
    expect(loan.actions.SUPPLIER).not.toContain('ALLOW_RENEWAL');

    loan = loanIn(alliance.act(loan, 'SUPPLIER', 'RECALL', { dueDate: '2026-12-04' }));
    expect([loan.flags, loan.dueDate]).toEqual([['RECALLED'], '2026-12-04']);
    loan = loanIn(alliance.act(loan, 'REQUESTER', 'RETURN'));
    loan = loanIn(alliance.act(loan, 'SUPPLIER', 'CHECK_IN'));
    expect([loan.requesterState, loan.flags]).toEqual(['COMPLETED', []]);
  });

  it('may be lost on either side', () => {
    for (const as of ['REQUESTER', 'SUPPLIER'] as const) {
      const alliance = smallAlliance();
      const loan = loanIn(alliance.act(out(alliance), as, 'REPORT_LOST'));
      expect([loan.requesterState, loan.supplierState]).toEqual(['LOST', 'LOST']);
      expect(alliance.statusOf(NEAR, 'N1')).toBe('LOST');
    }
  });
});

describe('conditions and second thoughts', () => {
  it('are agreed on or lead to the next library', () => {
    const alliance = smallAlliance();
    const asked = loanIn(alliance.request({ edition: alliance.book }));
    expect(alliance.act(asked, 'SUPPLIER', 'SET_CONDITION').problems[0]?.code).toBe('LOAN_DETAIL_MISSING');
    let loan = loanIn(alliance.act(asked, 'SUPPLIER', 'SET_CONDITION', { conditionCode: 'LibraryUseOnly' }));
    expect([loan.requesterState, loan.condition, loan.waitingFor]).toEqual([
      'CONDITION_PENDING',
      'LibraryUseOnly',
      { kind: 'member', library: HOME },
    ]);
    expect(loanIn(alliance.act(loan, 'REQUESTER', 'ACCEPT_CONDITION')).supplierState).toBe('WILL_SUPPLY');
    loan = loanIn(alliance.act(loan, 'SUPPLIER', 'SET_CONDITION', { costFen: 500 }));
    loan = loanIn(alliance.act(loan, 'REQUESTER', 'REJECT_CONDITION'));
    expect([loan.requesterState, loan.supplier]).toEqual(['SENT', { kind: 'member', library: CITY }]);
    expect(loan.condition).toBeNull();
  });

  it('a retry goes to the same library, or on', () => {
    const alliance = smallAlliance();
    let loan = loanIn(alliance.request({ edition: alliance.book }));
    loan = loanIn(alliance.act(loan, 'SUPPLIER', 'ASK_RETRY', { reason: 'OnLoan' }));
    expect(loan.requesterState).toBe('RETRY_PENDING');
    loan = loanIn(alliance.act(loan, 'REQUESTER', 'ACCEPT_RETRY'));
    expect([loan.requesterState, loan.supplierState, loan.supplier]).toEqual([
      'SENT',
      'SENT',
      { kind: 'member', library: NEAR },
    ]);
    loan = loanIn(alliance.act(loan, 'SUPPLIER', 'ASK_RETRY', { reason: 'OnLoan' }));
    loan = loanIn(alliance.act(loan, 'REQUESTER', 'REJECT_CONDITION'));
    expect(loan.supplier).toEqual({ kind: 'member', library: CITY });
  });

  it('a cancel is agreed at once before the shelf was visited, asked for after, and refused when the parcel left', () => {
    const alliance = smallAlliance();
    const asked = loanIn(alliance.request({ edition: alliance.book }));
    const cancelled = loanIn(alliance.act(asked, 'REQUESTER', 'CANCEL'));
    expect([cancelled.requesterState, cancelled.supplierState]).toEqual(['CANCELLED', 'CANCELLED']);

    let loan = loanIn(alliance.request({ edition: alliance.book }, new Date(MONDAY.getTime() + 1)));
    loan = loanIn(alliance.act(loan, 'SUPPLIER', 'WILL_SUPPLY', { barcodes: ['N2'] }));
    expect(alliance.statusOf(NEAR, 'N2')).toBe('ON_HOLD');
    loan = loanIn(alliance.act(loan, 'REQUESTER', 'CANCEL'));
    expect([loan.requesterState, loan.supplierState]).toEqual(['CANCEL_PENDING', 'CANCEL_PENDING']);
    loan = loanIn(alliance.act(loan, 'SUPPLIER', 'REFUSE_CANCEL'));
    expect([loan.requesterState, loan.supplierState]).toEqual(['WILL_SUPPLY', 'WILL_SUPPLY']);
    loan = loanIn(alliance.act(loan, 'REQUESTER', 'CANCEL'));
    loan = loanIn(alliance.act(loan, 'SUPPLIER', 'ACCEPT_CANCEL'));
    expect([loan.requesterState, alliance.statusOf(NEAR, 'N2')]).toEqual(['CANCELLED', 'AVAILABLE']);
  });
});

describe('approval', () => {
  it('is needed where the title is for a higher level than the school teaches', () => {
    const alliance = smallAlliance();
    const novel = alliance.title('红楼梦', { stages: ['SENIOR'] });
    alliance.copies(NEAR, novel, 'R', 1);
    const loan = loanIn(alliance.request({ edition: novel }));
    expect([loan.requesterState, loan.actions.REQUESTER]).toEqual([
      'AWAITING_APPROVAL',
      ['APPROVE', 'DECLINE', 'CANCEL', 'CLOSE'],
    ]);
    expect(loanIn(alliance.act(loan, 'REQUESTER', 'APPROVE')).requesterState).toBe('SENT');
  });

  it('is asked of a person for a second loan of the same title to the same reader', () => {
    const alliance = smallAlliance();
    loanIn(alliance.request({ edition: alliance.book, patronRef: 'R-7F3K2' }));
    const again = loanIn(alliance.request({ edition: alliance.book, patronRef: 'R-7F3K2' }));
    expect([again.requesterState, again.flags]).toEqual(['SOURCING', ['NEEDS_ATTENTION']]);
    expect(loanIn(alliance.act(again, 'REQUESTER', 'SUBMIT')).requesterState).toBe('SENT');
  });
});
