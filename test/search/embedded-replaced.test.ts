import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import type { SearchDoc } from '../../src/search/document.ts';
import { indexStore } from '../../src/search/engines/embedded/store.ts';
import { type Index, openIndex } from '../../src/search/engines/embedded/tables.ts';
import { doc, holding } from './documents.ts';

const folder = mkdtempSync(join(tmpdir(), 'liantu-replaced-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const open = (name: string): Index => openIndex(join(folder, name), { mustExist: false });

/** All that stands in an index, by the ids of documents: their places differ with their history. */
function contents(db: Index): readonly unknown[] {
  const terms = db.prepare<[], string>('SELECT term FROM ftsv ORDER BY term').pluck().all();
  const bearing = db
    .prepare<[string], string>('SELECT id FROM fts JOIN sdoc ON sdoc.ord = fts.rowid WHERE fts MATCH ? ORDER BY id')
    .pluck();
  const listed = (sql: string) => db.prepare(sql).all();
  return [
    terms.map((term) => [term, bearing.all(`"${term}"`)]).filter(([, ids]) => ids !== undefined && ids.length > 0),
    listed('SELECT kind, k, id FROM skey LEFT JOIN sdoc USING (ord) ORDER BY kind, k, id'),
    listed('SELECT scall.sort, id FROM scall LEFT JOIN sdoc USING (ord) ORDER BY 1, 2'),
    listed('SELECT id, keys, text FROM sfiled LEFT JOIN sdoc USING (ord) ORDER BY 1'),
    listed('SELECT id, version, tk, title, author, hold, year, libs, beside FROM sdoc ORDER BY id'),
  ];
}

const book = (change: Partial<SearchDoc> = {}): SearchDoc => ({ ...start, ...change });
const start = doc('草房子', '曹文轩', { isbns: ['9787534618123'], holdings: [holding({ barcodes: ['0001'] })] });
const beside = doc('活着', '余华', { isbns: ['9787506365437'] });

const STORIES: Readonly<Record<string, readonly Partial<SearchDoc>[]>> = {
  'a copy lent': [{ version: 2, holdings: [holding({ barcodes: ['0001'], available: false })] }],
  'a holder more, with its barcode': [
    { version: 2, holdings: [holding({ barcodes: ['0001'] }), holding({ library: 'B', barcodes: ['0009'] })] },
  ],
  'another call number': [{ version: 2, holdings: [holding({ callNumbers: ['I287.4/7'] })] }],
  'a subject, which is text and no key': [{ version: 2, subjects: ['儿童小说'] }],
  'an ISBN, which is a key and no text': [{ version: 2, isbns: ['9787534618123', '9787020002207'] }],
  'another title, and the first again': [{ version: 2, title: '青铜葵花', titlePinyin: null }, { version: 3 }],
  'an older version that comes late': [
    { version: 3, title: '青铜葵花' },
    { version: 2, title: '根鸟' },
  ],
};

it.each(Object.entries(STORIES))('leaves what an index of the last state holds: %s', (name, story) => {
  const [told, anew] = [open(`${name}-told`), open(`${name}-anew`)];
  try {
    const store = indexStore(told);
    store.put([beside, book()], [], 1);
    for (const [at, change] of story.entries()) store.put([book(change), beside], [], at + 2);
    const newest = [...story].sort((a, b) => (b.version ?? 0) - (a.version ?? 0))[0];
    indexStore(anew).put([book(newest), beside], [], 1);
    expect(contents(told)).toEqual(contents(anew));
  } finally {
    told.close();
    anew.close();
  }
});

it('leaves nothing of a document that is gone', () => {
  const [told, anew] = [open('gone-told'), open('gone-anew')];
  try {
    const store = indexStore(told);
    store.put([book(), beside], [], 1);
    store.put([book({ version: 2, title: '青铜葵花' })], [], 2);
    store.put([], [start.id], 3);
    indexStore(anew).put([beside], [], 1);
    expect(contents(told)).toEqual(contents(anew));
  } finally {
    told.close();
    anew.close();
  }
});
