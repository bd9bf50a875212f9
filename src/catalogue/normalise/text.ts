import { fold } from '../../base/fold.ts';

const NOT_WORD = /[^\p{L}\p{N}]+/gu;

/**
 * Text as titles and names are compared: folded (width, case, script, variants) and without any punctuation, blank or
 * 《》. `《红楼梦：珍藏版》` and `紅樓夢 : 珍藏版` are equal.
 */
export function bare(text: string): string {
  return fold(text).replace(NOT_WORD, '');
}

/** Folded text that keeps its punctuation in one half-width form, so that patterns need only one. */
export function plain(text: string): string {
  return fold(text.normalize('NFKC'))
    .replace(PUNCTUATION, (char) => SAME_AS[char] ?? char)
    .replace(/\s+/gu, ' ')
    .trim();
}

const SAME_AS: Readonly<Record<string, string>> = {
  '。': '.',
  '、': ',',
  '，': ',',
  '；': ';',
  '：': ':',
  '（': '(',
  '）': ')',
  '【': '[',
  '】': ']',
  '〔': '[',
  '〕': ']',
  '［': '[',
  '］': ']',
  '•': '·',
  '．': '.',
  '‧': '·',
  '・': '·',
  '●': '·',
  '—': '-',
  '–': '-',
  '－': '-',
  '―': '-',
  '“': '"',
  '”': '"',
  '《': '"',
  '》': '"',
  '〈': '"',
  '〉': '"',
  '／': '/',
};
const PUNCTUATION = new RegExp(`[${Object.keys(SAME_AS).join('')}]`, 'gu');

/** Whether a text has any Chinese character. */
export const isHan = (text: string): boolean => /\p{Script=Han}/u.test(text);

/**
 * Likeness of two bare texts from 0 to 1: shared character pairs over all (Dice). Texts of one character are like
 * only themselves.
 */
export function likeness(a: string, b: string): number {
  if (a === b) return 1;
  if (a.length < 2 || b.length < 2) return 0;
  const pairs = new Map<string, number>();
  for (let at = 0; at < a.length - 1; at++) {
    const pair = a.slice(at, at + 2);
    pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
  }
  let shared = 0;
  for (let at = 0; at < b.length - 1; at++) {
    const pair = b.slice(at, at + 2);
    const left = pairs.get(pair) ?? 0;
    if (left === 0) continue;
    pairs.set(pair, left - 1);
    shared += 1;
  }
  return (2 * shared) / (a.length + b.length - 2);
}

/** Whether two texts differ by one character put in, left out or changed. */
export function oneApart(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let from = 0;
  while (from < a.length && from < b.length && a[from] === b[from]) from += 1;
  let endA = a.length;
  let endB = b.length;
  while (endA > from && endB > from && a[endA - 1] === b[endB - 1]) {
    endA -= 1;
    endB -= 1;
  }
  return endA - from <= 1 && endB - from <= 1;
}
