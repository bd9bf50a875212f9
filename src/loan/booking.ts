import { shanghaiDay } from '../base/clock.ts';
import { afterOpenDays, beforeOpenDays, firstDay, lastDay, later, type OpenDays } from './calendar.ts';
import type { Order } from './order.ts';

/** The days for which copies are booked; both ends belong to the window, and either may be open. */
export type Window = Pick<Order, 'bookFrom' | 'bookUntil'>;

/** Open days in which the copies of a set are gathered; whoever has not answered by then is left out (notes/loans §7). */
const GATHER_DAYS = 10;
/** Open days after that in which the requester decides about a set that stayed incomplete. */
const DECIDE_DAYS = 5;

/**
 * The school days inside a booking window: the first on which copies can be taken in, the last on which they can be
 * packed again. Null where the window holds none, because it lies in a vacation or a holiday.
 */
export function daysOfUse({ bookFrom, bookUntil }: Window, borrower: OpenDays): { first: string; last: string } | null {
  const from = bookFrom ?? bookUntil;
  const until = bookUntil ?? bookFrom;
  if (from === null || until === null) return null;
  const first = bookFrom === null ? from : firstDay(from, (day) => borrower.isOpen(day));
  const last = bookUntil === null ? until : lastDay(until, (day) => borrower.canFallDue(day));
  if (!borrower.isOpen(first) || !borrower.canFallDue(last)) return null;
  return (bookUntil !== null && first > until) || (bookFrom !== null && last < from) ? null : { first, last };
}

/** The last day on which copies can leave to be there when the booking begins; null for a loan that is not booked. */
export function leavesBy(
  order: Window,
  { borrower, lender, transitDays }: { borrower: OpenDays; lender: OpenDays; transitDays: number },
): string | null {
  if (order.bookFrom === null) return null;
  const arrives = firstDay(order.bookFrom, (day) => borrower.isOpen(day));
  return lastDay(beforeOpenDays(arrives, transitDays, borrower), (day) => lender.isOpen(day));
}

/** The day by whose end all copies of a set are promised, or it is decided with those that are. */
export function gatheredBy(set: Order, borrower: OpenDays): string {
  const asked = shanghaiDay(set.submittedAt ?? set.createdAt);
  const usual = afterOpenDays(asked, GATHER_DAYS, borrower);
  const needed = [set.bookFrom, set.neededBy].filter((day) => day !== null).sort()[0];
  if (needed === undefined || needed >= usual) return usual;
  const least = afterOpenDays(asked, 1, borrower);
  return later(needed, least);
}

/** The day by whose end the requester has decided about an incomplete set; after it every copy is free again. */
export function decidedBy(set: Order, borrower: OpenDays): string {
  return afterOpenDays(gatheredBy(set, borrower), DECIDE_DAYS, borrower);
}
