import { isAscii, isUtf8 } from 'node:buffer';
import type { Finding } from '../base/finding.ts';
import type { Charset } from './raw.ts';

/** How the text of one record is decoded, and what was noticed while choosing. */
export interface TextReading {
  readonly charset: Charset;
  readonly decode: (bytes: Uint8Array) => string;
  readonly findings: readonly Finding[];
}

const utf8 = new TextDecoder('utf-8');
// `gbk` must never be asked for: its table sends €, ǹ and 0xFF to private use and knows no four-byte characters.
const gb18030 = new TextDecoder('gb18030');
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

const ascii = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');

/** Text in GB2312, GBK or GB18030, which are one family, with both generations of its table brought together. */
export function decodeGb18030(bytes: Uint8Array): string {
  const text = gb18030.decode(bytes);
  return PRIVATE.test(text) ? text.replace(PRIVATE, (char) => PRIVATE_USE.get(char) ?? char) : text;
}

const DECODERS: Readonly<Record<Exclude<Charset, 'detect' | 'marc-8' | 'iso-5426'>, (bytes: Uint8Array) => string>> = {
  'utf-8': (bytes) => utf8.decode(bytes),
  gb18030: decodeGb18030,
  'utf-16le': labelled('utf-16le'),
  'utf-16be': labelled('utf-16be'),
  big5: labelled('big5'),
  'windows-1251': labelled('windows-1251'),
  'koi8-r': labelled('koi8-r'),
  latin1: labelled('windows-1252'),
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
  if (isAscii(bytes)) return { charset: 'utf-8', decode: ascii, findings: [] };
  if (isUtf8(bytes)) return reading('utf-8', []);
  const guessed = guess(bytes, hints);
  const finding: Finding | null =
    guessed.sure || guessed.charset === 'gb18030'
      ? null
      : { code: 'CHARSET_GUESSED', severity: 'warning', place: hints.place, got: guessed.charset };
  return reading(guessed.charset, finding === null ? [] : [finding]);
}

function reading(charset: Exclude<Charset, 'detect'>, findings: readonly Finding[]): TextReading {
  const decode = decoderOf(charset);
  return { charset, decode, findings };
}

function decoderOf(charset: Exclude<Charset, 'detect'>): (bytes: Uint8Array) => string {
  const own = OWN_DECODERS.get(charset);
  if (own !== undefined) return withAscii(own);
  if (charset === 'marc-8' || charset === 'iso-5426') return withAscii(DECODERS.latin1);
  return withAscii(DECODERS[charset]);
}

/** Decoders whose tables are large and needed by few: they put themselves here when they are loaded. */
const OWN_DECODERS = new Map<Charset, (bytes: Uint8Array) => string>();
export function offerDecoder(charset: 'marc-8' | 'iso-5426', decode: (bytes: Uint8Array) => string): void {
  OWN_DECODERS.set(charset, decode);
}

/** Most subfields of any record are ASCII, and that is the quickest to read; escape sequences are none. */
function withAscii(decode: (bytes: Uint8Array) => string): (bytes: Uint8Array) => string {
  return (bytes) => (isAscii(bytes) && !bytes.includes(0x1b) ? ascii(bytes) : decode(bytes));
}

function guess(
  bytes: Uint8Array,
  { tags }: CharsetHints,
): { readonly charset: Exclude<Charset, 'detect'>; readonly sure: boolean } {
  const marc21 = tags.includes('245') && !tags.includes('200');
  if (bytes.includes(0x1b)) return { charset: 'marc-8', sure: true };
  const shares = hanShare(bytes);
  if (shares > 0.6) return { charset: 'gb18030', sure: true };
  if (mostlyUtf8(bytes)) return { charset: 'utf-8', sure: false };
  if (marc21) return { charset: looksLikeMarc8(bytes) ? 'marc-8' : 'latin1', sure: false };
  const cyrillic = cyrillicCharset(bytes);
  if (cyrillic !== null) return { charset: cyrillic, sure: false };
  if (shares > 0.25) return { charset: 'gb18030', sure: false };
  return { charset: looksLikeIso5426(bytes) ? 'iso-5426' : 'latin1', sure: false };
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

/** MARC-8 puts a combining byte E0–FE before its ASCII letter. */
function looksLikeMarc8(bytes: Uint8Array): boolean {
  return precedesLetter(bytes, 0xe0, 0xfe) > 0.5;
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

/** Russian text is long runs of high bytes; which half holds the small letters tells KOI8-R from Windows-1251. */
function cyrillicCharset(bytes: Uint8Array): 'windows-1251' | 'koi8-r' | null {
  let runs = 0;
  let high = 0;
  let upperHalf = 0;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0;
    if (byte < 0xc0) continue;
    high += 1;
    if (byte >= 0xe0) upperHalf += 1;
    if ((bytes[at + 1] ?? 0) >= 0xc0) runs += 1;
  }
  if (high < 20 || runs / high < 0.6) return null;
  return upperHalf / high > 0.5 ? 'windows-1251' : 'koi8-r';
}
