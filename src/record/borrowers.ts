import { decodeMarc } from './formats/index.ts';
import { blotted } from './formats/iso2709.ts';
import { isDataField, type MarcField } from './marc.ts';
import type { RawRecord } from './raw.ts';
import { toMarcXml } from './write/marcxml.ts';

type Raw = Pick<RawRecord, 'format' | 'bytes'>;

/** Where programs name a borrower: dp2 writes who into 986$r and since when into 986$t (notes/records §6). */
const TAG = '986';
const SUBFIELDS: ReadonlySet<string> = new Set(['r', 't']);
/** The same in XML, and the elements of dp2's items. Bytes are looked at as Latin-1, so that no character is touched. */
const FIELD_IN_XML = /<(?:\w+:)?datafield\b[^>]*\btag=["']986["'][^>]*>[\s\S]*?<\/(?:\w+:)?datafield>/g;
const SUBFIELD_IN_XML = /(<(?:\w+:)?subfield\b[^>]*\bcode=["'][rt]["'][^>]*>)[^<]+/g;
const ITEM_ELEMENT = /(<(?:\w+:)?borrow\w*>)[^<]+/g;
/** Stands for a name, so that it still shows that there was one. */
const BLOT = '*';
/** Columns of circulation lists that name a reader. */
const READER_COLUMN = /读者|借阅人|借阅者|借书人|借者|学生姓名|借书证|borrower|patron/iu;

/**
 * A source record as it may leave its library and be kept: without what names a reader. Nearly every record comes back
 * as it is; in one that named a reader the name is blotted out, since nobody may hold it. The rest of it stays byte for
 * byte.
 */
export function withoutBorrowers<R extends Raw>(raw: R): R {
  const bytes = Buffer.from(raw.bytes.buffer, raw.bytes.byteOffset, raw.bytes.byteLength);
  switch (raw.format) {
    case 'row':
      return withoutReaderColumns(raw, bytes);
    case 'iso2709': {
      const clean = bytes.includes(TAG) ? blotted(bytes, TAG, SUBFIELDS) : null;
      return clean === null ? raw : { ...raw, bytes: clean };
    }
    case 'marcxml':
    case 'bdf':
      return withoutElements(raw, bytes);
    default:
      return bytes.includes(TAG) ? writtenAnew(raw) : raw;
  }
}

function withoutElements<R extends Raw>(raw: R, bytes: Buffer): R {
  if (!bytes.includes(TAG) && !bytes.includes('borrow')) return raw;
  const text = bytes.toString('latin1');
  const clean = text
    .replace(FIELD_IN_XML, (field) => field.replace(SUBFIELD_IN_XML, `$1${BLOT}`))
    .replace(ITEM_ELEMENT, `$1${BLOT}`);
  return clean === text ? raw : { ...raw, bytes: Buffer.from(clean, 'latin1') };
}

function withoutReaderColumns<R extends Raw>(raw: R, bytes: Buffer): R {
  const text = bytes.toString('utf8');
  if (!READER_COLUMN.test(text)) return raw;
  const row = parsed(text);
  const cleaned = cleanedRow(row);
  return cleaned === row ? raw : { ...raw, bytes: new TextEncoder().encode(JSON.stringify(cleaned)) };
}

/** Cells stand in the row itself or below it, by column; what is left as it was is the same object. */
function cleanedRow(row: unknown): unknown {
  if (typeof row !== 'object' || row === null) return row;
  const entries = Object.entries(row);
  const kept = entries
    .filter(([column]) => !READER_COLUMN.test(column))
    .map(([column, value]) => [column, cleanedRow(value)] as const);
  const changed = kept.length < entries.length || kept.some(([, value], at) => value !== entries[at]?.[1]);
  if (!changed) return row;
  return Array.isArray(row) ? kept.map(([, value]) => value) : Object.fromEntries(kept);
}

/** Forms of MARC in which a subfield is not easily found by its bytes. */
function writtenAnew<R extends Raw>(raw: R): R {
  const decoded = decodeMarc({ ...raw, place: { kind: 'byte', at: 0 } }, 'detect');
  if (!decoded.ok || !decoded.value.fields.some(namesBorrower)) return raw;
  const record = { ...decoded.value, fields: decoded.value.fields.map(withoutNames) };
  return { ...raw, format: 'marcxml', bytes: new TextEncoder().encode(toMarcXml(record)) };
}

function namesBorrower(field: MarcField): boolean {
  return field.tag === TAG && isDataField(field) && field.subfields.some(({ code }) => SUBFIELDS.has(code));
}

function withoutNames(field: MarcField): MarcField {
  if (!isDataField(field) || !namesBorrower(field)) return field;
  return {
    ...field,
    subfields: field.subfields.map(({ code, value }) => ({ code, value: SUBFIELDS.has(code) ? BLOT : value })),
  };
}

/** Null for what is no JSON: such a row is refused by its reader. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
