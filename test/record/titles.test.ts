import { describe, expect, it } from 'vitest';
import { readBarcodes } from '../../src/record/fields/barcodes.ts';
import { isClcNumber, readClassNumbers } from '../../src/record/fields/classification.ts';
import { readShopImprint, readYear } from '../../src/record/fields/publication.ts';
import { readStatement } from '../../src/record/fields/responsibility.ts';
import { readStatus } from '../../src/record/fields/status.ts';
import { readTitle } from '../../src/record/fields/title.ts';

describe('titles of sheets', () => {
  it.each([
    ['《毛泽东诗词鉴赏》', { title: '毛泽东诗词鉴赏' }],
    ['《庄子》新悟', { title: '《庄子》新悟' }],
    ['邓小平文选. 第二卷', { title: '邓小平文选', partNumber: '第二卷' }],
    ['毛泽东传.1', { title: '毛泽东传', partNumber: '1' }],
    ['马克思恩格斯选集·2', { title: '马克思恩格斯选集', partNumber: '2' }],
    ['费恩曼物理学讲义（第1卷）', { title: '费恩曼物理学讲义', partNumber: '第1卷' }],
    ['红楼梦(上)', { title: '红楼梦', partNumber: '上' }],
    ['守望者 上', { title: '守望者', partNumber: '上' }],
    ['月唐演义下册', { title: '月唐演义', partNumber: '下册' }],
    ['三体', { title: '三体' }],
    ['1984', { title: '1984' }],
    ['一九八四', { title: '一九八四' }],
    ['从一到无穷大 : 科学中的事实和臆测', { title: '从一到无穷大', subtitle: '科学中的事实和臆测' }],
    [
      '怪物大师. 3, 危险的蓝胡子战士国 [专著] / 雷欧幻像[著]',
      {
        title: '怪物大师',
        partNumber: '3',
        partTitle: '危险的蓝胡子战士国',
        responsibility: '雷欧幻像[著]',
        carrierWord: '专著',
      },
    ],
  ])('%s', (text, parts) => {
    expect(readTitle(text)).toEqual(parts);
  });
});

describe('statements of responsibility', () => {
  it.each([
    ['(清)曹雪芹著', [{ name: '曹雪芹', role: '著', dynasty: '清' }]],
    ['[法]圣埃克苏佩里著', [{ name: '圣埃克苏佩里', role: '著', nationality: '法' }]],
    [
      '周锐等著 ; 郑凯军图',
      [
        { name: '周锐', role: '著' },
        { name: '郑凯军', role: '图' },
      ],
    ],
    [
      '(美)简妮亚·普罗思米斯基，(美)布赖恩·盖博绘',
      [
        { name: '简妮亚·普罗思米斯基', role: '绘', nationality: '美' },
        { name: '布赖恩·盖博', role: '绘', nationality: '美' },
      ],
    ],
    [
      '主编:邹艳霞|改编:陶黎',
      [
        { name: '邹艳霞', role: '主编' },
        { name: '陶黎', role: '改编' },
      ],
    ],
    ['本丛书编委会编', [{ name: '本丛书编委会', role: '编', corporate: true }]],
    ['余华', [{ name: '余华' }]],
  ])('%s', (text, people) => {
    expect(readStatement(text)).toEqual(people);
  });
});

describe('numbers and dates', () => {
  it.each([
    ['N00000001-05', ['N00000001', 'N00000002', 'N00000003', 'N00000004', 'N00000005']],
    ['D040394-5', ['D040394', 'D040395']],
    // A shorter tail that is not larger is no range (ILAS).
    ['00236519-5', ['00236519-5']],
    ['T001;T002', ['T001', 'T002']],
  ])('barcodes %s', (text, barcodes) => {
    expect(readBarcodes(text)).toEqual(barcodes);
  });

  it.each([
    ['2018.10', 2018],
    ['1999重印', 1999],
    ['[1999]', 1999],
    ['2012, 2013印', 2012],
    ['201306', 2013],
    ['民国二十五年', 1936],
    ['不详', undefined],
  ])('the year of %s', (text, year) => {
    expect(readYear(text)).toBe(year);
  });

  it('the imprint of a web shop', () => {
    expect(readShopImprint('出版信息：  商务印书馆 / 2010-12 / 32.00元')).toEqual({
      publisher: '商务印书馆',
      date: '2010-12',
      price: '32.00元',
    });
  });

  it('two class numbers in one subfield', () => {
    expect(readClassNumbers('R473.59；R598.209')).toEqual(['R473.59', 'R598.209']);
    expect(['I287.5', 'TB3+11', 'K825.2', 'E-49', 'I'].every(isClcNumber)).toBe(true);
    expect(['W12', '21.2', '文学'].some(isClcNumber)).toBe(false);
  });

  it.each([
    ['在馆', 'AVAILABLE'],
    ['借出', 'ON_LOAN'],
    ['仅供阅览', 'REFERENCE_ONLY'],
    ['丢失', 'LOST'],
    ['', undefined],
    ['飞了', null],
  ])('the status %s', (word, status) => {
    expect(readStatus(word)).toBe(status);
  });
});
