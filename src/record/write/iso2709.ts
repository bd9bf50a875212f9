import { isDataField, type MarcField, type MarcRecord } from '../marc.ts';

const FIELD_END = '\u001e';
const SUBFIELD = '\u001f';
const RECORD_END = '\u001d';
const LEADER_BYTES = 24;
const ENTRY_BYTES = 12;
/** The directory has four digits for the length of a field, the leader five for that of the record. */
const MAX_FIELD_BYTES = 9_999;
const MAX_RECORD_BYTES = 99_999;

/** A record as ISO 2709 in UTF-8; null where it is too long for the format. Lengths count bytes. */
export function toIso2709({ leader, fields }: MarcRecord): Uint8Array | null {
  const encoder = new TextEncoder();
  const bodies = fields.map((field) => encoder.encode(textOf(field)));
  if (bodies.some(({ length }) => length > MAX_FIELD_BYTES)) return null;
  const base = LEADER_BYTES + ENTRY_BYTES * fields.length + 1;
  const length = base + bodies.reduce((sum, body) => sum + body.length, 0) + 1;
  if (length > MAX_RECORD_BYTES) return null;
  let start = 0;
  let directory = '';
  for (const [index, { tag }] of fields.entries()) {
    const bytes = bodies[index]?.length ?? 0;
    directory += `${tag}${digits(bytes, 4)}${digits(start, 5)}`;
    start += bytes;
  }
  const head = `${digits(length, 5)}${leader.slice(5, 12)}${digits(base, 5)}${leader.slice(17)}`;
  return Buffer.concat([encoder.encode(head + directory + FIELD_END), ...bodies, encoder.encode(RECORD_END)]);
}

function textOf(field: MarcField): string {
  if (!isDataField(field)) return field.value + FIELD_END;
  const subfields = field.subfields.map(({ code, value }) => SUBFIELD + code + value);
  return field.ind1 + field.ind2 + subfields.join('') + FIELD_END;
}

const digits = (value: number, width: number) => String(value).padStart(width, '0');
