import { editionId, loanId, storedLibraryCode } from '../../base/brand.ts';
import {
  type EditionChoice,
  LOAN_FLAGS,
  type LoanFlag,
  type LoanState,
  type Party,
  type ServiceType,
} from '../../loan/loan.ts';
import type { LentItem, Order, Supply } from '../../loan/order.ts';
import { supplyOf } from '../../loan/order.ts';
import { SHOWN_TO_REQUESTER, SHOWN_TO_SUPPLIER } from '../../loan/public-state.ts';
import { REQUESTER, type RequesterState } from '../../loan/requester.ts';
import type { SupplierState } from '../../loan/supplier.ts';
import { symbolOf } from '../../loan/talk.ts';

export interface LoanRow {
  readonly id: string;
  readonly requester: string;
  readonly requester_name: string | null;
  readonly service_type: ServiceType;
  readonly choice: EditionChoice;
  readonly edition: string | null;
  readonly title: string;
  readonly contributor: string | null;
  readonly isbn: string | null;
  readonly quantity: number;
  readonly min_quantity: number | null;
  readonly split_allowed: number;
  readonly book_from: string | null;
  readonly book_until: string | null;
  readonly needed_by: string | null;
  readonly patron_ref: string | null;
  readonly note: string | null;
  readonly parent: string | null;
  readonly follows: string | null;
  readonly state: RequesterState;
  readonly saved_state: RequesterState | null;
  readonly shown_state: LoanState;
  readonly rank: number | null;
  readonly supplier: string | null;
  readonly supplier_name: string | null;
  readonly supplier_shown: LoanState | null;
  readonly open: number;
  readonly flags: number;
  readonly own_shelf_seen: number;
  readonly condition: string | null;
  readonly cost_fen: number | null;
  readonly currency: string | null;
  readonly file_url: string | null;
  readonly unfilled_reason: string | null;
  readonly due_date: string | null;
  readonly renewals: number;
  readonly shipped_at: number | null;
  readonly received_at: number | null;
  readonly returned_at: number | null;
  readonly act_by: number | null;
  readonly fired: string;
  readonly version: number;
  readonly created_at: number;
  readonly submitted_at: number | null;
  readonly ready_at: number | null;
  readonly closed_at: number | null;
}

export interface SupplyRow {
  readonly loan: string;
  readonly rank: number;
  readonly party: string;
  readonly party_name: string | null;
  readonly edition: string | null;
  readonly reasons: string;
  readonly outcome: string | null;
  readonly state: SupplierState | null;
  readonly saved_state: SupplierState | null;
  readonly request_id: string;
  readonly peer_request_id: string | null;
  readonly asked_at: number | null;
  readonly answered_at: number | null;
}

export interface ItemRow {
  readonly loan: string;
  readonly library: string;
  readonly barcode: string;
  readonly rank: number;
  readonly edition: string | null;
  readonly state: LoanState;
  readonly due_date: string | null;
  readonly open: number;
}

/** Copies of outside agencies have no member as owner. */
const NO_LIBRARY = '';
const ITEM_OVER: readonly LoanState[] = ['COMPLETED', 'LOST', 'CANCELLED'];

export function toLoanRow(order: Order, actBy: Date | null): LoanRow {
  const supply = supplyOf(order);
  return {
    id: order.id,
    requester: symbolOf(order.requester),
    requester_name: order.requester.kind === 'outside' ? order.requester.name : null,
    service_type: order.serviceType,
    choice: order.choice,
    edition: order.edition,
    title: order.title,
    contributor: order.contributor,
    isbn: order.isbn,
    quantity: order.quantity,
    min_quantity: order.minQuantity,
    split_allowed: Number(order.splitAllowed),
    book_from: order.bookFrom,
    book_until: order.bookUntil,
    needed_by: order.neededBy,
    patron_ref: order.patronRef,
    note: order.note,
    parent: order.parent,
    follows: order.follows,
    state: order.state,
    saved_state: order.saved,
    shown_state: SHOWN_TO_REQUESTER[order.state],
    rank: order.rank,
    supplier: supply === null ? null : symbolOf(supply.party),
    supplier_name: supply?.party.kind === 'outside' ? supply.party.name : null,
    supplier_shown: supply === null || supply.state === null ? null : SHOWN_TO_SUPPLIER[supply.state],
    open: Number(!REQUESTER.terminal.has(order.state) || order.flags.has('CONFLICT')),
    flags: toBits(order.flags),
    own_shelf_seen: Number(order.ownShelfSeen),
    condition: order.condition,
    cost_fen: order.costFen,
    currency: order.currency,
    file_url: order.fileUrl,
    unfilled_reason: order.unfilledReason,
    due_date: order.dueDate,
    renewals: order.renewals,
    shipped_at: order.shippedAt?.getTime() ?? null,
    received_at: order.receivedAt?.getTime() ?? null,
    returned_at: order.returnedAt?.getTime() ?? null,
    act_by: actBy?.getTime() ?? null,
    fired: JSON.stringify(order.fired),
    version: order.version,
    created_at: order.createdAt.getTime(),
    submitted_at: order.submittedAt?.getTime() ?? null,
    ready_at: order.readyAt?.getTime() ?? null,
    closed_at: order.closedAt?.getTime() ?? null,
  };
}

export function toSupplyRow(order: Order, supply: Supply): SupplyRow {
  return {
    loan: order.id,
    rank: supply.rank,
    party: symbolOf(supply.party),
    party_name: supply.party.kind === 'outside' ? supply.party.name : null,
    edition: supply.edition,
    reasons: JSON.stringify(supply.reasons),
    outcome: supply.outcome,
    state: supply.state,
    saved_state: supply.saved,
    request_id: supply.requestId,
    peer_request_id: supply.peerRequestId,
    asked_at: supply.askedAt?.getTime() ?? null,
    answered_at: supply.answeredAt?.getTime() ?? null,
  };
}

export function toItemRow(order: Order, item: LentItem): ItemRow {
  return {
    loan: order.id,
    library: item.library ?? NO_LIBRARY,
    barcode: item.barcode,
    rank: item.rank,
    edition: item.edition,
    state: item.state,
    due_date: item.dueDate,
    // Only members' copies can be in two loans of ours.
    open: Number(item.library !== null && !ITEM_OVER.includes(item.state)),
  };
}

export function toOrder(row: LoanRow, supplies: readonly SupplyRow[], items: readonly ItemRow[]): Order {
  return {
    id: loanId(row.id),
    requester: toParty(row.requester, row.requester_name),
    serviceType: row.service_type,
    choice: row.choice,
    edition: row.edition === null ? null : editionId(row.edition),
    title: row.title,
    contributor: row.contributor,
    isbn: row.isbn,
    quantity: row.quantity,
    minQuantity: row.min_quantity,
    splitAllowed: row.split_allowed === 1,
    bookFrom: row.book_from,
    bookUntil: row.book_until,
    neededBy: row.needed_by,
    patronRef: row.patron_ref,
    note: row.note,
    parent: row.parent === null ? null : loanId(row.parent),
    follows: row.follows === null ? null : loanId(row.follows),
    state: row.state,
    saved: row.saved_state,
    flags: fromBits(row.flags),
    rank: row.rank,
    supplies: supplies.map(toSupply),
    items: items.map(toItem),
    ownShelfSeen: row.own_shelf_seen === 1,
    condition: row.condition,
    costFen: row.cost_fen,
    currency: row.currency,
    fileUrl: row.file_url,
    unfilledReason: row.unfilled_reason,
    dueDate: row.due_date,
    renewals: row.renewals,
    shippedAt: toDate(row.shipped_at),
    receivedAt: toDate(row.received_at),
    returnedAt: toDate(row.returned_at),
    fired: JSON.parse(row.fired) as readonly string[],
    version: row.version,
    createdAt: new Date(row.created_at),
    submittedAt: toDate(row.submitted_at),
    readyAt: toDate(row.ready_at),
    closedAt: toDate(row.closed_at),
  };
}

function toSupply(row: SupplyRow): Supply {
  return {
    rank: row.rank,
    party: toParty(row.party, row.party_name),
    edition: row.edition === null ? null : editionId(row.edition),
    reasons: JSON.parse(row.reasons) as readonly string[],
    outcome: row.outcome,
    state: row.state,
    saved: row.saved_state,
    requestId: row.request_id,
    peerRequestId: row.peer_request_id,
    askedAt: toDate(row.asked_at),
    answeredAt: toDate(row.answered_at),
  };
}

function toItem(row: ItemRow): LentItem {
  return {
    barcode: row.barcode,
    library: row.library === NO_LIBRARY ? null : storedLibraryCode(row.library),
    rank: row.rank,
    edition: row.edition === null ? null : editionId(row.edition),
    state: row.state,
    dueDate: row.due_date,
  };
}

export function toParty(symbol: string, name: string | null): Party {
  return name === null ? { kind: 'member', library: storedLibraryCode(symbol) } : { kind: 'outside', symbol, name };
}

export function toBits(flags: ReadonlySet<LoanFlag>): number {
  return LOAN_FLAGS.reduce((bits, flag, at) => (flags.has(flag) ? bits | (1 << at) : bits), 0);
}

function fromBits(bits: number): ReadonlySet<LoanFlag> {
  return new Set(LOAN_FLAGS.filter((_, at) => (bits & (1 << at)) !== 0));
}

function toDate(ms: number | null): Date | null {
  return ms === null ? null : new Date(ms);
}
