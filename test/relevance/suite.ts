import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SearchEngine } from '../../src/search/engine.ts';
import { fromList, request } from '../search/documents.ts';
import { CASES, type Case, type Expect, KNOWN } from './cases.ts';
import { corpus, type NamedBook } from './corpus.ts';

interface Answer {
  readonly total: number;
  readonly books: readonly NamedBook[];
}
interface Failure {
  readonly name: string;
  readonly wanted: string;
  readonly got: string;
}

const PASSING = 0.95;
const SHOWN = 50;

/** Asks an engine every case over the corpus; `make` gives an empty engine. */
export function relevanceSuite(engineName: string, make: () => Promise<SearchEngine>): void {
  describe(`relevance of ${engineName}`, () => {
    const books = corpus();
    const byId = new Map(books.map((book) => [book.doc.id as string, book]));
    const known = KNOWN[engineName] ?? {};
    const failures: Failure[] = [];
    let engine: SearchEngine;

    const ask = async (text: string): Promise<Answer> => {
      const { hits, total } = await engine.search(request(text, { first: SHOWN }), AbortSignal.timeout(10_000));
      return { total, books: hits.flatMap(({ id }) => byId.get(id) ?? []) };
    };

    beforeAll(async () => {
      engine = await make();
      await engine.rebuild(fromList(books.map(({ doc }) => doc)), 1);
      for (const one of CASES) {
        const answer = await ask(one.query);
        const other = 'sameAs' in one.expect ? await ask(one.expect.sameAs) : null;
        if (!holds(one.expect, answer, other)) failures.push(failureOf(one, answer));
      }
    }, 120_000);
    afterAll(async () => {
      await engine.close();
      for (const { name, wanted, got } of failures)
        console.log(`${name}\n  wanted ${wanted}\n  got ${got}\n  ${known[name] ?? 'not known'}`);
      console.log(`${engineName}: ${CASES.length - failures.length} of ${CASES.length} cases`);
    });

    it('asks at least 120 cases, each of books that the corpus holds', () => {
      expect(CASES.length).toBeGreaterThanOrEqual(120);
      const named = CASES.flatMap(({ expect: wanted }) => namesIn(wanted));
      expect(named.filter((name) => !books.some((book) => isNamed(book, name)))).toEqual([]);
    });

    it('passes 95 %', () => {
      expect(1 - failures.length / CASES.length).toBeGreaterThanOrEqual(PASSING);
    });

    it('fails only where it is known to, and there it does', () => {
      expect(failures.map(({ name }) => name).sort()).toEqual(Object.keys(known).sort());
    });
  });
}

const isNamed = ({ title, author }: NamedBook, name: string): boolean =>
  name === title || name === `${title}/${author}`;

const placeOf = ({ books }: Answer, name: string): number => books.findIndex((book) => isNamed(book, name));

function holds(wanted: Expect, answer: Answer, other: Answer | null): boolean {
  const { books, total } = answer;
  if ('first' in wanted) return placeOf(answer, wanted.first) === 0;
  if ('top' in wanted) return wanted.of.every((name) => books.slice(0, wanted.top).some((book) => isNamed(book, name)));
  if ('before' in wanted) {
    const [a, b] = wanted.before.map((name) => placeOf(answer, name));
    return a !== undefined && b !== undefined && a !== -1 && (b === -1 || a < b);
  }
  if ('never' in wanted) return placeOf(answer, wanted.never) === -1;
  if ('notFirst' in wanted) return placeOf(answer, wanted.notFirst) !== 0;
  if ('count' in wanted) return total === wanted.count;
  const five = (of: Answer | null) => JSON.stringify(of?.books.slice(0, 5).map(({ doc }) => doc.id));
  return total > 0 && total === other?.total && five(answer) === five(other);
}

function namesIn(wanted: Expect): readonly string[] {
  if ('first' in wanted) return [wanted.first];
  if ('top' in wanted) return wanted.of;
  if ('before' in wanted) return wanted.before;
  if ('never' in wanted) return [wanted.never];
  return 'notFirst' in wanted ? [wanted.notFirst] : [];
}

function failureOf({ query, expect: wanted }: Case, { books, total }: Answer): Failure {
  const got = books.slice(0, 5).map(({ title, author }) => `${title}/${author}`);
  return {
    name: `${query} ${JSON.stringify(wanted)}`,
    wanted: JSON.stringify(wanted),
    got: `${got.join('、')} of ${total}`,
  };
}
