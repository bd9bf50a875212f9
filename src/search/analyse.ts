import { fold } from '../base/fold.ts';
import { readNumber } from '../base/numerals.ts';

/** A stretch of text that is searched as one: Han characters, or a word of letters and digits. */
export interface Run {
  readonly han: boolean;
  readonly text: string;
}

const SIGN = 0;
const WORD = 1;
const HAN = 2;

/**
 * What each UTF-16 unit is: regular expressions over Unicode properties take most of the time of an analysis. Han by
 * script alone would take radicals such as `⺀`, which are no letters.
 */
const KINDS = Uint8Array.from({ length: 0x10000 }, (_none, unit) => kindOf(String.fromCharCode(unit)));

function kindOf(char: string): number {
  if (!/[\p{L}\p{N}]/u.test(char)) return SIGN;
  return /\p{Script=Han}/u.test(char) ? HAN : WORD;
}

/** Units of the character at this place: two for one beyond the first plane. */
const widthAt = (text: string, at: number): number => ((text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1);

const kindAt = (text: string, at: number, width: number): number =>
  width === 1 ? (KINDS[text.charCodeAt(at)] ?? SIGN) : kindOf(text.slice(at, at + width));

/** The runs of a text, folded. Punctuation and blanks only divide; `哈利·波特` is two runs, and no word runs on into Han. */
export function runsOf(text: string): readonly Run[] {
  const folded = fold(text);
  const runs: Run[] = [];
  let start = 0;
  let kind = SIGN;
  for (let at = 0; at <= folded.length; ) {
    const width = widthAt(folded, at);
    const next = at === folded.length ? SIGN : kindAt(folded, at, width);
    if (next !== kind) {
      if (kind !== SIGN) runs.push({ han: kind === HAN, text: folded.slice(start, at) });
      start = at;
      kind = next;
    }
    at += width;
  }
  return runs;
}

/**
 * The runs of a text with Han runs joined over punctuation and blanks: `哈利·波特`, `西 游 记` and `繁星·春水` are found
 * with and without their marks.
 */
export function joinedRuns(text: string): readonly Run[] {
  const joined: Run[] = [];
  for (const run of runsOf(text)) {
    const last = joined.at(-1);
    if (last?.han === true && run.han) joined[joined.length - 1] = { han: true, text: last.text + run.text };
    else joined.push(run);
  }
  return joined;
}

/**
 * The tokens that an index holds of a text: each Han character begins a pair with the next one, the last stands
 * alone, so that any two characters are found and a single one by prefix; other words stay whole. Measured against
 * dictionary segmentation: substring recall 1.000 instead of 0.62.
 */
export function tokensOf(text: string): string {
  return joinedRuns(text)
    .map((run) => (run.han ? pairsOf(run.text) : wordOf(run.text)))
    .join(' ');
}

/** Letters with marks that the folding of keys leaves as they are: those of Vietnamese, and the sigma at a word's end. */
const MARKED = /[\u03c2\u1e00-\u1eff]/;

/** A word as both engines hold it. */
export const wordOf = (word: string): string =>
  MARKED.test(word) ? word.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('ς', 'σ') : word;

function pairsOf(han: string): string {
  let pairs = '';
  for (let at = 0; at < han.length; ) {
    const next = at + widthAt(han, at);
    const end = next < han.length ? next + widthAt(han, next) : next;
    pairs += at === 0 ? han.slice(at, end) : ` ${han.slice(at, end)}`;
    at = next;
  }
  return pairs;
}

/** The FTS5 expression for one run: a phrase of its pairs, or a prefix for a single character. */
export function expressionOf({ han, text }: Run, last = false): string {
  if (!han) return last ? `"${wordOf(text)}" *` : `"${wordOf(text)}"`;
  const chars = [...text];
  if (chars.length === 1) return `"${text}" *`;
  const pairs = chars.slice(0, -1).map((char, at) => char + (chars[at + 1] ?? ''));
  return `"${pairs.join(' ')}"`;
}

/** A title as an exact key: folded, letters and digits only. */
export function titleKey(text: string): string {
  const folded = fold(text);
  let key = '';
  let start = 0;
  for (let at = 0; at < folded.length; ) {
    const width = widthAt(folded, at);
    if (kindAt(folded, at, width) === SIGN) {
      key += folded.slice(start, at);
      start = at + width;
    }
    at += width;
  }
  return start === 0 ? folded : key + folded.slice(start);
}

const NUMERAL = /[〇零一二两三四五六七八九十百千]+|[ivx]+(?![a-z])|\d+/gu;

/** A key in which every number is written in digits: `三体Ⅱ`, `三体二` and `三体2` are one, as are 一千零一夜 and 1001夜. */
export function numeralKey(text: string): string {
  return titleKey(text.normalize('NFKC')).replace(NUMERAL, (word) => String(readNumber(word) ?? word));
}
