import { clean, withoutFinalStop, withoutIsbd } from './text.ts';

const WESTERN = /(?<!\d)(1[0-9]\d{2}|20\d{2})(?!\d)/u;
const REPUBLIC = /民国\s*([〇零一二三四五六七八九十\d]{1,3})\s*年/u;
/** First year of the Republic of China. */
const REPUBLIC_EPOCH = 1911;

/** The year in a date as printed: `2018.10`, `1999重印`, `[1999]`, `c1998`, `民国二十五年`; undefined where it has none. */
export function readYear(text: string): number | undefined {
  const plain = text.normalize('NFKC');
  const western = WESTERN.exec(plain);
  if (western !== null) return Number(western[1]);
  const compact = /(?<!\d)(1[89]\d{2}|20\d{2})(?:0[1-9]|1[0-2])(?:[0-3]\d)?(?!\d)/u.exec(plain);
  if (compact !== null) return Number(compact[1]);
  const republic = REPUBLIC.exec(plain);
  if (republic === null) return undefined;
  const count = chineseYear(republic[1] ?? '');
  return count === null ? undefined : REPUBLIC_EPOCH + count;
}

function chineseYear(text: string): number | null {
  if (/^\d+$/.test(text)) return Number(text);
  const digits = '〇一二三四五六七八九';
  const match = /^([一二三四五六七八九])?(十)?([一二三四五六七八九])?$/u.exec(text);
  if (match === null) return null;
  const tens = match[2] === undefined ? 0 : (match[1] === undefined ? 1 : digits.indexOf(match[1])) * 10;
  const ones =
    match[3] === undefined
      ? match[2] === undefined && match[1] !== undefined
        ? digits.indexOf(match[1])
        : 0
      : digits.indexOf(match[3]);
  return tens + ones;
}

/** `出版信息： 商务印书馆 / 2010-12 / 32.00元` of web shops, taken apart; null where the text is not of that form. */
export function readShopImprint(
  text: string,
): { readonly publisher: string; readonly date: string; readonly price: string } | null {
  const match = /^出版信息\s*[:：]\s*(.*)$/u.exec(text.trim());
  if (match === null) return null;
  const pieces = (match[1] ?? '').split(/\s*\/\s*/u).map((piece) => piece.trim());
  const date = pieces.find((piece) => /^\d{4}(?:[-./年]|$)/u.test(piece)) ?? '';
  const price = pieces.find((piece) => /元$|^[A-Z]{3}\s*\d|^\d+(?:\.\d+)?$/u.test(piece) && piece !== date) ?? '';
  const at = date === '' ? pieces.length : pieces.indexOf(date);
  return { publisher: pieces[at - 1] ?? '', date, price };
}

/** The name of the publisher without ISBD marks; `[s.n.]` is none. */
export function readPublisher(text: string): string | undefined {
  const name = withoutFinalStop(withoutIsbd(clean(text)));
  return name === '' || /^\[?(?:s\.?\s?n\.?|出版者不详)\]?$/iu.test(name) ? undefined : name;
}
