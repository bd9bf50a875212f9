import type { ServiceType } from './loan.ts';
import type { Order, Outgoing } from './order.ts';
import { symbolOf, type Talk } from './talk.ts';
import type { LoanWorld } from './world.ts';

/** One message to an outside agency as it waits in the outbox: all that a writer of any protocol needs, as it was then. */
export interface LoanMessage {
  readonly talk: Talk;
  /** Our number for the dealings with this one agency; on the borrowing side made by us, on the lending side by them. */
  readonly requestId: string;
  readonly peerRequestId: string | null;
  readonly requester: string;
  readonly supplier: string;
  /** Our own number for it as a lender; null on the borrowing side. */
  readonly ownRequestId: string | null;
  readonly previousRequestId: string | null;
  readonly at: string;
  readonly serviceType: ServiceType;
  readonly about: AboutTitle;
  readonly deliverTo: DeliveryAddress;
  readonly anyEdition: boolean;
  readonly quantity: number;
  readonly neededBy: string | null;
  readonly dueDate: string | null;
  readonly costFen: number | null;
  readonly currency: string | null;
  /** The lender's state at that moment, for answers that repeat it. */
  readonly supplierState: string | null;
  /** The first answer to this request, as against news about it. */
  readonly first: boolean;
}

export interface AboutTitle {
  readonly title: string;
  readonly contributor: string | null;
  readonly isbn: string | null;
  readonly edition: string | null;
  readonly publisher: string | null;
  readonly year: string | null;
}

/** Where a borrower receives parcels. */
export interface DeliveryAddress {
  readonly line1: string;
  readonly line2: string | null;
  readonly locality: string | null;
  readonly postalCode: string | null;
  readonly country: string | null;
  /** Where copies may be sent. */
  readonly email: string | null;
}

export interface PartnerAddress {
  readonly symbol: string;
  readonly name: string;
  readonly kind: 'iso18626' | 'email';
  readonly url: string;
  readonly version: '1.2' | '2021' | null;
  readonly dialect: string | null;
  readonly secret: string | null;
  readonly allowPrivate: boolean;
  /** Asked when no member can help: 1 first; 0 never. */
  readonly lastResort: number;
}

/** What became of an attempt to send: `refused` is an answer too, trying again would not help. */
export type Sent =
  | { readonly kind: 'delivered'; readonly peerRequestId: string | null }
  | { readonly kind: 'refused'; readonly detail: string }
  | { readonly kind: 'failed'; readonly detail: string };

/** A way to reach libraries outside. Inside the alliance nothing is sent: both sides stand in one store. */
export interface LoanPartner {
  readonly protocol: 'iso18626' | 'email';
  send(message: LoanMessage, to: PartnerAddress, signal: AbortSignal): Promise<Sent>;
}

/** Freezes what a message says at the moment it is decided; it may leave much later. */
export function composeMessage(outgoing: Outgoing, order: Order, world: LoanWorld): LoanMessage {
  const { talk, rank, first, previousRequestId } = outgoing;
  const supply = order.supplies.find((each) => each.rank === rank);
  return {
    talk,
    requestId: supply?.requestId ?? order.id,
    peerRequestId: supply?.peerRequestId ?? null,
    requester: symbolOf(order.requester),
    supplier: supply === undefined ? '' : symbolOf(supply.party),
    ownRequestId: order.requester.kind === 'outside' ? order.id : null,
    previousRequestId,
    at: world.now.toISOString(),
    serviceType: order.serviceType,
    about: aboutTitle(order, world),
    deliverTo: addressOf(order, world),
    anyEdition: order.edition !== null && order.choice === 'ANY_EDITION',
    quantity: order.quantity,
    neededBy: order.neededBy,
    dueDate: order.dueDate,
    costFen: order.costFen,
    currency: order.currency,
    supplierState: supply?.state ?? null,
    first,
  };
}

function aboutTitle(order: Order, world: LoanWorld): AboutTitle {
  const { title, contributor, isbn } = order;
  const known = order.edition === null ? null : world.title(order.edition);
  return {
    title,
    contributor,
    isbn,
    edition: known?.editionStatement ?? null,
    publisher: known?.publisher ?? null,
    year: known?.year == null ? null : String(known.year),
  };
}

function addressOf({ requester }: Order, world: LoanWorld): DeliveryAddress {
  const library = requester.kind === 'member' ? requester.library : null;
  const told = library === null ? null : world.address(library);
  const name = library === null ? '' : (world.library(library)?.name ?? library);
  return told ?? { line1: name, line2: null, locality: null, postalCode: null, country: 'CN', email: null };
}
