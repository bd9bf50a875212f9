/** Charsets a search term can be sent in. A wrong one finds nothing and raises no error, so the probe tries a known title. */
export const QUERY_CHARSETS = ['utf-8', 'gb18030', 'big5', 'latin1'] as const;
export type QueryCharset = (typeof QUERY_CHARSETS)[number];

const utf8 = new TextEncoder();

/** The term's bytes; a character the charset lacks becomes `?`, as Chinese servers themselves do. */
export function encodeTerm(text: string, charset: QueryCharset): Uint8Array {
  if (charset === 'utf-8') return utf8.encode(text);
  const table = reverseTable(charset);
  const bytes: number[] = [];
  for (const char of text) bytes.push(...(table.get(char) ?? [char < '\u0080' ? char.charCodeAt(0) : 0x3f]));
  return Uint8Array.from(bytes);
}

/** Whether the charset has every character of the text. */
export function canEncode(text: string, charset: QueryCharset): boolean {
  if (charset === 'utf-8') return true;
  const table = reverseTable(charset);
  return [...text].every((char) => char < '\u0080' || table.has(char));
}

const tables = new Map<QueryCharset, ReadonlyMap<string, readonly number[]>>();

/**
 * Made by decoding every code of the charset once, on first use: the platform decodes these charsets and encodes none
 * of them. GB18030's four-byte codes are left out: no library server takes them in a query.
 */
function reverseTable(charset: Exclude<QueryCharset, 'utf-8'>): ReadonlyMap<string, readonly number[]> {
  const known = tables.get(charset);
  if (known !== undefined) return known;
  const table = charset === 'latin1' ? singleBytes() : doubleBytes(charset);
  tables.set(charset, table);
  return table;
}

/** ISO 8859-1 proper: the platform's `latin1` is Windows-1252. */
function singleBytes(): ReadonlyMap<string, readonly number[]> {
  return new Map(Array.from({ length: 128 }, (_, i) => [String.fromCharCode(128 + i), [128 + i]]));
}

function doubleBytes(label: 'gb18030' | 'big5'): ReadonlyMap<string, readonly number[]> {
  const decoder = new TextDecoder(label);
  const table = new Map<string, readonly number[]>();
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      const char = decoder.decode(Uint8Array.of(lead, trail));
      if (char !== '\ufffd' && [...char].length === 1 && !table.has(char)) table.set(char, [lead, trail]);
    }
  }
  return table;
}
