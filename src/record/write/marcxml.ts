import { isDataField, type MarcRecord } from '../marc.ts';

/** A record as MARCXML (the schema of the Library of Congress, which serves UNIMARC tags as well), one line. */
export function toMarcXml({ leader, fields }: MarcRecord): string {
  const body = fields.map((field) => {
    if (!isDataField(field)) return `<controlfield tag="${field.tag}">${escaped(field.value)}</controlfield>`;
    const subfields = field.subfields.map(
      ({ code, value }) => `<subfield code="${escaped(code)}">${escaped(value)}</subfield>`,
    );
    return `<datafield tag="${field.tag}" ind1="${field.ind1}" ind2="${field.ind2}">${subfields.join('')}</datafield>`;
  });
  return `<record xmlns="http://www.loc.gov/MARC21/slim"><leader>${leader}</leader>${body.join('')}</record>`;
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Characters that XML cannot hold at all are dropped: they carry no meaning in a title. */
function escaped(text: string): string {
  return text
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
    .replace(/[&<>"]/g, (char) => ENTITIES[char] ?? '');
}
