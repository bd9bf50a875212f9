import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FacetField, NO_FILTER, type SearchEngine, type SearchFilter } from '../../src/search/engine.ts';
import { aDoc, asking, heldBy } from './search-engine.ts';

const OWN = 'CN-OWN';
const NEXT = 'CN-NEXT';
const CITY = 'CN-CITY';
const next = { area: '320505' } as const;
const city = { kind: 'PUBLIC' } as const;

/** Books that the school has, the next school, and the city; in, out, or untold, and most not where they are in. */
const BOOKS = [
  aDoc('own-in', '春', { holdings: [heldBy(OWN, 'in'), heldBy(CITY, 'out', city)] }),
  aDoc('own-out', '夏', { holdings: [heldBy(OWN, 'out'), heldBy(CITY, 'in', city)] }),
  aDoc('own-untold', '秋', { holdings: [heldBy(OWN, 'untold'), heldBy(NEXT, 'in', next)] }),
  aDoc('next-out', '冬', { holdings: [heldBy(NEXT, 'out', next), heldBy(CITY, 'untold', city)] }),
  aDoc('city-in', '年', { holdings: [heldBy(CITY, 'in', city)] }),
  aDoc('both', '节', { holdings: [heldBy(OWN, 'in'), heldBy(NEXT, 'out', next)] }),
];

const FILTERS: readonly Partial<SearchFilter>[] = [
  {},
  { libraries: [OWN] },
  { libraries: [OWN, CITY] },
  { kinds: ['SCHOOL'] },
  { areas: ['320505'] },
  { kinds: ['SCHOOL'], areas: ['320508'] },
  { libraries: [NEXT, CITY], kinds: ['PUBLIC'] },
  { libraries: [OWN, CITY], availableOnly: true },
  { kinds: ['SCHOOL'], availableOnly: true },
  { availableOnly: true },
];
const CHOICES: Partial<Record<FacetField, (value: string) => Partial<SearchFilter>>> = {
  LIBRARY: (value) => ({ libraries: [value] }),
  KIND: (value) => ({ kinds: value === 'SCHOOL' ? ['SCHOOL'] : ['PUBLIC'] }),
  AREA: (value) => ({ areas: [value] }),
};

/** Library, kind, area and availability ask about the same copies: what is chosen finds as many as were counted. */
export function facetChoices(name: string, make: () => Promise<SearchEngine>): void {
  describe(`facets of ${name} under conditions on the same copies`, () => {
    let engine: SearchEngine;
    const ask = (filter: Partial<SearchFilter>, facets: readonly FacetField[] = []) =>
      engine.search(asking('', { facets, filter }), new AbortController().signal);
    beforeAll(async () => {
      engine = await make();
      await engine.put(BOOKS, [], 1);
    });
    afterAll(() => engine.close());

    it.each(FILTERS)('find what they count: %j', async (filter) => {
      const { facets } = await ask(filter, ['LIBRARY', 'KIND', 'AREA']);
      for (const { field, values } of facets) {
        expect(values.length).toBeGreaterThan(0);
        for (const { value, count } of values) {
          const { total } = await ask({ ...filter, ...CHOICES[field]?.(value) });
          expect(`${field} ${value}: ${total}`).toBe(`${field} ${value}: ${count}`);
        }
      }
    });

    it.each(FILTERS)('count what is available where it is asked for: %j', async (filter) => {
      const { facets } = await ask(filter, ['AVAILABILITY']);
      const counts = new Map(facets[0]?.values.map(({ value, count }) => [value, count]));
      const of = (value: string) => counts.get(value) ?? 0;
      expect(of('AVAILABLE') + of('UNKNOWN')).toBe((await ask({ ...filter, availableOnly: true })).total);
      const { total } = await ask({ ...filter, availableOnly: NO_FILTER.availableOnly });
      expect(of('AVAILABLE') + of('UNKNOWN') + of('ON_LOAN')).toBe(total);
    });

    it('tell of the own library what stands there, not what stands elsewhere', async () => {
      const { facets } = await ask({ libraries: [OWN] }, ['AVAILABILITY', 'KIND']);
      expect(facets).toEqual([
        {
          field: 'AVAILABILITY',
          values: [
            { value: 'AVAILABLE', count: 2 },
            { value: 'ON_LOAN', count: 1 },
            { value: 'UNKNOWN', count: 1 },
          ],
        },
        { field: 'KIND', values: [{ value: 'SCHOOL', count: 4 }] },
      ]);
    });
  });
}
