import type { RequesterState } from './requester.ts';
import type { SupplierState } from './supplier.ts';
import type { Talk } from './talk.ts';

/**
 * Our picture of a party outside the alliance, after a word it said or was told. A picture only: its own program rules
 * it, and its words are always heard.
 */

/** How an outside lender stands. */
const LENDER_AFTER: { readonly [says in Talk['says']]?: SupplierState } = {
  ASKED: 'NEW',
  RETRIED: 'NEW',
  EXPECTS: 'EXPECTED',
  PROMISES: 'WILL_SUPPLY',
  CONDITIONS: 'COND_PENDING',
  AGREES: 'COND_ACCEPTED',
  ASKS_RETRY: 'RETRY_ASKED',
  CANNOT: 'UNFILLED',
  CANCELS: 'CANCEL_REQUESTED',
  CANCEL_AGREED: 'CANCELLED',
  SHIPPED: 'SHIPPED',
  COPY_SENT: 'COMPLETED',
  RECEIVED: 'RECEIVED',
  RETURNED: 'RETURN_IN_TRANSIT',
  COMPLETED: 'COMPLETED',
  NOT_RETURNED: 'CLOSED_LOST',
};

/** How an outside borrower stands. */
const BORROWER_AFTER: { readonly [says in Talk['says']]?: RequesterState } = {
  RETRIED: 'SENT',
  EXPECTS: 'EXPECTED',
  PROMISES: 'WILL_SUPPLY',
  CONDITIONS: 'COND_PENDING',
  AGREES: 'WILL_SUPPLY',
  ASKS_RETRY: 'RETRY_PENDING',
  CANNOT: 'UNFILLED',
  CANCELS: 'CANCEL_PENDING',
  CANCEL_AGREED: 'CANCELLED',
  SHIPPED: 'SHIPPED',
  COPY_SENT: 'COMPLETED',
  RECEIVED: 'RECEIVED',
  RETURNED: 'RETURN_SHIPPED',
  LOST: 'LOST',
  COMPLETED: 'COMPLETED',
  NOT_RETURNED: 'LOST',
};

interface Picture<State> {
  readonly state: State;
  readonly saved: State | null;
}

/** The lender's side as we now see it; `over` where it had come to an end. */
export function lenderAfter(old: Picture<SupplierState>, says: Talk['says'], over: boolean): Picture<SupplierState> {
  return after(old, says === 'CANCEL_REFUSED' ? old.saved : (LENDER_AFTER[says] ?? null), says, over);
}

/** The borrower's side as we now see it. */
export function borrowerAfter(
  old: Picture<RequesterState>,
  says: Talk['says'],
  over: boolean,
): Picture<RequesterState> {
  return after(old, says === 'CANCEL_REFUSED' ? old.saved : (BORROWER_AFTER[says] ?? null), says, over);
}

function after<State>(old: Picture<State>, state: State | null, says: Talk['says'], over: boolean): Picture<State> {
  if (state === null || over) return old;
  return { state, saved: says === 'CANCELS' ? old.state : null };
}
