import { closeSync, fsyncSync, openSync, rmSync } from 'node:fs';
import { DOC_COLUMNS, TEXT_COLUMNS } from './document-writer.ts';
import { ASIDE } from './files.ts';
import { sortKeysAside } from './key-sorter.ts';
import { attachDocuments } from './staging.ts';
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
 * Makes a new index of the documents gathered beside it, most held first; it stands at entry `seq` of the outbox. Keys
 * are sorted in another thread meanwhile, and are in their order when they come in. Everything is filled in the order in
 * which it lies, so that each page is written once and the index ends without holes.
 */
export async function buildIndex(file: string, seq: number): Promise<void> {
  const db = openForBuilding(file);
  try {
    attachDocuments(db, file);
    const documents = db.prepare<[], number>('SELECT count(*) FROM aside.place').pluck().get() ?? 0;
    const sorting = sortKeysAside(file, documents);
    try {
      fill(db);
    } finally {
      await sorting;
    }
    takeKeys(db, file);
    setMeta(db, 'form', INDEX_FORM);
    setMeta(db, 'seq', String(seq));
  } finally {
    db.close();
  }
  for (const end of Object.values(ASIDE)) rmSync(file + end, { force: true });
  keepSafe(file);
}

function fill(db: Index): void {
  const inOrder = 'FROM aside.place AS p CROSS JOIN aside.doc AS d ON d.n = p.n ORDER BY p.ord';
  configure(db, WHILE_BUILT);
  db.exec(`
    INSERT INTO sdoc(ord, touched, ${DOC_COLUMNS}) SELECT p.ord, 1, ${DOC_COLUMNS} ${inOrder};
    INSERT INTO sfiled(ord, keys) SELECT p.ord, keys ${inOrder};
    INSERT INTO slibrary SELECT code, kind, area FROM aside.slibrary;
    INSERT INTO fts(rowid, ${TEXT_COLUMNS}) SELECT p.ord, ${TEXT_COLUMNS} ${inOrder};
    INSERT INTO fts(fts) VALUES('optimize');
    ${DOC_INDEXES}
    ANALYZE sdoc;`);
  configure(db, LATER);
}

/** Between tables of one form, SQLite copies rows as they are. */
function takeKeys(db: Index, file: string): void {
  db.prepare('ATTACH ? AS sorted').run(file + ASIDE.keys);
  db.exec(`
    INSERT INTO skey SELECT * FROM sorted.skey;
    INSERT INTO scall SELECT * FROM sorted.scall;
    DETACH sorted;
    DETACH aside;
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
