import { isDataField, type MarcField, type MarcRecord, type Subfield } from '../../src/record/marc.ts';
import { toMarcXml } from '../../src/record/write/marcxml.ts';

/** Records as other programs would write them, for tests of our readers: one writer a format, none of them ours to ship. */
const blank = (text: string, sign: string): string => text.replaceAll(' ', sign);

const each = (field: MarcField, control: (value: string) => string, data: DataWriter): string =>
  isDataField(field) ? data(field.ind1, field.ind2, field.subfields) : control(field.value);
type DataWriter = (ind1: string, ind2: string, subfields: readonly Subfield[]) => string;

/** As yaz-marcdump -o line prints. */
export function yazLines({ leader, fields }: MarcRecord): string {
  const lines = fields.map(
    (field) =>
      `${field.tag} ${each(
        field,
        (value) => value,
        (ind1, ind2, subfields) => ind1 + ind2 + subfields.map(({ code, value }) => ` $${code} ${value}`).join(''),
      )}`,
  );
  return `${[leader, ...lines].join('\n')}\n\n`;
}

/** A worksheet of dt1000: no blanks around codes, `***` behind the record. */
export function worksheet({ leader, fields }: MarcRecord, mark = 'ǂ'): string {
  const lines = fields.map(
    (field) =>
      field.tag +
      each(
        field,
        (value) => ` ${value}`,
        (ind1, ind2, subfields) => ind1 + ind2 + subfields.map(({ code, value }) => mark + code + value).join(''),
      ),
  );
  return `${[leader, ...lines, '***'].join('\r\n')}\r\n`;
}

export function alephSequential(record: MarcRecord, at: number): string {
  const line = (tag: string, content: string): string => `${String(at).padStart(9, '0')} ${tag} L ${content}\n`;
  const fields = record.fields.map((field) =>
    isDataField(field)
      ? line(
          field.tag + field.ind1 + field.ind2,
          field.subfields.map(({ code, value }) => `$$${code}${value}`).join(''),
        )
      : line(`${field.tag}  `, blank(field.value, '^')),
  );
  return line('LDR  ', blank(record.leader, '^')) + fields.join('');
}

export function mnemonic({ leader, fields }: MarcRecord): string {
  const named = (text: string): string =>
    text.replace(/[{}$]/g, (char) => ({ '{': '{lcub}', '}': '{rcub}', $: '{dollar}' })[char] ?? char);
  const lines = fields.map(
    (field) =>
      `=${field.tag}  ${each(
        field,
        (value) => blank(value, '\\'),
        (ind1, ind2, subfields) =>
          blank(ind1 + ind2, '\\') + subfields.map(({ code, value }) => `$${code}${named(value)}`).join(''),
      )}`,
  );
  return `${[`=LDR  ${blank(leader, '\\')}`, ...lines].join('\r\n')}\r\n\r\n`;
}

/** The shapes that `marcOfJson` names. */
export const jsonShapes: Readonly<Record<string, (record: MarcRecord) => unknown>> = {
  'marc-in-json': ({ leader, fields }) => ({
    leader,
    fields: fields.map((field) => ({
      [field.tag]: isDataField(field)
        ? {
            ind1: field.ind1,
            ind2: field.ind2,
            subfields: field.subfields.map(({ code, value }) => ({ [code]: value })),
          }
        : field.value,
    })),
  }),
  'field objects': ({ leader, fields }) => ({ leader, fields }),
  'marc-json': ({ leader, fields }) => ({
    leader,
    controlfield: fields
      .filter((field) => !isDataField(field))
      .map((field) => ({ tag: field.tag, data: controlValue(field) })),
    datafield: fields.filter(isDataField).map(({ tag, ind1, ind2, subfields }) => ({
      tag,
      ind: ind1 + ind2,
      subfield: subfields.map(({ code, value }) => ({ code, data: value })),
    })),
  }),
  'marc-hash': ({ leader, fields }) => ({
    type: 'marc-hash',
    version: [1, 0],
    leader,
    fields: fields.map((field) =>
      isDataField(field)
        ? [field.tag, field.ind1, field.ind2, field.subfields.map(({ code, value }) => [code, value])]
        : [field.tag, field.value],
    ),
  }),
  catmandu: ({ leader, fields }) => ({
    _id: 'x',
    record: [
      ['LDR', null, null, '_', leader],
      ...fields.map((field) =>
        isDataField(field)
          ? [field.tag, field.ind1, field.ind2, ...field.subfields.flatMap(({ code, value }) => [code, value])]
          : [field.tag, null, null, '_', field.value],
      ),
    ],
  }),
};

const controlValue = (field: MarcField): string => ('value' in field ? field.value : '');

/** A .bdf file of dp2: each title with one copy on the shelf and one lent. */
export function bdfFile(records: readonly MarcRecord[]): string {
  const body = records.map(
    (record, at) =>
      `<dprms:record><dprms:biblio path="net.pipe://localhost/dp2library/xe?中文图书/${at + 1}" timestamp="c9">` +
      `${inUnimarcNamespace(toMarcXml(record))}</dprms:biblio><dprms:itemCollection>${bdfItem(at * 2 + 1, false)}${bdfItem(at * 2 + 2, true)}` +
      '</dprms:itemCollection><dprms:orderCollection/></dprms:record>',
  );
  const open = '<dprms:collection xmlns:dprms="http://dp2003.com/dprms">';
  return `<?xml version="1.0" encoding="utf-8"?>\n${open}\n${body.join('\n')}\n</dprms:collection>\n`;
}

function bdfItem(number: number, lent: boolean): string {
  const barcode = String(number).padStart(7, '0');
  const loan = lent
    ? '<borrower>R0000001</borrower><borrowDate>Mon, 02 Nov 2026 09:00:00 +0800</borrowDate><returningDate>Wed, 02 Dec 2026 09:00:00 +0800</returningDate>'
    : '';
  return `<dprms:item path="实体/${number}" timestamp="a1"><parent>1</parent><barcode>${barcode}</barcode><location>阅览室</location><price>CNY12.00</price><bookType>普通</bookType><accessNo>I287.5/${number}</accessNo>${loan}</dprms:item>`;
}

const inUnimarcNamespace = (xml: string): string =>
  xml
    .replace(/<(\/?)(record|leader|controlfield|datafield|subfield)(?=[\s>])/g, '<$1unimarc:$2')
    .replace('xmlns="http://www.loc.gov/MARC21/slim"', 'xmlns:unimarc="http://dp2003.com/UNIMARC"');
