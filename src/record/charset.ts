import { isAscii, isUtf8 } from 'node:buffer';
import type { Finding } from '../base/finding.ts';
import { decodeIso5426 } from './charsets/iso5426.ts';
import { looksLikeBig5 } from './charsets/looks-like-big5.ts';
import { looksLikeMarc8 } from './charsets/looks-like-marc8.ts';
import { decodeMarc8 } from './charsets/marc8.ts';
import type { Charset } from './raw.ts';

/** How the text of one record is decoded, and what was noticed while choosing. */
export interface TextReading {
  readonly charset: Charset;
  readonly decode: (bytes: Uint8Array) => string;
  /** Where no character holds a delimiter's byte and none reaches over one: the same decoding for a whole record. */
  readonly decodeWhole: ((bytes: Uint8Array) => string) | null;
  readonly findings: readonly Finding[];
}

const utf8 = new TextDecoder('utf-8');
const utf8WithMark = new TextDecoder('utf-8', { ignoreBOM: true });
// `gbk` must never be asked for: its table sends €, ǹ and 0xFF to private use and knows no four-byte characters.
const gb18030 = new TextDecoder('gb18030');
const gb18030WithMark = new TextDecoder('gb18030', { ignoreBOM: true });
const gb18030Strict = new TextDecoder('gb18030', { fatal: true });

/** GB18030-2000/2005 private-use places and the characters they became in 2022 (notes/records §3.3). */
const PRIVATE_USE: ReadonlyMap<string, string> = new Map(
  Object.entries({
    '\ue78d': '\ufe10',
    '\ue78e': '\ufe12',
    '\ue78f': '\ufe11',
    '\ue790': '\ufe13',
    '\ue791': '\ufe14',
    '\ue792': '\ufe15',
    '\ue793': '\ufe16',
    '\ue794': '\ufe17',
    '\ue795': '\ufe18',
    '\ue796': '\ufe19',
    '\ue81e': '\u9fb4',
    '\ue826': '\u9fb5',
    '\ue82b': '\u9fb6',
    '\ue82c': '\u9fb7',
    '\ue832': '\u9fb8',
    '\ue843': '\u9fb9',
    '\ue854': '\u9fba',
    '\ue864': '\u9fbb',
    '\ue7c7': '\u1e3f',
    '\ue7c8': '\u01f9',
  }),
);
const PRIVATE = /[\ue78d-\ue796\ue7c7\ue7c8\ue81e\ue826\ue82b\ue82c\ue832\ue843\ue854\ue864]/g;

const ESCAPE = 0x1b;
const MARC8_AFTER_ESCAPE: ReadonlySet<number> = new Set(Buffer.from('$(),-bgps'));

const ascii = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');

/** Text in GB2312, GBK or GB18030, which are one family, with both generations of its table brought together. */
export function decodeGb18030(bytes: Uint8Array): string {
  return withoutPrivateUse(gb18030.decode(bytes));
}

function withoutPrivateUse(text: string): string {
  return text.replace(PRIVATE, (char) => PRIVATE_USE.get(char) ?? char);
}

const DECODERS: Readonly<Record<Exclude<Charset, 'detect'>, (bytes: Uint8Array) => string>> = {
  'utf-8': (bytes) => utf8.decode(bytes),
  gb18030: decodeGb18030,
  'utf-16le': labelled('utf-16le'),
  'utf-16be': labelled('utf-16be'),
  big5: labelled('big5'),
  'windows-1251': labelled('windows-1251'),
  'koi8-r': labelled('koi8-r'),
  latin1: labelled('windows-1252'),
  'marc-8': decodeMarc8,
  'iso-5426': decodeIso5426,
};

/** Those of them that cut no character at a delimiter (notes/records §2.6) and keep no state from one to the next. */
const WHOLE: Readonly<Partial<Record<Charset, (bytes: Uint8Array) => string>>> = {
  'utf-8': (bytes) => utf8WithMark.decode(bytes),
  gb18030: (bytes) => withoutPrivateUse(gb18030WithMark.decode(bytes)),
  'windows-1251': DECODERS['windows-1251'],
  'koi8-r': DECODERS['koi8-r'],
  latin1: DECODERS.latin1,
};

function labelled(label: string): (bytes: Uint8Array) => string {
  const decoder = new TextDecoder(label);
  return (bytes) => decoder.decode(bytes);
}

export interface CharsetHints {
  readonly tags: readonly string[];
  readonly place: string;
}

/**
 * Chooses how to decode a record. What its leader or 100$a claims is not asked: it lies too often (notes/records §2.7,
 * 2.8). Strict UTF-8 decides; then, by what kind of record it is, the GB family, MARC-8 or an eight-bit set.
 */
export function decoderFor(bytes: Uint8Array, charset: Charset, hints: CharsetHints): TextReading {
  if (charset !== 'detect') return reading(charset, []);
  if (isAscii(bytes) && !bytes.includes(ESCAPE))
    return { charset: 'utf-8', decode: ascii, decodeWhole: ascii, findings: [] };
  if (isUtf8(bytes) && !hasMarc8Escape(bytes)) return reading('utf-8', []);
  if (isGb2312(bytes)) return GB2312;
  const guessed = guess(bytes, hints);
  const finding: Finding | null =
    guessed.sure || guessed.charset === 'gb18030'
      ? null
      : { code: 'CHARSET_GUESSED', severity: 'warning', place: hints.place, got: guessed.charset };
  return reading(guessed.charset, finding === null ? [] : [finding]);
}

/** Most Chinese records hold nothing else, and nothing in it was ever moved to private use. */
const GB2312: TextReading = {
  charset: 'gb18030',
  decode: withAscii((bytes) => gb18030.decode(bytes)),
  decodeWhole: (bytes) => gb18030WithMark.decode(bytes),
  findings: [],
};

/** Every byte above ASCII in a pair of common Chinese characters or punctuation: then it can be no other set. */
function isGb2312(bytes: Uint8Array): boolean {
  for (let at = 0; at < bytes.length; at++) {
    const lead = bytes[at] ?? 0;
    if (lead < 0x80) {
      if (lead === ESCAPE) return false;
      continue;
    }
    at += 1;
    const trail = bytes[at] ?? 0;
    if (!((lead >= 0xb0 && lead <= 0xf7) || lead === 0xa1 || lead === 0xa3) || trail < 0xa1 || trail > 0xfe)
      return false;
  }
  return true;
}

function reading(charset: Exclude<Charset, 'detect'>, findings: readonly Finding[]): TextReading {
  return { charset, decode: withAscii(DECODERS[charset]), decodeWhole: WHOLE[charset] ?? null, findings };
}

/** Most subfields of any record are ASCII, and that is the quickest to read; escape sequences are none. */
function withAscii(decode: (bytes: Uint8Array) => string): (bytes: Uint8Array) => string {
  return (bytes) => (isAscii(bytes) && !bytes.includes(ESCAPE) ? ascii(bytes) : decode(bytes));
}

function guess(
  bytes: Uint8Array,
  { tags }: CharsetHints,
): { readonly charset: Exclude<Charset, 'detect'>; readonly sure: boolean } {
  const marc21 = tags.includes('245') && !tags.includes('200');
  if (hasMarc8Escape(bytes)) return { charset: 'marc-8', sure: true };
  const cyrillic = marc21 ? null : cyrillicCharset(bytes);
  if (cyrillic !== null) return { charset: cyrillic, sure: false };
  const shares = standsAlone(bytes) ? 0 : hanShare(bytes);
  // Before the GB family: a damaged character makes Latin text in UTF-8 look like well-formed GBK.
  if (mostlyUtf8(bytes)) return { charset: 'utf-8', sure: false };
  if (!marc21 && shares > 0 && looksLikeBig5(bytes)) return { charset: 'big5', sure: false };
  if (shares > 0.6) return { charset: 'gb18030', sure: true };
  if (marc21) return { charset: looksLikeMarc8(bytes) ? 'marc-8' : 'latin1', sure: false };
  if (shares > 0.25) return { charset: 'gb18030', sure: false };
  return { charset: looksLikeIso5426(bytes) ? 'iso-5426' : 'latin1', sure: false };
}

/** An escape sequence of MARC-8 in a record that is ASCII apart from it, or holds bytes that are no UTF-8. */
function hasMarc8Escape(bytes: Uint8Array): boolean {
  for (let at = bytes.indexOf(ESCAPE); at !== -1; at = bytes.indexOf(ESCAPE, at + 1)) {
    if (MARC8_AFTER_ESCAPE.has(bytes[at + 1] ?? 0)) return isAscii(bytes) || !isUtf8(bytes);
  }
  return false;
}

/** Whether bytes above ASCII come one by one, as in Latin text; the two of a Chinese character mostly stand together. */
function standsAlone(bytes: Uint8Array): boolean {
  let all = 0;
  let alone = 0;
  for (let at = 0; at < bytes.length; at++) {
    if ((bytes[at] ?? 0) < 0x80) continue;
    all += 1;
    if ((bytes[at - 1] ?? 0) < 0x80 && (bytes[at + 1] ?? 0) < 0x80) alone += 1;
  }
  return alone > all * 0.6;
}

/** Of the bytes above ASCII, the share that makes common Chinese characters when read as GB18030. */
function hanShare(bytes: Uint8Array): number {
  let high = 0;
  for (const byte of bytes) if (byte >= 0x80) high += 1;
  if (high === 0) return 0;
  let text: string;
  try {
    text = gb18030Strict.decode(bytes);
  } catch {
    // Not well formed as GB18030; a damaged character must not hide a Chinese record.
    text = gb18030.decode(bytes);
    if (text.includes('\ufffd') && (text.match(/\ufffd/g)?.length ?? 0) * 10 > high) return 0;
  }
  let common = 0;
  // Level 1 and 2 of GB 2312 and its punctuation: rows B0–F7, A1, A3.
  for (let at = 0; at < bytes.length - 1; at++) {
    const lead = bytes[at] ?? 0;
    const trail = bytes[at + 1] ?? 0;
    if (lead < 0x80) continue;
    if (((lead >= 0xb0 && lead <= 0xf7) || lead === 0xa1 || lead === 0xa3) && trail >= 0xa1) common += 2;
    else if (trail >= 0x40 && lead <= 0xfe) common += 1;
    at += 1;
  }
  return Math.min(1, common / high);
}

/** A record in UTF-8 in which single bytes are damaged. */
function mostlyUtf8(bytes: Uint8Array): boolean {
  const text = utf8.decode(bytes);
  const bad = text.match(/\ufffd/g)?.length ?? 0;
  let good = 0;
  for (const char of text) if (char > '\u007f' && char !== '\ufffd') good += 1;
  return good > bad * 3;
}

/** ISO 5426 puts a combining byte C0–DF before its ASCII letter. */
function looksLikeIso5426(bytes: Uint8Array): boolean {
  return precedesLetter(bytes, 0xc0, 0xdf) > 0.5;
}

function precedesLetter(bytes: Uint8Array, low: number, high: number): number {
  let all = 0;
  let before = 0;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0;
    if (byte < 0x80) continue;
    all += 1;
    const next = bytes[at + 1] ?? 0;
    const letter = (next >= 0x41 && next <= 0x5a) || (next >= 0x61 && next <= 0x7a);
    if (byte >= low && byte <= high && letter) before += 1;
  }
  return all === 0 ? 0 : before / all;
}

/**
 * Russian text told from Chinese: its letters stand at C0–FF with next to nothing below, and its words have odd numbers
 * of bytes as often as even ones, while GB characters come in pairs. Small letters stand in the upper half of
 * Windows-1251 and in the lower half of KOI8-R.
 */
function cyrillicCharset(bytes: Uint8Array): 'windows-1251' | 'koi8-r' | null {
  let high = 0;
  let letters = 0;
  let upperHalf = 0;
  let runs = 0;
  let oddRuns = 0;
  let run = 0;
  for (let at = 0; at <= bytes.length; at++) {
    const byte = bytes[at] ?? 0;
    if (byte < 0x80) {
      if (run > 0) runs += 1;
      oddRuns += run % 2;
      run = 0;
      continue;
    }
    run += 1;
    high += 1;
    if (byte >= 0xc0) letters += 1;
    if (byte >= 0xe0) upperHalf += 1;
  }
  // Runs of one are diacritics of Latin text, not words.
  if (letters < 6 || letters < high * 0.85 || oddRuns < runs * 0.2 || high < runs * 2) return null;
  return upperHalf / letters > 0.5 ? 'windows-1251' : 'koi8-r';
}
