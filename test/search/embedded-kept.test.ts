import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SearchDoc } from '../../src/search/document.ts';
import type { SearchEngine } from '../../src/search/engine.ts';
import { openEmbeddedEngine } from '../../src/search/engines/embedded/index.ts';
import { doc, fromList, holding, request } from './documents.ts';

const MANY = 2_400;
const NEVER = new AbortController().signal;

/** Copies in three schools by turns, every fifth of them lent. */
const many = Array.from({ length: MANY }, (_, at) =>
  doc(`中国${at}号故事`, null, {
    year: 1990 + (at % 30),
    holdings: [holding({ library: `CN-320508-C-AA${'ABC'.charAt(at % 3)}`, available: at % 5 > 0 })],
  }),
);

describe('a large set of matches that is asked again', () => {
  const folders: string[] = [];
  const open = () => {
    const folder = mkdtempSync(join(tmpdir(), 'liantu-kept-'));
    folders.push(folder);
    return openEmbeddedEngine({ folder, aliasFile: null, readers: 1 });
  };
  let engine: SearchEngine;
  let seq = 0;
  const standing = new Map<string, SearchDoc>(many.map((one) => [one.id, one]));

  beforeAll(async () => {
    engine = await open();
    await engine.rebuild(fromList(many), 0);
  });
  afterAll(async () => {
    await engine.close();
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  });

  async function write(docs: readonly SearchDoc[], removed: readonly SearchDoc['id'][] = []): Promise<void> {
    for (const one of docs) standing.set(one.id, one);
    for (const id of removed) standing.delete(id);
    seq += 1;
    await engine.put(docs, removed, seq, seq - 1);
  }

  /** All answers of an index that was built of what stands now and has kept nothing. */
  async function expectFresh(): Promise<void> {
    const fresh = await open();
    try {
      await fresh.rebuild(fromList([...standing.values()]), 0);
      for (const change of [
        { facets: ['LIBRARY', 'YEAR', 'AVAILABILITY'] },
        { filter: { libraries: ['CN-320508-C-AAB'], availableOnly: true } },
        { sort: 'TITLE_PINYIN' },
        { sort: 'OLDEST' },
      ] as const) {
        const asked = request('中国', { first: 3_000, ...change });
        const [kept, anew] = [await engine.search(asked, NEVER), await fresh.search(asked, NEVER)];
        const idsOf = ({ hits }: typeof kept) => new Set(hits.map(({ id }) => id));
        expect(idsOf(kept)).toEqual(idsOf(anew));
        expect([kept.total, kept.facets]).toEqual([anew.total, anew.facets]);
        if ('sort' in change) expect(kept.hits.map(({ id }) => id)).toEqual(anew.hits.map(({ id }) => id));
      }
    } finally {
      await fresh.close();
    }
  }

  const total = async () => (await engine.search(request('中国'), NEVER)).total;

  it('answers as an index that kept nothing, whatever was written in between', async () => {
    expect(await total()).toBe(MANY);
    await expectFresh();
    const [lent, renamed, , gone] = many;
    if (lent === undefined || renamed === undefined || gone === undefined) throw new Error('no documents');
    await write([{ ...lent, version: 2, holdings: [holding({ library: 'CN-320508-C-AAA', available: false })] }]);
    expect(await total()).toBe(MANY);
    await write([{ ...renamed, version: 2, title: '世界故事' }]);
    expect(await total()).toBe(MANY - 1);
    await write([doc('话说中国')], [gone.id]);
    expect(await total()).toBe(MANY - 1);
    await write([{ ...renamed, version: 3 }]);
    expect(await total()).toBe(MANY);
    await expectFresh();
  });

  it('reads the set anew where much was written', async () => {
    await write(many.slice(100, 700).map((one) => ({ ...one, version: 2, title: one.title.replace('中国', '世界') })));
    expect(await total()).toBe(MANY - 600);
    await expectFresh();
  });
});
