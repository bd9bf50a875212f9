/**
 * Text in a charset that Node reads and does not write: what its reader says of each byte and pair, turned round. Null
 * where a character is not in the charset.
 */
export function encoder(charset: 'big5' | 'windows-1251' | 'koi8-r'): (text: string) => Uint8Array | null {
  const decoder = new TextDecoder(charset);
  const known = new Map<string, readonly number[]>();
  const learn = (...bytes: readonly number[]): boolean => {
    const char = decoder.decode(Uint8Array.from(bytes));
    const readable = char.length === 1 && char !== '\ufffd';
    if (readable && !known.has(char)) known.set(char, bytes);
    return readable;
  };
  for (let lead = 0; lead <= 0xff; lead++)
    if (!learn(lead)) for (let trail = 0x40; trail <= 0xfe; trail++) learn(lead, trail);
  return (text) => {
    const bytes = [...text].map((char) => known.get(char));
    return bytes.includes(undefined) ? null : Uint8Array.from(bytes.flatMap((some) => some ?? []));
  };
}
