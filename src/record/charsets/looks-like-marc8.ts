/** Letters that a combining byte of MARC-8 may stand before; in Latin-1 the same byte is a letter before any other. */
const BASES: readonly (readonly [mark: number, letters: string])[] = [
  [0xe0, 'aeiouy'],
  [0xe1, 'aeiounw'],
  [0xe2, 'aeiouycnszlrgkmpw'],
  [0xe3, 'aeioucghjswy'],
  [0xe4, 'anoiuvey'],
  [0xe5, 'aeiouyg'],
  [0xe6, 'aeioug'],
  [0xe7, 'zegciansmhtdrlbfkpx'],
  [0xe8, 'aeiouywxh'],
  [0xe9, 'cszrnedtlaiougkjh'],
  [0xea, 'auwy'],
  [0xeb, 'abcdefghijklmnopqrstuvwxyz'],
  [0xec, 'abcdefghijklmnopqrstuvwxyz'],
  [0xee, 'ou'],
  [0xf0, 'cstgklnrhde'],
  [0xf1, 'aeiouy'],
  [0xf2, 'hsdtzaeioulmnrykw'],
  [0xf4, 'au'],
  [0xf6, 'abcdefghijklmnopqrstuvwxyz'],
  [0xf7, 'stg'],
  [0xf8, 'cstgklnr'],
];
const LETTERS: ReadonlyMap<number, ReadonlySet<number>> = new Map(
  BASES.map(([mark, letters]) => [mark, new Set(Buffer.from(letters + letters.toUpperCase()))]),
);

const isLetter = (byte: number): boolean => (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a;
const isDigit = (byte: number): boolean => byte >= 0x30 && byte <= 0x39;

/**
 * Whether bytes of a MARC21 record that are no UTF-8 are MARC-8 rather than Latin-1: nearly every combining byte stands
 * before a letter that takes such a mark, and ANSEL's own letters stand within words.
 */
export function looksLikeMarc8(bytes: Uint8Array): boolean {
  let fits = 0;
  let all = 0;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0;
    if (byte < 0xa1) continue;
    const [before, after] = [bytes[at - 1] ?? 0, bytes[at + 1] ?? 0];
    all += 1;
    if (byte >= 0xe0) {
      // Two marks may stand before one letter.
      if (LETTERS.get(byte)?.has(after >= 0xe0 ? (bytes[at + 2] ?? 0) : after) === true) fits += 1;
    } else if (byte === 0xc3) fits += isDigit(after) || isLetter(after) ? 1 : 0;
    else if (byte <= 0xbe) fits += isLetter(before) || isLetter(after) || after >= 0xe0 ? 1 : 0;
  }
  return all > 0 && fits / all > 0.85;
}
