import { shanghaiDay } from '../../src/base/clock.ts';
import { child, lastClose, parseXml, type XmlElement } from '../../src/base/xml.ts';

/**
 * The title with its copies as fields CPY: $a barcode (or accession number), $b location, $c call number, $s status,
 * $d due date, $v volume. Who borrowed a copy is looked at only to tell that somebody did, and goes no further.
 */
export function withItems(record: string, items: readonly string[], branch: string | null): string {
  const plain = record.replace(/^\uFEFF?\s*<\?xml[^>]*\?>\s*/, '');
  const end = lastClose(plain, 'record');
  if (end === null) return plain;
  const fields = items.map((item) => itemField(parseXml(item), branch)).join('');
  return plain.slice(0, end.start) + fields + plain.slice(end.start);
}

function itemField(item: XmlElement, branch: string | null): string {
  const value = (name: string): string => child(item, name)?.text ?? '';
  const location = placeOf(value('location'));
  if (branch !== null && !location.startsWith(`${branch}/`)) return '';
  const lent = value('borrower') !== '';
  const due = Date.parse(value('returningDate'));
  const parts: readonly (readonly [string, string])[] = [
    ['a', value('barcode') || value('registerNo')],
    ['b', location],
    ['c', value('accessNo')],
    // An empty state is a copy on its shelf; 加工中, 丢失, 注销 and what a library invents are handed on.
    ['s', lent ? '借出' : value('state') || '在馆'],
    ['d', lent && !Number.isNaN(due) ? shanghaiDay(new Date(due)) : ''],
    ['v', value('volume')],
  ];
  const subfields = parts
    .filter(([, text]) => text !== '')
    .map(([code, text]) => `<subfield code="${code}">${escaped(text)}</subfield>`);
  return `<datafield tag="CPY" ind1=" " ind2=" ">${subfields.join('')}</datafield>`;
}

/** `#reservation,星洲小学/阅览室` → `星洲小学/阅览室`: what begins with # is a mark, not a place. */
function placeOf(location: string): string {
  return location.split(',').find((part) => !part.startsWith('#')) ?? '';
}

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}
