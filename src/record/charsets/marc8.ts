import { COMBINING, EACC, ONE_BYTE } from './marc8-table.ts';

/** A set of characters designated to one half of the code: of one byte each, or EACC with three. */
interface CharacterSet {
  readonly width: 1 | 3;
  readonly chars: ReadonlyMap<number, string>;
  readonly combining: ReadonlySet<number>;
}

const ESCAPE = 0x1b;
const UNKNOWN = '\ufffd';
const ASCII = 'B';
const ANSEL = 'E';
/** ESC and one byte: Greek symbols, subscripts, superscripts, and back to ASCII. */
const SHORT_DESIGNATIONS: Readonly<Record<string, string>> = { g: 'g', b: 'b', p: 'p', s: ASCII };

const sets = new Map<string, CharacterSet>();

/** Unpacked at first use: most deliveries hold no MARC-8 at all. */
function setOf(name: string): CharacterSet {
  const known = sets.get(name);
  if (known !== undefined) return known;
  const made: CharacterSet = {
    width: name === '1' ? 3 : 1,
    chars: unpack(name === '1' ? EACC : (ONE_BYTE[name] ?? '')),
    combining: new Set(COMBINING[name] ?? []),
  };
  sets.set(name, made);
  return made;
}

function unpack(packed: string): ReadonlyMap<number, string> {
  const chars = new Map<number, string>();
  for (const run of packed === '' ? [] : packed.split('\u0001')) {
    const colon = run.indexOf(':');
    let at = Number.parseInt(run.slice(0, colon), 36);
    for (const char of run.slice(colon + 1)) chars.set(at++, char);
  }
  return chars;
}

const isKnownSet = (name: string): boolean => name === '1' || name === ASCII || name in ONE_BYTE;

interface Designation {
  readonly half: 'low' | 'high';
  readonly set: string;
  readonly length: number;
}

/**
 * The designation at `at`, which stands on ESC: `ESC ( B`, `ESC ) N`, `ESC $ 1`, `ESC $ ) 1`, `ESC ) ! E`, `ESC s` …
 * Null for what designates no set of MARC-8: damaged text, not a reason to lose the rest.
 */
function designation(bytes: Uint8Array, at: number): Designation | null {
  const char = (offset: number): string => String.fromCharCode(bytes[at + offset] ?? 0);
  const short = SHORT_DESIGNATIONS[char(1)];
  if (short !== undefined) return { half: 'low', set: short, length: 2 };
  let offset = 1;
  if (char(offset) === '$') offset += 1;
  let half: 'low' | 'high' = 'low';
  if (char(offset) === ')' || char(offset) === '-') half = 'high';
  if (/[(),-]/.test(char(offset))) offset += 1;
  else if (offset === 1) return null;
  // `!` belongs to ANSEL's own designation; other intermediate bytes are slips of writers.
  if (/[!-/]/.test(char(offset))) offset += 1;
  const set = char(offset);
  return isKnownSet(set) ? { half, set, length: offset + 1 } : null;
}

/**
 * MARC-8 as Unicode, NFC. Combining characters stand before their letter in MARC-8 and behind it in Unicode. What has
 * no place in the tables becomes U+FFFD. Source: MARC 21 Specifications, Character Sets, part 2.
 */
export function decodeMarc8(bytes: Uint8Array): string {
  let low = ASCII;
  let high = ANSEL;
  let text = '';
  let waiting = '';
  let at = 0;
  const put = (char: string): void => {
    text += char + waiting;
    waiting = '';
  };
  while (at < bytes.length) {
    const byte = bytes[at] ?? 0;
    if (byte === ESCAPE) {
      const found = designation(bytes, at);
      if (found?.half === 'low') low = found.set;
      else if (found?.half === 'high') high = found.set;
      at += found?.length ?? 1;
      continue;
    }
    const name = byte < 0x80 ? low : high;
    // Blank and control characters are the same in every set; a blank amid EACC is one byte.
    if (byte <= 0x20 || (byte < 0x80 && name === ASCII)) {
      put(String.fromCharCode(byte));
      at += 1;
      continue;
    }
    const set = setOf(name);
    const code = codeAt(bytes, at, set.width);
    at += code === null ? 1 : set.width;
    const char = code === null ? undefined : set.chars.get(code);
    if (code !== null && char !== undefined && set.combining.has(code)) waiting += char;
    else put(char ?? UNKNOWN);
  }
  return (text + waiting).normalize('NFC');
}

/** The place in its table of the character that begins at `at`; null where three bytes are asked and not there. */
function codeAt(bytes: Uint8Array, at: number, width: 1 | 3): number | null {
  const seven = (offset: number): number => (bytes[at + offset] ?? 0) & 0x7f;
  if (width === 1) return seven(0);
  const [first, second, third] = [seven(0), seven(1), seven(2)];
  // The ideographic blank 21 23 20 is the one code with a third byte below 21.
  if (second < 0x21 || third < 0x20) return null;
  return ((first - 33) * 94 + second - 33) * 94 + third - 33;
}
