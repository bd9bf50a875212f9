import { rmSync } from 'node:fs';
import Database from 'better-sqlite3';
import type { SearchDoc } from '../../document.ts';
import { entryOf } from '../../entry.ts';
import {
  DOC_COLUMNS,
  docValues,
  filedKeys,
  libraryWriter,
  marks,
  TEXT_COLUMNS,
  textValues,
} from './document-writer.ts';
import { ASIDE } from './files.ts';
import type { Index } from './tables.ts';

/** `place` tells the number of each document in the order of popularity, most held first. */
const TABLES = `
CREATE TABLE doc(n INTEGER PRIMARY KEY, ${DOC_COLUMNS}, ${TEXT_COLUMNS}, keys, calls);
CREATE TABLE slibrary(code TEXT PRIMARY KEY, kind TEXT NOT NULL, area TEXT) WITHOUT ROWID;
CREATE TABLE place(ord INTEGER PRIMARY KEY, n INTEGER NOT NULL);`;

/**
 * Documents of an index in the making, analysed as they come. They are kept aside until all are there, because their
 * place in the index is their popularity.
 */
export class Staging {
  readonly #db: Index;
  readonly #keep: (docs: readonly SearchDoc[]) => void;

  /** @param file of the index that is to be; what is kept aside stands beside it */
  constructor(file: string) {
    this.#db = openAside(file + ASIDE.documents, TABLES);
    const columns = `${DOC_COLUMNS}, ${TEXT_COLUMNS}, keys, calls`;
    const add = this.#db.prepare(`INSERT INTO doc(${columns}) VALUES(${marks(columns)})`);
    const libraries = libraryWriter(this.#db);
    this.#keep = this.#db.transaction((docs: readonly SearchDoc[]) => {
      for (const doc of docs) {
        const entry = entryOf(doc);
        add.run(...docValues(doc, entry), ...textValues(entry), filedKeys(entry), JSON.stringify(entry.calls));
        libraries(doc);
      }
    });
  }

  keep(docs: readonly SearchDoc[]): void {
    this.#keep(docs);
  }

  /** Ends the gathering: tells the place of each document. */
  order(): void {
    this.#db.exec('INSERT INTO place(n) SELECT n FROM doc ORDER BY hold DESC, n');
  }

  [Symbol.dispose](): void {
    this.#db.close();
  }
}

/** Removes an index that never became current, with what was kept beside it. */
export function dropBuild(file: string): void {
  for (const end of ['', '-journal', ...Object.values(ASIDE)]) rmSync(file + end, { force: true });
}

/** Opens a file of a build alone: nothing of it outlives a crash, so nothing is paid for its safety. */
export function openAside(file: string, tables: string): Index {
  const db = new Database(file);
  db.pragma('journal_mode = OFF');
  db.pragma('synchronous = OFF');
  db.exec(tables);
  return db;
}

/** Lets a connection read what was gathered, as the schema `aside`; mapped, since it is read in another order. */
export function attachDocuments(db: Index, file: string): void {
  db.prepare('ATTACH ? AS aside').run(file + ASIDE.documents);
  db.pragma(`aside.mmap_size = ${2 ** 31 - 1}`);
}
