import { shanghaiDay } from '../base/clock.ts';
import { decidedBy, gatheredBy, leavesBy } from './booking.ts';
import { addDays, afterOpenDays, endOfDay, firstDay, later, type OpenDays } from './calendar.ts';
import { type Order, type Supply, supplyOf } from './order.ts';
import type { LendingPolicy } from './policy.ts';

export const TIMER_KINDS = [
  'ANSWER_HALF',
  'ANSWER_NEARLY',
  'ANSWER_LATE',
  'GATHER_LATE',
  'DECISION_LATE',
  'SHIP_LATE',
  'CONDITION_LATE',
  'RETRY_LAPSED',
  'NEED_PASSED',
  'ARRIVAL_LATE',
  'DUE_PASSED',
  'RETURN_LATE',
  'PURGE',
] as const;
export type TimerKind = (typeof TIMER_KINDS)[number];

/** When something has to have happened. All follow from facts of the order, so a changed calendar only needs them computed anew. */
export interface Timer {
  readonly kind: TimerKind;
  readonly at: Date;
}

export interface Places {
  readonly lender: OpenDays;
  readonly borrower: OpenDays;
  readonly policy: LendingPolicy;
}

/** Days after the end of a loan when the patron reference and the notes are emptied (notes/trust §4). */
export const PURGE_DAYS = 30;
const CONDITION_DAYS = 4;
const RETRY_DAYS = 5;
/** Open days a parcel may be late before it counts as missing. */
const ARRIVAL_GRACE_DAYS = 4;

/** All timers of an order in its present state. */
export function timersOf(order: Order, places: Places): readonly Timer[] {
  const timers = [...sideTimers(order, places), ...setTimers(order, places), ...needTimer(order), ...purgeTimer(order)];
  return timers.filter(({ kind }) => !order.fired.includes(firedKey(order, kind)));
}

/** Key under which a timer that spoke is remembered: once for each library asked, or each due date. */
export function firedKey(order: Order, kind: TimerKind): string {
  return kind === 'DUE_PASSED' ? `${kind}/${order.dueDate}` : `${kind}/${order.rank ?? 0}`;
}

/** A set waits for its lenders, and then for a decision, until a day; never longer, because copies are kept back for it. */
function setTimers(order: Order, { borrower }: Places): readonly Timer[] {
  switch (order.state) {
    case 'SET_GATHERING':
      return [{ kind: 'GATHER_LATE', at: endOfDay(gatheredBy(order, borrower)) }];
    case 'SET_PARTIAL':
      return [{ kind: 'DECISION_LATE', at: endOfDay(decidedBy(order, borrower)) }];
    default:
      return [];
  }
}

function sideTimers(order: Order, places: Places): readonly Timer[] {
  const supply = supplyOf(order);
  if (supply === null || supply.askedAt === null) return [];
  const { lender, borrower, policy } = places;
  switch (order.state) {
    case 'SENT':
    case 'EXPECTED':
      return answerTimers(supply.askedAt, policy.answerDays, lender);
    case 'WILL_SUPPLY':
      return shipTimer(order, supply, places);
    case 'COND_PENDING':
      return [{ kind: 'CONDITION_LATE', at: endOfDay(afterOpenDays(answeredDay(supply), CONDITION_DAYS, borrower)) }];
    case 'RETRY_PENDING':
      return [{ kind: 'RETRY_LAPSED', at: endOfDay(afterOpenDays(answeredDay(supply), RETRY_DAYS, borrower)) }];
    case 'SHIPPED':
      return [...arrivalTimer(order, places), ...dueTimer(order)];
    case 'RECEIVED':
    case 'ON_LOAN':
    case 'RETURN_PENDING':
      return dueTimer(order);
    case 'RETURN_SHIPPED':
      return order.returnedAt === null
        ? []
        : [
            {
              kind: 'RETURN_LATE',
              at: endOfDay(
                afterOpenDays(shanghaiDay(order.returnedAt), policy.transitDays + ARRIVAL_GRACE_DAYS, lender),
              ),
            },
          ];
    default:
      return [];
  }
}

/** A promise is kept within the lender's packing days; a booked one in time for the first day of use, however far that is. */
function shipTimer(order: Order, supply: Supply, { lender, borrower, policy }: Places): readonly Timer[] {
  // While a set is gathered its parts stay where they are; the set has a deadline of its own.
  if (order.parent !== null && order.readyAt === null) return [];
  // It comes when the school before passes it on, which its lender cannot hasten.
  if (order.follows !== null) return [];
  const since = order.readyAt === null ? answeredDay(supply) : shanghaiDay(order.readyAt);
  const usual = afterOpenDays(since, policy.shipDays, lender);
  const booked = leavesBy(order, { borrower, lender, transitDays: policy.transitDays });
  return [{ kind: 'SHIP_LATE', at: endOfDay(later(booked ?? usual, usual)) }];
}

function answeredDay(supply: Supply): string {
  return shanghaiDay(supply.answeredAt ?? supply.askedAt ?? new Date(0));
}

/** The lender is reminded at half and at four fifths of its time, and passed over at the end. Nights and holidays do not count. */
function answerTimers(askedAt: Date, answerDays: number, lender: OpenDays): readonly Timer[] {
  const asked = shanghaiDay(askedAt);
  const day = (share: number) => endOfDay(afterOpenDays(asked, Math.ceil(answerDays * share), lender));
  const late = day(1);
  const warnings: readonly Timer[] = [
    { kind: 'ANSWER_HALF', at: day(0.5) },
    { kind: 'ANSWER_NEARLY', at: day(0.8) },
  ];
  return [...warnings.filter(({ at }) => at < late), { kind: 'ANSWER_LATE', at: late }];
}

function arrivalTimer(order: Order, { borrower, policy }: Places): readonly Timer[] {
  if (order.shippedAt === null) return [];
  const day = afterOpenDays(shanghaiDay(order.shippedAt), policy.transitDays + ARRIVAL_GRACE_DAYS, borrower);
  return [{ kind: 'ARRIVAL_LATE', at: endOfDay(day) }];
}

function dueTimer(order: Order): readonly Timer[] {
  return order.dueDate === null ? [] : [{ kind: 'DUE_PASSED', at: endOfDay(order.dueDate) }];
}

function needTimer(order: Order): readonly Timer[] {
  const waits = order.shippedAt === null && order.closedAt === null;
  return order.neededBy === null || !waits ? [] : [{ kind: 'NEED_PASSED', at: endOfDay(order.neededBy) }];
}

function purgeTimer(order: Order): readonly Timer[] {
  if (order.closedAt === null) return [];
  return [{ kind: 'PURGE', at: endOfDay(addDays(shanghaiDay(order.closedAt), PURGE_DAYS)) }];
}

/**
 * The day a loan shipped today falls due: transit there, the lender's loan days, and never in a holiday, an exam week
 * or on a closed day of the borrower, where it has to be packed, nor of the lender, where it has to be taken in
 * (notes/loans §7). What is booked is used until the last day of its window, however many days the lender usually lends.
 */
export function dueDay(shipped: string, places: Places, bookUntil: string | null = null): string {
  const { lender, borrower, policy } = places;
  const arrives = afterOpenDays(shipped, policy.transitDays, borrower);
  const ends = bookUntil ?? addDays(arrives, policy.loanDays);
  const leaves = firstDay(later(ends, arrives), (day) => borrower.canFallDue(day));
  const back = afterOpenDays(leaves, policy.transitDays, borrower);
  return firstDay(back, (day) => borrower.canFallDue(day) && lender.isOpen(day));
}

/** A due day that a lender typed: kept, but moved out of holidays and vacations, where nobody could bring the book back. */
export function agreedDueDay(day: string, borrower: OpenDays): string {
  return borrower.isHoliday(day) ? firstDay(day, (candidate) => borrower.canFallDue(candidate)) : day;
}

/** The due day after a renewal granted today. */
export function renewedDueDay(dueDate: string, { borrower, lender, policy }: Places): string {
  return firstDay(addDays(dueDate, policy.renewalDays), (day) => borrower.canFallDue(day) && lender.isOpen(day));
}
