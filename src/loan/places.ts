import { NO_CALENDAR, openDays } from './calendar.ts';
import type { Places } from './deadlines.ts';
import type { Order } from './order.ts';
import { supplyOf } from './order.ts';
import { USUAL_POLICY } from './policy.ts';
import type { LoanWorld } from './world.ts';

/** Both ends of a loan with their calendars; an outside agency works on China's workdays and lends on usual terms. */
export function placesOf(world: LoanWorld, order: Order): Places {
  const lender = supplyOf(order)?.party;
  const outside = openDays(NO_CALENDAR, false);
  return {
    borrower: order.requester.kind === 'member' ? world.openDays(order.requester.library) : outside,
    lender: lender?.kind === 'member' ? world.openDays(lender.library) : outside,
    policy: lender?.kind === 'member' ? world.policy(lender.library) : USUAL_POLICY,
  };
}
