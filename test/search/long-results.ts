import { afterAll, beforeAll, expect, it } from 'vitest';
import { type EditionId, workId } from '../../src/base/brand.ts';
import type { SearchEngine, SearchPage } from '../../src/search/engine.ts';
import { doc, fromList, holding, request } from './documents.ts';

const BOOKS = 660;
const PER_WORK = 2;

/** Results whose pages go on behind what is ranked together, to the end. */
export function longResults(open: () => Promise<SearchEngine>): void {
  let engine: SearchEngine;
  const docs = Array.from({ length: BOOKS }, (_, at) =>
    // Of some works one edition is found by its author too, so that each set would let another stand for the work.
    doc(`故事集${at}`, at < 400 && at % PER_WORK === 1 ? '故事' : null, {
      work: workId(`work-${Math.floor(at / PER_WORK)}`),
      year: 1950 + (at % 70),
      holdings: Array.from({ length: 1 + (at % 5) }, (_, library) => holding({ library: `CN-${library}` })),
    }),
  );

  beforeAll(async () => {
    engine = await open();
    await engine.rebuild(fromList(docs), 1);
  }, 60_000);
  afterAll(() => engine.close());

  async function leafed(first: number, more: Parameters<typeof request>[1]): Promise<readonly SearchPage[]> {
    const pages: SearchPage[] = [];
    for (let after: string | null = null; pages.length < BOOKS; ) {
      const page: SearchPage = await engine.search(
        request('故事', { ...more, first, after }),
        AbortSignal.timeout(9_000),
      );
      pages.push(page);
      after = page.hits.at(-1)?.cursor ?? null;
      if (!page.hasNext || after === null) break;
    }
    return pages;
  }
  const idsOf = (pages: readonly SearchPage[]): readonly EditionId[] =>
    pages.flatMap(({ hits }) => hits.map(({ id }) => id));

  it.each([7, 50, 120, 121])('bring each book once, %i at a time', async (first) => {
    const ids = idsOf(await leafed(first, {}));
    expect(ids).toHaveLength(BOOKS);
    expect(new Set(ids).size).toBe(BOOKS);
  });

  it('keep an order that was asked for over all pages', async () => {
    const ids = idsOf(await leafed(40, { sort: 'NEWEST' }));
    const years = ids.map((id) => docs.find((one) => one.id === id)?.year ?? 0);
    expect(years).toEqual(years.toSorted((a, b) => b - a));
    expect(new Set(ids).size).toBe(BOOKS);
  });

  it.each([
    ['as they fit', 'RELEVANCE', 25],
    ['as they fit, in long pages', 'RELEVANCE', 90],
    ['the newest first', 'NEWEST', 40],
  ] as const)(
    'bring each work once where works are asked for, and count them on every page, %s',
    async (_, sort, first) => {
      const works = BOOKS / PER_WORK;
      const pages = await leafed(first, { groupByWork: true, sort });
      const found = idsOf(pages).map((id) => docs.find((one) => one.id === id)?.work);
      expect(new Set(found).size).toBe(works);
      expect(found).toHaveLength(works);
      expect(pages).toHaveLength(Math.ceil(works / first));
      for (const { total, totalIsExact } of pages)
        expect({ total, totalIsExact }).toEqual({ total: works, totalIsExact: true });
    },
  );

  it('go on where they were when books before the place are gone', async () => {
    const [first] = await leafed(20, {});
    const after = first?.hits.at(-1)?.cursor ?? null;
    const shown = (first?.hits ?? []).map(({ id }) => id);
    const next = async () => engine.search(request('故事', { first: 20, after }), AbortSignal.timeout(9_000));
    const [before] = (await next()).hits;
    await engine.put([], shown.slice(0, 5), 2, 1);
    const { hits } = await next();
    expect(hits[0]?.id).toBe(before?.id);
    expect(hits.filter(({ id }) => shown.includes(id))).toEqual([]);
  });
}
