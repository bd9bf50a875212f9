import type { LoanAction } from './loan.ts';
import { machine, type Rule } from './step.ts';
import { REQUESTER_SAYS, type RequesterSays, type SupplierSays } from './talk.ts';

/** The lending side, finer than what is shown; `public-state.ts` maps it. */
export const SUPPLIER_STATES = [
  'NEW',
  'EXPECTED',
  'WILL_SUPPLY',
  'COND_PENDING',
  'COND_ACCEPTED',
  'CANCEL_REQUESTED',
  'SHIPPED',
  'RECEIVED',
  'RETURN_IN_TRANSIT',
  'RETRY_ASKED',
  'COMPLETED',
  'UNFILLED',
  'CANCELLED',
  'CLOSED_LOST',
  'CLOSED',
] as const;
export type SupplierState = (typeof SUPPLIER_STATES)[number];

export const SUPPLIER_ACTIONS = [
  'WILL_SUPPLY',
  'UNFILLED',
  'SET_CONDITION',
  'ASK_RETRY',
  'SHIP',
  'SUPPLY_COPY',
  'ALLOW_RENEWAL',
  'REFUSE_RENEWAL',
  'RECALL',
  'CHECK_IN',
  'ACCEPT_CANCEL',
  'REFUSE_CANCEL',
  'REPORT_LOST',
  'CLOSE',
] as const satisfies readonly LoanAction[];

/** What the program itself finds out. */
export const SUPPLIER_FINDS = ['ANSWER_LATE', 'CONDITION_LATE', 'DUE_PASSED', 'NOT_DELIVERED'] as const;

/** `ASKED` makes the loan, so it is no event of one that is there. */
type Hearable = Exclude<RequesterSays, 'ASKED'>;
export type SupplierEvent = (typeof SUPPLIER_ACTIONS)[number] | (typeof SUPPLIER_FINDS)[number] | `heard ${Hearable}`;

const heard = <Says extends Hearable>(...says: readonly Says[]): readonly `heard ${Says}`[] =>
  says.map((word): `heard ${Says}` => `heard ${word}`);
const hearable = REQUESTER_SAYS.filter((says): says is Hearable => says !== 'ASKED');

const FRESH = ['NEW', 'EXPECTED'] as const;
const READY = ['WILL_SUPPLY', 'COND_ACCEPTED'] as const;
const UNSHIPPED = [...FRESH, ...READY, 'COND_PENDING', 'CANCEL_REQUESTED'] as const;
const OUT = ['SHIPPED', 'RECEIVED'] as const;
const AWAY = [...OUT, 'RETURN_IN_TRANSIT'] as const;
const TERMINAL = ['COMPLETED', 'UNFILLED', 'CANCELLED', 'CLOSED_LOST', 'CLOSED'] as const;
/** Nothing is expected of the lender any more, unless it is asked again. */
const DONE = ['RETRY_ASKED', ...TERMINAL] as const;
const ALL_FLAGS = ['OVERDUE', 'RECALLED', 'RENEWAL_PENDING', 'MISSING', 'NEEDS_ATTENTION'] as const;

type Row = Rule<SupplierState, SupplierEvent, SupplierSays>;

const ANSWERING: readonly Row[] = [
  { from: FRESH, on: ['WILL_SUPPLY'], to: 'WILL_SUPPLY', say: 'PROMISES' },
  { from: [...FRESH, ...READY, 'COND_PENDING'], on: ['UNFILLED'], to: 'UNFILLED', say: 'CANNOT' },
  { from: [...FRESH, ...READY, 'COND_PENDING'], on: ['SET_CONDITION'], to: 'COND_PENDING', say: 'CONDITIONS' },
  { from: [...FRESH, 'WILL_SUPPLY'], on: ['ASK_RETRY'], to: 'RETRY_ASKED', say: 'ASKS_RETRY' },
  { from: ['COND_PENDING'], on: heard('AGREES'), to: 'COND_ACCEPTED' },
  { from: ['RETRY_ASKED'], on: heard('RETRIED'), to: 'NEW' },
  { from: FRESH, on: ['ANSWER_LATE'], to: 'UNFILLED', say: 'CANNOT' },
  { from: ['COND_PENDING'], on: ['CONDITION_LATE'], to: 'UNFILLED', say: 'CANNOT' },
];

const CANCELLING: readonly Row[] = [
  // Nothing was pulled from the shelf yet: agreed at once.
  { from: [...FRESH, 'COND_PENDING'], on: heard('CANCELS'), to: 'CANCELLED', say: 'CANCEL_AGREED' },
  { from: READY, on: heard('CANCELS'), to: 'CANCEL_REQUESTED', save: 'from', raise: ['NEEDS_ATTENTION'] },
  { from: ['CANCEL_REQUESTED'], on: heard('CANCELS'), to: '=' },
  { from: AWAY, on: heard('CANCELS'), to: '=', say: 'CANCEL_REFUSED' },
  { from: ['RETRY_ASKED', 'UNFILLED', 'CANCELLED', 'CLOSED'], on: heard('CANCELS'), to: '=', say: 'CANCEL_AGREED' },
  { from: ['COMPLETED', 'CLOSED_LOST'], on: heard('CANCELS'), to: '=', say: 'CANCEL_REFUSED' },
  {
    from: ['CANCEL_REQUESTED'],
    on: ['ACCEPT_CANCEL', 'UNFILLED'],
    to: 'CANCELLED',
    say: 'CANCEL_AGREED',
    clear: ALL_FLAGS,
  },
  {
    from: ['CANCEL_REQUESTED'],
    on: ['REFUSE_CANCEL'],
    to: 'saved',
    say: 'CANCEL_REFUSED',
    clear: ['NEEDS_ATTENTION'],
  },
];

const LENDING: readonly Row[] = [
  // Also out of a cancel that was asked for: the parcel had left.
  {
    from: [...FRESH, ...READY, 'CANCEL_REQUESTED'],
    on: ['SHIP'],
    to: 'SHIPPED',
    say: 'SHIPPED',
    clear: ['NEEDS_ATTENTION'],
  },
  { from: [...FRESH, ...READY], on: ['SUPPLY_COPY'], to: 'COMPLETED', say: 'COPY_SENT', clear: ALL_FLAGS },
  { from: ['SHIPPED'], on: heard('RECEIVED'), to: 'RECEIVED' },
  // A lost Received must not block the way home.
  { from: OUT, on: heard('RETURNED'), to: 'RETURN_IN_TRANSIT' },
  { from: OUT, on: heard('RENEWS'), to: '=', raise: ['RENEWAL_PENDING'] },
  { from: ['RETURN_IN_TRANSIT'], on: heard('RENEWS'), to: '=', say: 'RENEWAL_REFUSED' },
  {
    from: OUT,
    on: ['ALLOW_RENEWAL'],
    to: '=',
    say: 'RENEWAL_ALLOWED',
    needs: 'RENEWAL_PENDING',
    clear: ['RENEWAL_PENDING', 'OVERDUE'],
  },
  {
    from: OUT,
    on: ['REFUSE_RENEWAL'],
    to: '=',
    say: 'RENEWAL_REFUSED',
    needs: 'RENEWAL_PENDING',
    clear: ['RENEWAL_PENDING'],
  },
  { from: OUT, on: ['RECALL'], to: '=', say: 'RECALLED', raise: ['RECALLED'], unless: 'RECALLED' },
  { from: OUT, on: ['DUE_PASSED'], to: '=', say: 'OVERDUE', raise: ['OVERDUE'], unless: 'OVERDUE' },
  { from: AWAY, on: ['CHECK_IN'], to: 'COMPLETED', say: 'COMPLETED', clear: ALL_FLAGS },
  { from: AWAY, on: ['REPORT_LOST'], to: 'CLOSED_LOST', say: 'NOT_RETURNED', clear: ALL_FLAGS },
  { from: AWAY, on: heard('LOST'), to: 'CLOSED_LOST', say: 'NOT_RETURNED', clear: ALL_FLAGS },
];

const UNSHIPPED_WORDS = hearable.filter((says) => ['RECEIVED', 'RETURNED', 'RENEWS', 'LOST'].includes(says));

/** Words that change nothing where they arrive, and what may come at any time. */
const ALWAYS: readonly Row[] = [
  { from: [...UNSHIPPED, ...AWAY], on: heard('REMINDS'), to: '=', say: 'NOTICE', raise: ['NEEDS_ATTENTION'] },
  { from: DONE, on: heard('REMINDS'), to: '=', say: 'STATUS' },
  { from: SUPPLIER_STATES, on: heard('ASKS_STATUS'), to: '=', say: 'STATUS' },
  { from: SUPPLIER_STATES, on: heard('NOTICE'), to: '=' },
  { from: SUPPLIER_STATES.filter((state) => state !== 'RETRY_ASKED'), on: heard('RETRIED'), to: '=' },
  { from: SUPPLIER_STATES.filter((state) => state !== 'COND_PENDING'), on: heard('AGREES'), to: '=' },
  // Said of a copy that never left: someone has to look.
  { from: UNSHIPPED, on: heard(...UNSHIPPED_WORDS), to: '=', raise: ['NEEDS_ATTENTION'] },
  { from: ['RECEIVED', 'RETURN_IN_TRANSIT'], on: heard('RECEIVED'), to: '=' },
  { from: ['RETURN_IN_TRANSIT'], on: heard('RETURNED'), to: '=' },
  { from: DONE, on: heard(...UNSHIPPED_WORDS), to: '=' },
  { from: UNSHIPPED, on: ['CLOSE'], to: 'CLOSED', say: 'CANNOT', clear: ALL_FLAGS },
  { from: AWAY, on: ['CLOSE'], to: 'CLOSED', say: 'COMPLETED', clear: ALL_FLAGS },
  { from: [...UNSHIPPED, ...AWAY], on: ['NOT_DELIVERED'], to: '=', raise: ['NEEDS_ATTENTION'] },
  { from: DONE, on: ['NOT_DELIVERED'], to: '=' },
];

/** Supplier table of notes/loans §1.10 as data: 15 states, every word of a requester has a cell in each of them. */
export const SUPPLIER = machine<SupplierState, SupplierEvent, SupplierSays>({
  states: SUPPLIER_STATES,
  events: [...SUPPLIER_ACTIONS, ...SUPPLIER_FINDS, ...heard(...hearable)],
  terminal: TERMINAL,
  rules: [...ANSWERING, ...CANCELLING, ...LENDING, ...ALWAYS],
});
