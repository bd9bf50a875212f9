import type { IsoRequest } from './message.ts';
import { costs, deliveries } from './parts.ts';
import { group, text, type Xml } from './xml.ts';

/** In what the requests of the two editions differ. */
interface RequestOfEdition {
  readonly header: Xml;
  /** Identifier and code of one bibliographic number, in the order of the edition. */
  readonly itemId: (item: IsoRequest['items'][number]) => readonly Xml[];
}

export function request(from: IsoRequest, { header, itemId }: RequestOfEdition): Xml {
  const bibliographic: Xml = [
    'bibliographicInfo',
    [
      text('supplierUniqueRecordId', from.recordId),
      text('title', from.title),
      text('author', from.author),
      text('edition', from.edition),
      text('volume', from.volume),
      ...from.items.map((item): Xml => ['bibliographicItemId', itemId(item)]),
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
      header,
      bibliographic,
      group('publicationInfo', publication),
      service,
      ...deliveries(from.deliveries),
      group('billingInfo', [costs('maximumCosts', from.maximumCosts)]),
    ],
  ];
}
