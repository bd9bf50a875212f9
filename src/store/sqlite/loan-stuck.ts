import { type LoanId, loanId } from '../../base/brand.ts';
import type { Loan } from '../../loan/loan.ts';
import type { LoanReader } from '../../loan/store.ts';
import type { Sqlite } from './open.ts';

interface StuckRow {
  readonly id: string;
  readonly waits: number;
}

interface StuckArguments {
  readonly now: number;
  readonly waits: number;
  readonly id: string;
  readonly limit: number;
}

/** Open loans that are flagged or past their time to act, by that time; one that has none stands at its beginning. */
export function stuckReader(db: Sqlite, view: (id: LoanId) => Loan | null): LoanReader['stuck'] {
  const stuck = `FROM (SELECT id, coalesce(act_by, created_at) AS waits FROM loans
    WHERE open = 1 AND (flags <> 0 OR act_by < @now))`;
  const page = db.prepare<[StuckArguments], StuckRow>(
    `SELECT id, waits ${stuck} WHERE (waits, id) > (@waits, @id) ORDER BY waits, id LIMIT @limit`,
  );
  const count = db.prepare<[{ now: number }], { total: number }>(`SELECT count(*) AS total ${stuck}`);
  return async (now, first, after) => {
    const [waits = '-1', id = ''] = after?.split('.') ?? [];
    const at = now.getTime();
    const found = page.all({ now: at, waits: Number(waits), id, limit: first + 1 });
    const shown = found.slice(0, first);
    const end = shown.at(-1);
    return {
      rows: shown.flatMap((row) => view(loanId(row.id)) ?? []),
      hasNext: found.length > first,
      endCursor: end === undefined ? null : `${end.waits}.${end.id}`,
      total: count.get({ now: at })?.total ?? 0,
    };
  };
}
