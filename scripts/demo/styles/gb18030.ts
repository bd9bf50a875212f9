/**
 * Text to GB18030, which Node can only read: the two-byte half of the table is what its own decoder says, the rest is
 * the algorithm of GB 18030-2022 for the four-byte range of the basic plane's gaps and the other planes.
 */
export function toGb18030(text: string): Uint8Array {
  const bytes: number[] = [];
  for (const char of text) {
    const code = char.codePointAt(0) ?? 0;
    if (code < 0x80) bytes.push(code);
    else if (code >= 0x10000) bytes.push(...fourBytes(code - 0x10000 + 189_000));
    else {
      const pair = twoByteTable().get(char);
      if (pair !== undefined) bytes.push(pair >> 8, pair & 0xff);
      else bytes.push(...fourBytes(gapIndex(code)));
    }
  }
  return Uint8Array.from(bytes);
}

let table: ReadonlyMap<string, number> | undefined;

function twoByteTable(): ReadonlyMap<string, number> {
  if (table !== undefined) return table;
  const decoder = new TextDecoder('gb18030');
  const found = new Map<string, number>();
  for (let lead = 0x81; lead <= 0xfe; lead++)
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      if (trail === 0x7f) continue;
      const char = decoder.decode(Uint8Array.of(lead, trail));
      if ([...char].length === 1 && char !== '\ufffd' && !found.has(char)) found.set(char, lead * 256 + trail);
    }
  table = found;
  return found;
}

/** How many characters of the basic plane before this one have no two-byte form: its index in the four-byte range. */
function gapIndex(code: number): number {
  let index = 0;
  const pairs = twoByteTable();
  for (let other = 0x80; other < code; other++) if (!pairs.has(String.fromCharCode(other))) index += 1;
  return index;
}

function fourBytes(index: number): readonly number[] {
  const last = index % 10;
  const third = Math.floor(index / 10) % 126;
  const second = Math.floor(index / 1260) % 10;
  return [0x81 + Math.floor(index / 12_600), 0x30 + second, 0x81 + third, 0x30 + last];
}
