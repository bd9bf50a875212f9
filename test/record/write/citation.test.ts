import { describe, expect, it } from 'vitest';
import type { Description } from '../../../src/record/description.ts';
import { cite } from '../../../src/record/write/citation.ts';

const book = (more: Partial<Description>): Description => ({ localId: 'e1', title: '书', holdings: [], ...more });
const person = (name: string, role?: string) => (role === undefined ? { name } : { name, role });

describe('GB/T 7714', () => {
  it.each([
    [
      '罗贯中. 三国演义[M]. 3版. 北京: 人民文学出版社, 1973.',
      {
        title: '三国演义',
        contributors: [person('罗贯中', '著')],
        edition: '第3版',
        place: '北京',
        publisher: '人民文学出版社',
        year: 1973,
      },
    ],
    [
      '哈里森, 沃尔德伦. 经济数学与金融数学[M]. 谢远涛, 译. 北京: 中国人民大学出版社, 2012.',
      {
        title: '经济数学与金融数学',
        contributors: [person('哈里森', '著'), person('沃尔德伦', '著'), person('谢远涛', '译')],
        edition: '1版',
        place: '北京',
        publisher: '中国人民大学出版社',
        year: 2012,
      },
    ],
    [
      '甲, 乙, 丙, 等. 四人书: 副题: 下 续集[M]. 2020.',
      {
        title: '四人书',
        subtitle: '副题',
        partNumber: '下',
        partTitle: '续集',
        contributors: ['甲', '乙', '丙', '丁'].map((name) => person(name)),
        year: 2020,
      },
    ],
    [
      '信息与文献 参考文献著录规则[S]. 北京: 中国标准出版社.',
      { title: '信息与文献 参考文献著录规则', carrier: 'STANDARD', place: '北京', publisher: '中国标准出版社' },
    ],
    ['张编. 译文选编[M].', { title: '译文选编', contributors: [person('张编', '编译')] }],
    ['书[M].', {}],
  ] as const)('%s', (text, more) => {
    expect(cite(book(more), 'GBT7714')).toBe(text);
  });
});

describe('RIS', () => {
  it('has one tag a line, begins with the type and ends with ER', () => {
    const text = cite(
      book({
        title: '小王子\n注音版',
        contributors: [person('圣埃克苏佩里', '著'), person('李继宏', '译')],
        isbns: ['9787201077642'],
        year: 2013,
      }),
      'RIS',
    );
    expect(text.split('\r\n')).toEqual([
      'TY  - BOOK',
      'AU  - 圣埃克苏佩里',
      'A4  - 李继宏',
      'TI  - 小王子 注音版',
      'PY  - 2013',
      'SN  - 9787201077642',
      'ER  - ',
      '',
    ]);
  });
});

describe('BibTeX', () => {
  it('escapes what LaTeX would run, and keys by ISBN', () => {
    const text = cite(
      book({ title: 'C# & \\ 100%_$', contributors: [person('A'), person('B')], isbns: ['9787201077642'], year: 2013 }),
      'BIBTEX',
    );
    expect(text).toBe(
      '@book{liantu-9787201077642,\n  title = {C\\# \\& \\textbackslash  100\\%\\_\\$},\n  author = {{A} and {B}},\n  year = {2013},\n  isbn = {9787201077642}\n}\n',
    );
  });
});
