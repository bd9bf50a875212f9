import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { editionId, workId } from '../../src/base/brand.ts';
import type { DocHolding, SearchDoc } from '../../src/search/document.ts';
import {
  NO_FILTER,
  type SearchEngine,
  type SearchFilter,
  type SearchPage,
  type SearchRequest,
} from '../../src/search/engine.ts';

const PLAIN: Omit<SearchRequest, 'text' | 'filter'> = {
  field: 'ANY',
  sort: 'RELEVANCE',
  groupByWork: false,
  near: null,
  facets: [],
  first: 10,
  after: null,
};
const never = new AbortController().signal;

/** A request as a page would send it, with only what a test is about. */
export function asking(
  text: string,
  more: Partial<Omit<SearchRequest, 'text' | 'filter'>> & { readonly filter?: Partial<SearchFilter> } = {},
): SearchRequest {
  const { filter, ...rest } = more;
  return { text, ...PLAIN, ...rest, filter: { ...NO_FILTER, ...filter } };
}

/** A holding whose copy is in, out, or of which the library tells nothing. */
export function heldBy(library: string, state: 'in' | 'out' | 'untold', more: Partial<DocHolding> = {}): DocHolding {
  return {
    library,
    kind: 'SCHOOL',
    area: '320508',
    callNumbers: [],
    barcodes: [],
    requestable: state !== 'out',
    available: state === 'in',
    ...more,
  };
}

export function aDoc(id: string, title: string, more: Partial<Omit<SearchDoc, 'id' | 'title'>> = {}): SearchDoc {
  return {
    id: editionId(id),
    work: workId(`work-${id}`),
    version: 1,
    title,
    subtitle: null,
    partNumber: null,
    partTitle: null,
    otherTitles: [],
    titlePinyin: null,
    contributors: [],
    series: [],
    subjects: [],
    publisher: null,
    isbns: [],
    identifiers: [],
    year: null,
    language: 'chi',
    carrier: 'PRINT',
    classNumber: null,
    stages: [],
    readingLists: [],
    holdings: [heldBy('CN-A', 'in')],
    ...more,
  };
}

const [A, B, C] = ['CN-A', 'CN-B', 'CN-C'];
const BOOKS: readonly SearchDoc[] = [
  aDoc('santi', '三体', {
    publisher: '重庆出版社',
    contributors: ['刘慈欣'],
    isbns: ['9787536692930'],
    year: 2008,
    classNumber: 'I247.55',
    holdings: [heldBy(A, 'out'), heldBy(B, 'in', { barcodes: ['SZ0001'] })],
  }),
  aDoc('santi2', '三体Ⅱ', { partTitle: '黑暗森林', contributors: ['刘慈欣'], year: 2008, classNumber: 'I247.55' }),
  aDoc('hlm', '红楼梦', {
    work: workId('w-hlm'),
    contributors: ['曹雪芹'],
    year: 1996,
    readingLists: ['LIST-1', 'LIST-2'],
    classNumber: 'I242.4',
    holdings: [heldBy(A, 'out', { callNumbers: ['I242.4/12'] })],
  }),
  aDoc('hlm-new', '红楼梦', {
    work: workId('w-hlm'),
    contributors: ['曹雪芹'],
    year: 2018,
    holdings: [heldBy(B, 'untold', { kind: 'PUBLIC' })],
  }),
  aDoc('xyj', '西游记', {
    contributors: ['吴承恩'],
    year: 1980,
    readingLists: ['LIST-2'],
    holdings: [heldBy(A, 'in'), heldBy(C, 'in')],
  }),
  aDoc('hp', 'Harry Potter and the Chamber of Secrets', {
    contributors: ['J. K. Rowling'],
    year: 1998,
    language: 'eng',
  }),
  aDoc('cfz', '草房子', { contributors: ['曹文轩'], year: 1997, stages: ['PRIMARY_UPPER'], classNumber: 'I287.45' }),
];

/** What the gateway and the pump may rely on, whatever engine stands behind; `make` gives an empty one. */
export function searchEngineSuite(name: string, make: () => Promise<SearchEngine>): void {
  describe(`${name} as a search engine`, () => {
    let engine: SearchEngine;
    const ask = (text: string, more: Parameters<typeof asking>[1] = {}): Promise<SearchPage> =>
      engine.search(asking(text, more), never);
    const idsOf = async (text: string, more: Parameters<typeof asking>[1] = {}): Promise<readonly string[]> =>
      (await ask(text, more)).hits.map(({ id }) => id);

    beforeAll(async () => {
      engine = await make();
      await engine.put(BOOKS, [], 7);
    }, 60_000);
    afterAll(() => engine.close());

    it('remembers how far it has come, with the documents', async () => {
      expect(await engine.health()).toMatchObject({ ok: true, documents: BOOKS.length, seq: 7 });
    });

    it.each([
      ['三体', 'santi', 'EXACT'],
      ['三体2', 'santi2', 'EXACT'],
      ['三体二', 'santi2', 'EXACT'],
      ['978-7-5366-9293-0', 'santi', 'IDENTIFIER'],
      ['7-5366-9293-5', 'santi', 'IDENTIFIER'],
      ['sz0001', 'santi', 'IDENTIFIER'],
      ['西遊記', 'xyj', 'EXACT'],
      ['西 游 记', 'xyj', 'EXACT'],
      ['游记', 'xyj', 'PHRASE'],
      ['xiyouji', 'xyj', 'EXACT'],
      ['xyj', 'xyj', 'EXACT'],
      ['xiyuoji', 'xyj', 'FUZZY'],
      ['ciyouji', 'xyj', 'FUZZY'],
      ['iyouji', 'xyj', 'FUZZY'],
      ['ixyouji', 'xyj', 'FUZZY'],
      ['xxiyouji', 'xyj', 'FUZZY'],
      ['曹文轩草房子', 'cfz', 'WORDS'],
      ['草房字', 'cfz', 'HOMOPHONE'],
    ])('finds for %s the book %s by %s', async (text, id, stage) => {
      expect((await ask(text)).hits[0]).toMatchObject({ id, stage });
    });

    it('finds a book by the other name it has', async () => {
      expect(await idsOf('石头记')).toEqual(expect.arrayContaining(['hlm', 'hlm-new']));
    });

    it('answers nothing for an ISBN with a wrong check digit instead of something like it', async () => {
      expect(await ask('9787536692931')).toMatchObject({ hits: [], total: 0 });
    });

    it('keeps under availableOnly what a library tells nothing of, and drops what is out everywhere', async () => {
      expect(await idsOf('红楼梦', { filter: { availableOnly: true } })).toEqual(['hlm-new']);
      expect(await idsOf('三体', { filter: { availableOnly: true, libraries: [A] } })).not.toContain('santi');
    });

    it('finds what stands on any of the reading lists asked for, whole names only, and counts them', async () => {
      const on = async (...readingLists: string[]) => (await idsOf('', { filter: { readingLists } })).toSorted();
      expect(await on('LIST-1')).toEqual(['hlm']);
      expect(await on('LIST-2')).toEqual(['hlm', 'xyj']);
      expect(await on('LIST-1', 'LIST-3')).toEqual(['hlm']);
      expect([await on('LIST'), await on('LIST-3')]).toEqual([[], []]);
      expect(await idsOf('红楼梦', { filter: { readingLists: ['LIST-2'] } })).toEqual(['hlm']);
      const { facets } = await ask('', { facets: ['READING_LIST'], filter: { readingLists: ['LIST-1'] } });
      const [counted] = facets.map(({ values }) => values.map(({ value, count }) => [value, count]));
      expect(counted).toEqual([
        ['LIST-2', 2],
        ['LIST-1', 1],
      ]);
    });

    it('finds by 三体Ⅱ what 三体2 and 三体二 find', async () => {
      for (const text of ['三体2', '三体二', '三体Ⅱ', '三体II']) expect(await idsOf(text)).toEqual(['santi2']);
    });

    it('gives one edition a work where asked', async () => {
      expect(await ask('红楼梦', { groupByWork: true })).toMatchObject({ total: 1 });
      expect(await ask('红楼梦')).toMatchObject({ total: 2 });
    });

    it('counts works also where no row is asked for', async () => {
      const { total } = await ask('', { groupByWork: true, first: 100 });
      expect(await ask('', { groupByWork: true, first: 0 })).toMatchObject({ hits: [], total, totalIsExact: true });
      expect(total).toBeLessThan((await ask('', { first: 0 })).total);
    });

    it('finds a publisher by the whole name, and by what tells it from others', async () => {
      for (const text of ['重庆出版社', '重庆', '重庆出版社有限责任公司'])
        expect(await idsOf(text, { field: 'PUBLISHER' })).toEqual(['santi']);
    });

    it('counts a facet under the other filters but not under its own', async () => {
      const { facets, total } = await ask('', { facets: ['LIBRARY', 'YEAR'], filter: { libraries: [A] } });
      const counts = (field: string) =>
        Object.fromEntries(facets.find((facet) => facet.field === field)?.values.map((v) => [v.value, v.count]) ?? []);
      expect(counts('LIBRARY')).toEqual({ [A]: 6, [B]: 2, [C]: 1 });
      expect(Object.values(counts('YEAR')).reduce((sum, count) => sum + count, 0)).toBe(total);
    });

    it('sorts by year', async () => {
      expect((await idsOf('红楼梦', { sort: 'NEWEST' }))[0]).toBe('hlm-new');
      expect((await idsOf('红楼梦', { sort: 'OLDEST' }))[0]).toBe('hlm');
    });

    it('pages through everything, each once', async () => {
      const seen: string[] = [];
      for (let after: string | null = null; ; ) {
        const page: SearchPage = await ask('', { first: 2, after });
        seen.push(...page.hits.map(({ id }) => id));
        after = page.hits.at(-1)?.cursor ?? null;
        if (!page.hasNext) break;
      }
      expect([...seen].sort()).toEqual(BOOKS.map(({ id }) => id).sort());
    });

    it('suggests from the first letters, in Chinese, pinyin and initials', async () => {
      for (const prefix of ['西', 'x', 'xi', 'xiy', 'xy'])
        expect((await engine.suggest(prefix, 5, never)).map(({ text }) => text)).toContain('西游记');
    });

    it('finds an English title with wrong letters, and says so', async () => {
      const { hits } = await ask('harry poter');
      expect(hits.map(({ id, stage }) => [id, stage])).toEqual([['hp', 'FUZZY']]);
      expect(await idsOf('chambre of secrets')).toEqual(['hp']);
      expect(await idsOf('hary poter quidditch')).toEqual([]);
    });

    it('suggests 三体Ⅱ for 三体2, and tells by an edition how an author is written', async () => {
      for (const prefix of ['三体2', '三体二'])
        expect((await engine.suggest(prefix, 5, never)).map(({ text }) => text)).toContain('三体Ⅱ 黑暗森林');
      for (const prefix of ['刘慈', 'liuci', 'lcx']) {
        const author = (await engine.suggest(prefix, 5, never)).find(({ kind }) => kind === 'CONTRIBUTOR');
        expect(author?.text).toBe('刘慈欣');
        expect(['santi', 'santi2']).toContain(author?.edition);
      }
    });

    it.each([
      ' ',
      '的',
      '……',
      '"',
      '*',
      'AND',
      'NEAR(',
      't : "西"',
      '\u0000',
      '😀📚',
      '\u202e西游记',
      '") OR 1=1 --',
      'id IN [1]',
      '西'.repeat(10_000),
    ])('answers anything: %j', async (text) => {
      const page = await ask(text, { facets: ['LIBRARY'] });
      expect(page.total).toBeGreaterThanOrEqual(page.hits.length);
      await engine.suggest(text, 5, never);
    });

    it('takes the same change again, refuses an older one, and nothing from a place it is not at', async () => {
      const changed = aDoc('xyj', '西游记', { version: 3, contributors: ['吴承恩'], year: 2020 });
      await engine.put([changed], [], 8, 7);
      await engine.put([changed], [], 8);
      await engine.put([aDoc('xyj', '旧书名', { version: 2 })], [], 9);
      expect(await idsOf('旧书名')).not.toContain('xyj');
      await engine.put([aDoc('lost', '不该出现')], [], 12, 11);
      expect(await idsOf('不该出现')).not.toContain('lost');
      expect((await engine.health()).seq).toBe(9);
    });

    it('forgets what was removed', async () => {
      await engine.put([], [editionId('cfz')], 10);
      expect(await idsOf('草房子')).not.toContain('cfz');
      expect((await ask('')).total).toBe(BOOKS.length - 1);
    });

    it('swaps to an index built anew, whole and at its own place', async () => {
      await engine.rebuild(one(BOOKS.slice(0, 2)), 20);
      expect(await engine.health()).toMatchObject({ documents: 2, seq: 20 });
      await expect.poll(async () => (await ask('')).total, { timeout: 3_000 }).toBe(2);
    });
  });
}

async function* one<T>(items: readonly T[]): AsyncIterable<T> {
  yield* items;
}
