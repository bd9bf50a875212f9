import type { LoanId } from '../base/brand.ts';
import { settle } from './class-set.ts';
import type { Course } from './course.ts';
import { noteFacts, withSupply } from './facts.ts';
import type { LoanFlag } from './loan.ts';
import type { Order } from './order.ts';
import { supplyOf } from './order.ts';
import { borrowerAfter, lenderAfter } from './outside.ts';
import { REQUESTER, type RequesterEvent, type RequesterState } from './requester.ts';
import { nextMove, partsFor, rankedFor } from './source.ts';
import { step } from './step.ts';
import { SUPPLIER, type SupplierEvent } from './supplier.ts';
import type { Particulars, SupplierSays, Talk } from './talk.ts';
import { symbolOf } from './talk.ts';

/** Moves the asking side; false where its table has no row for the event. What it says reaches the lender at once. */
export function moveRequester(course: Course, id: LoanId, event: RequesterEvent, details: Particulars = {}): boolean {
  const order = course.order(id);
  const stepped = step(REQUESTER, { state: order.state, saved: order.saved, flags: order.flags }, event);
  if (!stepped.ok) return false;
  const { state, saved, flags } = stepped.side;
  course.put(closing(course, { ...order, state, saved, flags }));
  const supply = supplyOf(order);
  if (stepped.say !== null && supply !== null) {
    say(course, id, supply.rank, { to: 'SUPPLIER', says: stepped.say, with: details });
  }
  follow(course, id, order.state);
  return true;
}

/** What the program does by itself once the asking side has come to a state. */
function follow(course: Course, id: LoanId, from: RequesterState): void {
  const order = course.order(id);
  if (order.state === 'SOURCING' && from !== 'SOURCING') sourceOn(course, order);
  const { parent, state } = course.order(id);
  if (parent !== null) settleSet(course, parent);
  if (state === 'SET_PROMISED' && from !== 'SET_PROMISED') makeReady(course, id);
  if (from.startsWith('SET_') && REQUESTER.terminal.has(state) && state !== 'COMPLETED') letPartsGo(course, id);
}

function sourceOn(course: Course, order: Order): void {
  const free = { ...order, rank: null, condition: null, costFen: null, currency: null };
  const sourced = nextMove(course.world, free);
  course.put(free);
  course.begin(order.id, sourced.event, 'system', sourced.event === 'ASK_NEXT' ? sourced.note : null);
  course.put(sourced.order);
  moveRequester(course, order.id, sourced.event);
  if (sourced.event === 'ASK_MANY') askParts(course, sourced.parts);
}

/** All parts stand before the first is asked, so that the set is not taken for short meanwhile. */
function askParts(course: Course, parts: readonly Order[]): void {
  for (const part of parts) {
    course.put(part);
    course.begin(part.id, 'CREATED', 'system');
  }
  for (const part of parts) sourceOn(course, course.order(part.id));
}

/** Moves the order a part belongs to, until it rests. */
function settleSet(course: Course, id: LoanId): void {
  const set = course.order(id);
  const borrower = set.requester.kind === 'member' ? course.world.library(set.requester.library) : null;
  if (!set.state.startsWith('SET_') || borrower === null) return;
  const parts = course.parts(id);
  const more = (missing: number) => {
    const lenders = new Set(parts.flatMap(({ supplies }) => supplies.map(({ party }) => symbolOf(party))));
    const left = rankedFor(course.world, set, borrower).filter(({ party }) => !lenders.has(symbolOf(party)));
    return partsFor(course.world, set, left, missing);
  };
  const open = !set.fired.some((timer) => timer.startsWith('GATHER_LATE'));
  const move = settle(set, parts, () => open && more(1).length > 0);
  if (move === null) return;
  if (move.event === 'ASK_MORE') {
    askParts(course, more(move.missing));
    return;
  }
  course.begin(id, move.event, 'system');
  if (moveRequester(course, id, move.event)) settleSet(course, id);
}

/** From now on the lenders' packing days run. */
function makeReady(course: Course, id: LoanId): void {
  for (const part of course.parts(id)) {
    if (part.state === 'WILL_SUPPLY') course.put({ ...part, readyAt: course.world.now });
  }
}

/** A set that is given up gives up its parts; those under way come home by themselves. */
function letPartsGo(course: Course, id: LoanId): void {
  for (const part of course.parts(id)) {
    course.begin(part.id, 'CANCEL', 'system');
    moveRequester(course, part.id, 'CANCEL');
  }
}

/** Moves the side of one lender; false where its table has no row for the event. What it says reaches the borrower at once. */
export function moveSupplier(
  course: Course,
  id: LoanId,
  rank: number,
  event: SupplierEvent,
  details: Particulars = {},
): boolean {
  const order = course.order(id);
  const supply = order.supplies.find((each) => each.rank === rank);
  if (supply === undefined || supply.state === null) return false;
  const stepped = step(SUPPLIER, { state: supply.state, saved: supply.saved, flags: order.flags }, event);
  if (!stepped.ok) return false;
  const { state, saved } = stepped.side;
  // A lender of old may not put up or take down the flags of the loan.
  const flags: ReadonlySet<LoanFlag> = rank === order.rank ? stepped.side.flags : order.flags;
  course.put(withSupply({ ...order, flags }, rank, (old) => ({ ...old, state, saved })));
  if (stepped.say !== null) say(course, id, rank, { to: 'REQUESTER', says: stepped.say, with: details });
  return true;
}

/** One side says a word: the facts follow it, then it is handed over inside the alliance or written out for an outside party. */
export function say(course: Course, id: LoanId, rank: number, talk: Talk): void {
  const order = course.order(id);
  const supply = order.supplies.find((each) => each.rank === rank);
  if (supply === undefined) return;
  if (rank === order.rank) course.put(noteFacts(course, order, supply, talk));
  const party = talk.to === 'SUPPLIER' ? supply.party : order.requester;
  if (party.kind === 'outside') {
    course.send(course.order(id), supply, symbolOf(party), talk);
    reflect(course, id, rank, talk);
    return;
  }
  deliver(course, id, rank, talk);
}

/** A word from an outside party: facts, what we know of its own side, and then our side. */
export function hearOutside(course: Course, id: LoanId, rank: number, talk: Talk): void {
  const order = course.order(id);
  const supply = order.supplies.find((each) => each.rank === rank);
  if (supply === undefined) return;
  if (rank === order.rank) course.put(noteFacts(course, order, supply, talk));
  reflect(course, id, rank, talk);
  deliver(course, id, rank, talk);
}

function deliver(course: Course, id: LoanId, rank: number, talk: Talk): void {
  if (talk.to === 'SUPPLIER') {
    if (talk.says !== 'ASKED') moveSupplier(course, id, rank, `heard ${talk.says}`);
    return;
  }
  const order = course.order(id);
  if (rank === order.rank) moveRequester(course, id, `heard ${talk.says}`);
  else hearFormer(course, id, rank, talk.says, talk);
}

const NOT_SHIPPED: readonly RequesterState[] = [
  'SENT',
  'EXPECTED',
  'WILL_SUPPLY',
  'COND_PENDING',
  'RETRY_PENDING',
  'SOURCING',
];

/**
 * A library that was passed over speaks up. If it has shipped, its book is the one that comes: the newer request is
 * withdrawn, and the conflict is put before a person; if the newer one has shipped as well, both come.
 */
function hearFormer(course: Course, id: LoanId, rank: number, says: SupplierSays, talk: Talk): void {
  const order = course.order(id);
  const former = order.supplies.find((each) => each.rank === rank);
  if (former === undefined || says !== 'SHIPPED') return;
  course.begin(id, 'FORMER_SHIPPED', symbolOf(former.party));
  moveRequester(course, id, 'FORMER_SHIPPED');
  if (!NOT_SHIPPED.includes(order.state)) return;
  const current = supplyOf(order);
  if (current !== null) {
    const left = withSupply(course.order(id), current.rank, (old) => ({ ...old, outcome: 'SUPERSEDED' }));
    course.put({ ...left, rank, state: 'SENT', saved: null });
    say(course, id, current.rank, { to: 'SUPPLIER', says: 'CANCELS', with: {} });
  } else {
    course.put({ ...course.order(id), rank, state: 'SENT', saved: null });
  }
  course.put(noteFacts(course, course.order(id), former, talk));
  moveRequester(course, id, 'heard SHIPPED');
}

/** Keeps our picture of the outside party. */
function reflect(course: Course, id: LoanId, rank: number, talk: Talk): void {
  const order = course.order(id);
  const supply = order.supplies.find((each) => each.rank === rank);
  if (supply?.party.kind === 'outside') {
    const old = { state: supply.state ?? 'NEW', saved: supply.saved };
    const now = lenderAfter(old, talk.says, SUPPLIER.terminal.has(old.state));
    course.put(withSupply(order, rank, (each) => ({ ...each, ...now })));
  } else if (order.requester.kind === 'outside') {
    const now = borrowerAfter(
      { state: order.state, saved: order.saved },
      talk.says,
      REQUESTER.terminal.has(order.state),
    );
    course.put(closing(course, { ...order, ...now }));
  }
}

/** Notes the moment at which the asking side is through. */
function closing(course: Course, order: Order): Order {
  const over = REQUESTER.terminal.has(order.state);
  if (over === (order.closedAt !== null)) return order;
  return { ...order, closedAt: over ? course.world.now : null };
}
