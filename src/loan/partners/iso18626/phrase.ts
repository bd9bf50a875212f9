import type { LoanMessage } from '../../partner.ts';
import type { RequesterSays, SupplierSays } from '../../talk.ts';
import {
  type Address,
  agencyOf,
  type Costs,
  type Delivery,
  type Header,
  type IsoMessage,
  type IsoRequest,
  type IsoRequesting,
  type IsoSupplying,
  type IsoVersion,
} from './message.ts';

/** One of our words as a message of the standard; dialects change it afterwards. */
export function phrase(message: LoanMessage, version: IsoVersion, secret: string | null): IsoMessage {
  const header = headerOf(message, secret);
  const { talk } = message;
  if (talk.to === 'REQUESTER') return supplying(message, talk.says, version, header);
  switch (talk.says) {
    case 'ASKED':
      return request(message, 'New', version, header);
    case 'RETRIED':
      return request(message, 'Retry', version, header);
    case 'REMINDS':
      return request(message, 'Reminder', version, header);
    default:
      return requesting(message, talk.says, version, header);
  }
}

function headerOf(message: LoanMessage, secret: string | null): Header {
  const fromRequester = message.talk.to === 'SUPPLIER';
  return {
    supplier: agencyOf(message.supplier),
    requester: agencyOf(message.requester),
    multipleItemRequestId: '',
    timestamp: message.at,
    requestId: message.requestId,
    supplierRequestId: fromRequester ? message.peerRequestId : message.ownRequestId,
    account: fromRequester && secret !== null ? message.requester : null,
    securityCode: fromRequester ? secret : null,
  };
}

const SERVICE = { LOAN: 'Loan', COPY: 'Copy', COPY_OR_LOAN: 'CopyOrLoan' } as const;

function request(
  message: LoanMessage,
  requestType: IsoRequest['requestType'],
  version: IsoVersion,
  header: Header,
): IsoRequest {
  const { about } = message;
  return {
    kind: 'request',
    version,
    // A retry has a number of its own and no lender's number yet.
    header: { ...header, supplierRequestId: null },
    requestType,
    subTypes: [],
    previousRequestId: message.previousRequestId,
    serviceType: SERVICE[message.serviceType],
    serviceLevel: 'Standard',
    neededBy: message.neededBy === null ? null : instantOf(message.neededBy),
    anyEdition: message.anyEdition ? true : null,
    startDate: null,
    endDate: null,
    note: message.talk.with.note ?? null,
    recordId: null,
    title: about.title,
    author: about.contributor,
    edition: about.edition,
    volume: null,
    items: about.isbn === null ? [] : [{ code: 'ISBN', value: about.isbn }],
    publisher: about.publisher,
    publicationType: about.publisher === null && about.year === null ? null : 'Book',
    publicationDate: about.year,
    deliveries: [addressOf(message)],
    maximumCosts: requestType === 'Retry' ? costsOf(message.costFen, message.currency) : null,
  };
}

/** Books go to a house, copies to a mailbox where there is one. */
function addressOf({ deliverTo, serviceType }: LoanMessage): Address {
  const { line1, line2, locality, postalCode, country, email } = deliverTo;
  const nowhere = { line1: null, line2: null, locality: null, postalCode: null, region: null, country: null };
  if (serviceType === 'COPY' && email !== null) return { ...nowhere, electronic: { type: 'Email', data: email } };
  return { line1, line2, locality, postalCode, region: null, country, electronic: null };
}

/** Days are days in China; on the wire they are instants. */
function instantOf(day: string): string {
  return new Date(`${day}T23:59:59+08:00`).toISOString();
}

export function costsOf(hundredths: number | null | undefined, currency: string | null | undefined): Costs | null {
  if (hundredths === null || hundredths === undefined) return null;
  const whole = hundredths % 100 === 0;
  return { currency: currency ?? 'CNY', amount: (hundredths / 100).toFixed(whole ? 0 : 2) };
}

const ACTIONS: { readonly [says in RequesterSays]?: string } = {
  CANCELS: 'Cancel',
  AGREES: 'Notification',
  RECEIVED: 'Received',
  RENEWS: 'Renew',
  RETURNED: 'ShippedReturn',
  ASKS_STATUS: 'StatusRequest',
  NOTICE: 'Notification',
};

/** What 1.2 has no word for, and says in a note. */
export const LOST_NOTE = 'LOST';

function requesting(message: LoanMessage, says: RequesterSays, version: IsoVersion, header: Header): IsoRequesting {
  const note = message.talk.with.note ?? null;
  const kind = 'requestingAgencyMessage';
  if (says === 'LOST' && version === '1.2') {
    return { kind, version, header, action: 'Notification', note: note === null ? LOST_NOTE : `${LOST_NOTE} ${note}` };
  }
  return { kind, version, header, action: says === 'LOST' ? 'Lost' : (ACTIONS[says] ?? 'Notification'), note };
}

/** Status of each word of a lender; those without one repeat the status as it stands. */
const STATUS: { readonly [says in SupplierSays]?: string } = {
  EXPECTS: 'ExpectToSupply',
  PROMISES: 'WillSupply',
  CONDITIONS: 'WillSupply',
  ASKS_RETRY: 'RetryPossible',
  CANNOT: 'Unfilled',
  CANCEL_AGREED: 'Cancelled',
  SHIPPED: 'Loaned',
  COPY_SENT: 'CopyCompleted',
  OVERDUE: 'Overdue',
  RECALLED: 'Recalled',
  RENEWAL_ALLOWED: 'Loaned',
  RENEWAL_REFUSED: 'Loaned',
  COMPLETED: 'LoanCompleted',
  NOT_RETURNED: 'CompletedWithoutReturn',
};

const STANDING: Readonly<Record<string, string>> = {
  NEW: 'RequestReceived',
  EXPECTED: 'ExpectToSupply',
  WILL_SUPPLY: 'WillSupply',
  COND_PENDING: 'WillSupply',
  COND_ACCEPTED: 'WillSupply',
  CANCEL_REQUESTED: 'WillSupply',
  SHIPPED: 'Loaned',
  RECEIVED: 'Loaned',
  RETURN_IN_TRANSIT: 'Loaned',
  RETRY_ASKED: 'RetryPossible',
  COMPLETED: 'LoanCompleted',
  UNFILLED: 'Unfilled',
  CANCELLED: 'Cancelled',
  CLOSED_LOST: 'CompletedWithoutReturn',
  CLOSED: 'Cancelled',
};

const REASON: { readonly [says in SupplierSays]?: string } = {
  CANCEL_AGREED: 'CancelResponse',
  CANCEL_REFUSED: 'CancelResponse',
  RENEWAL_ALLOWED: 'RenewResponse',
  RENEWAL_REFUSED: 'RenewResponse',
  STATUS: 'StatusRequestResponse',
  NOTICE: 'Notification',
};

const ANSWER: { readonly [says in SupplierSays]?: boolean } = {
  CANCEL_AGREED: true,
  CANCEL_REFUSED: false,
  RENEWAL_ALLOWED: true,
  RENEWAL_REFUSED: false,
};

function supplying(message: LoanMessage, says: SupplierSays, version: IsoVersion, header: Header): IsoSupplying {
  const { with: details } = message.talk;
  const status = STATUS[says] ?? STANDING[message.supplierState ?? 'NEW'] ?? 'RequestReceived';
  const dueDate = ['Loaned', 'Recalled'].includes(status) ? (details.dueDate ?? message.dueDate) : null;
  const costs = costsOf(details.costFen, details.currency);
  return {
    kind: 'supplyingAgencyMessage',
    version,
    header,
    reason: REASON[says] ?? (message.first ? 'RequestResponse' : 'StatusChange'),
    answer: ANSWER[says] ?? null,
    note: details.note ?? null,
    reasonUnfilled: says === 'CANNOT' ? (details.reason ?? null) : null,
    reasonRetry: says === 'ASKS_RETRY' ? (details.reason ?? null) : null,
    offeredCosts: says === 'ASKS_RETRY' ? costs : null,
    retryAfter: details.retryAfter === undefined ? null : instantOf(details.retryAfter),
    retryBefore: details.retryBefore === undefined ? null : instantOf(details.retryBefore),
    status,
    dueDate: dueDate === null ? null : instantOf(dueDate),
    lastChange: message.at,
    delivery: deliveryOf(message, says, costs),
  };
}

function deliveryOf(message: LoanMessage, says: SupplierSays, costs: Costs | null): Delivery | null {
  const { with: details } = message.talk;
  const { conditionCode, barcodes = [], fileUrl = null } = details;
  const sent = { dateSent: message.at, itemIds: barcodes, url: fileUrl, conditions: [], costs };
  if (says === 'SHIPPED') return { ...sent, sentVia: 'Mail', format: 'Printed' };
  if (says === 'COPY_SENT') return fileUrl === null ? null : { ...sent, sentVia: 'URL', format: 'PDF' };
  if (says !== 'CONDITIONS') return null;
  return { ...sent, sentVia: null, format: null, conditions: conditionCode === undefined ? [] : [conditionCode] };
}
