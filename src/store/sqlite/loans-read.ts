import { type LibraryCode, type LoanId, loanId } from '../../base/brand.ts';
import { mayShip } from '../../loan/class-set.ts';
import type { Loan } from '../../loan/loan.ts';
import type { Order } from '../../loan/order.ts';
import type { LoanFilter, LoanReader } from '../../loan/store.ts';
import { toLoan } from '../../loan/view.ts';
import { type LoanFiles, loanFiles } from './loan-files.ts';
import { loanLedger } from './loan-ledger.ts';
import { toBits } from './loan-rows.ts';
import { loanStatistics } from './loan-statistics.ts';
import { stuckReader } from './loan-stuck.ts';
import type { Sqlite } from './open.ts';

/** Shows one loan as it stands on this connection. */
export function loanViewer(files: LoanFiles): (id: LoanId) => Loan | null {
  return (id) => {
    const order = files.order(id);
    return order === null ? null : show(files, order);
  };
}

function show(files: LoanFiles, order: Order): Loan {
  const set = order.parent === null ? null : files.order(order.parent);
  return toLoan(order, {
    parts: files.partIds(order.id),
    events: files.events(order.id),
    actBy: files.actBy(order.id),
    mayShip: set === null || mayShip(set, files.parts(set.id)),
  });
}

export function loanReader(db: Sqlite): LoanReader {
  const files = loanFiles(db);
  const view = loanViewer(files);
  const list = lister(db);
  const changed = db.prepare<[{ library: string; seq: number; limit: number }], { seq: number; loan: string }>(
    `SELECT seq, loan FROM (
       SELECT seq, loan FROM loan_events WHERE requester = @library AND seq > @seq
       UNION SELECT seq, loan FROM loan_events WHERE supplier = @library AND seq > @seq)
     ORDER BY seq LIMIT @limit`,
  );
  const last = db.prepare<[], { seq: number }>("SELECT seq FROM sqlite_sequence WHERE name = 'loan_events'");
  const statistics = loanStatistics(db);
  const ledger = loanLedger(db);
  return {
    async loan(id) {
      return view(id);
    },
    async loans(ids) {
      return new Map(ids.flatMap((id) => pair(id, view(id))));
    },
    async list(filter, first, after) {
      const { ids, total } = list(filter, first + 1, after);
      const shown = ids.slice(0, first);
      const rows = shown.flatMap(({ id }) => view(loanId(id)) ?? []);
      const end = shown.at(-1);
      return {
        rows,
        hasNext: ids.length > first,
        endCursor: end === undefined ? null : `${end.created_at}.${end.id}`,
        total,
      };
    },
    stuck: stuckReader(db, view),
    async changedAfter(library, seq, limit) {
      return changed.all({ library, seq, limit }).flatMap((row) => {
        const loan = view(loanId(row.loan));
        return loan === null ? [] : { seq: row.seq, loan };
      });
    },
    async lastEventSeq() {
      return last.get()?.seq ?? 0;
    },
    async statistics() {
      return statistics.overall();
    },
    async settlement(month, about) {
      return ledger.settlement(month, about);
    },
    async settlementSheet(month, about) {
      return ledger.sheet(month, about);
    },
    async figures(from, to) {
      return ledger.figures(from, to);
    },
  };
}

function pair(id: LoanId, loan: Loan | null): readonly (readonly [LoanId, Loan])[] {
  return loan === null ? [] : [[id, loan]];
}

interface ListRow {
  readonly id: string;
  readonly created_at: number;
}

/** Loans of a library, newest first. As a lender it sees the states of its own side. */
function lister(db: Sqlite) {
  const asked = "requester = @library AND @role <> 'SUPPLIER'";
  const lends = "supplier = @library AND @role <> 'REQUESTER'";
  const matching = `((${asked} AND (@states IS NULL OR shown_state IN (SELECT value FROM json_each(@states))))
      OR (${lends} AND (@states IS NULL OR coalesce(supplier_shown, shown_state) IN (SELECT value FROM json_each(@states)))))
    AND (@open IS NULL OR open = @open) AND (@flags = 0 OR (flags & @flags) <> 0)`;
  const page = db.prepare<[ListArguments], ListRow>(
    `SELECT id, created_at FROM loans WHERE ${matching} AND (created_at, id) < (@createdAt, @id)
     ORDER BY created_at DESC, id DESC LIMIT @limit`,
  );
  const count = db.prepare<[ListArguments], { total: number }>(`SELECT count(*) AS total FROM loans WHERE ${matching}`);
  return (filter: LoanFilter, limit: number, after: string | null) => {
    const parameters = argumentsOf(filter, limit, after);
    return { ids: page.all(parameters), total: count.get(parameters)?.total ?? 0 };
  };
}

interface ListArguments {
  readonly library: LibraryCode;
  readonly role: string;
  readonly open: number | null;
  readonly states: string | null;
  readonly flags: number;
  readonly limit: number;
  readonly createdAt: number;
  readonly id: string;
}

function argumentsOf(
  { library, role, open, states, flags }: LoanFilter,
  limit: number,
  after: string | null,
): ListArguments {
  const [createdAt, id] = after === null ? [] : after.split('.');
  return {
    library,
    role: role ?? '',
    open: open === null ? null : Number(open),
    states: states.length === 0 ? null : JSON.stringify(states),
    flags: toBits(new Set(flags)),
    limit,
    createdAt: createdAt === undefined ? Number.MAX_SAFE_INTEGER : Number(createdAt),
    id: id ?? '',
  };
}
