import { type LoanId, loanId } from '../../base/brand.ts';
import type { LoanEvent, LoanState } from '../../loan/loan.ts';
import type { Order } from '../../loan/order.ts';
import { type ItemRow, type LoanRow, type SupplyRow, toOrder } from './loan-rows.ts';
import type { Sqlite } from './open.ts';

/** Reads of whole loans, shared by the writer and the reader. */
export interface LoanFiles {
  order(id: LoanId): Order | null;
  orders(ids: readonly LoanId[]): ReadonlyMap<LoanId, Order>;
  parts(parent: LoanId): readonly Order[];
  partIds(parent: LoanId): readonly LoanId[];
  events(id: LoanId): readonly LoanEvent[];
  actBy(id: LoanId): Date | null;
}

export interface EventRow {
  readonly seq: number;
  readonly loan: string;
  readonly at: number;
  readonly action: string;
  readonly from_state: LoanState | null;
  readonly to_state: LoanState;
  readonly by: string;
  readonly note: string | null;
}

export function loanFiles(db: Sqlite): LoanFiles {
  const loans = db.prepare<[string], LoanRow>('SELECT * FROM loans WHERE id IN (SELECT value FROM json_each(?))');
  const supplies = db.prepare<[string], SupplyRow>('SELECT * FROM loan_supplies WHERE loan = ? ORDER BY rank');
  const items = db.prepare<[string], ItemRow>('SELECT * FROM loan_items WHERE loan = ? ORDER BY rank, barcode');
  const parts = db.prepare<[string], { id: string }>('SELECT id FROM loans WHERE parent = ? ORDER BY created_at, id');
  const events = db.prepare<[string], EventRow>('SELECT * FROM loan_events WHERE loan = ? ORDER BY seq');
  const actBy = db.prepare<[string], { act_by: number | null }>('SELECT act_by FROM loans WHERE id = ?');

  const assemble = (row: LoanRow) => toOrder(row, supplies.all(row.id), items.all(row.id));
  const orders = (ids: readonly LoanId[]): ReadonlyMap<LoanId, Order> =>
    new Map(loans.all(JSON.stringify(ids)).map((row) => [loanId(row.id), assemble(row)]));
  const partIds = (parent: LoanId) => parts.all(parent).map(({ id }) => loanId(id));
  return {
    order: (id) => orders([id]).get(id) ?? null,
    orders,
    parts(parent) {
      const ids = partIds(parent);
      const found = orders(ids);
      return ids.flatMap((id) => found.get(id) ?? []);
    },
    partIds,
    events: (id) => events.all(id).map(toEvent),
    actBy(id) {
      const at = actBy.get(id)?.act_by ?? null;
      return at === null ? null : new Date(at);
    },
  };
}

function toEvent(row: EventRow): LoanEvent {
  const { seq, at, action, from_state: from, to_state: to, by, note } = row;
  return { seq, at: new Date(at), action, from, to, by, note };
}
