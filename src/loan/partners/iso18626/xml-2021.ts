import type { Delivery, Header, IsoConfirmation, IsoMessage, IsoSupplying } from './message.ts';
import { agency, authentication, confirmation, costs } from './parts.ts';
import { document, group, text, type Xml } from './xml.ts';
import { request } from './xml-request.ts';

/** ISO 18626:2021: same namespace, other order. The declared version is the one deployed peers write. */
export function writeV2021(message: IsoMessage | IsoConfirmation): string {
  return document('2021-2', body(message));
}

function body(message: IsoMessage | IsoConfirmation): Xml {
  switch (message.kind) {
    case 'confirmation':
      return confirmation(message, Number.POSITIVE_INFINITY);
    case 'request':
      return request(message, {
        header: requestHeader(message.header),
        itemId: ({ code, value }) => [
          ['bibliographicItemIdentifierCode', code],
          ['bibliographicItemIdentifier', value],
        ],
      });
    case 'supplyingAgencyMessage':
      return supplying(message);
    case 'requestingAgencyMessage':
      return [message.kind, [header(message.header, true), ['action', message.action], text('note', message.note)]];
  }
}

/** Three headers: the multiple item id stands in a request only, and a lender has no account with the borrower. */
function header(from: Header, fromRequester: boolean): Xml {
  return [
    'header',
    [
      agency('supplyingAgencyId', from.supplier),
      agency('requestingAgencyId', from.requester),
      ['timestamp', from.timestamp],
      ['requestingAgencyRequestId', from.requestId],
      text('supplyingAgencyRequestId', from.supplierRequestId),
      fromRequester ? authentication(from.account, from.securityCode) : null,
    ],
  ];
}

function requestHeader(from: Header): Xml {
  return [
    'header',
    [
      agency('supplyingAgencyId', from.supplier),
      agency('requestingAgencyId', from.requester),
      text('multipleItemRequestId', from.multipleItemRequestId === '' ? null : from.multipleItemRequestId),
      ['timestamp', from.timestamp],
      ['requestingAgencyRequestId', from.requestId],
      authentication(from.account, from.securityCode),
    ],
  ];
}

function supplying(from: IsoSupplying): Xml {
  return [
    'supplyingAgencyMessage',
    [
      header(from.header, false),
      [
        'messageInfo',
        [
          ['reasonForMessage', from.reason],
          text('answerYesNo', from.answer === null ? null : from.answer ? 'Y' : 'N'),
          text('note', from.note),
          text('reasonUnfilled', from.reasonUnfilled),
          text('reasonRetry', from.reasonRetry),
        ],
      ],
      ['statusInfo', [['status', from.status], text('dueDate', from.dueDate), ['lastChange', from.lastChange]]],
      group('retryInfo', [
        costs('offeredCosts', from.offeredCosts),
        text('retryBefore', from.retryBefore),
        text('retryAfter', from.retryAfter),
      ]),
      from.delivery === null ? null : delivery(from.delivery),
    ],
  ];
}

function delivery(from: Delivery): Xml {
  return [
    'deliveryInfo',
    [
      ['dateSent', from.dateSent],
      ...from.itemIds.map((itemId): Xml => ['itemId', itemId]),
      text('URL', from.url),
      text('deliveryMethod', from.sentVia),
      ...from.conditions.map((condition): Xml => ['loanCondition', condition]),
      text('itemFormat', from.format),
      costs('deliveryCosts', from.costs),
    ],
  ];
}
