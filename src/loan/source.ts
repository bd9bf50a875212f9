import { shanghaiDay } from '../base/clock.ts';
import type { Library } from '../catalogue/library.ts';
import { planParts } from './class-set.ts';
import type { Order, Supply } from './order.ts';
import { type Candidate, type Ranked, rank, type Wish } from './rota.ts';
import { symbolOf } from './talk.ts';
import type { LoanWorld } from './world.ts';

/** What comes after SOURCING: the event for the asking side, with the order prepared for it. */
export type Sourced =
  | { readonly event: 'HELD_HERE' | 'NOBODY_LEFT'; readonly order: Order }
  | { readonly event: 'ASK_NEXT'; readonly order: Order; readonly note: string }
  | { readonly event: 'ASK_MANY'; readonly order: Order; readonly parts: readonly Order[] };

/**
 * Decides who is asked now. The rota is ranked anew each time, so a library that lent its last copy meanwhile falls
 * back; those asked before keep their places at its head.
 */
export function nextMove(world: LoanWorld, order: Order): Sourced {
  const borrower = order.requester.kind === 'member' ? world.library(order.requester.library) : null;
  // An outside borrower keeps its own rota, and a part of a set has one lender only.
  if (borrower === null || order.parent !== null) return single(world, order);
  if (!order.ownShelfSeen && onOwnShelf(world, order, borrower)) return { event: 'HELD_HERE', order };
  const ranked = rankedFor(world, order, borrower);
  if (order.quantity > 1 && order.splitAllowed) {
    const parts = partsFor(world, order, ranked);
    if (parts.length > 1) return { event: 'ASK_MANY', order: withRota(order, ranked), parts };
  }
  const next = withRota(order, order.quantity > 1 ? enough(order, ranked) : ranked);
  return single(world, next);
}

/** Asks the first library of the rota that nobody asked yet. */
function single(world: LoanWorld, order: Order): Sourced {
  const next = order.supplies.find(({ askedAt }) => askedAt === null);
  if (next === undefined) return { event: 'NOBODY_LEFT', order: { ...order, rank: null } };
  const asked = (supply: Supply): Supply => ({ ...supply, state: 'NEW', askedAt: world.now });
  const supplies = order.supplies.map((supply) => (supply === next ? asked(supply) : supply));
  return { event: 'ASK_NEXT', order: { ...order, rank: next.rank, supplies }, note: symbolOf(next.party) };
}

/** Copies known to stand on the borrower's own shelf. Copies of unknown status do not count: its librarian has looked. */
function onOwnShelf(world: LoanWorld, order: Order, borrower: Library): boolean {
  if (order.edition === null) return false;
  const own = world
    .shelves(order.edition, order.choice)
    .filter(({ library }) => library === borrower.code)
    .reduce((sum, { available }) => sum + available, 0);
  return own >= order.quantity;
}

/** The rota of an order: every library that may be asked and was not, the best first. */
export function rankedFor(world: LoanWorld, order: Order, borrower: Library): readonly Ranked[] {
  const wish: Wish = {
    requester: borrower,
    serviceType: order.serviceType,
    quantity: order.quantity,
    today: shanghaiDay(world.now),
    neededBy: order.neededBy,
    tried: new Set(order.supplies.filter(({ askedAt }) => askedAt !== null).map(({ party }) => symbolOf(party))),
  };
  return rank(wish, candidatesFor(world, order), world.routes(), world.lastResort());
}

/** Every shelf that holds the edition, one that would do as well, or a set with it. */
export function candidatesFor(world: LoanWorld, order: Order): readonly Candidate[] {
  if (order.edition === null) return [];
  return world.shelves(order.edition, order.choice).flatMap((shelf) => {
    const library = world.library(shelf.library);
    if (library === null) return [];
    const promised = world.promised(shelf.library, shelf.edition, order);
    return {
      library,
      edition: shelf.edition,
      inSet: shelf.inSet,
      available: Math.max(0, shelf.available - promised),
      unknown: Math.max(0, shelf.unknown - Math.max(0, promised - shelf.available)),
      policy: world.policy(shelf.library),
      open: world.openDays(shelf.library),
      ...world.load(shelf.library),
    };
  });
}

function enough(order: Order, ranked: readonly Ranked[]): readonly Ranked[] {
  return ranked.filter(({ copies }) => copies >= (order.minQuantity ?? (order.splitAllowed ? 1 : order.quantity)));
}

/** The rota as it is kept: those asked before, then the new ranking. */
function withRota(order: Order, ranked: readonly Ranked[]): Order {
  const asked = order.supplies.filter(({ askedAt }) => askedAt !== null);
  const first = asked.reduce((most, { rank: each }) => Math.max(most, each), 0) + 1;
  return { ...order, supplies: [...asked, ...ranked.map((each, at) => supplyFor(order, each, first + at))] };
}

function supplyFor(order: Order, { party, edition, reasons }: Ranked, at: number): Supply {
  return {
    rank: at,
    party,
    edition,
    reasons,
    outcome: null,
    state: null,
    saved: null,
    requestId: `${order.id}-${at}`,
    peerRequestId: null,
    askedAt: null,
    answeredAt: null,
  };
}

/** Parts of a set: one loan for each lender of the plan, not asked yet. `missing` copies by default all of them. */
export function partsFor(
  world: LoanWorld,
  order: Order,
  ranked: readonly Ranked[],
  missing: number = order.quantity,
): readonly Order[] {
  const members = ranked.filter(({ party }) => party.kind === 'member');
  return planParts(missing, members).map(({ ranked: lender, quantity }) => {
    const part = emptyPart(world, order, quantity);
    return { ...part, supplies: [supplyFor(part, lender, 1)] };
  });
}

function emptyPart(world: LoanWorld, order: Order, quantity: number): Order {
  return {
    ...order,
    id: world.mint(),
    parent: order.id,
    quantity,
    minQuantity: null,
    splitAllowed: false,
    state: 'SOURCING',
    saved: null,
    flags: new Set(),
    rank: null,
    supplies: [],
    items: [],
    version: 0,
    createdAt: world.now,
    submittedAt: world.now,
    readyAt: null,
    closedAt: null,
    fired: [],
  };
}
