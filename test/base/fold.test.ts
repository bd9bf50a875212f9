import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold } from '../../src/base/fold.ts';
import { readIsbns, readUnifiedBookNumber, toIsbn13 } from '../../src/base/isbn.ts';
import { readNumber } from '../../src/base/numerals.ts';

describe('fold', () => {
  it.each([
    ['紅樓夢', '红楼梦'],
    ['西遊記', '西游记'],
    ['歷史硏究', '历史研究'],
    ['光緖', '光绪'],
    ['ＡＢＣ１２３', 'abc123'],
    ['Café', 'cafe'],
    ['峯裏羣敎説爲甯祕', '峰里群教说为宁秘'],
  ])('%s is compared as %s', (text, folded) => {
    expect(fold(text)).toBe(folded);
  });

  it('keeps every offset: one character stays one character', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => fold(text).length === text.length));
  });

  it('changes nothing the second time', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => fold(fold(text)) === fold(text)));
  });
});

describe('ISBN', () => {
  it.each([
    ['ISBN 978-7-101-01539-3 (精装) : CNY20.00', ['9787101015393'], []],
    ['7-101-01539-5', ['9787101015393'], []],
    ['ＩＳＢＮ　９７８－７－０２－０００２２０－７', ['9787020002207'], []],
    ['9787020002207;9787101015393', ['9787020002207', '9787101015393'], []],
    ['9787020002208', [], ['9787020002208']],
    ['1234', [], ['1234']],
    ['1234567891011', [], ['1234567891011']],
    ['', [], []],
  ])('%s', (text, isbns, invalid) => {
    expect(readIsbns(text)).toEqual({ isbns, invalid });
  });

  it('ten digits become the thirteen of the same number, with a check digit of their own', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 999_999_999 }), (body) => {
        const digits = String(body).padStart(9, '0');
        const sum = [...digits].reduce((all, digit, at) => all + Number(digit) * (10 - at), 0);
        const check = (11 - (sum % 11)) % 11;
        const isbn10 = digits + (check === 10 ? 'X' : String(check));
        const isbn13 = toIsbn13(isbn10);
        // Placeholders are refused.
        if (isbn13 === null) return;
        expect(isbn13.slice(0, 12)).toBe(`978${digits}`);
        const weighed = [...isbn13].reduce((all, digit, at) => all + Number(digit) * (at % 2 === 0 ? 1 : 3), 0);
        expect(weighed % 10).toBe(0);
      }),
    );
  });

  it('a 统一书号 is no ISBN', () => {
    expect(readUnifiedBookNumber('10119·4321')).toBe('10119·4321');
    expect(readUnifiedBookNumber('统一书号：R13024.83')).toBe('R13024·83');
    expect(readUnifiedBookNumber('9787020002207')).toBeNull();
  });
});

it.each([
  ['十二', 12],
  ['二十三', 23],
  ['一百零八', 108],
  ['１２', 12],
  ['Ⅻ', 12],
  ['iv', 4],
  ['二〇一二', 2012],
  ['上', null],
])('the numeral %s is %s', (text, number) => {
  expect(readNumber(text)).toBe(number);
});
