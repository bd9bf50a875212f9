import { shanghaiDay } from '../base/clock.ts';
import { type Problem, problem } from '../base/problem.ts';
import { mayShip, tally } from './class-set.ts';
import { bareBarcode, checkShipment } from './copies.ts';
import { type Course, course, shown } from './course.ts';
import { agreedDueDay, dueDay, renewedDueDay } from './deadlines.ts';
import { documentPath } from './document.ts';
import { markItems } from './facts.ts';
import type { ActOnLoan, LoanAction, LoanState, Party } from './loan.ts';
import { hearOutside, moveRequester, moveSupplier } from './moves.ts';
import type { Order, Supply } from './order.ts';
import { supplyOf } from './order.ts';
import { personalInNote } from './patron-ref.ts';
import { placesOf } from './places.ts';
import { legalActions } from './public-state.ts';
import { type Decided, submit } from './request.ts';
import { REQUESTER_ACTIONS } from './requester.ts';
import { SUPPLIER, SUPPLIER_ACTIONS } from './supplier.ts';
import type { Particulars } from './talk.ts';
import type { LoanWorld } from './world.ts';

/** What a librarian does to a loan: refused with reasons, or everything that follows from it. Pure but for the reads of `world`. */
export function decideAct(world: LoanWorld, order: Order, typed: ActOnLoan): Decided {
  const owner = supplyOf(order)?.party ?? null;
  const input = { ...typed, barcodes: [...new Set(typed.barcodes.map((barcode) => bareBarcode(owner, barcode)))] };
  const [first, ...more] = wrong(world, order, input);
  if (first !== undefined) return { ok: false, problems: [first, ...more] };
  const on = course(world);
  on.put(order);
  const by = input.actor ?? 'operator';
  if (input.as === 'REQUESTER') actAsRequester(on, order, input, by);
  else actAsSupplier(on, order, input, by);
  return { ok: true, loan: order.id, change: on.change() };
}

function wrong(world: LoanWorld, order: Order, input: ActOnLoan): readonly Problem[] {
  const party = input.as === 'REQUESTER' ? order.requester : (supplyOf(order)?.party ?? null);
  const notYours = wrongActor(order, party, input);
  if (notYours !== null) return [notYours];
  if (input.version !== null && input.version !== order.version) {
    return [problem('STALE_VERSION', { now: order.version, seen: input.version }, 'version')];
  }
  const possible = legalActions(order.state, supplyOf(order)?.state ?? null, order.flags)[input.as];
  if (!possible.includes(input.action)) {
    const values = { action: input.action, state: shown(order), possible: possible.join(', ') || '–' };
    return [problem('LOAN_ACTION_NOT_NOW', values, 'action')];
  }
  return [...wrongText(input), ...wrongDetail(world, order, input)];
}

function wrongActor(order: Order, party: Party | null, { actor, as }: ActOnLoan): Problem | null {
  if (actor === null) return null;
  // A partner without a protocol answers by mail or telephone: the borrower writes its answer down.
  const forPartner =
    party?.kind === 'outside' && order.requester.kind === 'member' && order.requester.library === actor;
  if (forPartner || (party?.kind === 'member' && party.library === actor)) return null;
  return problem('LOAN_NOT_YOURS', { library: actor, role: as }, 'as');
}

function wrongText(input: ActOnLoan): readonly Problem[] {
  return (['note', 'reason', 'conditionCode'] as const).flatMap((field) => {
    const found = personalInNote(input[field] ?? '');
    return found === null ? [] : [problem('PERSONAL_DATA_REFUSED', { kind: found }, field)];
  });
}

function wrongDetail(world: LoanWorld, order: Order, input: ActOnLoan): readonly Problem[] {
  const { action, dueDate } = input;
  const today = shanghaiDay(world.now);
  if (dueDate !== null && dueDate < today)
    return [problem('LOAN_DAY_WRONG', { day: dueDate, detail: `< ${today}` }, 'dueDate')];
  switch (action) {
    case 'SHIP':
      return [...wrongSet(world, order), ...checkShipment(world, order, input.barcodes)];
    case 'WILL_SUPPLY':
      return input.barcodes.length === 0 ? [] : checkShipment(world, order, input.barcodes);
    case 'SUPPLY_COPY':
      return order.serviceType === 'LOAN' ? [problem('LOAN_NO_COPY_SERVICE', {}, 'action')] : [];
    case 'SET_CONDITION':
      return input.conditionCode === null && input.costFen === null
        ? [problem('LOAN_DETAIL_MISSING', { action, field: 'conditionCode / costFen' }, 'conditionCode')]
        : [];
    case 'RECEIVE':
    case 'RETURN':
    case 'CHECK_IN':
      return input.barcodes
        .filter((barcode) => !order.items.some((item) => item.barcode === barcode))
        .map((barcode) => problem('BARCODE_NOT_IN_LOAN', { barcode }, 'barcodes'));
    default:
      return [];
  }
}

/** A part of a class set leaves only when the set can be of use. */
function wrongSet(world: LoanWorld, order: Order): readonly Problem[] {
  const set = order.parent === null ? null : world.order(order.parent);
  if (set === null) return [];
  const parts = world
    .parts(set.id)
    .map((part) => (part.id === order.id ? { ...part, state: 'WILL_SUPPLY' as const } : part));
  if (mayShip(set, parts)) return [];
  const { promised } = tally(parts);
  return [problem('SET_STILL_GATHERING', { promised, needed: set.minQuantity ?? set.quantity }, 'action')];
}

function actAsRequester(on: Course, order: Order, input: ActOnLoan, by: string): void {
  const action = REQUESTER_ACTIONS.find((each) => each === input.action);
  if (action === undefined) return;
  if (action === 'SUBMIT' && order.state === 'DRAFT') {
    submit(on, order, by);
    return;
  }
  on.begin(order.id, action, by, input.note ?? input.reason);
  if (order.state === 'LOCAL_REVIEW') on.put({ ...order, ownShelfSeen: true });
  if (ledger(on, order, input, action)) return;
  moveRequester(on, order.id, action, particulars(input));
}

function actAsSupplier(on: Course, order: Order, input: ActOnLoan, by: string): void {
  const action = SUPPLIER_ACTIONS.find((each) => each === input.action);
  const supply = supplyOf(order);
  if (action === undefined || supply === null) return;
  on.begin(order.id, action, by, input.note ?? input.reason);
  if (ledger(on, order, input, action)) return;
  const details = { ...particulars(input), ...copyLaidDown(on.world, order, input), ...dates(on.world, order, input) };
  if (supply.party.kind === 'member') moveSupplier(on, order.id, supply.rank, action, details);
  else reportFor(on, order, supply, action, details);
}

/** An outside lender's answer that came by mail or telephone, written down by hand: as if its message had come. */
function reportFor(
  on: Course,
  order: Order,
  supply: Supply,
  action: (typeof SUPPLIER_ACTIONS)[number],
  details: Particulars,
): void {
  const [rule] = SUPPLIER.cell(supply.state ?? 'NEW', action);
  if (rule?.say === undefined) return;
  hearOutside(on, order.id, supply.rank, { to: 'REQUESTER', says: rule.say, with: details });
}

const SCANNED: { readonly [action in LoanAction]?: LoanState } = {
  RECEIVE: 'RECEIVED',
  RETURN: 'RETURN_SHIPPED',
  CHECK_IN: 'COMPLETED',
};
const AFTER: { readonly [state in LoanState]?: number } = {
  SHIPPED: 1,
  RECEIVED: 2,
  RETURN_SHIPPED: 3,
  COMPLETED: 4,
  LOST: 4,
};

/**
 * Scans of some copies of many: each is marked, and the loan as a whole moves when the last one is there. True where
 * copies are still missing, so that nothing else is to be done.
 */
function ledger(on: Course, order: Order, input: ActOnLoan, action: LoanAction): boolean {
  const state = SCANNED[action];
  if (state === undefined || input.barcodes.length === 0) return false;
  const marked = on.put(markItems(on, on.order(order.id), state, input.barcodes));
  return marked.items.some((item) => (AFTER[item.state] ?? 0) < (AFTER[state] ?? 0));
}

function particulars(input: ActOnLoan): Particulars {
  const { note, reason, conditionCode, costFen, fileUrl, barcodes, action } = input;
  // Scans are marked one by one before; only what leaves is named to the other side.
  const named = action === 'SHIP' || action === 'WILL_SUPPLY' ? barcodes : [];
  return {
    ...(note === null ? {} : { note }),
    ...(reason === null ? {} : { reason }),
    ...(conditionCode === null ? {} : { conditionCode }),
    ...(costFen === null ? {} : { costFen }),
    ...(fileUrl === null ? {} : { fileUrl }),
    ...(named.length === 0 ? {} : { barcodes: named }),
  };
}

/** A copy is the file that was laid down for it, unless an address elsewhere is given; with neither it goes on paper. */
function copyLaidDown(world: LoanWorld, { id }: Order, { action, fileUrl }: ActOnLoan): Particulars {
  const laid = action === 'SUPPLY_COPY' && fileUrl === null ? world.documentOf(id) : null;
  return laid === null ? {} : { fileUrl: documentPath(laid) };
}

/** The due day of a shipment, a renewal or a recall: the lender's word, or reckoned from policy and calendars. */
function dates(world: LoanWorld, order: Order, { action, dueDate }: ActOnLoan): Particulars {
  const places = placesOf(world, order);
  const given = dueDate === null ? null : agreedDueDay(dueDate, places.borrower);
  switch (action) {
    case 'SHIP':
      return { dueDate: given ?? dueDay(shanghaiDay(world.now), places, order.bookUntil) };
    case 'ASK_RETRY':
      // The day from which it is worth asking again.
      return dueDate === null ? {} : { retryAfter: dueDate };
    case 'ALLOW_RENEWAL':
      return order.dueDate === null ? {} : { dueDate: given ?? renewedDueDay(order.dueDate, places) };
    case 'RECALL':
      return given === null ? {} : { dueDate: given };
    default:
      return {};
  }
}
