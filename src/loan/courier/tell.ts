import { course } from '../course.ts';
import type { ActOnLoan } from '../loan.ts';
import type { LoanChange, Order } from '../order.ts';
import type { LoanWorld } from '../world.ts';
import type { Told } from './decide-tote.ts';
import type { Tote } from './tote.ts';

/** The act on a loan that a scan of its box stands for. */
export function actOf(told: Told): ActOnLoan {
  return {
    version: null,
    reason: null,
    dueDate: null,
    conditionCode: null,
    costFen: null,
    fileUrl: null,
    idempotencyKey: '',
    ...told,
  };
}

/** A loan whose copies did not come with their box. */
export function missLoan(world: LoanWorld, order: Order, tote: Tote): LoanChange {
  const on = course(world);
  on.put(order);
  on.begin(order.id, 'TOTE_LATE', 'system', `${tote.label} · ${tote.route} ${tote.day}`);
  on.put({ ...order, flags: new Set([...order.flags, 'MISSING']) });
  return on.change();
}

/** A loan whose box moved on without some of its copies. */
export function missCopies(world: LoanWorld, order: Order, barcodes: readonly string[]): LoanChange {
  const on = course(world);
  on.put(order);
  on.begin(order.id, 'COPIES_SHORT', 'system', barcodes.join(' '));
  on.put({ ...order, flags: new Set([...order.flags, 'MISSING']) });
  return on.change();
}
