import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aliasTable } from '../../src/search/alias-table.ts';
import { ALIASES } from '../../src/search/aliases.ts';
import { expressionOf, joinedRuns, numeralKey, titleKey, tokensOf } from '../../src/search/analyse.ts';
import { callNumberSort, looksLikeCallNumber } from '../../src/search/call-number.ts';
import { readCursor, writeCursor } from '../../src/search/cursor.ts';
import { highlight } from '../../src/search/highlight.ts';
import { readingsOf, southern, typedPinyin } from '../../src/search/pinyin.ts';
import { understand } from '../../src/search/query.ts';
import { editsOf } from '../../src/search/spelling.ts';

describe('the analyzer', () => {
  it('makes pairs of Han characters and keeps other words whole', () => {
    expect(tokensOf('西遊記 Vol.2')).toBe('西游 游记 记 vol 2');
    expect(tokensOf('哈利·波特')).toBe('哈利 利波 波特 特');
    expect(tokensOf('家')).toBe('家');
    expect(tokensOf('2001太空漫游')).toBe('2001 太空 空漫 漫游 游');
  });

  it('finds Vietnamese words without their marks', () => {
    expect(tokensOf('Việt Nam')).toBe('viet nam');
    expect(joinedRuns('việt').map((run) => expressionOf(run))).toEqual(['"viet"']);
  });

  it.each(['⺀', '⼀⺀', '〆⿰', 'a⺀b', '三⺀体'])('takes no symbol of the Han script for a letter: %s', (text) => {
    expect(
      joinedRuns(text)
        .map((run) => run.text)
        .join(''),
    ).toMatch(/^[\p{L}\p{N}]*$/u);
    for (const run of joinedRuns(text)) expect(expressionOf(run)).toMatch(/^"[\p{L}\p{N} ]+"(?: \*)?$/u);
  });

  it('any two characters beside each other are a phrase of the tokens', () => {
    const han = fc.string({
      unit: fc.integer({ min: 0x4e00, max: 0x4e40 }).map((code) => String.fromCodePoint(code)),
      minLength: 3,
      maxLength: 12,
    });
    fc.assert(
      fc.property(han, fc.nat(20), (title, offset) => {
        const folded = titleKey(title);
        const part = folded.slice(offset % (folded.length - 1), (offset % (folded.length - 1)) + 2);
        expect(` ${tokensOf(title)} `).toContain(` ${part}`);
      }),
    );
  });

  it('writes no FTS syntax that a query brought', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        for (const run of joinedRuns(text)) expect(expressionOf(run)).toMatch(/^"[\p{L}\p{N} ]+"(?: \*)?$/u);
      }),
    );
  });

  it.each([
    ['三体Ⅱ', '三体2', '三体二'],
    ['21世纪十万个为什么.4', '二十一世纪十万个为什么4'],
    ['一千零一夜', '1001夜', '１００１夜'],
  ])('%s has one numeral key', (...forms) => {
    expect(new Set(forms.map(numeralKey)).size).toBe(1);
  });
});

describe('sounds', () => {
  it.each([
    ['西游记', 'xiyouji', 'xyj'],
    ['水浒传', 'shuihuzhuan', 'shz'],
    ['绿野仙踪', 'lvyexianzong', 'lyxz'],
    ['朝花夕拾', 'zhaohuaxishi', 'zhxs'],
  ])('%s is typed %s', (title, joined, initials) => {
    const readings = readingsOf(title);
    expect(readings.joined).toContain(joined);
    expect(readings.initials).toContain(initials);
  });

  it('knows no sound of characters that have none, and these sound like nothing', () => {
    expect(readingsOf('𠮷𠮷')).toEqual({ joined: [], initials: [], syllables: [] });
    expect(readingsOf('𠮷田').joined[0]).toBe('tian');
  });

  it('brings southern sounds together', () => {
    expect(southern('zhangshengchuan')).toBe(southern('zansencuan'));
  });

  it('letters with blanks may be pinyin, letters with Han are not', () => {
    expect(typedPinyin("xi'an you")).toBe('xianyou');
    expect(typedPinyin('西xi')).toBeNull();
  });
});

describe('call numbers', () => {
  it('sort in class order', () => {
    const numbers = ['I288', 'I287.4', 'I242.4/112', 'I287', 'I242.4/12', 'I242.4'];
    expect([...numbers].sort((a, b) => (callNumberSort(a) < callNumberSort(b) ? -1 : 1))).toEqual([
      'I242.4',
      'I242.4/12',
      'I242.4/112',
      'I287',
      'I287.4',
      'I288',
    ]);
    expect(callNumberSort('i242.4/ 12')).toBe(callNumberSort('I242.4/12'));
  });

  it('are told from words', () => {
    expect(['I287', 'I242.4/12', 'TP3', 'i287.5/12-3'].every(looksLikeCallNumber)).toBe(true);
    expect(['iPad', '三体2', 'ABC123', 'abc'].some(looksLikeCallNumber)).toBe(false);
  });
});

describe('beside the engines', () => {
  it('marks what matched in the title as recorded', () => {
    expect(highlight('紅樓夢新证', '红楼梦')).toBe('\ue000紅樓夢\ue001新证');
    expect(highlight('草房子', '西游记')).toBeNull();
  });

  it('an alias leads both ways', () => {
    const aliases = aliasTable(ALIASES);
    expect(aliases.titles('石头记')).toContain('红楼梦');
    expect(aliases.names(titleKey('周树人'))).toContain('鲁迅');
    expect(aliases.titles('没有这本书')).toEqual([]);
  });

  it('a cursor comes back as it went, and nonsense is none', () => {
    fc.assert(
      fc.property(fc.nat(1e6), fc.string({ minLength: 1, maxLength: 40, unit: 'grapheme-ascii' }), (at, id) => {
        expect(readCursor(writeCursor({ at, id }))).toEqual({ at, id });
      }),
    );
    expect(readCursor('????')).toBeNull();
  });

  it.each([
    ['朝花夕食', '朝花夕拾', 1],
    ['骆陀祥子', '骆驼祥子', 1],
    ['abcd', 'abdc', 1],
    ['草房子', '西游记', 2],
  ])('%s and %s are %i apart at most 1', (a, b, edits) => {
    expect(editsOf(a, b, 1)).toBe(edits);
  });

  it('understands what a query may be', () => {
    expect(understand('978-7-5366-9293-0', 'ANY').isbn).toBe('9787536692930');
    expect(understand('7-5366-9293-5', 'ANY').isbn).toBe('9787536692930');
    expect(understand('9787536692931', 'ANY').isbn).toBe('invalid');
    expect(understand('三体', 'ANY')).toMatchObject({ isbn: null, callNumber: null, latin: null, han: true });
  });
});
