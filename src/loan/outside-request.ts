import type { LibraryCode } from '../base/brand.ts';
import { course } from './course.ts';
import type { Party, ServiceType } from './loan.ts';
import type { Order, Supply } from './order.ts';
import { BLANK, type Decided } from './request.ts';
import type { LoanWorld } from './world.ts';

/** What a library outside the alliance asks of a member. No reader is named: what the message says of one is not taken. */
export interface OutsideRequest {
  readonly requester: Extract<Party, { kind: 'outside' }>;
  readonly supplier: LibraryCode;
  /** The number it gave. */
  readonly requestId: string;
  readonly serviceType: ServiceType;
  readonly title: string;
  readonly contributor: string | null;
  readonly isbn: string | null;
  readonly anyEdition: boolean;
  readonly neededBy: string | null;
  readonly note: string | null;
}

/** A loan whose lender is the member and whose borrower keeps its own tables; the member's librarian answers it. */
export function decideOutsideRequest(world: LoanWorld, request: OutsideRequest): Decided {
  const edition = request.isbn === null ? null : world.heldByIsbn(request.supplier, request.isbn);
  const supply: Supply = {
    rank: 1,
    party: { kind: 'member', library: request.supplier },
    edition,
    reasons: ['asked-from-outside'],
    outcome: null,
    state: 'NEW',
    saved: null,
    requestId: request.requestId,
    peerRequestId: null,
    askedAt: world.now,
    answeredAt: null,
  };
  const order: Order = {
    ...BLANK,
    id: world.mint(),
    requester: request.requester,
    serviceType: request.serviceType,
    choice: request.anyEdition ? 'ANY_EDITION' : 'THIS_EDITION',
    edition,
    title: request.title,
    contributor: request.contributor,
    isbn: request.isbn,
    quantity: 1,
    minQuantity: null,
    splitAllowed: false,
    bookFrom: null,
    bookUntil: null,
    neededBy: request.neededBy,
    patronRef: null,
    note: request.note,
    state: 'SENT',
    rank: 1,
    supplies: [supply],
    createdAt: world.now,
    submittedAt: world.now,
  };
  const on = course(world);
  on.put(order);
  on.begin(order.id, 'CREATED', request.requester.symbol);
  return { ok: true, loan: order.id, change: on.change() };
}
