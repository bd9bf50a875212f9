import type { LoanId } from '../base/brand.ts';
import { Fault } from '../base/problem.ts';
import type { LoanState, Party } from './loan.ts';
import type { LoanChange, NewEvent, Order, Outgoing, ShelfChange, Supply } from './order.ts';
import { supplyOf } from './order.ts';
import { SHOWN_TO_REQUESTER } from './public-state.ts';
import type { Talk } from './talk.ts';
import type { LoanWorld } from './world.ts';

/**
 * One command or message on its way through all it touches: an answer moves the lender, its word moves the borrower,
 * that may ask the next library or move the order this loan is a part of. Everything is gathered here and applied at once.
 */
export interface Course {
  readonly world: LoanWorld;
  /** The order as this course has left it so far. */
  order(id: LoanId): Order;
  parts(parent: LoanId): readonly Order[];
  /** Replaces an order, or adds one. */
  put(order: Order): Order;
  /** Opens an entry of the loan's history; what the order becomes until the next entry is where it led `to`. */
  begin(id: LoanId, action: string, by: string, note?: string | null): void;
  /** Puts a word into the outbox; `before` is the supply as it was before the word was said. */
  send(order: Order, before: Supply, peer: string, talk: Talk): void;
  shelve(change: ShelfChange): void;
  change(): LoanChange;
}

export function course(world: LoanWorld): Course {
  const touched = new Map<LoanId, Order>();
  const events: NewEvent[] = [];
  const last = new Map<LoanId, number>();
  const outgoing: Outgoing[] = [];
  const shelf: ShelfChange[] = [];

  function order(id: LoanId): Order {
    const found = touched.get(id) ?? world.order(id);
    if (found === null) throw new Fault('NOT_FOUND', { what: `loan ${id}` });
    return found;
  }
  return {
    world,
    order,
    parts(parent) {
      const known = world.parts(parent).map((part) => touched.get(part.id) ?? part);
      const fresh = [...touched.values()].filter(
        (each) => each.parent === parent && !known.some(({ id }) => id === each.id),
      );
      return [...known, ...fresh];
    },
    put(next) {
      touched.set(next.id, next);
      const at = last.get(next.id);
      const entry = at === undefined ? undefined : events[at];
      if (at !== undefined && entry !== undefined) {
        events[at] = { ...entry, to: shown(next), supplier: entry.supplier ?? partyOf(next) };
      }
      return next;
    },
    begin(id, action, by, note = null) {
      const now = order(id);
      const from = action === 'CREATED' ? null : shown(now);
      last.set(id, events.length);
      events.push({
        loan: id,
        action,
        from,
        to: shown(now),
        by,
        note,
        requester: now.requester,
        supplier: partyOf(now),
      });
    },
    send(from, before, peer, talk) {
      const { rank, requestId } = before;
      const now = from.supplies.find((supply) => supply.rank === rank);
      const previousRequestId = now === undefined || now.requestId === requestId ? null : requestId;
      outgoing.push({ loan: from.id, rank, peer, talk, first: before.answeredAt === null, previousRequestId });
    },
    shelve(change) {
      shelf.push(change);
    },
    change: () => ({ orders: [...touched.values()], events, outgoing, shelf }),
  };
}

export function shown(order: Order): LoanState {
  return SHOWN_TO_REQUESTER[order.state];
}

function partyOf(order: Order): Party | null {
  return supplyOf(order)?.party ?? null;
}
