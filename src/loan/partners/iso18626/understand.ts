import { shanghaiDay } from '../../../base/clock.ts';
import type { Particulars, RequesterSays, SupplierSays, Talk } from '../../talk.ts';
import type { Costs, IsoRequest, IsoRequesting, IsoSupplying } from './message.ts';
import { LOST_NOTE } from './phrase.ts';

/** What a message says in our words; null where it names an action, reason or status that the standard does not know. */
export function understandSupplying(message: IsoSupplying): Talk | null {
  const says = saidByLender(message);
  return says === null ? null : { to: 'REQUESTER', says, with: particulars(message) };
}

const BY_STATUS: Readonly<Record<string, SupplierSays>> = {
  RequestReceived: 'STATUS',
  ExpectToSupply: 'EXPECTS',
  WillSupply: 'PROMISES',
  Loaned: 'SHIPPED',
  Overdue: 'OVERDUE',
  Recalled: 'RECALLED',
  RetryPossible: 'ASKS_RETRY',
  Unfilled: 'CANNOT',
  CopyCompleted: 'COPY_SENT',
  LoanCompleted: 'COMPLETED',
  CompletedWithoutReturn: 'NOT_RETURNED',
  Cancelled: 'CANCEL_AGREED',
  HoldReturn: 'NOTICE',
  ReleaseHoldReturn: 'NOTICE',
};
const OUT: readonly string[] = ['Loaned', 'Overdue', 'Recalled'];

/**
 * The reason decides where it must, the status everywhere else: an answer to a status request may be the first we hear
 * of a parcel whose own message was lost. A cancel refused because the book is out is the news that it is out.
 */
function saidByLender({ reason, answer, status, delivery, offeredCosts }: IsoSupplying): SupplierSays | null {
  if (reason === 'RenewResponse') return answer === true ? 'RENEWAL_ALLOWED' : 'RENEWAL_REFUSED';
  if (reason === 'CancelResponse' && answer !== null) {
    if (answer) return 'CANCEL_AGREED';
    return OUT.includes(status) ? 'SHIPPED' : 'CANCEL_REFUSED';
  }
  if (reason === 'Notification') return 'NOTICE';
  const says = BY_STATUS[status] ?? null;
  if (says !== 'PROMISES') return says;
  const priced = delivery?.costs ?? offeredCosts;
  return (delivery?.conditions.length ?? 0) > 0 || priced !== null ? 'CONDITIONS' : 'PROMISES';
}

function particulars(message: IsoSupplying): Particulars {
  const { note, reasonUnfilled, reasonRetry, retryAfter, retryBefore, dueDate, delivery } = message;
  const reason = message.status === 'RetryPossible' ? reasonRetry : reasonUnfilled;
  const [condition] = delivery?.conditions ?? [];
  return {
    ...(note === null ? {} : { note }),
    ...(reason === null ? {} : { reason }),
    ...(condition === undefined ? {} : { conditionCode: condition }),
    ...price(message.offeredCosts ?? delivery?.costs ?? null),
    ...withDay('retryAfter', retryAfter),
    ...withDay('retryBefore', retryBefore),
    ...(delivery === null || delivery.itemIds.length === 0 ? {} : { barcodes: delivery.itemIds }),
    ...(delivery?.url == null ? {} : { fileUrl: delivery.url }),
    ...withDay('dueDate', dueDate),
  };
}

function price(costs: Costs | null): Pick<Particulars, 'costFen' | 'currency'> {
  const amount = Number(costs?.amount);
  return costs === null || !Number.isFinite(amount)
    ? {}
    : { costFen: Math.round(amount * 100), currency: costs.currency };
}

/** Instants on the wire are days in China here; what is none is left out. */
function withDay(field: 'dueDate' | 'retryAfter' | 'retryBefore', instant: string | null): Particulars {
  const at = instant === null ? Number.NaN : Date.parse(instant);
  return Number.isNaN(at) ? {} : { [field]: shanghaiDay(new Date(at)) };
}

const BY_ACTION: Readonly<Record<string, RequesterSays>> = {
  StatusRequest: 'ASKS_STATUS',
  Received: 'RECEIVED',
  Cancel: 'CANCELS',
  Renew: 'RENEWS',
  ShippedReturn: 'RETURNED',
  ShippedForward: 'NOTICE',
  HoldReturn: 'NOTICE',
  Lost: 'LOST',
};

/**
 * 1.2 has no word for agreeing to a condition: a Notification while one is open is the answer (a refusal is a Cancel).
 *
 * @param asksCondition whether our side waits for that answer
 */
export function understandRequesting({ action, note }: IsoRequesting, asksCondition: boolean): Talk | null {
  const details: Particulars = note === null ? {} : { note };
  if (action === 'Notification') {
    const lost = note === LOST_NOTE || note?.startsWith(`${LOST_NOTE} `) === true;
    return { to: 'SUPPLIER', says: lost ? 'LOST' : asksCondition ? 'AGREES' : 'NOTICE', with: details };
  }
  const says = BY_ACTION[action];
  return says === undefined ? null : { to: 'SUPPLIER', says, with: details };
}

/** ISBN of a request, bare; null where it gives none. */
export function isbnOf({ items }: IsoRequest): string | null {
  return items.find(({ code }) => code.toUpperCase() === 'ISBN')?.value.replace(/[^0-9Xx]/g, '') ?? null;
}
