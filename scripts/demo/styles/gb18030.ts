/**
 * Text to GB18030, which Node can read but not write. The table of the basic plane is what Node's own decoder says, so
 * that both always agree; the other planes follow the formula of GB 18030.
 */
export function toGb18030(text: string): Uint8Array {
  const bytes: number[] = [];
  for (const char of text) {
    const code = char.codePointAt(0) ?? 0;
    if (code < 0x80) bytes.push(code);
    else if (code >= 0x10000) bytes.push(...fourBytes(code - 0x10000 + FIRST_OF_OTHER_PLANES));
    else bytes.push(...(basicPlane().get(char) ?? QUESTION_MARK));
  }
  return Uint8Array.from(bytes);
}

const FIRST_OF_OTHER_PLANES = 189_000;
/** Four-byte sequences that stand for the basic plane: 81 30 81 30 to 84 31 A4 39. */
const FOUR_BYTE_COUNT = 39_420;
const QUESTION_MARK = [0x3f];

let table: ReadonlyMap<string, readonly number[]> | undefined;

function basicPlane(): ReadonlyMap<string, readonly number[]> {
  if (table !== undefined) return table;
  const sequences: (readonly number[])[] = [];
  for (let lead = 0x81; lead <= 0xfe; lead++)
    for (let trail = 0x40; trail <= 0xfe; trail++) if (trail !== 0x7f) sequences.push([lead, trail]);
  for (let index = 0; index < FOUR_BYTE_COUNT; index++) sequences.push(fourBytes(index));
  // One decode for all, a line each: calling the decoder sixty thousand times takes a second.
  const lines = Uint8Array.from(sequences.flatMap((sequence) => [...sequence, 0x0a]));
  const chars = new TextDecoder('gb18030').decode(lines).split('\n');
  const found = new Map<string, readonly number[]>();
  for (const [index, char] of chars.entries()) {
    const sequence = sequences[index];
    if (char.length === 1 && char !== '\ufffd' && sequence !== undefined && !found.has(char)) found.set(char, sequence);
  }
  table = found;
  return found;
}

function fourBytes(index: number): readonly number[] {
  const third = Math.floor(index / 10) % 126;
  const second = Math.floor(index / 1260) % 10;
  return [0x81 + Math.floor(index / 12_600), 0x30 + second, 0x81 + third, 0x30 + (index % 10)];
}
