import type { ActOnLoan, LoanAction, LoanRole, RequestLoan } from '../../src/loan/loan.ts';

/** A wish with nothing special in it; whose and for what is told by who asks. */
export const PLAIN_REQUEST: Omit<RequestLoan, 'requester' | 'edition' | 'idempotencyKey'> = {
  title: null,
  contributor: null,
  isbn: null,
  serviceType: 'LOAN',
  choice: 'ANY_EDITION',
  quantity: 1,
  minQuantity: null,
  splitAllowed: true,
  bookFrom: null,
  bookUntil: null,
  neededBy: null,
  patronRef: null,
  note: null,
  draft: false,
};

/** An action with nothing told beside it. */
export const PLAIN_ACT: Omit<ActOnLoan, 'loan' | 'as' | 'action' | 'actor' | 'idempotencyKey'> = {
  version: null,
  reason: null,
  note: null,
  dueDate: null,
  barcodes: [],
  conditionCode: null,
  costFen: null,
  fileUrl: null,
};

/** A whole loan with a renewal: who does what, in order. */
export const LOAN_ROUND: readonly (readonly [LoanRole, LoanAction])[] = [
  ['SUPPLIER', 'WILL_SUPPLY'],
  ['SUPPLIER', 'SHIP'],
  ['REQUESTER', 'RECEIVE'],
  ['REQUESTER', 'RENEW'],
  ['SUPPLIER', 'ALLOW_RENEWAL'],
  ['REQUESTER', 'RETURN'],
  ['SUPPLIER', 'CHECK_IN'],
];
