import type { EditionId, LibraryCode, LoanId } from '../base/brand.ts';

export const LOAN_STATES = [
  'DRAFT',
  'AWAITING_APPROVAL',
  'SOURCING',
  'SENT',
  'EXPECTED',
  'WILL_SUPPLY',
  'CONDITION_PENDING',
  'RETRY_PENDING',
  'CANCEL_PENDING',
  'SHIPPED',
  'RECEIVED',
  'RETURN_SHIPPED',
  'COMPLETED',
  'UNFILLED',
  'CANCELLED',
  'DECLINED',
  'EXPIRED',
  'LOST',
] as const;
export type LoanState = (typeof LOAN_STATES)[number];

export const LOAN_FLAGS = ['OVERDUE', 'RECALLED', 'RENEWAL_PENDING', 'MISSING', 'CONFLICT', 'NEEDS_ATTENTION'] as const;
export type LoanFlag = (typeof LOAN_FLAGS)[number];

export const LOAN_ACTIONS = [
  'SUBMIT',
  'APPROVE',
  'DECLINE',
  'CANCEL',
  'WILL_SUPPLY',
  'UNFILLED',
  'SET_CONDITION',
  'ACCEPT_CONDITION',
  'REJECT_CONDITION',
  'ASK_RETRY',
  'ACCEPT_RETRY',
  'SHIP',
  'SUPPLY_COPY',
  'RECEIVE',
  'ACCEPT_PARTIAL',
  'REFUSE_PARTIAL',
  'RENEW',
  'ALLOW_RENEWAL',
  'REFUSE_RENEWAL',
  'RECALL',
  'RETURN',
  'CHECK_IN',
  'ACCEPT_CANCEL',
  'REFUSE_CANCEL',
  'REPORT_LOST',
  'CLOSE',
] as const;
export type LoanAction = (typeof LOAN_ACTIONS)[number];
export type LoanRole = 'REQUESTER' | 'SUPPLIER';
export type ServiceType = 'LOAN' | 'COPY' | 'COPY_OR_LOAN';
export type EditionChoice = 'THIS_EDITION' | 'SAME_TRANSLATION' | 'ANY_EDITION';

/** A member library by code, or an outside agency by its symbol AUTHORITY:VALUE. */
export type Party =
  | { readonly kind: 'member'; readonly library: LibraryCode }
  | { readonly kind: 'outside'; readonly symbol: string; readonly name: string };

export interface RequestLoan {
  readonly requester: LibraryCode;
  readonly edition: EditionId | null;
  readonly title: string | null;
  readonly contributor: string | null;
  readonly isbn: string | null;
  readonly serviceType: ServiceType;
  readonly choice: EditionChoice;
  readonly quantity: number;
  readonly minQuantity: number | null;
  readonly splitAllowed: boolean;
  readonly bookFrom: string | null;
  readonly bookUntil: string | null;
  readonly neededBy: string | null;
  readonly patronRef: string | null;
  readonly note: string | null;
  readonly draft: boolean;
  readonly idempotencyKey: string;
}

export interface ActOnLoan {
  readonly loan: LoanId;
  readonly action: LoanAction;
  readonly as: LoanRole;
  /** The library acting, as the key proved it; null for an OPERATOR or COORDINATOR. */
  readonly actor: LibraryCode | null;
  readonly version: number | null;
  readonly reason: string | null;
  readonly note: string | null;
  readonly dueDate: string | null;
  readonly barcodes: readonly string[];
  readonly conditionCode: string | null;
  readonly costFen: number | null;
  readonly fileUrl: string | null;
  readonly idempotencyKey: string;
}

/** One request of one library for copies of one title, from asking to return. Each side keeps its own state. */
export interface Loan {
  readonly id: LoanId;
  readonly requester: Party;
  readonly supplier: Party | null;
  readonly serviceType: ServiceType;
  readonly choice: EditionChoice;
  readonly edition: EditionId | null;
  readonly title: string;
  readonly requesterState: LoanState;
  readonly supplierState: LoanState | null;
  readonly flags: readonly LoanFlag[];
  readonly quantity: number;
  readonly parts: readonly LoanId[];
  readonly parent: LoanId | null;
  readonly follows: LoanId | null;
  readonly items: readonly LoanItem[];
  readonly condition: string | null;
  readonly unfilledReason: string | null;
  readonly bookFrom: string | null;
  readonly bookUntil: string | null;
  readonly minQuantity: number | null;
  readonly neededBy: string | null;
  readonly dueDate: string | null;
  /** Where a copy lies that was delivered as a file: `/documents/…` here, or an address elsewhere. */
  readonly fileUrl: string | null;
  readonly waitingFor: Party | null;
  readonly actBy: Date | null;
  readonly rota: readonly RotaEntry[];
  readonly actions: { readonly [R in LoanRole]: readonly LoanAction[] };
  readonly events: readonly LoanEvent[];
  readonly version: number;
  readonly createdAt: Date;
}

export interface LoanItem {
  readonly barcode: string;
  readonly library: LibraryCode | null;
  readonly state: LoanState;
  readonly dueDate: string | null;
}

export interface RotaEntry {
  readonly party: Party;
  readonly rank: number;
  readonly reasons: readonly string[];
  readonly outcome: string | null;
}

export interface LoanEvent {
  /** Grows over all loans: the cursor of `loanChanged(after:)`. */
  readonly seq: number;
  readonly at: Date;
  readonly action: string;
  readonly from: LoanState | null;
  readonly to: LoanState | null;
  readonly by: string;
  readonly note: string | null;
}
