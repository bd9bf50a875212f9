import type { Order } from './order.ts';
import type { RequesterEvent, RequesterState } from './requester.ts';
import type { Ranked } from './rota.ts';

export interface PlannedPart {
  readonly ranked: Ranked;
  readonly quantity: number;
}

/**
 * Spreads a class set over the rota: as many copies from each library as it can give, the nearest first, so that few
 * schools have to pack. Answers less than `quantity` where all shelves together hold less.
 */
export function planParts(quantity: number, ranked: readonly Ranked[]): readonly PlannedPart[] {
  const plan: PlannedPart[] = [];
  let missing = quantity;
  for (const each of ranked) {
    const copies = Math.min(each.copies, missing);
    if (copies <= 0) continue;
    plan.push({ ranked: each, quantity: copies });
    missing -= copies;
  }
  return plan;
}

/** How far a part has come, in the order of a loan's life; parts that ended without a copy count as gone. */
const PROGRESS = {
  WILL_SUPPLY: 1,
  SHIPPED: 2,
  RECEIVED: 3,
  ON_LOAN: 3,
  RETURN_PENDING: 3,
  RETURN_SHIPPED: 4,
  COMPLETED: 5,
  LOST: 5,
  CLOSED_AFTER: 5,
} as const satisfies { readonly [state in RequesterState]?: number };

const GONE: readonly RequesterState[] = ['UNFILLED', 'CANCELLED', 'DECLINED', 'EXPIRED', 'CLOSED', 'FILLED_LOCALLY'];

export interface Tally {
  /** Copies promised or already under way. */
  readonly promised: number;
  /** Copies whose lender has not answered. */
  readonly pending: number;
  /** The least progress of the parts that give copies; 0 where none does. */
  readonly progress: number;
}

export function tally(parts: readonly Order[]): Tally {
  const giving = parts.filter(({ state }) => state in PROGRESS);
  const copies = (part: Order) => (part.items.length > 0 ? part.items.length : part.quantity);
  return {
    promised: giving.reduce((sum, part) => sum + copies(part), 0),
    pending: parts
      .filter(({ state }) => !(state in PROGRESS) && !GONE.includes(state))
      .reduce((sum, { quantity }) => sum + quantity, 0),
    progress: giving.length === 0 ? 0 : Math.min(...giving.map(({ state }) => progressOf(state))),
  };
}

function progressOf(state: RequesterState): number {
  return state in PROGRESS ? PROGRESS[state as keyof typeof PROGRESS] : 0;
}

/** What a gathered order does after one of its parts has moved. `ASK_MORE` asks further libraries for the missing copies. */
export type SetMove = { readonly event: RequesterEvent } | { readonly event: 'ASK_MORE'; readonly missing: number };

/**
 * Below `minQuantity` a set is nothing: it fails and its parts are let go. From `minQuantity` on, where one was given,
 * fewer copies are taken as agreed; where none was given, the requester decides about a shortage.
 *
 * @param canAsk whether a library of the rota is left that could give copies
 */
export function settle(set: Order, parts: readonly Order[], canAsk: () => boolean): SetMove | null {
  const { promised, pending, progress } = tally(parts);
  const gathering = set.state === 'SET_GATHERING' || set.state === 'SET_PARTIAL';
  if (gathering && promised >= set.quantity) return { event: 'PARTS_PROMISED' };
  if (set.state === 'SET_GATHERING') {
    const missing = set.quantity - promised - pending;
    if (missing > 0 && canAsk()) return { event: 'ASK_MORE', missing };
    if (pending > 0) return null;
    if (promised < (set.minQuantity ?? 1)) return { event: 'PARTS_FAILED' };
    return { event: set.minQuantity === null ? 'PARTS_SHORT' : 'PARTS_PROMISED' };
  }
  if (set.state === 'SET_PARTIAL') return promised === 0 && pending === 0 ? { event: 'PARTS_FAILED' } : null;
  return pending > 0 ? null : progressed(set.state, progress);
}

const STAGES = [
  'SET_PROMISED',
  'SET_SHIPPED',
  'SET_RECEIVED',
  'SET_RETURNING',
] as const satisfies readonly RequesterState[];
const STAGE_EVENTS = ['PARTS_SHIPPED', 'PARTS_RECEIVED', 'PARTS_RETURNING', 'PARTS_DONE'] as const;

/** The whole set is where its slowest part is. */
function progressed(state: RequesterState, progress: number): SetMove | null {
  const stage = (STAGES as readonly RequesterState[]).indexOf(state);
  if (stage < 0) return null;
  if (progress === 0) return { event: 'PARTS_FAILED' };
  const event = STAGE_EVENTS[progress - 2];
  return event === undefined || progress - 2 < stage ? null : { event };
}

/** Whether copies of a set may leave now: not before the least number the requester can use is promised. */
export function mayShip(set: Order, parts: readonly Order[]): boolean {
  return set.minQuantity === null || tally(parts).promised >= set.minQuantity;
}
