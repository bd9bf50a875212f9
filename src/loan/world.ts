import type { EditionId, LibraryCode, LoanId } from '../base/brand.ts';
import type { Stage } from '../catalogue/edition.ts';
import type { Library } from '../catalogue/library.ts';
import type { Availability } from '../record/description.ts';
import type { AudienceRule } from './audience.ts';
import type { Window } from './booking.ts';
import type { OpenDays } from './calendar.ts';
import type { EditionChoice } from './loan.ts';
import type { Order } from './order.ts';
import type { DeliveryAddress } from './partner.ts';
import type { CourierRoute, LendingPolicy } from './policy.ts';
import type { LastResort } from './rota.ts';
import type { Shelf } from './store.ts';

export interface WantedTitle {
  readonly id: EditionId;
  readonly title: string;
  readonly contributor: string | null;
  readonly isbn: string | null;
  readonly stages: readonly Stage[];
  readonly editionStatement: string | null;
  readonly publisher: string | null;
  readonly year: number | null;
}

export interface Copy {
  readonly edition: EditionId;
  /** Which volume of a set it is, where its library tells. */
  readonly volume: string | null;
  readonly availability: Availability;
}

/** Everything a decision about a loan may look at: synchronous reads inside the one transaction. */
export interface LoanWorld {
  readonly now: Date;
  mint(): LoanId;
  library(code: LibraryCode): Library | null;
  policy(code: LibraryCode): LendingPolicy;
  openDays(code: LibraryCode): OpenDays;
  /** What the library wants to approve before others are asked. */
  audience(code: LibraryCode): AudienceRule;
  /** Where it wants parcels, if it told. */
  address(code: LibraryCode): DeliveryAddress | null;
  /** The edition with this ISBN that a library holds, for requests from outside. */
  heldByIsbn(code: LibraryCode, isbn: string): EditionId | null;
  routes(): readonly CourierRoute[];
  /** Agencies asked when no member can help, in order. */
  lastResort(): readonly LastResort[];
  /** Follows redirects of merged editions. */
  title(edition: EditionId): WantedTitle | null;
  /** Who has the edition, one that would do as well, or a set with it; copies of its other volumes do not count. */
  shelves(edition: EditionId, choice: EditionChoice): readonly Shelf[];
  /** Whether this copy is what a wish for the edition wants. */
  wanted(copy: Copy, edition: EditionId, choice: EditionChoice): boolean;
  copy(library: LibraryCode, barcode: string): Copy | null;
  /** The open loan a copy is in. */
  loanOfCopy(library: LibraryCode, barcode: string): LoanId | null;
  load(code: LibraryCode): { readonly openLoans: number; readonly lentMore: number };
  /** Copies promised to somebody and still on the shelf, for days that the window shares; an open end reaches on. */
  promised(library: LibraryCode, edition: EditionId, window: Window): number;
  order(id: LoanId): Order | null;
  /** The file that its lender laid down for it. */
  documentOf(id: LoanId): string | null;
  parts(parent: LoanId): readonly Order[];
  /** Under what a reader's reference is kept; see {@link Order.patronRef}. */
  pseudonym(requester: LibraryCode, patronRef: string): string;
  /** Open loans of the same opaque reader. */
  openFor(
    requester: LibraryCode,
    patronRef: string,
  ): readonly { readonly edition: EditionId | null; readonly title: string }[];
}
