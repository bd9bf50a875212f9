import type { Delivery, Header, IsoConfirmation, IsoMessage, IsoRequest, IsoSupplying } from './message.ts';
import { agency, authentication, confirmation, costs, deliveries } from './parts.ts';
import { document, group, text, type Xml } from './xml.ts';

/** ISO 18626:2017, schema version 1.2: one header for all, identifier before code, one item a message. */
export function writeV12(message: IsoMessage | IsoConfirmation): string {
  return document('1.2', body(message));
}

function body(message: IsoMessage | IsoConfirmation): Xml {
  switch (message.kind) {
    case 'confirmation':
      return confirmation(message, 1);
    case 'request':
      return request(message);
    case 'supplyingAgencyMessage':
      return supplying(message);
    case 'requestingAgencyMessage':
      return [message.kind, [header(message.header), ['action', message.action], text('note', message.note)]];
  }
}

function header(from: Header): Xml {
  return [
    'header',
    [
      agency('supplyingAgencyId', from.supplier),
      agency('requestingAgencyId', from.requester),
      // Mandatory here, if only empty.
      ['multipleItemRequestId', from.multipleItemRequestId],
      ['timestamp', from.timestamp],
      ['requestingAgencyRequestId', from.requestId],
      text('supplyingAgencyRequestId', from.supplierRequestId),
      authentication(from.account, from.securityCode),
    ],
  ];
}

function request(from: IsoRequest): Xml {
  const bibliographic: Xml = [
    'bibliographicInfo',
    [
      text('supplierUniqueRecordId', from.recordId),
      text('title', from.title),
      text('author', from.author),
      text('edition', from.edition),
      text('volume', from.volume),
      ...from.items.map(
        ({ code, value }): Xml => [
          'bibliographicItemId',
          [
            ['bibliographicItemIdentifier', value],
            ['bibliographicItemIdentifierCode', code],
          ],
        ],
      ),
    ],
  ];
  const service: Xml = [
    'serviceInfo',
    [
      ['requestType', from.requestType],
      ...from.subTypes.map((subType): Xml => ['requestSubType', subType]),
      text('requestingAgencyPreviousRequestId', from.previousRequestId),
      ['serviceType', from.serviceType],
      text('serviceLevel', from.serviceLevel),
      text('needBeforeDate', from.neededBy),
      text('anyEdition', from.anyEdition === null ? null : from.anyEdition ? 'Y' : 'N'),
      text('startDate', from.startDate),
      text('endDate', from.endDate),
      text('note', from.note),
    ],
  ];
  const publication = [
    text('publisher', from.publisher),
    text('publicationType', from.publicationType),
    text('publicationDate', from.publicationDate),
  ];
  return [
    'request',
    [
      header(from.header),
      bibliographic,
      group('publicationInfo', publication),
      service,
      ...deliveries(from.deliveries),
      group('billingInfo', [costs('maximumCosts', from.maximumCosts)]),
    ],
  ];
}

function supplying(from: IsoSupplying): Xml {
  return [
    'supplyingAgencyMessage',
    [
      header(from.header),
      [
        'messageInfo',
        [
          ['reasonForMessage', from.reason],
          text('answerYesNo', from.answer === null ? null : from.answer ? 'Y' : 'N'),
          text('note', from.note),
          text('reasonUnfilled', from.reasonUnfilled),
          text('reasonRetry', from.reasonRetry),
          costs('offeredCosts', from.offeredCosts),
          text('retryAfter', from.retryAfter),
          text('retryBefore', from.retryBefore),
        ],
      ],
      ['statusInfo', [['status', from.status], text('dueDate', from.dueDate), ['lastChange', from.lastChange]]],
      from.delivery === null ? null : delivery(from.delivery),
    ],
  ];
}

/** One item id, one condition: where there are more, dialects put the rest into the note. */
function delivery(from: Delivery): Xml {
  return [
    'deliveryInfo',
    [
      ['dateSent', from.dateSent],
      text('itemId', from.itemIds[0] ?? from.url),
      text('sentVia', from.url === null ? from.sentVia : 'URL'),
      text('loanCondition', from.conditions[0] ?? null),
      text('deliveredFormat', from.format),
      costs('deliveryCosts', from.costs),
    ],
  ];
}
