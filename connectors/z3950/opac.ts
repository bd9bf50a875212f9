import type { Copy } from './records.ts';

const FIELD_END = 0x1e;
const RECORD_END = 0x1d;
const SUBFIELD = 0x1f;
const LEADER_BYTES = 24;
const ascii = new TextEncoder();

/**
 * The record with its OPAC copies as fields CPY at its end: $a barcode, $b location, $c call number, $s status, $d due
 * date, $y coverage. Bytes stay in the record's own charset; the status words are ASCII, so they mean the same in all.
 */
export function withCopies(record: Uint8Array, copies: readonly Copy[]): Uint8Array {
  const directoryEnd = record.indexOf(FIELD_END);
  if (record.length < LEADER_BYTES || directoryEnd < LEADER_BYTES) return record;
  const end = record.at(-1) === RECORD_END ? record.length - 1 : record.length;
  const directory = record.subarray(LEADER_BYTES, directoryEnd);
  const data = record.subarray(directoryEnd + 1, end);
  const fields = copies.map(copyField);
  let start = data.length;
  const entries = fields.map((field) => {
    const entry = `CPY${digits(field.length, 4)}${digits(start, 5)}`;
    start += field.length;
    return entry;
  });
  const base = LEADER_BYTES + directory.length + entries.length * 12 + 1;
  const leader = record.slice(0, LEADER_BYTES);
  leader.set(ascii.encode(digits(base + start + 1, 5)), 0);
  leader.set(ascii.encode(digits(base, 5)), 12);
  const ends = [Uint8Array.of(FIELD_END), data, ...fields, Uint8Array.of(RECORD_END)];
  return Buffer.concat([leader, directory, ascii.encode(entries.join('')), ...ends]);
}

function copyField(copy: Copy): Uint8Array {
  const status = copy.onHold === true ? 'on hold' : copy.available === true ? 'available' : 'on loan';
  return Buffer.concat([
    ascii.encode('  '),
    ...subfield('a', copy.barcode),
    ...subfield('b', copy.location ?? copy.library),
    ...subfield('c', copy.callNumber),
    ...subfield('s', copy.available === undefined ? undefined : ascii.encode(status)),
    ...subfield('d', copy.dueDate),
    ...subfield('y', copy.coverage),
    Uint8Array.of(FIELD_END),
  ]);
}

function subfield(code: string, value: Uint8Array | undefined): readonly Uint8Array[] {
  if (value === undefined) return [];
  return [Uint8Array.of(SUBFIELD, code.charCodeAt(0)), value.filter((byte) => byte < RECORD_END || byte > SUBFIELD)];
}

/** Readers go by the separators where a number does not fit, so it is capped, not an error. */
function digits(value: number, width: number): string {
  return String(Math.min(value, 10 ** width - 1)).padStart(width, '0');
}
