import type { ServiceType } from './loan.ts';
import type { Order, Outgoing } from './order.ts';
import { symbolOf, type Talk } from './talk.ts';

/** One message to an outside agency as it waits in the outbox: all that a writer of any protocol needs, as it was then. */
export interface LoanMessage {
  readonly talk: Talk;
  /** Our number for the dealings with this one agency; on the borrowing side made by us, on the lending side by them. */
  readonly requestId: string;
  readonly peerRequestId: string | null;
  readonly requester: string;
  readonly supplier: string;
  readonly at: string;
  readonly serviceType: ServiceType;
  readonly title: string;
  readonly contributor: string | null;
  readonly isbn: string | null;
  readonly anyEdition: boolean;
  readonly quantity: number;
  readonly neededBy: string | null;
  readonly dueDate: string | null;
  /** The lender's state at that moment, for answers that repeat it. */
  readonly supplierState: string | null;
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
export function composeMessage({ talk, rank }: Outgoing, order: Order, now: Date): LoanMessage {
  const supply = order.supplies.find((each) => each.rank === rank);
  return {
    talk,
    requestId: supply?.requestId ?? order.id,
    peerRequestId: supply?.peerRequestId ?? null,
    requester: symbolOf(order.requester),
    supplier: supply === undefined ? '' : symbolOf(supply.party),
    at: now.toISOString(),
    serviceType: order.serviceType,
    title: order.title,
    contributor: order.contributor,
    isbn: order.isbn,
    anyEdition: order.choice !== 'THIS_EDITION',
    quantity: order.quantity,
    neededBy: order.neededBy,
    dueDate: order.dueDate,
    supplierState: supply?.state ?? null,
  };
}
