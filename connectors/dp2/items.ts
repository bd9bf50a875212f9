import { shanghaiDay } from '../../src/base/clock.ts';
import { child, lastClose, parseXml, type XmlElement } from '../../src/base/xml.ts';

/** dp2's own state words; an empty state is a copy on the shelf. Others are handed on as they are. */
const STATES: Readonly<Record<string, string>> = {
  '': 'AVAILABLE',
  加工中: 'IN_PROCESS',
  丢失: 'LOST',
  注销: 'WITHDRAWN',
};

/**
 * The title with its copies as fields 986: $a barcode, $h accession number, $b location, $s call number, $d price,
 * $v volume; ours: $9 status, $y due date. Who borrowed a copy is looked at only to tell that somebody did, and goes
 * no further.
 */
export function withItems(record: string, items: readonly string[], branch: string | null): string {
  const end = lastClose(record, 'record');
  if (end === null) return record;
  const fields = items.map((item) => itemField(parseXml(item), branch)).join('');
  return record.slice(0, end.start) + fields + record.slice(end.start);
}

function itemField(item: XmlElement, branch: string | null): string {
  const value = (name: string): string => child(item, name)?.text ?? '';
  const location = placeOf(value('location'));
  if (branch !== null && !location.startsWith(`${branch}/`)) return '';
  const lent = value('borrower') !== '';
  const due = Date.parse(value('returningDate'));
  const state = value('state');
  const parts: readonly (readonly [string, string])[] = [
    ['a', value('barcode')],
    ['h', value('registerNo')],
    ['b', location],
    ['s', value('accessNo')],
    ['d', value('price')],
    ['v', value('volume')],
    ['9', lent ? 'ON_LOAN' : (STATES[state] ?? state)],
    ['y', lent && !Number.isNaN(due) ? shanghaiDay(new Date(due)) : ''],
  ];
  const subfields = parts
    .filter(([, text]) => text !== '')
    .map(([code, text]) => `<subfield code="${code}">${escaped(text)}</subfield>`);
  return `<datafield tag="986" ind1=" " ind2=" ">${subfields.join('')}</datafield>`;
}

/** `#reservation,星洲小学/阅览室` → `星洲小学/阅览室`: what begins with # is a mark, not a place. */
function placeOf(location: string): string {
  return location.split(',').find((part) => !part.startsWith('#')) ?? '';
}

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}
