import { fieldOfColumn } from '../record/columns.ts';
import { decodeMarc } from '../record/formats/index.ts';
import { decodeRow } from '../record/formats/rows.ts';
import { controlField } from '../record/marc.ts';
import type { Charset, RawRecord } from '../record/raw.ts';

/**
 * The id of a record that could not be described: often a title is missing while 001 or the record number stands
 * there. Knowing it keeps a sweep from deleting the record's last good state.
 */
export function localIdIn(raw: RawRecord, charset: Charset): string | null {
  return raw.format === 'row' ? idInRow(raw) : idInMarc(raw, charset);
}

function idInMarc(raw: RawRecord, charset: Charset): string | null {
  const decoded = decodeMarc(raw, charset);
  if (!decoded.ok) return null;
  const id = controlField(decoded.value, '001')?.trim() ?? '';
  return id === '' ? null : id;
}

function idInRow(raw: RawRecord): string | null {
  const decoded = decodeRow(raw);
  if (!decoded.ok) return null;
  const cells = Object.entries(decoded.value.cells);
  for (const field of ['recordId', 'accession', 'barcode'] as const) {
    const id = cells.find(([column, value]) => fieldOfColumn(column) === field && value !== '')?.[1].trim();
    if (id !== undefined) return id;
  }
  return null;
}
