const encoder = new TextEncoder();

/** A CNMARC record with a number and a title, as bytes in UTF-8: just enough for a server to have something to send. */
export function cnmarc(number: string, title: string): Uint8Array {
  const fields = [
    ['001', `${number}\x1e`],
    ['200', `1 \x1fa${title}\x1e`],
  ] as const;
  let directory = '';
  let start = 0;
  for (const [tag, value] of fields) {
    const length = encoder.encode(value).length;
    directory += tag + String(length).padStart(4, '0') + String(start).padStart(5, '0');
    start += length;
  }
  const base = 24 + directory.length + 1;
  const leader = `${String(base + start + 1).padStart(5, '0')}nam0 22${String(base).padStart(5, '0')}   450 `;
  return encoder.encode(`${leader}${directory}\x1e${fields.map(([, value]) => value).join('')}\x1d`);
}

/** The 001 of such a record. */
export function numberOf(bytes: Uint8Array): string {
  const text = new TextDecoder().decode(bytes);
  return text.split('\x1e')[1] ?? '';
}

/** The same as MARCXML. */
export function marcXml(number: string, title: string): string {
  return `<record xmlns="http://www.loc.gov/MARC21/slim"><leader>00000nam a2200000   4500</leader><controlfield tag="001">${number}</controlfield><datafield tag="245" ind1="1" ind2="0"><subfield code="a">${title}</subfield></datafield></record>`;
}

/** The 001 of a MARCXML record. */
export function xmlNumberOf(bytes: Uint8Array): string {
  return /tag="001">([^<]*)</.exec(new TextDecoder().decode(bytes))?.[1] ?? '';
}
