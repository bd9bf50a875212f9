import { timingSafeEqual } from 'node:crypto';
import { libraryCode } from '../../../base/brand.ts';
import { shanghaiDay } from '../../../base/clock.ts';
import { sha256 } from '../../../base/hash.ts';
import { toIsbn13 } from '../../../base/isbn.ts';
import type { Dealing, LoanExchange } from '../../exchange.ts';
import type { PartnerAddress } from '../../partner.ts';
import { personalInNote } from '../../patron-ref.ts';
import type { Talk } from '../../talk.ts';
import { dialectNamed } from './dialects/index.ts';
import {
  type Agency,
  type IsoConfirmation,
  type IsoError,
  type IsoMessage,
  type IsoRequest,
  symbolOfAgency,
} from './message.ts';
import { readIso } from './read.ts';
import { isbnOf, understandRequesting, understandSupplying } from './understand.ts';
import { writeIso } from './write.ts';

export interface Arrival {
  readonly body: string;
  /** Secret that came with the HTTP request, beside the one the message itself may hold. */
  readonly secret: string | null;
  /** Whether it came from this very machine. */
  readonly loopback: boolean;
}

export interface Reply {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
}

/**
 * One message of a peer and its confirmation, inside the caller's transaction. A confirmation says "received", never
 * "accepted": refusals of the protocol are HTTP 200 with ERROR (notes/loans §1.5). The same bytes again get the stored
 * confirmation; order is that of arrival, header times are never compared.
 */
export function receiveIso(exchange: LoanExchange, arrival: Arrival, now: Date): Reply {
  const read = readIso(arrival.body);
  if (read.kind !== 'message') {
    const detail = read.kind === 'unreadable' ? read.detail : 'a confirmation is no message';
    return { status: 400, contentType: 'text/plain; charset=utf-8', body: `not an ISO 18626 message: ${detail}\n` };
  }
  const { message } = read;
  const partner = exchange.partner(symbolOfAgency(senderOf(message)));
  if (partner === null || !authentic(partner, arrival, message.header.securityCode)) {
    return confirmed(message, now, { type: 'UnrecognisedDataValue', value: 'sender is not a known partner' }, 401);
  }
  const digest = sha256(Buffer.from(arrival.body));
  const known = exchange.replay(partner.symbol, digest);
  if (known !== null) return xml(known);

  const understood = take(exchange, dialectNamed(partner.dialect).incoming(message), partner, now);
  const reply = confirmed(message, now, understood.error);
  exchange.remember(
    {
      peer: partner.symbol,
      dealing: understood.dealing,
      requestId: message.header.requestId,
      says: understood.says,
      body: writeIso(withoutPersonsOrSecrets(message)),
      digest,
      confirmation: reply.body,
    },
    now,
  );
  return reply;
}

function senderOf(message: IsoMessage): Agency {
  return message.kind === 'supplyingAgencyMessage' ? message.header.supplier : message.header.requester;
}

/** Without a secret nobody can prove who it is, so such a partner is heard from this machine only. */
function authentic({ secret }: PartnerAddress, arrival: Arrival, securityCode: string | null): boolean {
  if (secret === null) return arrival.loopback;
  const wanted = Buffer.from(secret);
  return [arrival.secret, securityCode].some((each) => {
    const bytes = Buffer.from(each ?? '');
    return bytes.length === wanted.length && timingSafeEqual(bytes, wanted);
  });
}

interface Taken {
  readonly dealing: Dealing | null;
  readonly says: string;
  readonly error: IsoError | null;
}

function take(exchange: LoanExchange, message: IsoMessage, partner: PartnerAddress, now: Date): Taken {
  if (message.kind === 'request' && message.requestType === 'New') return takeRequest(exchange, message, partner, now);
  const { header } = message;
  const previous = message.kind === 'request' ? message.previousRequestId : null;
  // Members are known by their bare ISIL, everyone else by symbol.
  const member = message.kind === 'supplyingAgencyMessage' ? libraryCode(header.requester.value) : null;
  const requester = member ?? partner.symbol;
  const found = exchange.dealing(
    requester,
    previous ?? header.requestId,
    member === null ? header.supplierRequestId : null,
  );
  // Nobody speaks for another agency.
  const dealing = found?.peer === partner.symbol ? found : null;
  if (dealing === null) return wrong('UnrecognisedDataValue', `requestingAgencyRequestId ${header.requestId}`);
  const talk = talkOf(message, dealing);
  if (talk === null) return notUnderstood(message);
  const peerRequestId = message.kind === 'supplyingAgencyMessage' ? header.supplierRequestId : null;
  exchange.hear(dealing, withoutPersons(talk), peerRequestId, now);
  return { dealing, says: talk.says, error: null };
}

function talkOf(message: IsoMessage, { lender }: Dealing): Talk | null {
  switch (message.kind) {
    case 'supplyingAgencyMessage':
      return understandSupplying(message);
    case 'requestingAgencyMessage':
      return understandRequesting(message, lender === 'COND_PENDING');
    case 'request':
      return message.requestType === 'Retry'
        ? { to: 'SUPPLIER', says: 'RETRIED', with: { requestId: message.header.requestId } }
        : { to: 'SUPPLIER', says: 'REMINDS', with: {} };
  }
}

/**
 * The message as it is kept: as we understood it, so that what peers tell of their readers (`patronInfo`) never gets
 * into the store, nor the secret they showed.
 */
function withoutPersonsOrSecrets(message: IsoMessage): IsoMessage {
  const header = { ...message.header, account: null, securityCode: null };
  const note = message.note === null || personalInNote(message.note) !== null ? null : message.note;
  return { ...message, header, note };
}

/** What peers write about readers is not kept: a note that holds a phone, identity or pupil number is dropped. */
function withoutPersons(talk: Talk): Talk {
  const { note, ...rest } = talk.with;
  const clean = note === undefined || personalInNote(note) !== null ? rest : talk.with;
  return talk.to === 'REQUESTER' ? { ...talk, with: clean } : { ...talk, with: clean };
}

const SERVICE = { Loan: 'LOAN', Copy: 'COPY', CopyOrLoan: 'COPY_OR_LOAN' } as const;

function takeRequest(exchange: LoanExchange, message: IsoRequest, partner: PartnerAddress, now: Date): Taken {
  const { header } = message;
  if (header.requestId === '') return wrong('BadlyFormedMessage', 'requestingAgencyRequestId');
  const before = exchange.dealing(partner.symbol, header.requestId, null);
  if (before !== null) return wrong('UnrecognisedDataValue', `request ${header.requestId} already exists`, before);
  const supplier = libraryCode(header.supplier.value);
  const note = message.note !== null && personalInNote(message.note) === null ? message.note : null;
  const isbn = isbnOf(message);
  const dealing =
    supplier === null
      ? null
      : exchange.open(
          {
            requester: { kind: 'outside', symbol: partner.symbol, name: partner.name },
            supplier,
            requestId: header.requestId,
            serviceType: SERVICE[message.serviceType],
            title: message.title ?? '',
            contributor: message.author,
            isbn: isbn === null ? null : (toIsbn13(isbn) ?? isbn),
            anyEdition: message.anyEdition ?? true,
            neededBy: dayOf(message.neededBy),
            note,
          },
          now,
        );
  if (dealing === null) return wrong('UnrecognisedDataValue', `supplyingAgencyId ${header.supplier.value}`);
  return { dealing, says: 'ASKED', error: null };
}

function dayOf(instant: string | null): string | null {
  const at = instant === null ? Number.NaN : Date.parse(instant);
  return Number.isNaN(at) ? null : shanghaiDay(new Date(at));
}

function notUnderstood(message: IsoMessage): Taken {
  if (message.kind === 'requestingAgencyMessage') return wrong('UnsupportedActionType', message.action);
  if (message.kind === 'supplyingAgencyMessage')
    return wrong('UnsupportedReasonForMessageType', message.status || message.reason);
  return wrong('UnrecognisedDataValue', message.requestType);
}

function wrong(type: string, value: string, dealing: Dealing | null = null): Taken {
  return { dealing, says: 'ERROR', error: { type, value } };
}

function confirmed(message: IsoMessage, now: Date, error: IsoError | null, status = 200): Reply {
  const { header } = message;
  const confirmation: IsoConfirmation = {
    kind: 'confirmation',
    of: message.kind,
    version: message.version,
    supplier: header.supplier,
    requester: header.requester,
    timestamp: now.toISOString(),
    requestId: header.requestId === '' ? null : header.requestId,
    // The schemas want an instant here, whatever the peer wrote.
    timestampReceived: Number.isNaN(Date.parse(header.timestamp)) ? now.toISOString() : header.timestamp,
    ok: error === null,
    echo: echoOf(message),
    errors: error === null ? [] : [error],
  };
  return { ...xml(writeIso(confirmation)), status };
}

/** Codes outside the closed lists would make our answer invalid, so they are not repeated. */
const REASONS = /^(RequestResponse|StatusRequestResponse|RenewResponse|CancelResponse|StatusChange|Notification)$/;
const ACTIONS = /^(StatusRequest|Received|Cancel|Renew|ShippedReturn|ShippedForward|Notification)$/;

function echoOf(message: IsoMessage): string | null {
  if (message.kind === 'supplyingAgencyMessage') return REASONS.test(message.reason) ? message.reason : null;
  if (message.kind === 'requestingAgencyMessage') {
    const newer = message.version === '2021' && /^(HoldReturn|Lost)$/.test(message.action);
    return newer || ACTIONS.test(message.action) ? message.action : null;
  }
  return null;
}

function xml(body: string): Reply {
  return { status: 200, contentType: 'application/xml; charset=utf-8', body };
}
