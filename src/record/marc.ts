/** A MARC record of any dialect after its bytes were split and decoded. Fields stand in data order, as in the source. */
export interface MarcRecord {
  readonly leader: string;
  readonly fields: readonly MarcField[];
}

export type MarcField =
  | { readonly tag: string; readonly value: string }
  | { readonly tag: string; readonly ind1: string; readonly ind2: string; readonly subfields: readonly Subfield[] };

export interface Subfield {
  readonly code: string;
  readonly value: string;
}

export type DataField = Extract<MarcField, { readonly subfields: readonly Subfield[] }>;

export function isDataField(field: MarcField): field is DataField {
  return 'subfields' in field;
}

/** Data fields of one tag, in data order. */
export function fieldsOf(record: MarcRecord, tag: string): readonly DataField[] {
  return record.fields.filter((field): field is DataField => field.tag === tag && isDataField(field));
}

/** The value of the first control field of that tag, or null. */
export function controlField(record: MarcRecord, tag: string): string | null {
  for (const field of record.fields) if (field.tag === tag && !isDataField(field)) return field.value;
  return null;
}
