import type { LoanId } from '../base/brand.ts';
import type { TimerKind } from './deadlines.ts';
import type { Loan, LoanAction, LoanEvent, LoanFlag, Party } from './loan.ts';
import { LOAN_FLAGS } from './loan.ts';
import type { Order } from './order.ts';
import { supplyOf } from './order.ts';
import { legalActions, SHOWN_TO_REQUESTER, SHOWN_TO_SUPPLIER } from './public-state.ts';
import type { RequesterState } from './requester.ts';

/** What stands around an order when it is shown. */
export interface Around {
  readonly parts: readonly LoanId[];
  readonly events: readonly LoanEvent[];
  readonly actBy: Date | null;
  /** False for a part of a class set that may not leave yet. */
  readonly mayShip: boolean;
}

/** An order as it is shown: states mapped, actions listed, the one who has to act named. */
export function toLoan(order: Order, { parts, events, actBy, mayShip }: Around): Loan {
  const supply = supplyOf(order);
  const actions = legalActions(order.state, supply?.state ?? null, order.flags);
  return {
    id: order.id,
    requester: order.requester,
    supplier: supply?.party ?? null,
    serviceType: order.serviceType,
    choice: order.choice,
    edition: order.edition,
    title: order.title,
    requesterState: SHOWN_TO_REQUESTER[order.state],
    supplierState: supply === null || supply.state === null ? null : SHOWN_TO_SUPPLIER[supply.state],
    flags: LOAN_FLAGS.filter((flag) => order.flags.has(flag)),
    quantity: order.quantity,
    parts,
    parent: order.parent,
    follows: order.follows,
    items: order.items.map(({ barcode, library, state, dueDate }) => ({ barcode, library, state, dueDate })),
    condition: order.condition,
    unfilledReason: order.unfilledReason,
    bookFrom: order.bookFrom,
    bookUntil: order.bookUntil,
    minQuantity: order.minQuantity,
    neededBy: order.neededBy,
    dueDate: order.dueDate,
    fileUrl: order.fileUrl,
    waitingFor: waitingFor(order, supply?.party ?? null),
    actBy,
    rota: order.supplies.map(({ party, rank, reasons, outcome }) => ({ party, rank, reasons, outcome })),
    actions: {
      REQUESTER: order.requester.kind === 'member' ? actions.REQUESTER : [],
      SUPPLIER: actions.SUPPLIER.filter((action) => possible(order, action, mayShip)),
    },
    events,
    version: order.version,
    createdAt: order.createdAt,
  };
}

function possible(order: Order, action: LoanAction, mayShip: boolean): boolean {
  if (action === 'SHIP') return mayShip;
  return action !== 'SUPPLY_COPY' || order.serviceType !== 'LOAN';
}

const BORROWER_ACTS: readonly RequesterState[] = [
  'DRAFT',
  'APPROVAL',
  'NEEDS_REVIEW',
  'DUPLICATE_REVIEW',
  'LOCAL_REVIEW',
  'COND_PENDING',
  'RETRY_PENDING',
  'SHIPPED',
  'RECEIVED',
  'ON_LOAN',
  'RETURN_PENDING',
  'SET_PARTIAL',
];
const LENDER_ACTS: readonly RequesterState[] = [
  'SENT',
  'EXPECTED',
  'WILL_SUPPLY',
  'CANCEL_PENDING',
  'RELEASING',
  'RETURN_SHIPPED',
];

/** Who has to act next; null when nobody has, or several have. */
function waitingFor(order: Order, supplier: Party | null): Party | null {
  const asked: LoanFlag = 'RENEWAL_PENDING';
  if (order.flags.has(asked)) return supplier;
  if (BORROWER_ACTS.includes(order.state)) return order.requester;
  return LENDER_ACTS.includes(order.state) ? supplier : null;
}

/** Timers that only remind do not set the day by which somebody must act. */
const REMINDERS: readonly TimerKind[] = ['ANSWER_HALF', 'ANSWER_NEARLY', 'PURGE'];

export function actByOf(timers: readonly { readonly kind: TimerKind; readonly at: Date }[]): Date | null {
  const real = timers.filter(({ kind }) => !REMINDERS.includes(kind)).map(({ at }) => at.getTime());
  return real.length === 0 ? null : new Date(Math.min(...real));
}
