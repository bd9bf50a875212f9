import Database from 'better-sqlite3';

export type Index = Database.Database;

/** Changes with every change of the tables or of the analyzer: an index of another form is built anew. */
export const INDEX_FORM = '7';

/** Tables that stand in the order of their own keys, in an index and beside one that is built. */
export const SORTED_TABLES = `
CREATE TABLE IF NOT EXISTS skey(kind INTEGER NOT NULL, k TEXT NOT NULL, ord INTEGER NOT NULL, PRIMARY KEY(kind, k, ord)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS scall(sort TEXT NOT NULL, ord INTEGER NOT NULL, PRIMARY KEY(sort, ord)) WITHOUT ROWID;`;

/**
 * The index (notes/search §2.4): `ord` is the place in popularity order when the index was built, so that reading in
 * order of rowid gives the most held first and may stop early; what came later stands at the end. FTS5 holds tokens
 * only, folded already, so its plainest tokenizer divides them. `sfiled` tells under what keys a document is filed, to
 * take it out again (an index over `skey` by document would be as large as the keys themselves), and what its text was. `touched` grows with
 * every write, so that readers can bring their facet columns up to date.
 */
const TABLES = `
${SORTED_TABLES}
CREATE TABLE IF NOT EXISTS meta(name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS sdoc(
  ord INTEGER PRIMARY KEY, id TEXT NOT NULL, work TEXT NOT NULL, version INTEGER NOT NULL, touched INTEGER NOT NULL,
  tk TEXT NOT NULL, title TEXT NOT NULL, author TEXT NOT NULL, sort TEXT NOT NULL, class TEXT, hold INTEGER NOT NULL,
  year INTEGER, language TEXT, carrier TEXT NOT NULL, stages INTEGER NOT NULL, lists TEXT NOT NULL, libs TEXT NOT NULL, beside TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS sfiled(ord INTEGER PRIMARY KEY, keys TEXT NOT NULL, text INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS slibrary(code TEXT PRIMARY KEY, kind TEXT NOT NULL, area TEXT) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS gone(ord INTEGER PRIMARY KEY, touched INTEGER NOT NULL);
CREATE VIRTUAL TABLE IF NOT EXISTS fts USING fts5(
  t, a, ser, subj, pub, py, content='', contentless_delete=1, detail=full, prefix='1', tokenize='ascii');
CREATE VIRTUAL TABLE IF NOT EXISTS ftsv USING fts5vocab(fts, 'row');
`;

/** Made last where an index is built: filling a sorted tree once is many times quicker than keeping it sorted. */
export const DOC_INDEXES = `
CREATE UNIQUE INDEX IF NOT EXISTS sdoc_id ON sdoc(id);
CREATE INDEX IF NOT EXISTS sdoc_tk ON sdoc(tk, ord);
CREATE INDEX IF NOT EXISTS sdoc_touched ON sdoc(touched);
CREATE INDEX IF NOT EXISTS sdoc_sort ON sdoc(sort, ord);
CREATE INDEX IF NOT EXISTS gone_touched ON gone(touched);
`;
export const KEY_INDEXES = 'CREATE INDEX IF NOT EXISTS scall_ord ON scall(ord);';

/** Opens an index for writing, with its tables and indexes. */
export function openIndex(file: string, { mustExist }: { readonly mustExist: boolean }): Index {
  const db = new Database(file, { fileMustExist: mustExist });
  db.pragma('journal_mode = WAL');
  // The index can be built again at any time; only the place in the outbox must never be ahead of the documents.
  db.pragma('synchronous = NORMAL');
  db.pragma('cache_size = -65536');
  db.pragma('temp_store = MEMORY');
  db.exec(TABLES + DOC_INDEXES + KEY_INDEXES);
  return db;
}

/** Opens an empty file to be filled, without the indexes over its tables. Nothing of it counts until it is finished. */
export function openForBuilding(file: string): Index {
  const db = new Database(file, { fileMustExist: true });
  db.pragma('journal_mode = MEMORY');
  db.pragma('synchronous = OFF');
  db.pragma('cache_size = -65536');
  db.exec(TABLES);
  return db;
}

export function openIndexForReading(file: string): Index {
  const db = new Database(file, { readonly: true, fileMustExist: true });
  db.pragma('query_only = ON');
  db.pragma('cache_size = -32768');
  db.pragma('mmap_size = 536870912');
  return db;
}

export function metaOf(db: Index, name: string): string | null {
  const row = db.prepare<[string], { value: string }>('SELECT value FROM meta WHERE name = ?').get(name);
  return row?.value ?? null;
}

export function setMeta(db: Index, name: string, value: string): void {
  db.prepare('INSERT INTO meta(name, value) VALUES(?, ?) ON CONFLICT(name) DO UPDATE SET value = excluded.value').run(
    name,
    value,
  );
}
