import type { Delivery, Header, IsoConfirmation, IsoMessage, IsoSupplying } from './message.ts';
import { agency, authentication, confirmation, costs } from './parts.ts';
import { document, text, type Xml } from './xml.ts';
import { request } from './xml-request.ts';

/** ISO 18626:2017, schema version 1.2: one header for all, identifier before code, one item a message. */
export function writeV12(message: IsoMessage | IsoConfirmation): string {
  return document('1.2', body(message));
}

function body(message: IsoMessage | IsoConfirmation): Xml {
  switch (message.kind) {
    case 'confirmation':
      return confirmation(message, 1);
    case 'request':
      return request(message, {
        header: header(message.header),
        itemId: ({ code, value }) => [
          ['bibliographicItemIdentifier', value],
          ['bibliographicItemIdentifierCode', code],
        ],
      });
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
