import type { LoanId } from '../../base/brand.ts';
import { PURGE_DAYS } from '../../loan/deadlines.ts';
import type { Sqlite } from './open.ts';

/** Empties what free text there is of a loan that is long over, in its history and in its messages. */
export interface LoanPurge {
  forget(loan: LoanId): void;
  /** Drops messages that belong to no loan, such as refused ones, when they are as old. */
  strays(now: Date): void;
}

const KEPT_MS = PURGE_DAYS * 86_400_000;

export function loanPurge(db: Sqlite): LoanPurge {
  const notes = db.prepare<[string]>('UPDATE loan_events SET note = NULL WHERE loan = ? AND note IS NOT NULL');
  // The row stays for what is counted, and the stored confirmation for a peer that repeats itself even now. A letter
  // that could not be delivered for a month is nobody's business any more.
  const messages = db.prepare<[string]>(
    "UPDATE loan_messages SET body = '', error = NULL, next_at = NULL, state = 'done' WHERE loan = ? AND body <> ''",
  );
  const strays = db.prepare<[number]>('DELETE FROM loan_messages WHERE loan IS NULL AND created_at < ?');
  return {
    forget(loan) {
      notes.run(loan);
      messages.run(loan);
    },
    strays: (now) => strays.run(now.getTime() - KEPT_MS),
  };
}
