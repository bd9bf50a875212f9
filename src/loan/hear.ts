import { course } from './course.ts';
import type { Dealing } from './exchange.ts';
import { withSupply } from './facts.ts';
import { hearOutside, moveRequester, say } from './moves.ts';
import type { LoanChange, Order } from './order.ts';
import type { Talk } from './talk.ts';
import { symbolOf } from './talk.ts';
import type { LoanWorld } from './world.ts';

/** A word from an outside party, with all that follows from it. */
export function decideHear(
  world: LoanWorld,
  order: Order,
  { rank }: Dealing,
  talk: Talk,
  peerRequestId: string | null,
): LoanChange {
  const on = course(world);
  const speaker =
    talk.to === 'REQUESTER' ? order.supplies.find((supply) => supply.rank === rank)?.party : order.requester;
  on.put(peerRequestId === null ? order : withSupply(order, rank, (old) => ({ ...old, peerRequestId })));
  on.begin(order.id, talk.says, speaker === undefined ? 'system' : symbolOf(speaker), talk.with.note ?? null);
  hearOutside(on, order.id, rank, talk);
  return on.change();
}

export interface Undelivered {
  readonly rank: number;
  readonly says: string;
  readonly detail: string;
  /** Nobody knows whether the peer has it, as against a peer that refused it. */
  readonly perhaps: boolean;
}

/** A message could not be delivered, or was refused as such: the next library is asked, or a person has to look. */
export function decideUndelivered(
  world: LoanWorld,
  order: Order,
  { rank, says, detail, perhaps }: Undelivered,
): LoanChange {
  const on = course(world);
  on.put(order);
  on.begin(order.id, 'NOT_DELIVERED', 'system', detail);
  // Perhaps it did arrive: then it must not be worked on beside the library that is asked next.
  const withdraw = perhaps && (says === 'ASKED' || says === 'RETRIED');
  if (withdraw) say(on, order.id, rank, { to: 'SUPPLIER', says: 'CANCELS', with: {} });
  if (rank !== order.rank) return on.change();
  if (order.requester.kind === 'member') {
    on.put(withSupply(on.order(order.id), rank, (old) => ({ ...old, outcome: old.outcome ?? 'NOT_DELIVERED' })));
    moveRequester(on, order.id, 'NOT_DELIVERED');
  } else {
    const now = on.order(order.id);
    on.put({ ...now, flags: new Set([...now.flags, 'NEEDS_ATTENTION']) });
  }
  return on.change();
}

/** A person gives up an outside lender that cannot be reached; null where it is not the one now asked, or its book is out. */
export function decideGivenUp(world: LoanWorld, order: Order, rank: number): LoanChange | null {
  const lender = order.supplies.find((supply) => supply.rank === rank)?.party;
  if (order.requester.kind !== 'member' || lender?.kind !== 'outside' || rank !== order.rank) return null;
  const on = course(world);
  on.put(order);
  on.begin(order.id, 'GIVEN_UP', 'operator');
  hearOutside(on, order.id, rank, { to: 'REQUESTER', says: 'CANCEL_AGREED', with: {} });
  const now = on.order(order.id);
  return now.state === order.state && now.rank === order.rank ? null : on.change();
}
