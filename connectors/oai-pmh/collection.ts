import { cutPieces, innerXml, standAlone } from '../../src/base/xml.ts';

const RECORD = /<(?:[\w.-]{1,100}:)?record\b/g;
const HOLDINGS = /^<[^>]{0,2000}\stype\s?=\s?["']Holdings["']/;
const DATAFIELD = /<(?:[\w.-]{1,100}:)?datafield\b/g;
/** Location and holdings of MARC 21 Holdings; the rest of such a record describes the record itself. */
const HOLDING_TAG = /^<[^>]{0,500}\stag\s?=\s?["'](?:852|86[3-8]|87[6-8])["']/;

/**
 * Some repositories give an item as a collection: the bibliographic record and its holdings records. It becomes one
 * record, the holdings fields at its end. Anything else is handed back as it is.
 */
export function oneRecord(metadata: string): string {
  if (!/^<(?:[\w.-]{1,100}:)?collection\b/.test(metadata)) return metadata;
  const { frame, pieces } = cutPieces(metadata, RECORD, 'record');
  const main = pieces.find((piece) => !HOLDINGS.test(piece));
  if (main === undefined) return metadata;
  const holdings = pieces.filter((piece) => HOLDINGS.test(piece)).flatMap(holdingFields);
  const end = main.lastIndexOf('</');
  return standAlone(main.slice(0, end) + holdings.join('') + main.slice(end), frame);
}

function holdingFields(record: string): readonly string[] {
  const inner = innerXml(record, 'record') ?? '';
  return cutPieces(inner, DATAFIELD, 'datafield').pieces.filter((field) => HOLDING_TAG.test(field));
}
