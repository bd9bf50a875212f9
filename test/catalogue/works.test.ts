import { describe, expect, it } from 'vitest';
import { storedLibraryCode, workId } from '../../src/base/brand.ts';
import type { IncomingRecord } from '../../src/catalogue/store.ts';
import type { Description } from '../../src/record/description.ts';
import { type MemoryCatalogue, memoryCatalogue, nameOf } from '../matching/catalogue.ts';

const A = storedLibraryCode('CN-320508-C-A');

function record(localId: string, description: Partial<Description> & { readonly title: string }): IncomingRecord {
  return {
    kind: 'record',
    key: { library: A, localId },
    description: { localId, holdings: [], ...description },
    findings: [],
    raw: { format: 'iso2709', bytes: new Uint8Array() },
    contentHash: JSON.stringify(description),
    version: null,
    profile: 'auto',
  };
}

const by = (...makers: readonly (readonly [string, string])[]) => ({
  contributors: makers.map(([name, role]) => ({ name, role })),
});

/** The work of each record, told by the record's number. */
function worksOf(catalogue: MemoryCatalogue, records: readonly IncomingRecord[]): (localId: string) => string {
  catalogue.merge(records);
  const places = catalogue.placesOf();
  return (localId) => places.get(nameOf({ library: A, localId }))?.work ?? 'none';
}

const CHARLOTTE = { parallelTitles: ["Charlotte's Web"] };

describe('works', () => {
  it('keeps translations, reissues, scripts and carriers of one original together', () => {
    using catalogue = memoryCatalogue();
    const work = worksOf(catalogue, [
      record('1', { title: '夏洛的网', ...by(['怀特', '著'], ['任溶溶', '译']), year: 2004, isbns: ['9787532733415'] }),
      record('2', {
        title: '夏洛的网',
        ...by(['怀特', '著'], ['康馨', '译']),
        year: 1979,
        publisher: '人民文学出版社',
      }),
      record('3', { title: '夏洛的網', ...by(['懷特', '著'], ['任溶溶', '譯']), year: 2010, isbns: ['9789570812345'] }),
      record('4', { title: '夏洛的网', ...by(['怀特', '著']), year: 2012, carrier: 'AUDIO' }),
    ]);
    expect(new Set(['1', '2', '3', '4'].map(work)).size).toBe(1);
  });

  it('brings the original and translations under other titles into one work by the title of the original', () => {
    using catalogue = memoryCatalogue();
    const original = record('1', {
      title: "Charlotte's Web",
      ...by(['White, E. B.', 'by']),
      language: 'eng',
      year: 1952,
      publisher: 'Harper',
    });
    const one = record('2', { title: '夏洛的网', ...CHARLOTTE, ...by(['怀特', '著'], ['任溶溶', '译']), year: 2004 });
    const other = record('3', { title: '夏洛特的网', ...CHARLOTTE, ...by(['怀特', '著'], ['肖毛', '译']), year: 2000 });
    const silent = record('4', { title: '夏洛特的网', ...by(['怀特', '著'], ['肖毛', '译']), year: 2001 });
    const work = worksOf(catalogue, [original, one, other, silent]);
    expect(new Set(['1', '2', '3', '4'].map(work)).size).toBe(1);
    catalogue.merge([{ kind: 'deleted', key: other.key }]);
    const after = catalogue.placesOf();
    const now = (localId: string) => after.get(nameOf({ library: A, localId }))?.work;
    expect([now('1') === now('2'), now('4') === now('2')]).toEqual([true, false]);
  });

  it('takes a parallel title for no original where nobody translated, nor where two authors share it', () => {
    using catalogue = memoryCatalogue();
    const parallelTitles = ['Introduction to linguistics'];
    const work = worksOf(catalogue, [
      record('1', { title: 'Introduction to linguistics', ...by(['Yule, G.', 'by']), language: 'eng', year: 1990 }),
      record('2', { title: '语言学导论', parallelTitles, ...by(['王钢', '编著']), year: 1990 }),
      record('3', { title: '语言学入门', parallelTitles, ...by(['尤尔', '著'], ['李一', '译']), year: 1999 }),
      record('4', { title: '语言学概说', parallelTitles, ...by(['霍尔', '著'], ['张二', '译']), year: 1998 }),
    ]);
    expect(work('2')).not.toBe(work('1'));
    expect(work('2')).not.toBe(work('3'));
    expect([work('3'), work('4')]).not.toContain(work('1'));
    expect(work('3')).not.toBe(work('4'));
  });

  it('keeps adaptations apart and leads from one to the other', async () => {
    using catalogue = memoryCatalogue();
    const work = worksOf(catalogue, [
      record('whole', { title: '西游记', ...by(['吴承恩', '著']), year: 1980, publisher: '人民文学出版社' }),
      record('phonetic', { title: '西游记 : 注音版', ...by(['吴承恩', '著']), year: 2010, publisher: '明天出版社' }),
      record('short', {
        title: '西游记',
        ...by(['吴承恩', '原著'], ['杨晓玲', '改编']),
        year: 2012,
        publisher: '南海',
      }),
      record('picture', {
        title: '西游记',
        subjects: ['中国文学 -- 古典小说 -- 缩写', '连环画 -- 中国'],
        ...by(['吴承恩', '著']),
        year: 2015,
        publisher: '连环画出版社',
      }),
      record('other', { title: '童年', ...by(['高尔基', '著']), year: 1980, publisher: '人民文学出版社' }),
    ]);
    const [whole, phonetic, short, picture] = ['whole', 'phonetic', 'short', 'picture'].map(work);
    expect([phonetic, short, picture]).not.toContain(whole);
    const all = [...new Set([...catalogue.placesOf().values()].map((place) => place.work))].map(workId);
    const kin = new Map<string, readonly string[]>(await catalogue.reader.relatedWorks(all));
    for (const adapted of [phonetic, short, picture]) expect(kin.get(adapted ?? '')).toContain(whole);
    expect(kin.get(whole ?? '')).toEqual(expect.arrayContaining([phonetic, short, picture]));
    expect(kin.get(work('other'))).toEqual([]);
  });

  // Which work each adaptation was made of; null where nothing tells.
  it.each([
    ['西游记', [['张三', '改编']], 'novel'],
    [
      '格林童话',
      [
        ['格林兄弟', '原著'],
        ['张三', '改编'],
      ],
      'tales',
    ],
    [
      '格林童话',
      [
        ['赵六', '缩写'],
        ['(德)格林兄弟', '著'],
      ],
      'tales',
    ],
    ['格林童话', [['李四', '改编']], 'tales'],
    [
      '格林童话',
      [
        ['豪夫', '原著'],
        ['王五', '改编'],
      ],
      null,
    ],
    ['成语故事', [['王五', '改编']], null],
    [
      '成语故事',
      [
        ['甲一', '编'],
        ['乙二', '改编'],
      ],
      null,
    ],
    [
      '童年',
      [
        ['高尔基', '原著'],
        ['王五', '改编'],
      ],
      'childhood',
    ],
    ['童年', [['王五', '改编']], null],
  ] as const)('leads from %s by %j to %s', async (title, makers, of) => {
    using catalogue = memoryCatalogue();
    const wholes = [
      record('novel', { title: '西游记', ...by(['吴承恩', '著']), year: 1980, publisher: '人民文学出版社' }),
      record('tales', { title: '格林童话', ...by(['格林兄弟', '著'], ['魏以新', '译']), year: 1959 }),
      record('idioms', { title: '成语故事', ...by(['甲一', '编']), year: 2001, publisher: '明天出版社' }),
      record('childhood', { title: '童年', ...by(['高尔基', '著']), year: 1980, publisher: '人民文学出版社' }),
      record('other', { title: '童年', ...by(['托尔斯泰', '著']), year: 1981, publisher: '人民文学出版社' }),
    ];
    const adapted = record('adapted', { title, ...by(...makers), year: 2012, publisher: '南海出版公司' });
    const work = worksOf(catalogue, [adapted, ...wholes]);
    const kin = async (id: string) => (await catalogue.reader.relatedWorks([workId(id)])).get(workId(id));
    expect(await kin(work('adapted'))).toEqual(of === null ? [] : [work(of)]);
    for (const { key } of wholes) {
      expect(work(key.localId)).not.toBe(work('adapted'));
      expect(await kin(work(key.localId))).toEqual(key.localId === of ? [work('adapted')] : []);
    }
  });

  it('makes one work of a generic title where any of its makers is one, in whatever order they come', () => {
    const records = [
      record('both', { title: '格林童话', ...by(['雅各布·格林', '著'], ['威廉·霍夫', '著']), year: 1990 }),
      record('first', { title: '格林童话', ...by(['格林', '著']), year: 1985, publisher: '译林出版社' }),
      record('second', { title: '格林童话', ...by(['霍夫', '著']), year: 1999, publisher: '南海出版公司' }),
      record('else', { title: '格林童话', ...by(['豪夫', '著']), year: 1999, publisher: '接力出版社' }),
    ];
    for (const order of [records, [...records].reverse()]) {
      using catalogue = memoryCatalogue();
      const work = worksOf(catalogue, order);
      expect(new Set(['both', 'first', 'second'].map(work)).size).toBe(1);
      expect(work('else')).not.toBe(work('both'));
      catalogue.merge([{ kind: 'deleted', key: { library: A, localId: 'both' } }]);
      const after = catalogue.placesOf();
      const now = (localId: string) => after.get(nameOf({ library: A, localId }))?.work;
      expect(now('first')).not.toBe(now('second'));
    }
  });

  it('never lets a generic title collapse', () => {
    using catalogue = memoryCatalogue();
    const titles = ['语文', '童年', '成语故事', '数学', '唐诗三百首'];
    const records = titles.flatMap((title, at) => [
      record(`${at}a`, { title, ...by(['甲一', '编']), publisher: '明天出版社', year: 2001 }),
      record(`${at}b`, { title, ...by(['乙二', '编']), publisher: '南海出版公司', year: 2003 }),
      record(`${at}c`, { title, publisher: '接力出版社', year: 2005 }),
      record(`${at}d`, { title, publisher: '接力出版社', year: 2009 }),
    ]);
    const work = worksOf(catalogue, records);
    expect(new Set(records.map(({ key }) => work(key.localId))).size).toBe(records.length);
  });
});
