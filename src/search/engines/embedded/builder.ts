import { rmSync } from 'node:fs';
import Database from 'better-sqlite3';
import type { SearchDoc } from '../../document.ts';
import { type Entry, entryOf } from '../../entry.ts';
import { documentWriter } from './document-writer.ts';
import { INDEX_FORM, INDEXES, type Index, openForBuilding, setMeta } from './tables.ts';

/** Documents written in one transaction: the text index gathers what comes between two commits before it is sorted. */
const BATCH = 50_000;
/** Memory in which it gathers; kept in the index, so it is put back when the building is done. */
const GATHERING_BYTES = 128 * 2 ** 20;
const GATHERING_BYTES_LATER = 2 ** 20;
const DOCS = '-docs';
const KEYS = '-keys';

/**
 * A new index in the making, beside the one that is read. Documents are kept aside until all are there, because their
 * place in the index is their popularity; keys are kept aside too and go in sorted. What is kept aside lies in files of
 * its own, so that the index ends without holes.
 */
export class IndexBuilder {
  readonly file: string;
  readonly #docs: Index;

  constructor(file: string) {
    this.file = file;
    this.#docs = openAside(file + DOCS, 'CREATE TABLE doc(hold INTEGER NOT NULL, doc TEXT NOT NULL)');
  }

  keep(docs: readonly SearchDoc[]): void {
    const add = this.#docs.prepare('INSERT INTO doc(hold, doc) VALUES(?, ?)');
    this.#docs.transaction(() => {
      for (const doc of docs) add.run(doc.holdings.length, JSON.stringify(doc));
    })();
  }

  /** Fills the index, most held documents first, and closes it; it stands at entry `seq` of the outbox. */
  finish(seq: number): void {
    const db = openForBuilding(this.file);
    try {
      gatherIn(db, GATHERING_BYTES);
      this.#fill(db);
      sortIn(db, this.file + KEYS);
      gatherIn(db, GATHERING_BYTES_LATER);
      db.exec(`${INDEXES} INSERT INTO fts(fts) VALUES('optimize'); ANALYZE;`);
      setMeta(db, 'form', INDEX_FORM);
      setMeta(db, 'seq', String(seq));
    } finally {
      db.close();
    }
    this.#docs.close();
    for (const end of [DOCS, KEYS]) rmSync(this.file + end, { force: true });
  }

  /** Gives the unfinished index up. */
  drop(): void {
    this.#docs.close();
    this.#clear();
  }

  #fill(db: Index): void {
    this.#docs.exec('CREATE INDEX doc_by_hold ON doc(hold DESC)');
    const keys = openAside(
      this.file + KEYS,
      `CREATE TABLE key(kind INTEGER NOT NULL, k TEXT NOT NULL, ord INTEGER NOT NULL);
       CREATE TABLE call(sort TEXT NOT NULL, ord INTEGER NOT NULL)`,
    );
    const put = { document: documentWriter(db).write, keys: keyWriter(keys) };
    const begin = () => [db, keys].map((each) => each.exec('BEGIN'));
    const commit = () => [db, keys].map((each) => each.exec('COMMIT'));
    let ord = 0;
    begin();
    for (const { doc } of this.#docs
      .prepare<[], { doc: string }>('SELECT doc FROM doc ORDER BY hold DESC, rowid')
      .iterate()) {
      const document = JSON.parse(doc) as SearchDoc;
      const entry = entryOf(document);
      ord += 1;
      put.document(ord, 1, document, entry);
      put.keys(ord, entry);
      if (ord % BATCH !== 0) continue;
      commit();
      begin();
    }
    commit();
    keys.close();
  }

  #clear(): void {
    for (const end of ['', '-wal', '-shm', '-journal', DOCS, KEYS]) rmSync(this.file + end, { force: true });
  }
}

function gatherIn(db: Index, bytes: number): void {
  db.exec(`INSERT INTO fts(fts, rank) VALUES('hashsize', ${bytes})`);
}

/** A file of the build alone: nothing of it outlives a crash, so nothing is paid for its safety. */
function openAside(file: string, tables: string): Index {
  const db = new Database(file);
  db.pragma('journal_mode = OFF');
  db.pragma('synchronous = OFF');
  db.exec(tables);
  return db;
}

function keyWriter(db: Index): (ord: number, entry: Entry) => void {
  const addKey = db.prepare('INSERT INTO key(kind, k, ord) VALUES(?, ?, ?)');
  const addCall = db.prepare('INSERT INTO call(sort, ord) VALUES(?, ?)');
  return (ord, { keys, calls }) => {
    for (const [kind, key] of keys) addKey.run(kind, key, ord);
    for (const call of calls) addCall.run(call, ord);
  };
}

/** A tree that is filled in its order is written once; in the order of documents each key would touch a page of its own. */
function sortIn(db: Index, keysFile: string): void {
  db.prepare('ATTACH ? AS aside').run(keysFile);
  db.exec(`
    INSERT INTO skey(kind, k, ord) SELECT kind, k, ord FROM aside.key ORDER BY kind, k, ord;
    INSERT INTO scall(sort, ord) SELECT sort, ord FROM aside.call ORDER BY sort, ord;
    DETACH aside;`);
}
