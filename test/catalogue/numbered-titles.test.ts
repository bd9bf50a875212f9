import { describe, expect, it } from 'vitest';
import { formOf } from '../../src/catalogue/form.ts';
import { judgePair } from '../../src/catalogue/match.ts';

const described = (title: string, isbn: string) =>
  formOf({ localId: '1', holdings: [], title, isbns: [isbn], publisher: '明天出版社', year: 2020 });

describe('titles that differ by a number', () => {
  it.each([
    ['阅读5年级训练', '阅读6年级训练', null],
    ['小学奥数三年级举一反三', '小学奥数四年级举一反三', null],
    ['中考英语2008真题汇编', '中考英语2009真题汇编', null],
    ['阅读5年级训练', '阅读五年级训练', 'auto'],
    ['爱丽丝漫游奇境365夜', '爱丽丝漫游奇境', 'auto'],
    ['一只想飞的猫和狗', '两只想飞的猫和狗', 'auto'],
  ])('%s and %s under one ISBN: %s', (one, other, state) => {
    const judged = judgePair(described(one, '9787533230001'), described(other, '9787533230001'), () => 1);
    expect(judged?.state ?? null).toBe(state);
  });
});
