import { describe, expect, it } from 'vitest';
import type { EditionId, LibraryCode } from '../../src/base/brand.ts';
import type { ActOnLoan, Loan, LoanAction, LoanRole, RequestLoan } from '../../src/loan/loan.ts';
import type { LoanAnswer, LoanReader } from '../../src/loan/store.ts';

/** A loan store under test: one borrower, one lender with copies `N1` and `N2` of one book, and a way to break off. */
export interface LoanStage {
  readonly borrower: LibraryCode;
  readonly lender: LibraryCode;
  readonly book: EditionId;
  readonly reader: LoanReader;
  request(more: Partial<RequestLoan>): LoanAnswer;
  act(loan: Loan, as: LoanRole, action: LoanAction, more?: Partial<ActOnLoan>): LoanAnswer;
  /** Runs `work` in a transaction that is broken off at its `nth` write: none of it may be left. False where it had fewer. */
  crashAt(nth: number, work: () => void): boolean;
  /** Everything that is stored, to compare before and after. */
  picture(): string;
}

/** What every loan store keeps to. */
export function loanStoreSuite(name: string, stage: () => LoanStage): void {
  describe(`${name} keeps loans`, () => {
    const loanOf = ({ loan, problems }: LoanAnswer): Loan => {
      expect(problems).toEqual([]);
      if (loan === null) throw new Error('no loan');
      return loan;
    };

    it('and shows what it answered', async () => {
      const { request, reader, book, borrower } = stage();
      const loan = loanOf(request({ edition: book }));
      expect(await reader.loan(loan.id)).toEqual(loan);
      expect((await reader.loans([loan.id])).get(loan.id)).toEqual(loan);
      const { rows } = await reader.list(
        { library: borrower, role: 'REQUESTER', open: true, states: [], flags: [] },
        5,
        null,
      );
      expect(rows).toEqual([loan]);
    });

    it('and counts versions and events without a gap', async () => {
      const { request, act, reader, book } = stage();
      let loan = loanOf(request({ edition: book }));
      const start = await reader.lastEventSeq();
      const versions = [loan.version];
      for (const [as, action, more] of ROUND) {
        loan = loanOf(act(loan, as, action, more));
        versions.push(loan.version);
      }
      expect(versions).toEqual(versions.map((_, at) => at + 1));
      expect(await reader.lastEventSeq()).toBe(start + ROUND.length);
      expect(loan.events.map(({ seq }) => seq)).toEqual([...loan.events.map(({ seq }) => seq)].sort((a, b) => a - b));
    });

    it('and lends no copy twice, whoever asks', () => {
      const { request, act, book } = stage();
      const [first, second] = [loanOf(request({ edition: book })), loanOf(request({ edition: book }))];
      loanOf(act(first, 'SUPPLIER', 'SHIP', { barcodes: ['N1'] }));
      expect(act(second, 'SUPPLIER', 'SHIP', { barcodes: ['N1'] }).problems[0]?.code).toBe('COPY_IN_OTHER_LOAN');
      loanOf(act(second, 'SUPPLIER', 'SHIP', { barcodes: ['N2'] }));
    });

    it('and does a command wholly or not at all, wherever it breaks off', () => {
      for (let nth = 1, going = true; going; nth++) {
        const { request, act, book, crashAt, picture } = stage();
        const loan = loanOf(request({ edition: book }));
        const before = picture();
        going = crashAt(nth, () => act(loan, 'SUPPLIER', 'SHIP', { barcodes: ['N1'], idempotencyKey: 'crash' }));
        if (!going) {
          // Fewer writes than this would mean that the loop never broke anything off.
          expect(nth).toBeGreaterThan(5);
          return;
        }
        expect(picture()).toBe(before);
        // The same command after the crash does what it should have done.
        expect(
          loanOf(act(loan, 'SUPPLIER', 'SHIP', { barcodes: ['N1'], idempotencyKey: 'crash' })).requesterState,
        ).toBe('SHIPPED');
      }
    });
  });
}

const ROUND: readonly (readonly [LoanRole, LoanAction, Partial<ActOnLoan>?])[] = [
  ['SUPPLIER', 'WILL_SUPPLY'],
  ['SUPPLIER', 'SHIP', { barcodes: ['N1'] }],
  ['REQUESTER', 'RECEIVE'],
  ['REQUESTER', 'RETURN'],
  ['SUPPLIER', 'CHECK_IN'],
];
