import { shanghaiDay } from '../../base/clock.ts';
import { child, type XmlElement } from '../../base/xml.ts';
import type { DataField } from '../marc.ts';

/**
 * An item of dp2 as a field CPY: $a barcode (or accession number), $b location, $c call number, $s status, $d due date,
 * $v volume. Who borrowed a copy is looked at only to tell that somebody did, and goes no further.
 */
export function copyOfItem(item: XmlElement): DataField {
  const value = (name: string): string => child(item, name)?.text ?? '';
  const lent = value('borrower') !== '';
  const due = Date.parse(value('returningDate'));
  const parts: readonly (readonly [code: string, text: string])[] = [
    ['a', value('barcode') || value('registerNo')],
    ['b', placeOf(value('location'))],
    ['c', value('accessNo')],
    // An empty state is a copy on its shelf; 加工中, 丢失, 注销 and what a library invents are handed on.
    ['s', lent ? '借出' : value('state') || '在馆'],
    ['d', lent && !Number.isNaN(due) ? shanghaiDay(new Date(due)) : ''],
    ['v', value('volume')],
  ];
  const subfields = parts.filter(([, text]) => text !== '').map(([code, text]) => ({ code, value: text }));
  return { tag: 'CPY', ind1: ' ', ind2: ' ', subfields };
}

/** `#reservation,星洲小学/阅览室` → `星洲小学/阅览室`: what begins with # is a mark, not a place. */
function placeOf(location: string): string {
  return location.split(',').find((part) => !part.startsWith('#')) ?? '';
}
