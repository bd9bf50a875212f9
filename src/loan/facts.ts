import type { Course } from './course.ts';
import type { LoanState } from './loan.ts';
import type { LentItem, Order, Supply } from './order.ts';
import type { Particulars, Talk } from './talk.ts';

/**
 * What a word changes in the facts both sides share, whoever said it and however it came: dates, copies, conditions,
 * how it ended with a lender. States are not touched here.
 */
export function noteFacts(course: Course, order: Order, supply: Supply, talk: Talk): Order {
  const now = course.world.now;
  const { with: details } = talk;
  const answered = endSupply(order, supply, talk, now);
  switch (talk.says) {
    case 'PROMISES':
      return hold(course, answered, supply, details);
    case 'CONDITIONS':
      return {
        ...answered,
        condition: details.conditionCode ?? details.note ?? null,
        ...priced(details),
      };
    case 'ASKS_RETRY':
      return { ...answered, condition: details.reason ?? null, ...priced(details) };
    case 'RETRIED':
      return withSupply(answered, supply.rank, (old) => retried(old, details));
    case 'CANNOT':
      return release(course, { ...answered, unfilledReason: details.reason ?? details.note ?? null }, supply);
    case 'CANCEL_AGREED':
      return release(course, answered, supply);
    case 'SHIPPED':
      return ship(course, answered, supply, details);
    case 'COPY_SENT':
      return { ...answered, fileUrl: details.fileUrl ?? null };
    case 'RECALLED':
      return dated(course, answered, details.dueDate ?? answered.dueDate);
    case 'RENEWAL_ALLOWED':
      return { ...dated(course, answered, details.dueDate ?? answered.dueDate), renewals: answered.renewals + 1 };
    case 'RECEIVED':
      return markItems(course, { ...answered, receivedAt: answered.receivedAt ?? now }, 'RECEIVED', details.barcodes);
    case 'RETURNED':
      return markItems(course, { ...answered, returnedAt: now }, 'RETURN_SHIPPED', details.barcodes);
    case 'COMPLETED':
      return markItems(course, answered, 'COMPLETED', details.barcodes);
    case 'NOT_RETURNED':
    case 'LOST':
      return markItems(course, answered, 'LOST', details.barcodes);
    default:
      return answered;
  }
}

const OUTCOMES: { readonly [says in Talk['says']]?: string } = {
  PROMISES: 'WILL_SUPPLY',
  CONDITIONS: 'CONDITION',
  ASKS_RETRY: 'RETRY',
  CANNOT: 'UNFILLED',
  CANCEL_AGREED: 'CANCELLED',
  SHIPPED: 'SHIPPED',
  COPY_SENT: 'COPY_SENT',
  COMPLETED: 'COMPLETED',
  NOT_RETURNED: 'LOST',
};

/** A lender passed over in silence stays so, whatever it says afterwards. */
const FINAL = /^(NO_ANSWER|NOT_DELIVERED|SUPERSEDED)/;

function endSupply(order: Order, supply: Supply, talk: Talk, now: Date): Order {
  const word = OUTCOMES[talk.says];
  if (word === undefined) return order;
  const outcome = talk.with.reason === undefined ? word : `${word} ${talk.with.reason}`;
  return withSupply(order, supply.rank, (old) => ({
    ...old,
    outcome: FINAL.test(old.outcome ?? '') ? old.outcome : outcome,
    answeredAt: now,
  }));
}

export function withSupply(order: Order, rank: number, change: (supply: Supply) => Supply): Order {
  return { ...order, supplies: order.supplies.map((supply) => (supply.rank === rank ? change(supply) : supply)) };
}

function priced({ costFen, currency }: Particulars): Pick<Order, 'costFen' | 'currency'> {
  return costFen === undefined ? { costFen: null, currency: null } : { costFen, currency: currency ?? 'CNY' };
}

/** Asked once more: a request of its own, with its own number, at the same library. */
function retried(old: Supply, { requestId }: Particulars): Supply {
  const [stem = '', turn = '0'] = old.requestId.split('.');
  return { ...old, requestId: requestId ?? `${stem}.${Number(turn) + 1}`, outcome: null, answeredAt: null };
}

/** Copies named with a promise are kept for this loan. */
function hold(course: Course, order: Order, supply: Supply, { barcodes = [] }: Particulars): Order {
  return addItems(course, order, supply, barcodes, 'WILL_SUPPLY', null);
}

function ship(course: Course, order: Order, supply: Supply, { barcodes = [], dueDate }: Particulars): Order {
  // Said twice: a peer repeats itself, or answers a cancel with the state of things.
  if (order.shippedAt !== null) return dated(course, order, dueDate ?? order.dueDate);
  // What was held and did not go is free again.
  const kept = release(course, order, supply, new Set(barcodes));
  const sent: Order = { ...kept, dueDate: dueDate ?? kept.dueDate, shippedAt: course.world.now };
  return addItems(course, sent, supply, barcodes, 'SHIPPED', sent.dueDate);
}

function addItems(
  course: Course,
  order: Order,
  supply: Supply,
  barcodes: readonly string[],
  state: LoanState,
  dueDate: string | null,
): Order {
  const library = supply.party.kind === 'member' ? supply.party.library : null;
  const fresh = barcodes.map((barcode): LentItem => {
    const copy = library === null ? null : course.world.copy(library, barcode);
    return { barcode, library, rank: supply.rank, edition: copy?.edition ?? supply.edition, state, dueDate };
  });
  const others = order.items.filter(
    (item) => !fresh.some((each) => each.barcode === item.barcode && each.rank === item.rank),
  );
  for (const item of fresh) shelve(course, item);
  return { ...order, items: [...others, ...fresh] };
}

/** Lets go of the copies held for this lender's promise, but for those named. */
function release(course: Course, order: Order, supply: Supply, but: ReadonlySet<string> = new Set()): Order {
  const goes = (item: LentItem) => item.rank === supply.rank && item.state === 'WILL_SUPPLY' && !but.has(item.barcode);
  for (const item of order.items.filter(goes)) shelve(course, { ...item, state: 'CANCELLED' });
  return { ...order, items: order.items.filter((item) => !goes(item)) };
}

const FINISHED: readonly LoanState[] = ['COMPLETED', 'LOST'];

/** Moves the copies named, or all that are still under way. */
export function markItems(course: Course, order: Order, state: LoanState, barcodes: readonly string[] = []): Order {
  const meant = (item: LentItem) =>
    !FINISHED.includes(item.state) && (barcodes.length === 0 || barcodes.includes(item.barcode));
  const items = order.items.map((item) => (meant(item) ? { ...item, state } : item));
  for (const [at, item] of items.entries()) if (item !== order.items[at]) shelve(course, item);
  return { ...order, items };
}

function dated(course: Course, order: Order, dueDate: string | null): Order {
  const items = order.items.map((item) => (FINISHED.includes(item.state) ? item : { ...item, dueDate }));
  for (const item of items) if (item.state === 'SHIPPED' || item.state === 'RECEIVED') shelve(course, item);
  return { ...order, dueDate, items };
}

/** How a copy stands in its owner's catalogue while it is in a loan. */
const ON_SHELF = {
  WILL_SUPPLY: 'ON_HOLD',
  SHIPPED: 'ON_LOAN',
  RECEIVED: 'ON_LOAN',
  RETURN_SHIPPED: 'IN_TRANSIT',
  COMPLETED: 'AVAILABLE',
  CANCELLED: 'AVAILABLE',
  LOST: 'LOST',
} as const satisfies { readonly [state in LoanState]?: string };

function shelve(course: Course, item: LentItem): void {
  const availability = isShelved(item.state) ? ON_SHELF[item.state] : null;
  if (item.library === null || availability === null) return;
  const dueDate = availability === 'ON_LOAN' ? item.dueDate : null;
  course.shelve({ library: item.library, barcode: item.barcode, availability, dueDate });
}

function isShelved(state: LoanState): state is keyof typeof ON_SHELF {
  return state in ON_SHELF;
}
