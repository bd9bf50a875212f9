const DIGITS: Readonly<Record<string, number>> = {
  〇: 0,
  零: 0,
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
};
const CHINESE = /^[〇零一二两三四五六七八九十百千]+$/u;
const ROMAN = /^(?=[ivx])x{0,3}(?:ix|iv|v?i{0,3})$/iu;
const ROMAN_VALUES: Readonly<Record<string, number>> = { i: 1, v: 5, x: 10 };

/** `十二`, `12`, `１２`, `Ⅻ`, `xii` → 12; null where the text is no number. Chinese up to 9,999, Roman up to 39. */
export function readNumber(text: string): number | null {
  const plain = text.normalize('NFKC').trim();
  if (/^\d{1,9}$/.test(plain)) return Number(plain);
  if (CHINESE.test(plain)) return chineseNumber(plain);
  return ROMAN.test(plain) ? romanNumber(plain.toLowerCase()) : null;
}

function chineseNumber(text: string): number {
  if (!/[十百千]/u.test(text)) return Number([...text].map((char) => DIGITS[char] ?? 0).join(''));
  let sum = 0;
  let digit = 0;
  for (const char of text) {
    const unit = char === '千' ? 1000 : char === '百' ? 100 : char === '十' ? 10 : 0;
    if (unit > 0) sum += (digit === 0 ? 1 : digit) * unit;
    digit = DIGITS[char] ?? 0;
  }
  return sum + digit;
}

function romanNumber(text: string): number {
  let sum = 0;
  for (let at = 0; at < text.length; at++) {
    const value = ROMAN_VALUES[text[at] ?? ''] ?? 0;
    sum += value < (ROMAN_VALUES[text[at + 1] ?? ''] ?? 0) ? -value : value;
  }
  return sum;
}
