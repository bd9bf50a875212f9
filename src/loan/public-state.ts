import type { LoanAction, LoanFlag, LoanRole, LoanState } from './loan.ts';
import { REQUESTER, REQUESTER_ACTIONS, type RequesterState } from './requester.ts';
import { applies } from './step.ts';
import { SUPPLIER, SUPPLIER_ACTIONS, type SupplierState } from './supplier.ts';

/** How each state of the asking side is shown (DESIGN §8). */
export const SHOWN_TO_REQUESTER = {
  DRAFT: 'DRAFT',
  APPROVAL: 'AWAITING_APPROVAL',
  VALIDATING: 'SOURCING',
  NEEDS_REVIEW: 'SOURCING',
  DUPLICATE_REVIEW: 'SOURCING',
  SOURCING: 'SOURCING',
  LOCAL_REVIEW: 'SOURCING',
  SENT: 'SENT',
  EXPECTED: 'EXPECTED',
  WILL_SUPPLY: 'WILL_SUPPLY',
  COND_PENDING: 'CONDITION_PENDING',
  RETRY_PENDING: 'RETRY_PENDING',
  CANCEL_PENDING: 'CANCEL_PENDING',
  RELEASING: 'CANCEL_PENDING',
  SHIPPED: 'SHIPPED',
  RECEIVED: 'RECEIVED',
  ON_LOAN: 'RECEIVED',
  RETURN_PENDING: 'RECEIVED',
  RETURN_SHIPPED: 'RETURN_SHIPPED',
  SET_GATHERING: 'SENT',
  SET_PARTIAL: 'CONDITION_PENDING',
  SET_PROMISED: 'WILL_SUPPLY',
  SET_SHIPPED: 'SHIPPED',
  SET_RECEIVED: 'RECEIVED',
  SET_RETURNING: 'RETURN_SHIPPED',
  COMPLETED: 'COMPLETED',
  FILLED_LOCALLY: 'COMPLETED',
  UNFILLED: 'UNFILLED',
  CANCELLED: 'CANCELLED',
  DECLINED: 'DECLINED',
  EXPIRED: 'EXPIRED',
  LOST: 'LOST',
  CLOSED: 'CANCELLED',
  CLOSED_AFTER: 'COMPLETED',
} as const satisfies Record<RequesterState, LoanState>;

/** How each state of the lending side is shown. */
export const SHOWN_TO_SUPPLIER = {
  NEW: 'SENT',
  EXPECTED: 'EXPECTED',
  WILL_SUPPLY: 'WILL_SUPPLY',
  COND_PENDING: 'CONDITION_PENDING',
  COND_ACCEPTED: 'WILL_SUPPLY',
  CANCEL_REQUESTED: 'CANCEL_PENDING',
  SHIPPED: 'SHIPPED',
  RECEIVED: 'RECEIVED',
  RETURN_IN_TRANSIT: 'RETURN_SHIPPED',
  RETRY_ASKED: 'RETRY_PENDING',
  COMPLETED: 'COMPLETED',
  UNFILLED: 'UNFILLED',
  CANCELLED: 'CANCELLED',
  CLOSED_LOST: 'LOST',
  CLOSED: 'CANCELLED',
} as const satisfies Record<SupplierState, LoanState>;

/** What each role may do now: the staff actions that have a row in its table. */
export function legalActions(
  requester: RequesterState,
  supplier: SupplierState | null,
  flags: ReadonlySet<LoanFlag>,
): { readonly [R in LoanRole]: readonly LoanAction[] } {
  return {
    REQUESTER: REQUESTER_ACTIONS.filter((action) =>
      REQUESTER.cell(requester, action).some((row) => applies(row, flags)),
    ),
    SUPPLIER:
      supplier === null
        ? []
        : SUPPLIER_ACTIONS.filter((action) => SUPPLIER.cell(supplier, action).some((row) => applies(row, flags))),
  };
}
