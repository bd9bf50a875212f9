import { closeSync, existsSync, fsyncSync, openSync, rmSync } from 'node:fs';
import { DOC_COLUMNS, TEXT_COLUMNS } from './document-writer.ts';
import { ASIDE } from './files.ts';
import { sortKeys } from './key-sorter.ts';
import { attachStaged } from './staged.ts';
import { DOC_INDEXES, INDEX_FORM, type Index, KEY_INDEXES, openForBuilding, setMeta } from './tables.ts';

/**
 * The text index gathers much in memory and merges what it wrote once, at the end. Both settings stay in the index, so
 * they are put back to what suits single documents.
 */
const WHILE_BUILT = { hashsize: 128 * 2 ** 20, automerge: 0 };
const LATER = { hashsize: 2 ** 20, automerge: 4 };
/** Enough rows of the keys to know how they are spread. */
const ROWS_ANALYSED = 1_000;

/**
 * Fills a new index with the documents gathered beside it, most held first. Everything is filled in the order in which it
 * lies, so that each page is written once and the index ends without holes.
 */
export function fillIndex(file: string): void {
  const db = openForBuilding(file);
  try {
    const { inOrder, all } = attachStaged(db, file);
    configure(db, WHILE_BUILT);
    db.exec(`
      INSERT INTO sdoc(ord, touched, ${DOC_COLUMNS}) ${inOrder(`1, ${DOC_COLUMNS}`)};
      INSERT INTO sfiled(ord, keys, text) ${inOrder('keys, text')};
      INSERT OR IGNORE INTO slibrary(code, kind, area) ${all((lane) => `SELECT code, kind, area FROM ${lane}.slibrary`)};
      INSERT INTO fts(rowid, ${TEXT_COLUMNS}) ${inOrder(TEXT_COLUMNS)};
      INSERT INTO fts(fts) VALUES('optimize');
      ${DOC_INDEXES}
      ANALYZE sdoc;`);
    configure(db, LATER);
  } finally {
    db.close();
  }
}

/** Completes an index that is filled: with its keys, sorted by now, and its place in the outbox, entry `seq`. */
export function finishIndex(file: string, seq: number): void {
  if (!existsSync(file + ASIDE.keys)) sortKeys(file);
  const db = openForBuilding(file);
  try {
    takeKeys(db, file);
    setMeta(db, 'form', INDEX_FORM);
    setMeta(db, 'seq', String(seq));
  } finally {
    db.close();
  }
  for (const end of Object.values(ASIDE)) rmSync(file + end, { force: true });
  keepSafe(file);
}

/** Between tables of one form, SQLite copies rows as they are. */
function takeKeys(db: Index, file: string): void {
  db.prepare('ATTACH ? AS sorted').run(file + ASIDE.keys);
  db.exec(`
    INSERT INTO skey SELECT * FROM sorted.skey;
    INSERT INTO scall SELECT * FROM sorted.scall;
    DETACH sorted;
    ${KEY_INDEXES}
    PRAGMA analysis_limit = ${ROWS_ANALYSED};
    ANALYZE skey;
    ANALYZE scall;`);
}

function configure(db: Index, settings: Readonly<Record<string, number>>): void {
  for (const [name, value] of Object.entries(settings))
    db.exec(`INSERT INTO fts(fts, rank) VALUES('${name}', ${value})`);
}

/** On the disk before it becomes current: what points to it must not survive a power cut that it does not. */
function keepSafe(file: string): void {
  const handle = openSync(file, 'r+');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
