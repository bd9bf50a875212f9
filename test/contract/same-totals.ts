import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SearchDoc } from '../../src/search/document.ts';
import type { SearchEngine, SearchField } from '../../src/search/engine.ts';
import { aDoc, asking } from './search-engine.ts';

const never = new AbortController().signal;

const BOOKS: readonly SearchDoc[] = [
  aDoc('4a', '成语小学堂·出口成章. 4A级'),
  aDoc('4g', '4G时代与5G未来'),
  aDoc('4', '4 天学会英语'),
  aDoc('48', '48 hours'),
  aDoc('4-8', 'Symphonies nos. 4, 8'),
  aDoc('c++', 'C++程序设计'),
  aDoc('21', '21世纪的科学'),
  aDoc('alarm', 'ALARM manual'),
  aDoc('a-la', 'Face à la mer'),
  aDoc('a-lady', 'A lady and her husband'),
  aDoc('ra', 'Ra-openga'),
  aDoc('by-ra', '远方', { contributors: ['拉·Ra', 'Chesterton'] }),
  aDoc('thursday', 'The Man Who Was Thursday', { contributors: ['G. K. Chesterton'] }),
  aDoc('blue', 'How the first ten words of a title may all agree: blue'),
  aDoc('green', 'How the first ten words of a title may all agree: green'),
];

const MANY = 310;
/** More of one beginning than anybody reads. */
const manyOf = (title: string): readonly SearchDoc[] =>
  Array.from({ length: MANY }, (_, at) => aDoc(`${title}-${at}`, title));

const SOUNDS = [...'天地人山水火木金土日月风云花草鸟鱼虫马牛羊书笔琴棋诗酒茶春夏秋冬'];
/** More different words of one beginning than a server of words looks at. */
const manySounds = SOUNDS.flatMap((one) => SOUNDS.map((two) => aDoc(`sound-${one}${two}`, `中华${one}${two}`)));

/** What each question finds and nothing beside: words are whole words, and of letters the last may go on. */
const FOUND: readonly { readonly text: string; readonly ids: readonly string[]; readonly field?: SearchField }[] = [
  { text: '4', ids: ['4', '4-8'] },
  { text: '4A', ids: ['4a'] },
  { text: '4a级', ids: ['4a'] },
  { text: '4G', ids: ['4g'] },
  { text: 'G时代', ids: [] },
  { text: '48', ids: ['48'] },
  { text: 'C++', ids: ['c++'] },
  { text: 'c', ids: ['c++'] },
  { text: '21', ids: ['21'] },
  { text: '21世纪', ids: ['21'] },
  { text: 'ala', ids: ['alarm'] },
  { text: 'a la', ids: ['a-la', 'a-lady'] },
  { text: 'ra', ids: ['ra', 'by-ra'] },
  { text: 'RA', field: 'TITLE', ids: ['ra'] },
  { text: 'Chesterton', ids: ['by-ra', 'thursday'] },
  { text: 'Chesterton', field: 'TITLE', ids: [] },
  { text: 'Chestertan', ids: ['by-ra', 'thursday'] },
  { text: 'Chestertan', field: 'TITLE', ids: [] },
  { text: 'Thursdey', field: 'TITLE', ids: ['thursday'] },
  { text: 'face a l', ids: ['a-la'] },
  { text: 'A lady and her h', ids: ['a-lady'] },
  { text: 'How the first ten words of a title may all agree: blue', ids: ['blue', 'green'] },
];

/** What must be counted alike by every engine, where one that divides words its own way would not. */
export function sameTotals(name: string, open: () => Promise<SearchEngine>): void {
  describe(`totals of ${name}`, () => {
    let engine: SearchEngine;
    beforeAll(async () => {
      engine = await open();
      await engine.put([...BOOKS, ...manyOf('10天学会钓鱼'), ...manyOf('钓鱼十法'), ...manySounds], [], 1);
    }, 30_000);
    afterAll(() => engine.close());

    it.each(FOUND)('finds by $text just $ids', async ({ text, ids, field = 'ANY' }) => {
      const page = await engine.search(asking(text, { field, first: 20 }), never);
      expect(page.hits.map(({ id }) => id).sort()).toEqual([...ids].sort());
      expect(page.total).toBe(ids.length);
    });

    it('puts the title that was typed whole first, also behind the tenth word', async () => {
      const { hits } = await engine.search(asking(BOOKS.find(({ id }) => id === 'green')?.title ?? ''), never);
      expect(hits[0]).toMatchObject({ id: 'green', stage: 'EXACT' });
    });

    it.each(['zhong', 'zhonghua', 'zh'])('counts all that sound as %s at their beginning', async (text) => {
      expect((await engine.search(asking(text), never)).total).toBe(SOUNDS.length ** 2);
    });

    it.each(['10', '十天', 'diaoyu', 'dy'])('counts all that begin with %s', async (text) => {
      expect(await engine.search(asking(text), never)).toMatchObject({ total: MANY, totalIsExact: true });
    });
  });
}
