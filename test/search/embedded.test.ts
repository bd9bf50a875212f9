import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { SearchDoc } from '../../src/search/document.ts';
import type { SearchEngine, SearchSort } from '../../src/search/engine.ts';
import { indexFiles } from '../../src/search/engines/embedded/files.ts';
import { openEmbeddedEngine } from '../../src/search/engines/embedded/index.ts';
import { sameTotals } from '../contract/same-totals.ts';
import { searchEngineSuite } from '../contract/search-engine.ts';
import { doc, holding, request } from './documents.ts';

const folders: string[] = [];
const folder = (): string => {
  const made = mkdtempSync(join(tmpdir(), 'liantu-index-'));
  folders.push(made);
  return made;
};
// Hooks run last to first: the suite has closed its engine by then.
afterAll(() => {
  for (const made of folders) rmSync(made, { recursive: true, force: true });
});

const open = () => openEmbeddedEngine({ folder: folder(), aliasFile: null, readers: 1 });
searchEngineSuite('embedded', open);
sameTotals('embedded', open);

it('removes older generations by number, not by spelling', () => {
  const at = folder();
  const files = indexFiles(at);
  for (const generation of [9, 10]) writeFileSync(join(at, `index-${generation}.db`), '');
  files.swap(join(at, 'index-10.db'));
  expect(readdirSync(at).sort()).toEqual(['current', 'index-10.db']);
  expect(files.next()).toBe(join(at, 'index-11.db'));
});

it('gives a name to one builder only, and lets an older build not replace a newer', () => {
  const at = folder();
  const files = indexFiles(at);
  const [older, newer] = [files.next(), indexFiles(at).next()];
  expect(newer).not.toBe(older);
  files.swap(newer);
  files.swap(older);
  expect(files.current()).toBe(newer);
});

it('leaves one file, with all changes in it, when it is closed', async () => {
  const at = folder();
  const engine = await openEmbeddedEngine({ folder: at, aliasFile: null, readers: 2 });
  await engine.put([doc('草房子')], [], 1);
  for (const text of ['草', '房', '子'])
    expect((await engine.search(request(text), new AbortController().signal)).total).toBe(1);
  await engine.close();
  expect(readdirSync(at).sort()).toEqual(['current', 'index-1.db']);
});

it('opens what is current after a swap between looking and opening', () => {
  const files = indexFiles(folder());
  const [old, fresh] = [files.next(), files.next()];
  files.swap(old);
  const opened = files.openCurrent((file) => {
    if (file !== old) return file;
    files.swap(fresh);
    throw new Error('gone');
  });
  expect(opened).toBe(fresh);
});

describe('an order read once', () => {
  const FIRST = 1000;
  const stop = new AbortController().signal;
  const docs = (count: number, from: string) =>
    Array.from({ length: count }, (_none, at) => {
      const callNumbers = at % 7 === 0 ? [] : [`I247.${at % 10}/${from}${(at * 37) % 100}`];
      const title = at % 11 === 0 ? `书${at}` : `${'安山大风中小'.charAt((at * 5) % 6)}${from}书${(at * 31) % 50}`;
      return doc(title, null, { holdings: [holding({ callNumbers })] });
    });

  const idsOf = async (engine: SearchEngine, sort: SearchSort) =>
    (await engine.search(request('书', { sort, first: FIRST }), stop)).hits.map(({ id }) => id);
  const freshly = async (all: readonly SearchDoc[], sort: SearchSort) => {
    const engine = await openEmbeddedEngine({ folder: folder(), aliasFile: null, readers: 1 });
    try {
      await engine.put(all, [], 1);
      return await idsOf(engine, sort);
    } finally {
      await engine.close();
    }
  };

  it.each(['TITLE_PINYIN', 'CALL_NUMBER'] as const)('takes in what was written since: %s', async (sort) => {
    const engine = await openEmbeddedEngine({ folder: folder(), aliasFile: null, readers: 1 });
    try {
      const all: SearchDoc[] = [];
      // At first it is read; a few are then put in one by one; of more it is read anew.
      for (const [seq, some] of [docs(60, '甲'), docs(40, '乙'), docs(600, '丙')].entries()) {
        all.push(...some);
        await engine.put(some, [], seq + 1);
        expect(await idsOf(engine, sort)).toEqual(await freshly(all, sort));
      }
    } finally {
      await engine.close();
    }
  });
});

it('counts areas by where a library lies now', async () => {
  const engine = await openEmbeddedEngine({ folder: folder(), aliasFile: null, readers: 1 });
  try {
    const areas = async () =>
      (await engine.search(request('书', { facets: ['AREA'] }), new AbortController().signal)).facets[0]?.values;
    await engine.put([doc('书一'), doc('书二')], [], 1);
    expect(await areas()).toEqual([{ value: '320508', count: 2 }]);
    await engine.put([doc('书三', null, { holdings: [holding({ area: '320509' })] })], [], 2);
    expect(await areas()).toEqual([{ value: '320509', count: 3 }]);
  } finally {
    await engine.close();
  }
});

it('keeps to what each library holds while holdings come and go', async () => {
  const engine = await openEmbeddedEngine({ folder: folder(), aliasFile: null, readers: 1 });
  const libraries = Array.from({ length: 150 }, (_none, at) => `CN-320508-C-L${at}`);
  const books = Array.from({ length: 100 }, (_none, at) => doc(`书${at}`));
  try {
    // Each round leaves the room of the round before: the columns of a reader must neither mix them up nor grow for ever.
    for (let round = 1; round <= 16; round++) {
      const held = libraries.slice(round, round + (round % 2 === 0 ? 140 : 50));
      const some = books.map((book, at) => ({
        ...book,
        version: round,
        holdings: held.slice(at % 7).map((library) => holding({ library })),
      }));
      await engine.put(some, [], round);
      const page = await engine.search(request('书', { facets: ['LIBRARY'] }), new AbortController().signal);
      const counts = new Map(page.facets[0]?.values.map(({ value, count }) => [value, count]));
      for (const library of libraries) {
        const holders = some.filter(({ holdings }) => holdings.some((one) => one.library === library)).length;
        expect(counts.get(library) ?? 0, `${library} in round ${round}`).toBe(holders);
      }
    }
  } finally {
    await engine.close();
  }
});
