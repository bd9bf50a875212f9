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
  textDigest,
  textValues,
} from './document-writer.ts';
import { ASIDE } from './files.ts';
import type { Index } from './tables.ts';

const COLUMNS = `n, ${DOC_COLUMNS}, ${TEXT_COLUMNS}, keys, text, calls`;
const TABLES = `
CREATE TABLE doc(${COLUMNS.replace('n,', 'n INTEGER PRIMARY KEY,')});
CREATE TABLE slibrary(code TEXT PRIMARY KEY, kind TEXT NOT NULL, area TEXT) WITHOUT ROWID;`;
/** Documents are gathered in one file by the thread that brings them, and in another by one that helps. */
export type Lane = 'documents' | 'more';

/** Documents of an index in the making, analysed as they come and kept aside as rows until all are there. */
export class Staging {
  readonly #db: Index;
  readonly #keep: (first: number, docs: readonly SearchDoc[]) => void;

  /** @param file of the index that is to be; what is kept aside stands beside it */
  constructor(file: string, lane: Lane) {
    this.#db = openAside(file + ASIDE[lane], TABLES);
    const add = this.#db.prepare(`INSERT INTO doc(${COLUMNS}) VALUES(${marks(COLUMNS)})`);
    const libraries = libraryWriter(this.#db);
    this.#keep = this.#db.transaction((first: number, docs: readonly SearchDoc[]) => {
      for (const [at, doc] of docs.entries()) {
        const entry = entryOf(doc);
        const calls = JSON.stringify(entry.calls);
        add.run(first + at, ...docValues(doc, entry), ...textValues(entry), filedKeys(entry), textDigest(entry), calls);
        libraries(doc);
      }
    });
  }

  /** @param first number of the first document among all that come */
  keep(first: number, docs: readonly SearchDoc[]): void {
    this.#keep(first, docs);
  }

  [Symbol.dispose](): void {
    this.#db.close();
  }
}

/** Removes an index that never became current, with what was kept beside it. */
export function dropBuild(file: string): void {
  for (const end of ['', ...Object.values(ASIDE)]) rmSync(file + end, { force: true });
}

/** Opens a file of a build alone: nothing of it outlives a crash, so nothing is paid for its safety. */
export function openAside(file: string, tables: string): Index {
  const db = new Database(file);
  // OFF is refused by the safety that better-sqlite3 builds in.
  db.pragma('journal_mode = MEMORY');
  db.pragma('synchronous = OFF');
  db.exec(tables);
  return db;
}
