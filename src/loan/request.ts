import type { LoanId } from '../base/brand.ts';
import { shanghaiDay } from '../base/clock.ts';
import { type Problem, problem } from '../base/problem.ts';
import { approvalNeeded } from './audience.ts';
import { daysOfUse } from './booking.ts';
import { firstDay } from './calendar.ts';
import { type Course, course } from './course.ts';
import type { RequestLoan } from './loan.ts';
import { moveRequester } from './moves.ts';
import type { LoanChange, Order } from './order.ts';
import { personalInNote, personalInRef } from './patron-ref.ts';
import type { LoanWorld, WantedTitle } from './world.ts';

export type Decided =
  | { readonly ok: true; readonly loan: LoanId; readonly change: LoanChange }
  | { readonly ok: false; readonly problems: readonly [Problem, ...Problem[]] };

/** Open loans that one reader may have at a time, where the school names readers by opaque references. */
const OPEN_PER_READER = 5;

/**
 * A new loan: checked, and unless it is a draft submitted at once, so that the first library is asked in the same
 * transaction. Pure but for the reads of `world`.
 */
export function decideRequest(world: LoanWorld, input: RequestLoan): Decided {
  const library = world.library(input.requester);
  if (library === null) return refused(problem('NOT_FOUND', { what: input.requester }, 'requester'));
  const title = input.edition === null ? null : world.title(input.edition);
  if (input.edition !== null && title === null)
    return refused(problem('NOT_FOUND', { what: 'editionId' }, 'editionId'));
  const [first, ...more] = wrong(world, input, title);
  if (first !== undefined) return { ok: false, problems: [first, ...more] };

  const order = draft(world, input, title);
  const on = course(world);
  on.put(order);
  on.begin(order.id, 'CREATED', input.requester, input.note);
  if (!input.draft) submit(on, order, input.requester);
  return { ok: true, loan: order.id, change: on.change() };
}

/** Sends a draft on its way: checks what a person should see first, then asks the first library of the rota. */
export function submit(on: Course, order: Order, by: string): void {
  on.begin(order.id, 'SUBMIT', by);
  on.put({ ...on.order(order.id), submittedAt: on.world.now });
  moveRequester(on, order.id, 'SUBMIT');
  if (on.order(order.id).state !== 'VALIDATING') return;
  const found = verdict(on.world, order);
  // The reason stands in the loan's history; who then allowed it stands beside it, and in the audit log.
  if (found.event === 'NEEDS_APPROVAL') on.begin(order.id, found.event, 'system', found.why);
  moveRequester(on, order.id, found.event);
}

type Verdict =
  | { readonly event: 'VALID' | 'INVALID' | 'DUPLICATE' }
  | { readonly event: 'NEEDS_APPROVAL'; readonly why: string };

function verdict(world: LoanWorld, order: Order): Verdict {
  if (order.requester.kind !== 'member') return { event: 'VALID' };
  const code = order.requester.library;
  const others = order.patronRef === null ? [] : world.openFor(code, order.patronRef);
  const same = others.some(({ edition, title }) =>
    edition === null ? title === order.title : edition === order.edition,
  );
  if (same) return { event: 'DUPLICATE' };
  if (others.length >= OPEN_PER_READER) return { event: 'INVALID' };
  const library = world.library(code);
  const title = order.edition === null ? null : world.title(order.edition);
  const why = library === null ? null : approvalNeeded(world.audience(code), library, title);
  return why === null ? { event: 'VALID' } : { event: 'NEEDS_APPROVAL', why };
}

function wrong(world: LoanWorld, input: RequestLoan, title: WantedTitle | null): readonly Problem[] {
  const problems: Problem[] = [];
  if (title === null && (input.title ?? '').trim() === '')
    problems.push(problem('LOAN_TITLE_MISSING', {}, 'editionId'));
  const { quantity, minQuantity } = input;
  if (!Number.isInteger(quantity) || quantity < 1) {
    problems.push(problem('LOAN_QUANTITY_WRONG', { detail: `quantity ${quantity}` }, 'quantity'));
  } else if (minQuantity !== null && (minQuantity < 1 || minQuantity > quantity)) {
    problems.push(problem('LOAN_QUANTITY_WRONG', { detail: `minQuantity ${minQuantity}` }, 'minQuantity'));
  }
  const ref = input.patronRef === null ? null : personalInRef(input.patronRef);
  if (ref !== null) problems.push(problem('PERSONAL_DATA_REFUSED', { kind: ref }, 'patronRef'));
  for (const field of ['note', 'title', 'contributor'] as const) {
    const kind = personalInNote(input[field] ?? '');
    if (kind !== null) problems.push(problem('PERSONAL_DATA_REFUSED', { kind }, field));
  }
  return [...problems, ...wrongDays(shanghaiDay(world.now), input), ...wrongWindow(world, input)];
}

function wrongDays(today: string, input: RequestLoan): readonly Problem[] {
  const problems: Problem[] = [];
  for (const field of ['neededBy', 'bookFrom', 'bookUntil'] as const) {
    const day = input[field];
    if (day !== null && day < today) problems.push(problem('LOAN_DAY_WRONG', { day, detail: `< ${today}` }, field));
  }
  const { bookFrom, bookUntil } = input;
  if (bookFrom !== null && bookUntil !== null && bookUntil < bookFrom) {
    problems.push(problem('LOAN_DAY_WRONG', { day: bookUntil, detail: `< ${bookFrom}` }, 'bookUntil'));
  }
  return problems;
}

/** A class books for school days; a window that lies in a vacation or a holiday is a slip of the pen. */
function wrongWindow(world: LoanWorld, { requester, bookFrom, bookUntil }: RequestLoan): readonly Problem[] {
  if (bookFrom === null && bookUntil === null) return [];
  const open = world.openDays(requester);
  if (daysOfUse({ bookFrom, bookUntil }, open) !== null) return [];
  const next = firstDay(bookFrom ?? bookUntil ?? '', (day) => open.canFallDue(day));
  const field = bookFrom === null ? 'bookUntil' : 'bookFrom';
  return [problem('BOOKING_OUT_OF_TERM', { from: bookFrom ?? '…', until: bookUntil ?? '…', next }, field)];
}

function draft(world: LoanWorld, input: RequestLoan, title: WantedTitle | null): Order {
  const { serviceType, choice, quantity, minQuantity, splitAllowed, bookFrom, bookUntil, neededBy } = input;
  return {
    ...BLANK,
    id: world.mint(),
    requester: { kind: 'member', library: input.requester },
    serviceType,
    choice,
    edition: title?.id ?? null,
    title: title?.title ?? (input.title ?? '').trim(),
    contributor: input.contributor ?? title?.contributor ?? null,
    isbn: input.isbn ?? title?.isbn ?? null,
    quantity,
    minQuantity,
    splitAllowed,
    bookFrom,
    bookUntil,
    neededBy,
    patronRef: input.patronRef === null ? null : world.pseudonym(input.requester, input.patronRef),
    note: input.note,
    createdAt: world.now,
  };
}

/** What every new order has in common. */
export const BLANK = {
  parent: null,
  follows: null,
  state: 'DRAFT',
  saved: null,
  flags: new Set(),
  rank: null,
  supplies: [],
  items: [],
  ownShelfSeen: false,
  condition: null,
  costFen: null,
  currency: null,
  fileUrl: null,
  unfilledReason: null,
  dueDate: null,
  renewals: 0,
  shippedAt: null,
  receivedAt: null,
  returnedAt: null,
  fired: [],
  version: 0,
  submittedAt: null,
  readyAt: null,
  closedAt: null,
} as const satisfies Partial<Order>;

function refused(first: Problem): Decided {
  return { ok: false, problems: [first] };
}
