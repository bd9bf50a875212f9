import type { LoanId } from '../base/brand.ts';
import type { OutsideRequest } from './outside-request.ts';
import type { LoanMessage, PartnerAddress } from './partner.ts';
import type { SupplierState } from './supplier.ts';
import type { Talk } from './talk.ts';

/** Our dealings with one outside party about one loan. */
export interface Dealing {
  readonly loan: LoanId;
  readonly rank: number;
  /** Symbol of the outside party. */
  readonly peer: string;
  /** How the lender's side stands, ours or our picture of theirs. */
  readonly lender: SupplierState | null;
}

/** One message as it came, with what was answered: the same bytes again get the same answer. */
export interface Received {
  readonly peer: string;
  readonly dealing: Dealing | null;
  readonly requestId: string;
  readonly says: string;
  readonly body: string;
  readonly digest: string;
  readonly confirmation: string;
}

/**
 * What a protocol needs of the loan store. Synchronous like {@link LoanWriter}: the inbox row, the change and the
 * remembered confirmation stand in one transaction of the caller's.
 */
export interface LoanExchange {
  partner(symbol: string): PartnerAddress | null;
  replay(peer: string, digest: string): string | null;
  /** By the number that the borrower gave, or the one we gave as lender. */
  dealing(requester: string, requestId: string, ownRequestId: string | null): Dealing | null;
  /** An outside library asks a member; null where we know no such member. */
  open(request: OutsideRequest, now: Date): Dealing | null;
  hear(dealing: Dealing, talk: Talk, peerRequestId: string | null, now: Date): void;
  remember(received: Received, now: Date): void;
}

/** A message that waits to be sent. */
export interface Waiting {
  readonly id: number;
  readonly message: LoanMessage;
  readonly to: PartnerAddress;
  readonly attempts: number;
}

/** What became of a message, as it is written down. */
export type Outcome =
  | { readonly kind: 'delivered'; readonly peerRequestId: string | null }
  /** Not before `retryAt`; null gives up: the message is dead and a person decides. */
  | { readonly kind: 'failed'; readonly detail: string; readonly retryAt: Date | null }
  | { readonly kind: 'refused'; readonly detail: string };

export interface LoanPost {
  /** The oldest waiting message of each peer, if its time has come: one peer hears of things in their order. */
  due(now: Date, limit: number): readonly Waiting[];
  settle(id: number, outcome: Outcome, now: Date): void;
  dead(): readonly DeadLetter[];
  /** What one peer was asked for and has not sent yet. */
  requests(peer: string): readonly LoanMessage[];
  /** False where the message is not dead, or its book is out already and no other library can take its place. */
  resolve(id: number, choice: DeadLetterChoice, now: Date): boolean;
}

/** A message that could not be delivered. Its loan has moved on or waits for a person already. */
export interface DeadLetter {
  readonly id: number;
  readonly peer: string;
  /** The symbol again where the partner is known no longer. */
  readonly peerName: string;
  readonly loan: LoanId | null;
  readonly talk: string;
  readonly attempts: number;
  readonly error: string | null;
  readonly createdAt: Date;
}

/**
 * What a person makes of it: tried anew, told to the peer in another way, or the peer is given up for this loan, as if
 * it had let go, so that the next library is asked.
 */
export type DeadLetterChoice = 'send again' | 'settled by phone' | 'next supplier';
