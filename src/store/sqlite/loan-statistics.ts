import type { Sqlite } from './open.ts';

export interface LoanFigures {
  /** Loans submitted, parts of sets counted with their set. */
  readonly requests: number;
  /** Share of the loans that are over and were filled; null before the first is over. */
  readonly fillRate: number | null;
  readonly medianHoursToAnswer: number | null;
  readonly medianDaysToReceive: number | null;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** How lending goes: counted in the store, medians by position, so that one forgotten parcel does not spoil the figure. */
export function loanStatistics(db: Sqlite): { overall(): LoanFigures } {
  const counts = db.prepare<[], { requests: number; filled: number; failed: number }>(
    `SELECT count(*) AS requests,
       coalesce(sum(shipped_at IS NOT NULL OR file_url IS NOT NULL OR state IN ('FILLED_LOCALLY', 'COMPLETED', 'SET_SHIPPED', 'SET_RECEIVED', 'SET_RETURNING')), 0) AS filled,
       coalesce(sum(shipped_at IS NULL AND state IN ('UNFILLED', 'EXPIRED')), 0) AS failed
     FROM loans WHERE parent IS NULL AND state <> 'DRAFT'`,
  );
  const answer = median(db, 'answered_at - asked_at', 'loan_supplies WHERE answered_at IS NOT NULL');
  const receive = median(db, 'received_at - created_at', 'loans WHERE received_at IS NOT NULL');
  return {
    overall() {
      const { requests, filled, failed } = counts.get() ?? { requests: 0, filled: 0, failed: 0 };
      const over = filled + failed;
      return {
        requests,
        fillRate: over === 0 ? null : filled / over,
        medianHoursToAnswer: scaled(answer(), HOUR_MS),
        medianDaysToReceive: scaled(receive(), DAY_MS),
      };
    },
  };
}

/** The lower median of an expression over rows. */
function median(db: Sqlite, value: string, rows: string): () => number | null {
  const read = db.prepare<[], { value: number }>(
    `SELECT ${value} AS value FROM ${rows} ORDER BY value LIMIT 1 OFFSET (SELECT max(0, (count(*) - 1) / 2) FROM ${rows})`,
  );
  return () => read.get()?.value ?? null;
}

function scaled(value: number | null, unit: number): number | null {
  return value === null ? null : Math.round((value / unit) * 10) / 10;
}
