import { describe, expect, it } from 'vitest';
import { partNumber, samePart, splitPart, volumeCount } from '../../../src/catalogue/normalise/part.ts';
import { type TitleParts, titleParts } from '../../../src/catalogue/normalise/title.ts';
import { editionNumber, versionWords, wordsApart } from '../../../src/catalogue/normalise/version.ts';
import type { Description } from '../../../src/record/description.ts';

const described = (title: string, more: Partial<Description> = {}): Description => ({
  localId: '1',
  holdings: [],
  title,
  ...more,
});

describe('the parts of a title', () => {
  const CASES: readonly (readonly [string, Partial<Description>, Partial<TitleParts>])[] = [
    ['《活着》', {}, { core: '活着' }],
    ['紅樓夢', {}, { core: '红楼梦' }],
    ['红楼梦. 上', {}, { core: '红楼梦', part: '1' }],
    ['红楼梦（下册）', {}, { core: '红楼梦', part: '下' }],
    ['红楼梦', { partNumber: '第二册' }, { core: '红楼梦', part: '2' }],
    ['红楼梦', { extent: '2册(1372页)' }, { core: '红楼梦', set: 2 }],
    ['神奇宝贝特别篇（全23册）', {}, { core: '神奇宝贝特别篇', set: 23 }],
    ['神奇宝贝特别篇 5', {}, { core: '神奇宝贝特别篇', part: '5', set: 0 }],
    ['神曲, 地狱篇', {}, { core: '神曲', partTitle: '地狱篇' }],
    ['怪物大师. 3, 危险的蓝胡子战士国', {}, { core: '怪物大师', part: '3', partTitle: '危险的蓝胡子战士国' }],
    ['十万个为什么 : 青少年版. A卷', {}, { core: '十万个为什么', part: 'A', words: ['改编'] }],
    ['十万个为什么. B卷', {}, { core: '十万个为什么', part: 'B' }],
    ['21世纪十万个为什么.4', {}, { core: '21世纪十万个为什么', part: '4' }],
    ['语文 七年级上册', {}, { core: '语文', part: '7年1' }],
    ['爱因斯坦/少儿注音名人故事', {}, { core: '爱因斯坦', rest: '少儿注音名人故事' }],
    ['三国演义(注音版)', {}, { core: '三国演义', words: ['注音'] }],
    ['窗边的小豆豆 [录音资料]', {}, { core: '窗边的小豆豆', carrier: 'AUDIO' }],
    ['紅樓夢 / 曹雪芹, 高鶚著', {}, { core: '红楼梦', rest: '' }],
    ['ＩＳＢＮ　９７８－７－５０６３－６５４３－７', {}, { core: '' }],
    ['1984', {}, { core: '1984', part: '' }],
    ['天上', {}, { core: '天上', part: '' }],
    ['注音版', {}, { core: '注音版', words: [] }],
  ];
  it.each(CASES)('%s %j', (title, more, expected) => {
    expect(titleParts(described(title, more))).toMatchObject(expected);
  });
});

describe('part numbers', () => {
  it.each([
    ['第二册', '2'],
    ['卷二', '2'],
    ['Ⅱ', '2'],
    ['007', '7'],
    ['上', '1'],
    ['中册', '2'],
    ['下', '下'],
    ['第十二卷', '12'],
    ['A卷', 'A'],
    ['6A级', '6A'],
    ['三年级下册', '3年下'],
    ['第二部, 上册', '2.1'],
    ['全一册', ''],
    ['vol.3', '3'],
    ['地狱篇', ''],
  ])('%s is %s', (text, number) => {
    expect(partNumber(text)).toBe(number);
  });

  it('takes 下 for the second or the third, never for the first', () => {
    expect([
      samePart('下', '2'),
      samePart('3', '下'),
      samePart('下', '1'),
      samePart('1', '1'),
      samePart('1', '2'),
    ]).toEqual(['maybe', 'maybe', 'no', 'yes', 'no']);
  });

  it.each([
    ['2册', 2],
    ['3册(1750页)', 3],
    ['全23册', 23],
    ['2 vol.', 2],
    ['3 v. ; 24 cm', 3],
    ['1 v.', 0],
    ['191页', 0],
    ['1册', 0],
    ['17,191页', 0],
  ])('%s are %i volumes', (text, count) => {
    expect(volumeCount(text)).toBe(count);
  });

  it('leaves a title that only looks like a part', () => {
    expect(splitPart('2001太空漫游')).toEqual({ title: '2001太空漫游', part: '' });
  });
});

describe('editions and versions', () => {
  it.each([
    ['第2版', '2'],
    ['2版', '2'],
    ['第二版', '2'],
    ['修订2版', '2'],
    ['第十二版', '12'],
    ['Second edition', '2'],
    ['1版', ''],
    ['第3次印刷', ''],
    ['修订版', ''],
    [undefined, ''],
  ])('%s is edition %s', (statement, number) => {
    expect(editionNumber(statement)).toBe(number);
  });

  it.each([
    ['彩图注音版', ['注音'], ['注音']],
    ['插图本', ['插图'], []],
    ['青少版', ['改编'], ['改编']],
    ['缩写本 珍藏版', ['缩写', '珍藏'], ['缩写']],
    ['海的女儿', [], []],
  ])('%s has the words %j, of which %j make another work', (text, words, apart) => {
    expect(versionWords(text).words).toEqual(words);
    expect(wordsApart(words)).toEqual(apart);
  });
});
