import { describe, expect, it } from 'vitest';
import type { ActOnLoan, Loan, LoanAction } from '../../src/loan/loan.ts';

/** A borrowing library of ours and one lender, reached in whatever way. Words are delivered as soon as they are said. */
export interface PartnerStage {
  /** Asks for the one title that the lender has. */
  request(serviceType: 'LOAN' | 'COPY'): Promise<void>;
  /** What our librarian does, or the lender's in whatever program it has. */
  borrower(action: LoanAction, more?: Partial<ActOnLoan>): Promise<void>;
  lender(action: LoanAction, more?: Partial<ActOnLoan>): Promise<void>;
  /** The night after the due day passes. */
  overdue(): Promise<void>;
  /** The loan as the borrower knows it. */
  seen(): Promise<Loan>;
  /** Words that were said and have not arrived. */
  undelivered(): number;
  /** The barcode of a copy that can go. */
  readonly copy: string;
}

/** Who does what, the state it leads to, and what is told with it. A cancel may be agreed to by itself: `…/…`. */
type Step =
  | readonly ['borrower' | 'lender', LoanAction, string, Partial<ActOnLoan>?]
  | readonly ['overdue', null, string];

/** What holds of every way to reach a lender: the same acts lead the borrower through the same states. */
export function loanPartnerSuite(name: string, stage: () => PartnerStage | Promise<PartnerStage>): void {
  async function play(service: 'LOAN' | 'COPY', steps: readonly Step[]): Promise<Loan> {
    const at = await stage();
    await at.request(service);
    expect((await at.seen()).requesterState).toBe('SENT');
    for (const [who, action, state, more = {}] of steps) {
      if (who === 'overdue') await at.overdue();
      else await at[who](action, action === 'SHIP' ? { barcodes: [at.copy], ...more } : more);
      expect(state.split('/'), action ?? who).toContain((await at.seen()).requesterState);
      expect(at.undelivered()).toBe(0);
    }
    return await at.seen();
  }

  describe(`a lender reached by ${name}`, () => {
    it('lends a book and gets it back', async () => {
      const loan = await play('LOAN', [
        ['lender', 'WILL_SUPPLY', 'WILL_SUPPLY'],
        ['lender', 'SHIP', 'SHIPPED', { dueDate: '2027-01-11' }],
        ['borrower', 'RECEIVE', 'RECEIVED'],
        ['borrower', 'RETURN', 'RETURN_SHIPPED'],
        ['lender', 'CHECK_IN', 'COMPLETED'],
      ]);
      expect([loan.dueDate, loan.supplierState]).toEqual(['2027-01-11', 'COMPLETED']);
    });

    it('renews, calls a book overdue and calls it back', async () => {
      const loan = await play('LOAN', [
        ['lender', 'SHIP', 'SHIPPED', { dueDate: '2026-12-21' }],
        ['borrower', 'RECEIVE', 'RECEIVED'],
        ['borrower', 'RENEW', 'RECEIVED'],
        ['lender', 'ALLOW_RENEWAL', 'RECEIVED', { dueDate: '2027-01-04' }],
        ['borrower', 'RENEW', 'RECEIVED'],
        ['lender', 'REFUSE_RENEWAL', 'RECEIVED'],
        ['lender', 'RECALL', 'RECEIVED', { dueDate: '2026-12-28' }],
        ['overdue', null, 'RECEIVED'],
        ['borrower', 'RETURN', 'RETURN_SHIPPED'],
      ]);
      expect([loan.dueDate, loan.flags.includes('RENEWAL_PENDING')]).toEqual(['2026-12-28', false]);
    });

    it('shows as overdue and as recalled while the book is out', async () => {
      const recalled = await play('LOAN', [
        ['lender', 'SHIP', 'SHIPPED', { dueDate: '2026-12-21' }],
        ['borrower', 'RECEIVE', 'RECEIVED'],
        ['lender', 'RECALL', 'RECEIVED', { dueDate: '2026-12-14' }],
        ['overdue', null, 'RECEIVED'],
      ]);
      expect([...recalled.flags].sort()).toEqual(['OVERDUE', 'RECALLED']);
    });

    it('may set a condition, which is accepted or not', async () => {
      const condition = { conditionCode: 'LibraryUseOnly', costFen: 1250 };
      const loan = await play('LOAN', [
        ['lender', 'SET_CONDITION', 'CONDITION_PENDING', condition],
        ['borrower', 'ACCEPT_CONDITION', 'WILL_SUPPLY'],
        ['lender', 'SHIP', 'SHIPPED'],
      ]);
      expect(loan.condition).toBe('LibraryUseOnly');
      await play('LOAN', [
        ['lender', 'SET_CONDITION', 'CONDITION_PENDING', condition],
        ['borrower', 'REJECT_CONDITION', 'CANCEL_PENDING/UNFILLED'],
        ['lender', 'ACCEPT_CANCEL', 'UNFILLED'],
      ]);
    });

    it('may not have it, and says why', async () => {
      const loan = await play('LOAN', [['lender', 'UNFILLED', 'UNFILLED', { reason: 'NotOnShelf' }]]);
      expect([loan.unfilledReason, loan.rota[0]?.outcome]).toEqual(['NotOnShelf', 'UNFILLED NotOnShelf']);
    });

    it('agrees to a cancel, or has shipped already', async () => {
      await play('LOAN', [
        ['lender', 'WILL_SUPPLY', 'WILL_SUPPLY'],
        ['borrower', 'CANCEL', 'CANCEL_PENDING'],
        ['lender', 'ACCEPT_CANCEL', 'CANCELLED'],
      ]);
      await play('LOAN', [
        ['lender', 'WILL_SUPPLY', 'WILL_SUPPLY'],
        ['borrower', 'CANCEL', 'CANCEL_PENDING'],
        ['lender', 'REFUSE_CANCEL', 'WILL_SUPPLY'],
        ['lender', 'SHIP', 'SHIPPED'],
      ]);
    });

    it('sends a copy, of which nothing comes back', async () => {
      const fileUrl = 'https://ill.example.cn/f/1.pdf';
      const loan = await play('COPY', [['lender', 'SUPPLY_COPY', 'COMPLETED', { fileUrl }]]);
      expect(loan.fileUrl).toBe(fileUrl);
    });

    it('may lose it, or have it lost', async () => {
      const out: readonly Step[] = [
        ['lender', 'SHIP', 'SHIPPED'],
        ['borrower', 'RECEIVE', 'RECEIVED'],
      ];
      await play('LOAN', [...out, ['borrower', 'REPORT_LOST', 'LOST']]);
      await play('LOAN', [...out, ['lender', 'REPORT_LOST', 'LOST']]);
    });
  });
}
