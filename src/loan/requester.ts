import type { LoanAction } from './loan.ts';
import { machine, type Rule } from './step.ts';
import { type RequesterSays, SUPPLIER_SAYS, type SupplierSays } from './talk.ts';

const TERMINAL = [
  'COMPLETED',
  'FILLED_LOCALLY',
  'UNFILLED',
  'CANCELLED',
  'DECLINED',
  'EXPIRED',
  'LOST',
  'CLOSED',
  'CLOSED_AFTER',
] as const;

/** The asking side, finer than what is shown; `public-state.ts` maps it. `SET_…` are orders gathered from several lenders. */
export const REQUESTER_STATES = [
  'DRAFT',
  'APPROVAL',
  'VALIDATING',
  'NEEDS_REVIEW',
  'DUPLICATE_REVIEW',
  'SOURCING',
  'LOCAL_REVIEW',
  'SENT',
  'EXPECTED',
  'WILL_SUPPLY',
  'COND_PENDING',
  'RETRY_PENDING',
  'CANCEL_PENDING',
  'RELEASING',
  'SHIPPED',
  'RECEIVED',
  'ON_LOAN',
  'RETURN_PENDING',
  'RETURN_SHIPPED',
  'SET_GATHERING',
  'SET_PARTIAL',
  'SET_PROMISED',
  'SET_SHIPPED',
  'SET_RECEIVED',
  'SET_RETURNING',
  ...TERMINAL,
] as const;
export type RequesterState = (typeof REQUESTER_STATES)[number];

export const REQUESTER_ACTIONS = [
  'SUBMIT',
  'APPROVE',
  'DECLINE',
  'CANCEL',
  'ACCEPT_CONDITION',
  'REJECT_CONDITION',
  'ACCEPT_RETRY',
  'RECEIVE',
  'ACCEPT_PARTIAL',
  'REFUSE_PARTIAL',
  'RENEW',
  'RETURN',
  'REPORT_LOST',
  'CLOSE',
] as const satisfies readonly LoanAction[];

/** What the program itself finds out. */
export const REQUESTER_FINDS = [
  'VALID',
  'INVALID',
  'DUPLICATE',
  'NEEDS_APPROVAL',
  'HELD_HERE',
  'ASK_NEXT',
  'ASK_MANY',
  'NOBODY_LEFT',
  'NOT_DELIVERED',
  'ANSWER_LATE',
  'SHIP_LATE',
  'RETRY_LAPSED',
  'NEED_PASSED',
  'ARRIVAL_LATE',
  'LENT_OUT',
  'HANDED_BACK',
  'FORMER_SHIPPED',
  'PARTS_SHORT',
  'PARTS_PROMISED',
  'PARTS_SHIPPED',
  'PARTS_RECEIVED',
  'PARTS_RETURNING',
  'PARTS_DONE',
  'PARTS_FAILED',
] as const;

type Heard = `heard ${SupplierSays}`;
export type RequesterEvent = (typeof REQUESTER_ACTIONS)[number] | (typeof REQUESTER_FINDS)[number] | Heard;

const heard = <Says extends SupplierSays>(...says: readonly Says[]): readonly `heard ${Says}`[] =>
  says.map((word): `heard ${Says}` => `heard ${word}`);

const WAITING = ['SENT', 'EXPECTED', 'WILL_SUPPLY'] as const;
const ASKED = [...WAITING, 'COND_PENDING', 'RETRY_PENDING'] as const;
const LETTING_GO = ['CANCEL_PENDING', 'RELEASING'] as const;
const HERE = ['RECEIVED', 'ON_LOAN', 'RETURN_PENDING'] as const;
const OUT = ['SHIPPED', ...HERE] as const;
const SET = ['SET_GATHERING', 'SET_PARTIAL', 'SET_PROMISED', 'SET_SHIPPED', 'SET_RECEIVED', 'SET_RETURNING'] as const;
const ALL_FLAGS = ['OVERDUE', 'RECALLED', 'RENEWAL_PENDING', 'MISSING', 'NEEDS_ATTENTION'] as const;

type Row = Rule<RequesterState, RequesterEvent, RequesterSays>;

/** Until somebody is asked. */
const BEFORE_ASKING: readonly Row[] = [
  { from: ['DRAFT'], on: ['SUBMIT'], to: 'VALIDATING' },
  { from: ['VALIDATING'], on: ['VALID'], to: 'SOURCING' },
  { from: ['VALIDATING'], on: ['INVALID'], to: 'NEEDS_REVIEW', raise: ['NEEDS_ATTENTION'] },
  { from: ['VALIDATING'], on: ['DUPLICATE'], to: 'DUPLICATE_REVIEW', raise: ['NEEDS_ATTENTION'] },
  { from: ['VALIDATING'], on: ['NEEDS_APPROVAL'], to: 'APPROVAL' },
  { from: ['APPROVAL'], on: ['APPROVE'], to: 'SOURCING' },
  { from: ['APPROVAL'], on: ['DECLINE'], to: 'DECLINED' },
  { from: ['NEEDS_REVIEW', 'DUPLICATE_REVIEW'], on: ['SUBMIT'], to: 'SOURCING', clear: ['NEEDS_ATTENTION'] },
  { from: ['SOURCING'], on: ['HELD_HERE'], to: 'LOCAL_REVIEW', raise: ['NEEDS_ATTENTION'] },
  { from: ['LOCAL_REVIEW'], on: ['RECEIVE'], to: 'FILLED_LOCALLY', clear: ['NEEDS_ATTENTION'] },
  { from: ['LOCAL_REVIEW'], on: ['SUBMIT'], to: 'SOURCING', clear: ['NEEDS_ATTENTION'] },
  { from: ['SOURCING'], on: ['ASK_NEXT'], to: 'SENT', say: 'ASKED' },
  { from: ['SOURCING'], on: ['ASK_MANY'], to: 'SET_GATHERING' },
  { from: ['SOURCING'], on: ['NOBODY_LEFT'], to: 'UNFILLED' },
  {
    from: ['DRAFT', 'APPROVAL', 'NEEDS_REVIEW', 'DUPLICATE_REVIEW', 'SOURCING', 'LOCAL_REVIEW'],
    on: ['CANCEL'],
    to: 'CANCELLED',
    clear: ALL_FLAGS,
  },
  {
    from: ['DRAFT', 'APPROVAL', 'NEEDS_REVIEW', 'DUPLICATE_REVIEW', 'SOURCING', 'LOCAL_REVIEW'],
    on: ['NEED_PASSED'],
    to: 'EXPIRED',
    clear: ALL_FLAGS,
  },
];

/** A lender is asked: answers, conditions, retries, silence. */
const ASKING: readonly Row[] = [
  { from: ['SENT'], on: ['NOT_DELIVERED'], to: 'SOURCING' },
  { from: ['SENT', 'EXPECTED'], on: heard('EXPECTS'), to: 'EXPECTED' },
  { from: ['WILL_SUPPLY', 'COND_PENDING', 'RETRY_PENDING'], on: heard('EXPECTS'), to: '=' },
  { from: [...WAITING, 'COND_PENDING'], on: heard('PROMISES'), to: 'WILL_SUPPLY', clear: ['NEEDS_ATTENTION'] },
  { from: ['RETRY_PENDING'], on: heard('PROMISES', 'CONDITIONS', 'ASKS_RETRY'), to: '=' },
  { from: [...WAITING, 'COND_PENDING'], on: heard('CONDITIONS'), to: 'COND_PENDING', raise: ['NEEDS_ATTENTION'] },
  { from: ['COND_PENDING'], on: ['ACCEPT_CONDITION'], to: 'WILL_SUPPLY', say: 'AGREES', clear: ['NEEDS_ATTENTION'] },
  {
    from: ['COND_PENDING'],
    on: ['REJECT_CONDITION'],
    to: 'RELEASING',
    say: 'CANCELS',
    save: 'from',
    clear: ['NEEDS_ATTENTION'],
  },
  { from: [...WAITING, 'COND_PENDING'], on: heard('ASKS_RETRY'), to: 'RETRY_PENDING', raise: ['NEEDS_ATTENTION'] },
  { from: ['RETRY_PENDING'], on: ['ACCEPT_RETRY'], to: 'SENT', say: 'RETRIED', clear: ['NEEDS_ATTENTION'] },
  { from: ['RETRY_PENDING'], on: ['REJECT_CONDITION', 'RETRY_LAPSED'], to: 'SOURCING', clear: ['NEEDS_ATTENTION'] },
  { from: ASKED, on: heard('CANNOT'), to: 'SOURCING', clear: ['NEEDS_ATTENTION'] },
  // A lender that cancels what nobody asked it to cancel has refused.
  { from: ASKED, on: heard('CANCEL_AGREED'), to: 'SOURCING', clear: ['NEEDS_ATTENTION'] },
  { from: ['SENT', 'EXPECTED'], on: ['ANSWER_LATE'], to: 'SOURCING', say: 'CANCELS' },
  // It promised: ask for the cancel first, because the parcel may be on its way.
  { from: ['WILL_SUPPLY'], on: ['SHIP_LATE'], to: 'RELEASING', say: 'CANCELS', save: 'from' },
  {
    from: ['SENT', 'EXPECTED', 'COND_PENDING'],
    on: ['NEED_PASSED'],
    to: 'EXPIRED',
    say: 'CANCELS',
    clear: ALL_FLAGS,
  },
  { from: ['RETRY_PENDING'], on: ['NEED_PASSED'], to: 'EXPIRED', clear: ALL_FLAGS },
  { from: ['WILL_SUPPLY'], on: ['NEED_PASSED'], to: '=', raise: ['NEEDS_ATTENTION'] },
  { from: [...WAITING, 'COND_PENDING'], on: ['CANCEL'], to: 'CANCEL_PENDING', say: 'CANCELS', save: 'from' },
  { from: ['RETRY_PENDING'], on: ['CANCEL'], to: 'CANCELLED', clear: ALL_FLAGS },
];

/** The cancel and the parcel may cross: whoever comes first on the wire must not lose the book (notes/loans §5.1). */
const CANCELLING: readonly Row[] = [
  { from: ['RELEASING'], on: ['CANCEL'], to: 'CANCEL_PENDING' },
  {
    from: ['CANCEL_PENDING'],
    on: heard('CANCEL_AGREED', 'CANNOT', 'ASKS_RETRY'),
    to: 'CANCELLED',
    clear: ALL_FLAGS,
  },
  { from: ['RELEASING'], on: heard('CANCEL_AGREED', 'CANNOT', 'ASKS_RETRY'), to: 'SOURCING' },
  { from: LETTING_GO, on: heard('CANCEL_REFUSED'), to: 'saved' },
  { from: ASKED, on: heard('CANCEL_REFUSED'), to: '=' },
  { from: LETTING_GO, on: heard('EXPECTS'), to: '=' },
  { from: LETTING_GO, on: heard('PROMISES'), to: '=', save: 'WILL_SUPPLY' },
  { from: LETTING_GO, on: heard('CONDITIONS'), to: '=', save: 'COND_PENDING' },
  { from: LETTING_GO, on: ['NOT_DELIVERED'], to: '=', raise: ['NEEDS_ATTENTION'] },
  { from: LETTING_GO, on: ['NEED_PASSED', 'ANSWER_LATE'], to: '=', raise: ['NEEDS_ATTENTION'] },
];

/** From parcel to parcel. A peer may skip words: Loaned without WillSupply, LoanCompleted at any time. */
const LENDING: readonly Row[] = [
  { from: [...ASKED, ...LETTING_GO], on: heard('SHIPPED'), to: 'SHIPPED', clear: ['NEEDS_ATTENTION'] },
  { from: OUT, on: heard('SHIPPED'), to: '=' },
  { from: ['RETURN_SHIPPED'], on: heard('SHIPPED'), to: '=' },
  { from: [...ASKED, ...LETTING_GO], on: heard('COPY_SENT', 'COMPLETED'), to: 'COMPLETED', clear: ALL_FLAGS },
  { from: [...ASKED, ...LETTING_GO], on: heard('NOT_RETURNED'), to: 'COMPLETED', clear: ALL_FLAGS },
  {
    from: [...ASKED, ...LETTING_GO],
    on: heard('OVERDUE', 'RECALLED', 'RENEWAL_ALLOWED', 'RENEWAL_REFUSED'),
    to: '=',
    raise: ['NEEDS_ATTENTION'],
  },
  { from: ['SHIPPED'], on: ['RECEIVE'], to: 'RECEIVED', say: 'RECEIVED', clear: ['MISSING'] },
  { from: ['SHIPPED'], on: ['ARRIVAL_LATE'], to: '=', say: 'NOTICE', raise: ['MISSING'], unless: 'MISSING' },
  { from: ['RECEIVED'], on: ['LENT_OUT'], to: 'ON_LOAN' },
  { from: ['ON_LOAN'], on: ['HANDED_BACK'], to: 'RETURN_PENDING' },
  {
    from: ['RECEIVED', 'ON_LOAN'],
    on: ['RENEW'],
    to: '=',
    say: 'RENEWS',
    raise: ['RENEWAL_PENDING'],
    unless: 'RENEWAL_PENDING',
  },
  { from: OUT, on: heard('RENEWAL_ALLOWED'), to: '=', clear: ['RENEWAL_PENDING', 'OVERDUE'] },
  { from: OUT, on: heard('RENEWAL_REFUSED'), to: '=', clear: ['RENEWAL_PENDING'] },
  { from: OUT, on: heard('OVERDUE'), to: '=', raise: ['OVERDUE'] },
  { from: OUT, on: heard('RECALLED'), to: '=', raise: ['RECALLED'] },
  { from: ['RETURN_SHIPPED'], on: heard('OVERDUE', 'RECALLED', 'RENEWAL_ALLOWED', 'RENEWAL_REFUSED'), to: '=' },
  { from: [...OUT, 'RETURN_SHIPPED'], on: heard('EXPECTS', 'PROMISES', 'CONDITIONS', 'CANCEL_REFUSED'), to: '=' },
  // Said of a book that is out: someone has to look.
  {
    from: [...OUT, 'RETURN_SHIPPED'],
    on: heard('CANNOT', 'CANCEL_AGREED', 'ASKS_RETRY'),
    to: '=',
    raise: ['NEEDS_ATTENTION'],
  },
  { from: HERE, on: ['RETURN'], to: 'RETURN_SHIPPED', say: 'RETURNED', clear: ['RENEWAL_PENDING'] },
  { from: [...OUT, 'RETURN_SHIPPED'], on: heard('COMPLETED', 'COPY_SENT'), to: 'COMPLETED', clear: ALL_FLAGS },
  { from: [...OUT, 'RETURN_SHIPPED'], on: ['REPORT_LOST'], to: 'LOST', say: 'LOST', clear: ALL_FLAGS },
  { from: [...OUT, 'RETURN_SHIPPED'], on: heard('NOT_RETURNED'), to: 'LOST', clear: ALL_FLAGS },
];

/** An order gathered from several lenders moves as its parts do. */
const SETS: readonly Row[] = [
  { from: SET, on: ['PARTS_SHORT'], to: 'SET_PARTIAL', raise: ['NEEDS_ATTENTION'], unless: 'NEEDS_ATTENTION' },
  { from: ['SET_GATHERING', 'SET_PARTIAL'], on: ['PARTS_PROMISED'], to: 'SET_PROMISED', clear: ['NEEDS_ATTENTION'] },
  { from: ['SET_PARTIAL'], on: ['ACCEPT_PARTIAL'], to: 'SET_PROMISED', clear: ['NEEDS_ATTENTION'] },
  { from: ['SET_PARTIAL'], on: ['REFUSE_PARTIAL'], to: 'CANCELLED', clear: ALL_FLAGS },
  { from: SET, on: ['PARTS_SHIPPED'], to: 'SET_SHIPPED' },
  { from: SET, on: ['PARTS_RECEIVED'], to: 'SET_RECEIVED' },
  { from: SET, on: ['PARTS_RETURNING'], to: 'SET_RETURNING' },
  { from: SET, on: ['PARTS_DONE'], to: 'COMPLETED', clear: ALL_FLAGS },
  { from: SET, on: ['PARTS_FAILED'], to: 'UNFILLED', clear: ALL_FLAGS },
  { from: ['SET_GATHERING', 'SET_PARTIAL', 'SET_PROMISED'], on: ['CANCEL'], to: 'CANCELLED', clear: ALL_FLAGS },
  { from: ['SET_GATHERING', 'SET_PARTIAL'], on: ['NEED_PASSED'], to: 'EXPIRED', clear: ALL_FLAGS },
  { from: ['SET_PROMISED'], on: ['NEED_PASSED'], to: '=', raise: ['NEEDS_ATTENTION'] },
];

/** What may come at any time. */
const ALWAYS: readonly Row[] = [
  {
    from: ['DRAFT', 'APPROVAL', 'NEEDS_REVIEW', 'DUPLICATE_REVIEW', 'SOURCING', 'LOCAL_REVIEW', 'RETRY_PENDING'],
    on: ['CLOSE'],
    to: 'CLOSED',
    clear: ALL_FLAGS,
  },
  { from: [...WAITING, 'COND_PENDING', ...LETTING_GO], on: ['CLOSE'], to: 'CLOSED', say: 'CANCELS', clear: ALL_FLAGS },
  { from: [...OUT, 'RETURN_SHIPPED'], on: ['CLOSE'], to: 'CLOSED_AFTER', say: 'NOTICE', clear: ALL_FLAGS },
  { from: SET, on: ['CLOSE'], to: 'CLOSED_AFTER', clear: ALL_FLAGS },
  {
    from: [...ASKED, ...LETTING_GO, ...OUT, 'RETURN_SHIPPED', ...TERMINAL],
    on: heard('STATUS', 'NOTICE'),
    to: '=',
  },
  {
    from: [...ASKED.filter((state) => state !== 'SENT'), ...OUT, 'RETURN_SHIPPED'],
    on: ['NOT_DELIVERED'],
    to: '=',
    raise: ['NEEDS_ATTENTION'],
  },
  { from: TERMINAL, on: ['NOT_DELIVERED'], to: '=' },
  // A book comes after all was over: it must be seen and sent back.
  {
    from: ['UNFILLED', 'CANCELLED', 'DECLINED', 'EXPIRED', 'CLOSED'],
    on: heard('SHIPPED'),
    to: '=',
    raise: ['CONFLICT'],
  },
  { from: ['COMPLETED', 'FILLED_LOCALLY', 'LOST', 'CLOSED_AFTER'], on: heard('SHIPPED'), to: '=' },
  {
    from: TERMINAL,
    on: heard(...SUPPLIER_SAYS.filter((says) => !['SHIPPED', 'STATUS', 'NOTICE'].includes(says))),
    to: '=',
  },
  { from: REQUESTER_STATES, on: ['FORMER_SHIPPED'], to: '=', raise: ['CONFLICT'] },
  { from: TERMINAL, on: ['CLOSE'], to: '=', needs: 'CONFLICT', clear: ['CONFLICT'] },
];

/** Requester table of notes/loans §1.9 as data: 34 states, every word of a supplier has a cell wherever it can arrive. */
export const REQUESTER = machine<RequesterState, RequesterEvent, RequesterSays>({
  states: REQUESTER_STATES,
  events: [...REQUESTER_ACTIONS, ...REQUESTER_FINDS, ...heard(...SUPPLIER_SAYS)],
  terminal: TERMINAL,
  rules: [...BEFORE_ASKING, ...ASKING, ...CANCELLING, ...LENDING, ...SETS, ...ALWAYS],
});
