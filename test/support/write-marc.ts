import { isDataField, type MarcField, type MarcRecord, type Subfield } from '../../src/record/marc.ts';

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
