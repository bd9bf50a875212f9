import { lastClose, parseXml } from '../../src/base/xml.ts';
import { copyOfItem } from '../../src/record/formats/dp2-copy.ts';

/**
 * The title with its copies as fields CPY. Who borrowed a copy is looked at only to tell that somebody did, and goes no
 * further.
 */
export function withItems(record: string, items: readonly string[], branch: string | null): string {
  const plain = record.replace(/^\uFEFF?\s*<\?xml[^>]*\?>\s*/, '');
  const end = lastClose(plain, 'record');
  if (end === null) return plain;
  const fields = items.map((item) => itemField(item, branch)).join('');
  return plain.slice(0, end.start) + fields + plain.slice(end.start);
}

function itemField(item: string, branch: string | null): string {
  const { subfields } = copyOfItem(parseXml(item));
  const location = subfields.find(({ code }) => code === 'b')?.value ?? '';
  if (branch !== null && !location.startsWith(`${branch}/`)) return '';
  const inner = subfields.map(({ code, value }) => `<subfield code="${code}">${escaped(value)}</subfield>`);
  return `<datafield tag="CPY" ind1=" " ind2=" ">${inner.join('')}</datafield>`;
}

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}
