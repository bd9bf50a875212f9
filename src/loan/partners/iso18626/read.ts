import type {
  Address,
  Agency,
  Costs,
  Delivery,
  Header,
  IsoConfirmation,
  IsoError,
  IsoMessage,
  IsoRequest,
  IsoSupplying,
  IsoVersion,
} from './message.ts';
import { type Element, parseXml } from './xml.ts';

/** What a body turned out to be; `unreadable` is no XML, no ISO18626Message, or holds none of the six messages. */
export type ReadIso =
  | { readonly kind: 'message'; readonly message: IsoMessage }
  | { readonly kind: 'confirmation'; readonly confirmation: IsoConfirmation }
  | { readonly kind: 'unreadable'; readonly detail: string };

/**
 * Reads either edition, by what is there and not by what is declared: peers write wrong versions and none
 * (`version=""` in a Retry), leave out mandatory elements and misspell codes. Nothing is refused here for being invalid.
 */
export function readIso(source: string): ReadIso {
  const root = parseXml(source);
  if (root === null) return { kind: 'unreadable', detail: 'not well-formed' };
  const [child] = root.children;
  if (root.name !== 'ISO18626Message' || child === undefined) return { kind: 'unreadable', detail: `<${root.name}>` };
  const version = versionOf(root, child);
  switch (child.name) {
    case 'request':
      return { kind: 'message', message: request(child, version) };
    case 'supplyingAgencyMessage':
      return { kind: 'message', message: supplying(child, version) };
    case 'requestingAgencyMessage': {
      const action = child.at('action') ?? '';
      const message = { kind: child.name, version, header: header(child), action, note: child.at('note') } as const;
      return { kind: 'message', message };
    }
    case 'requestConfirmation':
      return { kind: 'confirmation', confirmation: confirmation(child, 'request', version) };
    case 'supplyingAgencyMessageConfirmation':
      return { kind: 'confirmation', confirmation: confirmation(child, 'supplyingAgencyMessage', version) };
    case 'requestingAgencyMessageConfirmation':
      return { kind: 'confirmation', confirmation: confirmation(child, 'requestingAgencyMessage', version) };
    default:
      return { kind: 'unreadable', detail: `<${child.name}>` };
  }
}

/** As declared; where nothing is, the multiple item id tells: it is in every message of 1.2 and in few of 2021. */
function versionOf(root: Element, child: Element): IsoVersion {
  const declared = root.attributes.version ?? '';
  if (declared.startsWith('202')) return '2021';
  if (declared !== '') return '1.2';
  return child.first('header')?.first('multipleItemRequestId') === null ? '2021' : '1.2';
}

function header(message: Element): Header {
  const from = message.first('header');
  return {
    supplier: agency(from?.first('supplyingAgencyId') ?? null),
    requester: agency(from?.first('requestingAgencyId') ?? null),
    multipleItemRequestId: from?.at('multipleItemRequestId') ?? '',
    timestamp: from?.at('timestamp') ?? '',
    requestId: from?.at('requestingAgencyRequestId') ?? '',
    supplierRequestId: from?.at('supplyingAgencyRequestId') ?? null,
    account: from?.at('requestingAgencyAuthentication', 'accountId') ?? null,
    securityCode: from?.at('requestingAgencyAuthentication', 'securityCode') ?? null,
  };
}

function agency(from: Element | null): Agency {
  return { type: from?.at('agencyIdType') ?? '', value: from?.at('agencyIdValue') ?? '' };
}

function request(from: Element, version: IsoVersion): IsoRequest {
  const service = from.first('serviceInfo');
  const bibliographic = from.first('bibliographicInfo');
  const publication = from.first('publicationInfo');
  const anyEdition = service?.at('anyEdition') ?? null;
  return {
    kind: 'request',
    version,
    header: header(from),
    requestType: one(['New', 'Retry', 'Reminder'] as const, service?.at('requestType') ?? null) ?? 'New',
    subTypes: (service?.all('requestSubType') ?? []).map((each) => each.text.trim()),
    previousRequestId: service?.at('requestingAgencyPreviousRequestId') ?? null,
    serviceType: one(['Loan', 'Copy', 'CopyOrLoan'] as const, service?.at('serviceType') ?? null) ?? 'Loan',
    serviceLevel: service?.at('serviceLevel') ?? null,
    neededBy: service?.at('needBeforeDate') ?? null,
    anyEdition: anyEdition === null ? null : anyEdition === 'Y',
    startDate: service?.at('startDate') ?? null,
    endDate: service?.at('endDate') ?? null,
    note: service?.at('note') ?? null,
    recordId: bibliographic?.at('supplierUniqueRecordId') ?? null,
    title: bibliographic?.at('title') ?? null,
    author: bibliographic?.at('author') ?? null,
    edition: bibliographic?.at('edition') ?? null,
    volume: bibliographic?.at('volume') ?? null,
    items: (bibliographic?.all('bibliographicItemId') ?? []).map((each) => ({
      code: each.at('bibliographicItemIdentifierCode') ?? '',
      value: each.at('bibliographicItemIdentifier') ?? '',
    })),
    publisher: publication?.at('publisher') ?? null,
    publicationType: publication?.at('publicationType') ?? null,
    publicationDate: publication?.at('publicationDate') ?? null,
    deliveries: from.all('requestedDeliveryInfo').flatMap((each) => address(each.first('address')) ?? []),
    maximumCosts: costs(from.first('billingInfo')?.first('maximumCosts') ?? null),
  };
}

function one<const Word extends string>(words: readonly Word[], value: string | null): Word | null {
  return words.find((word) => word === value) ?? null;
}

function supplying(from: Element, version: IsoVersion): IsoSupplying {
  const info = from.first('messageInfo');
  const status = from.first('statusInfo');
  const retry = from.first('retryInfo');
  const answer = info?.at('answerYesNo') ?? null;
  return {
    kind: 'supplyingAgencyMessage',
    version,
    header: header(from),
    reason: info?.at('reasonForMessage') ?? '',
    answer: answer === null ? null : answer === 'Y',
    note: info?.at('note') ?? null,
    reasonUnfilled: info?.at('reasonUnfilled') ?? null,
    reasonRetry: info?.at('reasonRetry') ?? null,
    offeredCosts: costs(info?.first('offeredCosts') ?? retry?.first('offeredCosts') ?? null),
    retryAfter: info?.at('retryAfter') ?? retry?.at('retryAfter') ?? null,
    retryBefore: info?.at('retryBefore') ?? retry?.at('retryBefore') ?? null,
    status: status?.at('status') ?? '',
    dueDate: status?.at('dueDate') ?? null,
    lastChange: status?.at('lastChange') ?? '',
    delivery: delivery(from.first('deliveryInfo')),
  };
}

function delivery(from: Element | null): Delivery | null {
  if (from === null) return null;
  const sentVia = from.at('sentVia') ?? from.at('deliveryMethod');
  const itemIds = from.all('itemId').map((each) => each.text.trim());
  // 1.2 has no place for a link but the item id.
  const linked = sentVia === 'URL' ? (itemIds[0] ?? null) : null;
  return {
    dateSent: from.at('dateSent') ?? '',
    itemIds: linked === null ? itemIds : [],
    url: from.at('URL') ?? linked,
    sentVia,
    conditions: from.all('loanCondition').map((each) => each.text.trim()),
    format: from.at('deliveredFormat') ?? from.at('itemFormat'),
    costs: costs(from.first('deliveryCosts')),
  };
}

function costs(from: Element | null): Costs | null {
  const amount = from?.at('monetaryValue') ?? null;
  return from === null || amount === null ? null : { currency: from.at('currencyCode') ?? '', amount };
}

function address(from: Element | null): Address | null {
  const electronic = from?.first('electronicAddress') ?? null;
  const physical = from?.first('physicalAddress') ?? null;
  if (electronic === null && physical === null) return null;
  return {
    line1: physical?.at('line1') ?? null,
    line2: physical?.at('line2') ?? null,
    locality: physical?.at('locality') ?? null,
    postalCode: physical?.at('postalCode') ?? null,
    region: physical?.at('region') ?? null,
    country: physical?.at('country') ?? null,
    electronic:
      electronic === null
        ? null
        : { type: electronic.at('electronicAddressType') ?? '', data: electronic.at('electronicAddressData') ?? '' },
  };
}

function confirmation(from: Element, of: IsoConfirmation['of'], version: IsoVersion): IsoConfirmation {
  const head = from.first('confirmationHeader');
  const known = (each: Element | null) => (each === null ? null : agency(each));
  return {
    kind: 'confirmation',
    of,
    version,
    supplier: known(head?.first('supplyingAgencyId') ?? null),
    requester: known(head?.first('requestingAgencyId') ?? null),
    timestamp: head?.at('timestamp') ?? '',
    requestId: head?.at('requestingAgencyRequestId') ?? null,
    timestampReceived: head?.at('timestampReceived') ?? '',
    ok: head?.at('messageStatus') === 'OK',
    echo: from.at('reasonForMessage') ?? from.at('action'),
    errors: from
      .all('errorData')
      .map((each): IsoError => ({ type: each.at('errorType') ?? '', value: each.at('errorValue') })),
  };
}
