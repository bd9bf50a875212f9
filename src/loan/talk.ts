import type { Party } from './loan.ts';

/** What a supplying library can say to the one that asked, free of any protocol. ISO 18626 names stand beside. */
export const SUPPLIER_SAYS = [
  'EXPECTS', // ExpectToSupply
  'PROMISES', // WillSupply
  'CONDITIONS', // WillSupply with a condition or costs
  'ASKS_RETRY', // RetryPossible
  'CANNOT', // Unfilled
  'CANCEL_AGREED', // CancelResponse Y, Cancelled
  'CANCEL_REFUSED', // CancelResponse N with the status as it was
  'SHIPPED', // Loaned
  'COPY_SENT', // CopyCompleted
  'OVERDUE',
  'RECALLED',
  'RENEWAL_ALLOWED', // RenewResponse Y
  'RENEWAL_REFUSED', // RenewResponse N
  'COMPLETED', // LoanCompleted
  'NOT_RETURNED', // CompletedWithoutReturn
  'STATUS', // StatusRequestResponse
  'NOTICE', // Notification
] as const;
export type SupplierSays = (typeof SUPPLIER_SAYS)[number];

/** What a requesting library can say to the one it asked. */
export const REQUESTER_SAYS = [
  'ASKED', // request New
  'RETRIED', // request Retry
  'REMINDS', // request Reminder
  'CANCELS', // Cancel
  'AGREES', // Notification that accepts a condition
  'RECEIVED',
  'RENEWS', // Renew
  'RETURNED', // ShippedReturn
  'LOST', // Lost (2021); a Notification before
  'ASKS_STATUS', // StatusRequest
  'NOTICE', // Notification
] as const;
export type RequesterSays = (typeof REQUESTER_SAYS)[number];

/** The particulars that may travel with any of them; what does not apply is left out. */
export interface Particulars {
  readonly note?: string;
  /** Open code, e.g. `NotOnShelf`, `OnLoan`. */
  readonly reason?: string;
  readonly conditionCode?: string;
  /** Hundredths of the currency; CNY where none is named. */
  readonly costFen?: number;
  readonly currency?: string;
  /** Day, `2026-11-23`. */
  readonly dueDate?: string;
  readonly retryAfter?: string;
  readonly retryBefore?: string;
  readonly barcodes?: readonly string[];
  readonly fileUrl?: string;
  /** Number of a retry, where the asking side gave one. */
  readonly requestId?: string;
}

/** A message between the two sides of a loan: handed over at once inside the alliance, by an outbox row outside. */
export type Talk =
  | { readonly to: 'REQUESTER'; readonly says: SupplierSays; readonly with: Particulars }
  | { readonly to: 'SUPPLIER'; readonly says: RequesterSays; readonly with: Particulars };

/** The name of a party as it is logged and compared: the member's code or the outside symbol. */
export function symbolOf(party: Party): string {
  return party.kind === 'member' ? party.library : party.symbol;
}
