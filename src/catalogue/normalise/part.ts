import { readNumber } from '../../base/numerals.ts';
import { plain } from './text.ts';

const UNIT = '(?:分册|册|卷|集|部|辑|本|季|篇|编|回|期|级|函)';
const NUMBER = '[〇零一二两三四五六七八九十百\\d]+';

/**
 * The number of a part, for comparing: `第二册`, `2`, `卷二`, `Ⅱ`, `中` are all `2`, `A卷` is `A`, `七年级上册` is `7年1`.
 * `下` stays `下`: it is the second of two or the third of three. Empty where the text names no part; several levels
 * are joined by a dot.
 */
export function partNumber(text: string): string {
  return plain(text)
    .replace(/\b(?:vol|no|book|part)\b\.?\s*(?=\d)/gu, '')
    .split(/[.,·:;/\s]+/u)
    .map(onePart)
    .filter((part) => part !== '')
    .join('.');
}

function onePart(text: string): string {
  const word = text.replace(/^["([]+|["\])]+$/gu, '');
  const grade = /^([一二三四五六七八九1-9])年级(?:([上下])(?:册|学期)?|全[一1]?册)?$/u.exec(word);
  if (grade !== null) return `${numeral(grade[1] ?? '')}年${half(grade[2] ?? '')}`;
  if (/^全[一1]?册$/u.test(word)) return '';
  const side = new RegExp(`^([上中下前后])${UNIT}?$`, 'u').exec(word);
  if (side !== null) return half(side[1] ?? '');
  const inner =
    new RegExp(`^第?(${NUMBER}|[a-z\\d]{1,4})${UNIT}?$`, 'u').exec(word)?.[1] ??
    new RegExp(`^${UNIT}(${NUMBER}|[a-z])$`, 'u').exec(word)?.[1];
  if (inner !== undefined) return numeral(inner);
  return /^(?:v|vol|no|book|part)(\d{1,4})$/u.exec(word)?.[1]?.replace(/^0+(?=\d)/, '') ?? '';
}

function half(word: string): string {
  if (word === '上' || word === '前') return '1';
  if (word === '中') return '2';
  return word === '' ? '' : '下';
}

/** `十二` → `12`, `007` → `7`, `iv` → `4`, other letters upper case. Digits may be more than a number of a part has. */
function numeral(text: string): string {
  if (/^\d+$/.test(text)) return String(Number(text));
  return String(readNumber(text) ?? text.toUpperCase());
}

/** How many volumes a text says the whole has: `2册`, `全23册`, `3册(1750页)`, `2 vol.`; 0 where it says none or one. */
export function volumeCount(text: string): number {
  const said = plain(text);
  const found =
    new RegExp(`(?:^|[全共(\\s,;])(${NUMBER})(?:册|卷本|本|卷)`, 'u').exec(said)?.[1] ??
    /(?:^|[\s(])(\d{1,3}) ?(?:v\.|vols?\b|volumes\b)/u.exec(said)?.[1];
  if (found === undefined) return 0;
  const count = Number(numeral(found));
  return count >= 2 && count < 1000 ? count : 0;
}

/** Whether two part numbers may name the same part: `下` is 2 or 3. */
export function samePart(a: string, b: string): 'yes' | 'maybe' | 'no' {
  if (a === b) return 'yes';
  const other = a === '下' ? b : b === '下' ? a : null;
  return other === '2' || other === '3' ? 'maybe' : 'no';
}

const TAIL = new RegExp(
  [
    `(?:[.,·:;\\s-]+|(?<=[^.,·:;\\s-]))((?:第${NUMBER}|[上中下])${UNIT}|[一二三四五六七八九1-9]年级[.,·:;\\s]*(?:[上下]册?|全[一1]?册)?)$`,
    `[.,·:;\\s-]+((?:${NUMBER}|[a-z]\\d?|\\d[a-z])${UNIT}?|[上中下]|${UNIT}(?:${NUMBER}|[a-z])|[ivx]{1,5}|v(?:ol)?\\.? ?\\d+)$`,
    `(?<=\\p{Script=Han})(\\d{1,2})$`,
  ].join('|'),
  'u',
);

/** Takes the part off the end of a title in {@link plain} form; `红楼梦.上` → `红楼梦` and `1`. Titles that are only a number stay. */
export function splitPart(title: string): { readonly title: string; readonly part: string } {
  let rest = title;
  const parts: string[] = [];
  for (let level = 0; level < 3; level++) {
    const found = TAIL.exec(rest);
    if (found === null || found.index === 0) break;
    const part = partNumber(found[1] ?? found[2] ?? found[3] ?? '');
    if (part === '' && !/全[一1]?册$/u.test(found[0])) break;
    if (part !== '') parts.unshift(part);
    rest = rest.slice(0, found.index).replace(/[.,·:;\s-]+$/u, '');
  }
  return { title: rest, part: joinGrade(parts) };
}

/** `7年` followed by `1` is one part of the school year. */
function joinGrade(parts: readonly string[]): string {
  return parts.join('.').replace(/年\.(?=1|下)/u, '年');
}
