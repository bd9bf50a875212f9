import type { LoanId } from '../base/brand.ts';
import { tally } from './class-set.ts';
import { type Course, course } from './course.ts';
import { firedKey, type TimerKind } from './deadlines.ts';
import { withSupply } from './facts.ts';
import type { LoanFlag } from './loan.ts';
import { moveRequester, moveSupplier } from './moves.ts';
import type { LoanChange, Order } from './order.ts';
import { supplyOf } from './order.ts';
import type { LoanWorld } from './world.ts';

/** What a timer that is due does to its loan. It is remembered, so that it does not speak twice in the same situation. */
export function decideTick(world: LoanWorld, order: Order, kind: TimerKind): LoanChange {
  const on = course(world);
  on.put({ ...order, fired: [...order.fired, firedKey(order, kind)] });
  on.begin(order.id, kind, 'system');
  const { id, rank, requester } = order;
  const lender = supplyOf(order)?.party;
  switch (kind) {
    case 'PURGE':
      on.put(withoutPersons(on.order(id)));
      break;
    case 'ANSWER_HALF':
    case 'ANSWER_NEARLY':
      raise('NEEDS_ATTENTION');
      break;
    case 'ANSWER_LATE':
      if (requester.kind === 'member') {
        if (rank !== null) on.put(withSupply(on.order(id), rank, (old) => ({ ...old, outcome: 'NO_ANSWER' })));
        moveRequester(on, id, 'ANSWER_LATE');
      } else if (rank !== null) moveSupplier(on, id, rank, 'ANSWER_LATE');
      break;
    case 'GATHER_LATE':
      endGathering(on, id);
      break;
    case 'DECISION_LATE':
      moveRequester(on, id, 'NEED_PASSED');
      break;
    case 'CONDITION_LATE':
      if (lender?.kind === 'member' && rank !== null) moveSupplier(on, id, rank, 'CONDITION_LATE');
      else raise('NEEDS_ATTENTION');
      break;
    case 'DUE_PASSED':
      if (lender?.kind === 'member' && rank !== null) moveSupplier(on, id, rank, 'DUE_PASSED');
      else raise('OVERDUE');
      break;
    case 'RETURN_LATE':
      raise('MISSING');
      break;
    case 'SHIP_LATE':
    case 'RETRY_LAPSED':
    case 'NEED_PASSED':
    case 'ARRIVAL_LATE':
      if (requester.kind === 'member') moveRequester(on, id, kind);
      else raise('NEEDS_ATTENTION');
  }
  return on.change();

  function raise(flag: LoanFlag): void {
    const now = on.order(id);
    on.put({ ...now, flags: new Set([...now.flags, flag]) });
  }
}

const CODE = /^[A-Za-z]\w*$/;

/** What could tell of a person, or was typed freely, is forgotten; counts, codes and days stay. */
function withoutPersons(order: Order): Order {
  const coded = (text: string | null) => (text !== null && CODE.test(text) ? text : null);
  const supplies = order.supplies.map((supply) => {
    const [word, ...reason] = supply.outcome?.split(' ') ?? [];
    const kept = [word, coded(reason.join(' '))].filter(Boolean).join(' ');
    return { ...supply, outcome: supply.outcome === null ? null : kept };
  });
  const { condition, unfilledReason } = order;
  const texts = { condition: coded(condition), unfilledReason: coded(unfilledReason) };
  return { ...order, ...texts, supplies, patronRef: null, note: null, fileUrl: null };
}

/** Lenders of a set that have not answered are left out; with what the others promised the set stands or falls. */
function endGathering(on: Course, id: LoanId): void {
  const waiting = on.parts(id).filter((part) => tally([part]).pending > 0);
  for (const part of waiting) {
    on.begin(part.id, 'GATHER_LATE', 'system');
    moveRequester(on, part.id, 'NEED_PASSED');
  }
}
