import { isDataField, type MarcField, type MarcRecord } from '../../../src/record/marc.ts';

export interface Framing {
  readonly encode: (text: string) => Uint8Array;
  /** Some school programs write a second field terminator and a line end behind every record. */
  readonly ending: 'plain' | 'doubled-crlf';
}

const SUBFIELD = '\u001f';
const FIELD_END = 0x1e;
const RECORD_END = 0x1d;

/** One record as ISO 2709; lengths are counted in bytes of the charset. */
export function iso2709(record: MarcRecord, { encode, ending }: Framing): Uint8Array {
  const fields = record.fields.map((field) => ({ tag: field.tag, bytes: [...encode(fieldText(field)), FIELD_END] }));
  let offset = 0;
  const directory = fields.map(({ tag, bytes }) => {
    const entry = tag + digits(bytes.length, 4) + digits(offset, 5);
    offset += bytes.length;
    return entry;
  });
  const base = 24 + 12 * fields.length + 1;
  const tail = ending === 'plain' ? [RECORD_END] : [FIELD_END, RECORD_END, 0x0d, 0x0a];
  const leader = digits(base + offset + 1, 5) + record.leader.slice(5, 12) + digits(base, 5) + record.leader.slice(17);
  const head = [...encode(leader + directory.join('')), FIELD_END];
  return Uint8Array.from([...head, ...fields.flatMap(({ bytes }) => bytes), ...tail]);
}

function fieldText(field: MarcField): string {
  if (!isDataField(field)) return field.value;
  return field.ind1 + field.ind2 + field.subfields.map(({ code, value }) => SUBFIELD + code + value).join('');
}

const digits = (number: number, places: number): string => String(number).padStart(places, '0');

/** `data('200', '1 ', 'a三体', 'f刘慈欣著')`: subfields with nothing behind their code are left out. */
export function data(tag: string, indicators: string, ...subfields: readonly string[]): MarcField {
  const told = subfields.filter((text) => text.length > 1);
  const [ind1 = ' ', ind2 = ' '] = indicators;
  return { tag, ind1, ind2, subfields: told.map((text) => ({ code: text.slice(0, 1), value: text.slice(1) })) };
}
