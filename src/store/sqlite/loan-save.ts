import { type Timer, timersOf } from '../../loan/deadlines.ts';
import type { LoanChange, NewEvent, Order, Outgoing, ShelfChange } from '../../loan/order.ts';
import { composeMessage } from '../../loan/partner.ts';
import { placesOf } from '../../loan/places.ts';
import { REQUESTER } from '../../loan/requester.ts';
import { symbolOf } from '../../loan/talk.ts';
import { actByOf } from '../../loan/view.ts';
import type { LoanWorld } from '../../loan/world.ts';
import type { LoanFiles } from './loan-files.ts';
import { type ItemRow, type LoanRow, type SupplyRow, toItemRow, toLoanRow, toSupplyRow } from './loan-rows.ts';
import type { Sqlite } from './open.ts';

export interface SaveNeeds {
  readonly files: LoanFiles;
  /** Sets what a loan says of a copy, with its counts and index entry. */
  readonly shelve: (change: ShelfChange) => void;
}

/** Writes a whole change inside the caller's transaction: loans, rota, copies, events, timers, outgoing messages, shelves. */
export function loanSaver(db: Sqlite, { files, shelve }: SaveNeeds): (change: LoanChange, world: LoanWorld) => void {
  const putLoan = putStatement(db);
  const supplies = suppliesWriter(db);
  const items = itemsWriter(db);
  const timers = timersWriter(db);
  const events = eventsWriter(db);
  const messages = messagesWriter(db);

  return (change, world) => {
    for (const order of change.orders) {
      const before = files.order(order.id);
      const due = timersOf(order, placesOf(world, order));
      const next: Order = { ...order, version: (before?.version ?? 0) + 1 };
      putLoan.run(toLoanRow(next, REQUESTER.terminal.has(next.state) ? null : actByOf(due)));
      supplies(next, before);
      items(next, before);
      timers(next, due);
    }
    for (const event of change.events) events(event, world.now);
    const known = new Map(change.orders.map((order) => [order.id, order]));
    for (const message of change.outgoing) {
      const order = known.get(message.loan);
      if (order !== undefined) messages(message, order, world);
    }
    for (const moved of change.shelf) shelve(moved);
  };
}

const LOAN_COLUMNS = [
  'id',
  'requester',
  'requester_name',
  'service_type',
  'choice',
  'edition',
  'title',
  'contributor',
  'isbn',
  'quantity',
  'min_quantity',
  'split_allowed',
  'book_from',
  'book_until',
  'needed_by',
  'patron_ref',
  'note',
  'parent',
  'follows',
  'state',
  'saved_state',
  'shown_state',
  'rank',
  'supplier',
  'supplier_name',
  'supplier_shown',
  'open',
  'flags',
  'own_shelf_seen',
  'condition',
  'cost_fen',
  'currency',
  'file_url',
  'unfilled_reason',
  'due_date',
  'renewals',
  'shipped_at',
  'received_at',
  'returned_at',
  'act_by',
  'fired',
  'version',
  'created_at',
  'submitted_at',
  'ready_at',
  'closed_at',
] as const satisfies readonly (keyof LoanRow)[];

function putStatement(db: Sqlite) {
  const sets = LOAN_COLUMNS.slice(1).map((column) => `${column} = excluded.${column}`);
  return db.prepare<[LoanRow]>(
    `INSERT INTO loans (${LOAN_COLUMNS.join(', ')}) VALUES (${LOAN_COLUMNS.map((column) => `@${column}`).join(', ')})
     ON CONFLICT (id) DO UPDATE SET ${sets.join(', ')}`,
  );
}

/** Writes the rows that differ; libraries not asked yet are ranked anew each time, so theirs are replaced. */
function suppliesWriter(db: Sqlite): (order: Order, before: Order | null) => void {
  const drop = db.prepare<[string]>('DELETE FROM loan_supplies WHERE loan = ? AND asked_at IS NULL');
  const put = db.prepare<[SupplyRow]>(
    `INSERT INTO loan_supplies (loan, rank, party, party_name, edition, reasons, outcome, state, saved_state,
       request_id, peer_request_id, asked_at, answered_at)
     VALUES (@loan, @rank, @party, @party_name, @edition, @reasons, @outcome, @state, @saved_state,
       @request_id, @peer_request_id, @asked_at, @answered_at)
     ON CONFLICT (loan, rank) DO UPDATE SET outcome = excluded.outcome, state = excluded.state,
       saved_state = excluded.saved_state, request_id = excluded.request_id, peer_request_id = excluded.peer_request_id,
       asked_at = excluded.asked_at, answered_at = excluded.answered_at`,
  );
  return (order, before) => {
    if (before?.supplies === order.supplies) return;
    drop.run(order.id);
    for (const supply of order.supplies) put.run(toSupplyRow(order, supply));
  };
}

function itemsWriter(db: Sqlite): (order: Order, before: Order | null) => void {
  const drop = db.prepare<[string]>('DELETE FROM loan_items WHERE loan = ?');
  const put = db.prepare<[ItemRow]>(
    `INSERT INTO loan_items (loan, library, barcode, rank, edition, state, due_date, open)
     VALUES (@loan, @library, @barcode, @rank, @edition, @state, @due_date, @open)`,
  );
  return (order, before) => {
    if (before === null ? order.items.length === 0 : before.items === order.items) return;
    drop.run(order.id);
    for (const item of order.items) put.run(toItemRow(order, item));
  };
}

function timersWriter(db: Sqlite): (order: Order, timers: readonly Timer[]) => void {
  const drop = db.prepare<[string]>('DELETE FROM loan_timers WHERE loan = ?');
  const put = db.prepare<[string, string, number]>('INSERT INTO loan_timers (loan, kind, due_at) VALUES (?, ?, ?)');
  return (order, timers) => {
    drop.run(order.id);
    for (const { kind, at } of timers) put.run(order.id, kind, at.getTime());
  };
}

function eventsWriter(db: Sqlite): (event: NewEvent, now: Date) => void {
  const put = db.prepare<[string, number, string, string | null, string, string, string | null, string, string | null]>(
    `INSERT INTO loan_events (loan, at, action, from_state, to_state, by, note, requester, supplier)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  return ({ loan, action, from, to, by, note, requester, supplier }, now) => {
    const lender = supplier === null ? null : symbolOf(supplier);
    put.run(loan, now.getTime(), action, from, to, by, note, symbolOf(requester), lender);
  };
}

function messagesWriter(db: Sqlite): (message: Outgoing, order: Order, world: LoanWorld) => void {
  const put = db.prepare<[string, string, number, string, string, string, number, number]>(
    `INSERT INTO loan_messages (direction, peer, loan, rank, request_id, talk, body, state, attempts, next_at, created_at)
     VALUES ('out', ?, ?, ?, ?, ?, ?, 'waiting', 0, ?, ?)`,
  );
  return (message, order, world) => {
    const now = world.now;
    const composed = composeMessage(message, order, world);
    const { peer, loan, rank, talk } = message;
    const body = JSON.stringify(composed);
    put.run(peer, loan, rank, composed.requestId, talk.says, body, now.getTime(), now.getTime());
  };
}
