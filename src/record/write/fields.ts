import type { MarcField, Subfield } from '../marc.ts';

type Value = string | number | undefined;

/** A data field of those subfields that have a value; none where no subfield has. */
export function field(
  tag: string,
  indicators: string,
  ...subfields: readonly (readonly [string, Value])[]
): MarcField[] {
  const present = subfields.flatMap(([code, value]): Subfield[] =>
    value === undefined || value === '' ? [] : [{ code, value: clean(String(value)) }],
  );
  const [ind1 = ' ', ind2 = ' '] = indicators;
  return present.length === 0 ? [] : [{ tag, ind1, ind2, subfields: present }];
}

export function control(tag: string, value: string): MarcField {
  return { tag, value: clean(value) };
}

/** Fields in the order of their tags, as union catalogues expect them; those of one tag keep theirs. */
export function byTag(fields: readonly MarcField[]): readonly MarcField[] {
  return [...fields].sort((a, b) => (a.tag < b.tag ? -1 : a.tag > b.tag ? 1 : 0));
}

/** The separators of ISO 2709 and other control characters may not stand in a value. */
function clean(text: string): string {
  return text.replace(/\p{Cc}+/gu, ' ').trimEnd();
}
