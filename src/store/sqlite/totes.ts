import { type LibraryCode, type LoanId, loanId, storedLibraryCode } from '../../base/brand.ts';
import type { Problem } from '../../base/problem.ts';
import { decideAct } from '../../loan/act.ts';
import { decideTote, missTote, type Told, type ToteWorld } from '../../loan/courier/decide-tote.ts';
import { actOf, missLoan } from '../../loan/courier/tell.ts';
import type { ActOnTote, Tote, ToteAnswer } from '../../loan/courier/tote.ts';
import type { LoanChange } from '../../loan/order.ts';
import type { LoanWorld } from '../../loan/world.ts';
import type { LoanFiles } from './loan-files.ts';
import type { Sqlite } from './open.ts';
import { type ToteRow, toteShower, toteWriter } from './tote-rows.ts';

export interface ToteDeskNeeds {
  readonly files: LoanFiles;
  readonly worldAt: (now: Date) => LoanWorld;
  readonly save: (change: LoanChange, world: LoanWorld) => void;
}

/** What became of a scan that one of its loans refused: the savepoint is rolled back with it. */
class Refused extends Error {
  readonly problems: readonly Problem[];
  constructor(problems: readonly Problem[]) {
    super('a loan of the box refuses');
    this.problems = problems;
  }
}

/** Boxes, inside the caller's transaction: a scan moves the box and every loan in it, or nothing. */
export function toteDesk(db: Sqlite, { files, worldAt, save }: ToteDeskNeeds) {
  const show = toteShower(db);
  const put = toteWriter(db);
  const byId = db.prepare<[string], ToteRow>('SELECT * FROM totes WHERE id = ?');
  const byLabel = db.prepare<[string], ToteRow>("SELECT * FROM totes WHERE label = ? AND state <> 'ARRIVED'");
  const late = db.prepare<[number], ToteRow>('SELECT * FROM totes WHERE late_at <= ? ORDER BY late_at LIMIT 100');
  const reads = toteReads(db);

  function find(text: string): Tote | null {
    const row = byId.get(text.trim()) ?? byLabel.get(text.trim());
    return row === undefined ? null : show(row);
  }

  function tell(told: Told, now: Date): void {
    const order = files.order(told.loan);
    if (order === null) return;
    const world = worldAt(now);
    const decided = decideAct(world, order, actOf(told));
    if (!decided.ok) throw new Refused(decided.problems);
    save(decided.change, world);
  }

  function miss(tote: Tote, loans: readonly LoanId[], now: Date): void {
    for (const id of loans) {
      const order = files.order(id);
      const world = worldAt(now);
      if (order !== null) save(missLoan(world, order, tote), world);
    }
  }

  const carryOut = db.transaction((input: ActOnTote, now: Date): ToteAnswer => {
    const decided = decideTote({ ...worldAt(now), ...reads }, find(input.tote), input);
    if (!decided.ok) return { tote: null, problems: decided.problems };
    for (const told of decided.told) tell(told, now);
    const tote = { ...decided.tote, version: decided.tote.version + 1 };
    put(tote);
    miss(tote, decided.missing, now);
    return { tote, problems: [] };
  });

  return {
    act(input: ActOnTote, now: Date): ToteAnswer {
      try {
        return carryOut(input, now);
      } catch (error) {
        if (error instanceof Refused) return { tote: find(input.tote), problems: error.problems };
        throw error;
      }
    },
    /** Boxes that should have come by now are missing, and so are the copies in them. */
    sweep(now: Date): void {
      for (const row of late.all(now.getTime())) {
        const { tote, missing } = missTote(show(row));
        put({ ...tote, version: tote.version + 1 });
        miss(tote, missing, now);
      }
    },
  };
}

function toteReads(db: Sqlite): Omit<ToteWorld, keyof LoanWorld> {
  const between = db.prepare<[string, string], { id: string }>(
    'SELECT id FROM loans WHERE supplier = ? AND requester = ? AND open = 1 ORDER BY created_at, id',
  );
  const out = db.prepare<[string], { library: string; loan: string }>(
    'SELECT library, loan FROM loan_items WHERE barcode = ? AND open = 1',
  );
  const packed = db.prepare<[string, string], { label: string }>(
    `SELECT t.label FROM tote_copies c JOIN totes t ON t.id = c.tote
     WHERE c.library = ? AND c.barcode = ? AND c.state = 'PACKED'`,
  );
  return {
    openBetween: (lender: LibraryCode, borrower: LibraryCode) =>
      between.all(lender, borrower).map(({ id }) => loanId(id)),
    outWith: (barcode) =>
      out.all(barcode).map(({ library, loan }) => ({ library: storedLibraryCode(library), loan: loanId(loan) })),
    packedIn: (library, barcode) => packed.get(library, barcode)?.label ?? null,
  };
}
