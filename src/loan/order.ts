import type { EditionId, LibraryCode, LoanId } from '../base/brand.ts';
import type { Availability } from '../record/description.ts';
import type { EditionChoice, LoanFlag, LoanState, Party, ServiceType } from './loan.ts';
import type { RequesterState } from './requester.ts';
import type { SupplierState } from './supplier.ts';
import type { Talk } from './talk.ts';

/** A loan as the engine keeps it: the asking side, and one supply for each library that was or could be asked. */
export interface Order {
  readonly id: LoanId;
  readonly requester: Party;
  readonly serviceType: ServiceType;
  readonly choice: EditionChoice;
  readonly edition: EditionId | null;
  readonly title: string;
  readonly contributor: string | null;
  readonly isbn: string | null;
  readonly quantity: number;
  readonly minQuantity: number | null;
  readonly splitAllowed: boolean;
  readonly bookFrom: string | null;
  readonly bookUntil: string | null;
  readonly neededBy: string | null;
  /** The reader's keyed pseudonym; the reference itself is never kept. */
  readonly patronRef: string | null;
  readonly note: string | null;
  /** The order this is a part of, when copies are gathered from several libraries. */
  readonly parent: LoanId | null;
  /** The loan of the stop before, in a box that goes from school to school. */
  readonly follows: LoanId | null;
  readonly state: RequesterState;
  readonly saved: RequesterState | null;
  readonly flags: ReadonlySet<LoanFlag>;
  /** Rank of the supply in play; null while nobody is asked. */
  readonly rank: number | null;
  readonly supplies: readonly Supply[];
  readonly items: readonly LentItem[];
  /** Its own librarian has seen that the copies on its own shelf will not do. */
  readonly ownShelfSeen: boolean;
  readonly condition: string | null;
  readonly costFen: number | null;
  readonly currency: string | null;
  readonly fileUrl: string | null;
  readonly unfilledReason: string | null;
  readonly dueDate: string | null;
  readonly renewals: number;
  readonly shippedAt: Date | null;
  readonly receivedAt: Date | null;
  readonly returnedAt: Date | null;
  /** Timers that spoke already, e.g. `ANSWER_HALF/2`: they do not speak twice. */
  readonly fired: readonly string[];
  readonly version: number;
  readonly createdAt: Date;
  /** When the first library was to be looked for; null while it is a draft. */
  readonly submittedAt: Date | null;
  /** Of a part of a set: since when enough copies of the set are promised, so that it may leave. */
  readonly readyAt: Date | null;
  readonly closedAt: Date | null;
}

/** One library of the rota, with its own side of the loan once it is asked. */
export interface Supply {
  readonly rank: number;
  readonly party: Party;
  /** The edition this library would lend, which may differ from the one asked for under ANY_EDITION. */
  readonly edition: EditionId | null;
  readonly reasons: readonly string[];
  /** How it ended with this library: `UNFILLED NotOnShelf`, `NO_ANSWER`, `SHIPPED` …; null before and while it is asked. */
  readonly outcome: string | null;
  readonly state: SupplierState | null;
  readonly saved: SupplierState | null;
  /** Known to this one library only, so that a late message of a former one is recognised. */
  readonly requestId: string;
  readonly peerRequestId: string | null;
  readonly askedAt: Date | null;
  readonly answeredAt: Date | null;
}

export interface LentItem {
  readonly barcode: string;
  /** The owner; null for a copy of an outside agency. */
  readonly library: LibraryCode | null;
  readonly rank: number;
  readonly edition: EditionId | null;
  readonly state: LoanState;
  readonly dueDate: string | null;
}

export interface NewEvent {
  readonly loan: LoanId;
  readonly action: string;
  readonly from: LoanState | null;
  readonly to: LoanState;
  readonly by: string;
  readonly note: string | null;
  readonly requester: Party;
  readonly supplier: Party | null;
}

/** A message for an outside agency, to be written in its dialect and sent after the commit. */
export interface Outgoing {
  readonly loan: LoanId;
  readonly rank: number;
  readonly peer: string;
  readonly talk: Talk;
  /** The first word of a lender about this request answers it; later ones tell of changes. */
  readonly first: boolean;
  /** Number of the request that a retry follows. */
  readonly previousRequestId: string | null;
}

/** What becomes of a copy in the catalogue. */
export interface ShelfChange {
  readonly library: LibraryCode;
  readonly barcode: string;
  readonly availability: Availability;
  readonly dueDate: string | null;
}

/** Everything one command or message changes, applied in one transaction or not at all. */
export interface LoanChange {
  readonly orders: readonly Order[];
  readonly events: readonly NewEvent[];
  readonly outgoing: readonly Outgoing[];
  readonly shelf: readonly ShelfChange[];
}

/** The supply in play. */
export function supplyOf(order: Order): Supply | null {
  return order.supplies.find((supply) => supply.rank === order.rank) ?? null;
}
