import type { MarcRecord } from '../../../src/record/marc.ts';
import { STANDARD_LIST } from '../book.ts';
import type { Shelf } from '../shelves.ts';
import { calis, cnmarcRecord, ilas, nlc, school905, standardRecord } from './cnmarc.ts';
import { toGb18030 } from './gb18030.ts';
import { type Framing, iso2709 } from './iso2709.ts';
import { marc21Record } from './marc21.ts';
import { copyList, inventoryWorkbook, titleList } from './sheets.ts';

export type HouseStyle = keyof typeof HOUSE_STYLES;

const utf8 = (text: string) => new TextEncoder().encode(text);
const plain = (encode: Framing['encode']): Framing => ({ encode, ending: 'plain' });
const schoolProgram: Framing = { encode: toGb18030, ending: 'doubled-crlf' };

/** How a library exports its catalogue: the file's ending and its bytes. */
const HOUSE_STYLES = {
  nlc: {
    ending: 'gb18030.iso',
    write: ({ titles }) =>
      file(
        titles.map((one) => cnmarcRecord(one, nlc)),
        plain(toGb18030),
      ),
  },
  calis: {
    ending: 'utf8.iso',
    write: ({ titles }) =>
      file(
        titles.map((one) => cnmarcRecord(one, calis)),
        plain(utf8),
      ),
  },
  'school-905': {
    ending: 'gbk.iso',
    write: ({ titles }) =>
      file(
        titles.map((one) => cnmarcRecord(one, school905)),
        schoolProgram,
      ),
  },
  ilas: {
    ending: 'gbk.iso',
    write: ({ titles }) =>
      file(
        titles.map((one) => cnmarcRecord(one, ilas)),
        schoolProgram,
      ),
  },
  marc21: { ending: 'utf8.mrc', write: ({ titles }) => file(titles.map(marc21Record), plain(utf8)) },
  institute: { ending: 'utf8.iso', write: () => file(STANDARD_LIST.map(standardRecord), plain(utf8)) },
  'excel-title': { ending: 'xlsx', write: (shelf) => inventoryWorkbook(shelf, true) },
  'excel-title-silent': { ending: 'xlsx', write: (shelf) => inventoryWorkbook(shelf, false) },
  'excel-item': { ending: 'gbk.csv', write: copyList },
  'csv-title': { ending: 'csv', write: titleList },
} as const satisfies Record<string, { readonly ending: string; readonly write: (shelf: Shelf) => Uint8Array }>;

/** A library's export in its own house style: `CN-320508-C-SL01.gbk.iso` and what is in it. */
export function exportOf(shelf: Shelf): { readonly name: string; readonly bytes: Uint8Array } {
  const { ending, write } = HOUSE_STYLES[shelf.library.style];
  return { name: `${shelf.library.code}.${ending}`, bytes: write(shelf) };
}

function file(records: readonly MarcRecord[], framing: Framing): Uint8Array {
  return Buffer.concat(records.map((record) => iso2709(record, framing)));
}
