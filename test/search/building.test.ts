import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { SearchDoc } from '../../src/search/document.ts';
import { BuildHelper } from '../../src/search/engines/embedded/build-helper.ts';
import { fillIndex, finishIndex } from '../../src/search/engines/embedded/builder.ts';
import { indexFiles } from '../../src/search/engines/embedded/files.ts';
import { Staging } from '../../src/search/engines/embedded/staging.ts';
import { openEmbeddedWriting } from '../../src/search/engines/embedded/writing.ts';
import { doc, fromList, holding } from './documents.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'liantu-building-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const held = (count: number, from = 0): readonly SearchDoc['holdings'][number][] =>
  Array.from({ length: count }, (_none, at) =>
    holding({ library: `CN-${at}`, callNumbers: [`I247/${from}`], barcodes: [`B${from}X${at}`] }),
  );
const books = ['城南旧事', '红楼梦', '重庆', 'Kevin 与 1984', '《朝花》·夕拾'].map((title, at) =>
  doc(title, '林海音', { holdings: held(at + 1, at) }),
);

function rowsOf(file: string, sql: string): readonly unknown[] {
  const db = new Database(file, { readonly: true });
  try {
    return db.prepare(sql).raw().all();
  } finally {
    db.close();
  }
}
const KEYS = 'SELECT d.id, k.kind, k.k FROM skey k LEFT JOIN sdoc d USING(ord) ORDER BY 1, 2, 3';
const current = (): string => indexFiles(folder).current() ?? '';

it('an index built at once and one written document by document hold the same', async () => {
  const asked = [
    KEYS,
    'SELECT d.id, c.sort FROM scall c JOIN sdoc d USING(ord) ORDER BY 1, 2',
    'SELECT d.id, f.keys FROM sfiled f JOIN sdoc d USING(ord) ORDER BY 1',
    'SELECT id, work, version, tk, title, author, sort, class, hold, year, libs, beside FROM sdoc ORDER BY id',
    'SELECT * FROM slibrary ORDER BY code',
    'SELECT term, doc, cnt FROM ftsv ORDER BY term',
  ];
  const engine = openEmbeddedWriting(folder);
  await engine.put(books, [], 1);
  const written = asked.map((sql) => rowsOf(current(), sql));
  await engine.rebuild(fromList(books), 2);
  expect(asked.map((sql) => rowsOf(current(), sql))).toEqual(written);
  expect(rowsOf(current(), 'SELECT hold FROM sdoc ORDER BY ord').flat()).toEqual([5, 4, 3, 2, 1]);
  await engine.close();
});

it('a document that changes or goes takes its keys along', async () => {
  const engine = openEmbeddedWriting(folder);
  await engine.rebuild(fromList(books), 1);
  const [first, second, ...others] = books;
  if (first === undefined || second === undefined) throw new Error('no books');
  const changed = { ...first, version: first.version + 1, title: '呼兰河传', holdings: held(2, 90) };
  await engine.put([changed], [second.id], 2);
  const kept = rowsOf(current(), KEYS);
  await engine.rebuild(fromList([changed, ...others]), 2);
  expect(kept).toEqual(rowsOf(current(), KEYS));
  await engine.close();
});

it('an index that a thread helped to build is the same as one built alone', async () => {
  const engine = openEmbeddedWriting(folder);
  await engine.rebuild(fromList(books), 1);
  await engine.close();
  const file = indexFiles(folder).next();
  {
    await using helper = new BuildHelper(file);
    {
      using staging = new Staging(file, 'documents');
      const kept = helper.ask({ do: 'keep', first: 1, docs: books.slice(1, 3) });
      staging.keep(0, books.slice(0, 1));
      staging.keep(3, books.slice(3));
      await kept;
    }
    await helper.ask({ do: 'order' });
    await Promise.all([helper.ask({ do: 'sort' }), fillIndex(file)]);
  }
  finishIndex(file, 1);
  for (const table of ['sdoc', 'skey', 'scall', 'sfiled', 'slibrary', 'ftsv', 'meta']) {
    const sql = `SELECT * FROM ${table} ORDER BY 1, 2`;
    expect(rowsOf(file, sql), table).toEqual(rowsOf(current(), sql));
  }
});

it('a thread that fails while it helps says so', async () => {
  await using helper = new BuildHelper(join(folder, 'nowhere', 'index'));
  await expect(helper.ask({ do: 'order' })).rejects.toThrow();
  expect(helper.free).toBe(false);
  await expect(helper.ask({ do: 'sort' })).rejects.toThrow();
});

it('what fails while documents come leaves nothing behind, and the next build holds its own documents only', async () => {
  const engine = openEmbeddedWriting(folder);
  await engine.rebuild(fromList(books), 1);
  const before = readdirSync(folder).sort();
  async function* broken(): AsyncIterable<SearchDoc> {
    yield* books;
    throw new Error('the catalogue is away');
  }
  await expect(engine.rebuild(broken(), 2)).rejects.toThrow('the catalogue is away');
  expect(readdirSync(folder).sort()).toEqual(before);
  expect(await engine.health()).toMatchObject({ documents: books.length, seq: 1 });
  await engine.rebuild(fromList(books.slice(1)), 3);
  expect(await engine.health()).toMatchObject({ documents: books.length - 1, seq: 3 });
  await engine.close();
});

it('a build that a newer one overtook ends without a word and without a trace', async () => {
  const [slow, quick] = [openEmbeddedWriting(folder), openEmbeddedWriting(folder)];
  async function* overtaken(): AsyncIterable<SearchDoc> {
    yield* books.slice(0, 2);
    await quick.rebuild(fromList(books), 7);
  }
  await slow.rebuild(overtaken(), 3);
  for (const engine of [slow, quick]) {
    expect(await engine.health()).toMatchObject({ documents: books.length, seq: 7 });
    await engine.close();
  }
  expect(readdirSync(folder).filter((name) => name.startsWith('index-'))).toEqual([current().slice(folder.length + 1)]);
});
