import { FOLD_FROM, FOLD_TO } from './fold-table.ts';

const UNITS = 0x10000;

/** One UTF-16 unit to one UTF-16 unit, so that an offset in folded text is the same offset in the original. */
const TABLE = buildTable();

/**
 * Text as it is compared and indexed: half width, lower case, without accents, simplified, variants unified; strictly
 * one character to one character (highlights keep their offsets), and folding twice changes nothing.
 */
export function fold(text: string): string {
  let changedAt = -1;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (TABLE[unit] !== unit) {
      changedAt = at;
      break;
    }
  }
  if (changedAt === -1) return text;
  let folded = text.slice(0, changedAt);
  for (let at = changedAt; at < text.length; at++) folded += String.fromCharCode(TABLE[text.charCodeAt(at)] ?? 0);
  return folded;
}

const HAN = /\p{Script=Han}/u;

export function hasHan(text: string): boolean {
  return HAN.test(text);
}

function buildTable(): Uint16Array {
  const table = new Uint16Array(UNITS);
  for (let unit = 0; unit < UNITS; unit++) table[unit] = plainUnit(unit);
  const from = FOLD_FROM;
  const to = FOLD_TO;
  for (let at = 0; at < from.length; at++) table[from.charCodeAt(at)] = to.charCodeAt(at);
  // Compatibility ideographs lead to a character that may fold on.
  for (let unit = 0; unit < UNITS; unit++) table[unit] = table[table[unit] ?? unit] ?? unit;
  return table;
}

/** Width, case and accents of one unit; whatever would become more than one unit stays as it is. */
function plainUnit(unit: number): number {
  if (unit >= 0xd800 && unit <= 0xdfff) return unit;
  const char = String.fromCharCode(unit);
  const compatible = oneUnit(char.normalize('NFKC')) ?? char;
  const lower = oneUnit(compatible.toLowerCase()) ?? compatible;
  const base = isLatin(lower) ? (lower.normalize('NFD')[0] ?? lower) : lower;
  return base.charCodeAt(0);
}

function oneUnit(text: string): string | null {
  return text.length === 1 ? text : null;
}

function isLatin(char: string): boolean {
  return char >= '\u00c0' && char <= '\u024f';
}
