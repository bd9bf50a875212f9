import { existsSync, renameSync, rmSync } from 'node:fs';
import { Fault } from '../../base/problem.ts';
import { isBusy, sqliteCode } from './faults.ts';
import { brokenAuditRow } from './journal.ts';
import { type Migration, readMigrations, tableCounts } from './migrate.ts';
import { openForReading, openForWriting, type Sqlite } from './open.ts';

/** What a copy was proved to hold. */
export interface Proof {
  readonly bytes: number;
  readonly schema: number;
  /** Rows by table. */
  readonly rows: Readonly<Record<string, number>>;
}

/** All pages in one step: the copy is one snapshot, and a writer beside it cannot make it start over. */
const ALL_PAGES = 0x7fffffff;

/**
 * Copies the catalogue while others go on writing, reads the copy back page by page, and demands the rows that stood in
 * the snapshot. The file appears under its name only when all that is proved. A `cp` of the file would lose what is
 * still in the WAL (notes/trust §2.2).
 *
 * @throws Fault BACKUP_UNPROVED
 */
export async function backup(catalogueFile: string, to: string): Promise<Proof> {
  const part = `${to}.part`;
  rmSync(part, { force: true });
  const source = openForReading(catalogueFile);
  try {
    // The open transaction holds the snapshot that both the counts and the copy are taken from.
    source.exec('BEGIN');
    const rows = tableCounts(source);
    await source.backup(part, { progress: () => ALL_PAGES });
    source.exec('COMMIT');
    const proof = prove(part);
    for (const [table, count] of rows) {
      if (proof.rows[table] !== count) throw unproved(`${table}: ${proof.rows[table] ?? 0} rows of ${count}`);
    }
    renameSync(part, to);
    return proof;
  } finally {
    source.close();
    removeDatabase(part);
  }
}

/**
 * Puts a proved copy in the place of the catalogue; what stood there is kept beside it. Refused while any other process
 * has the catalogue open.
 *
 * @returns the proof, and where the former file went (null where there was none)
 * @throws Fault BACKUP_UNPROVED, STORE_NEWER, STORE_IN_USE
 */
export async function restore(
  from: string,
  catalogueFile: string,
): Promise<Proof & { readonly former: string | null }> {
  const proof = prove(from);
  // Looked at twice, so that a server still running is told of before a city's catalogue is copied.
  requireAlone(catalogueFile);
  const part = `${catalogueFile}.part`;
  try {
    await provedCopy(from, part);
    requireAlone(catalogueFile);
    return { ...proof, former: putInPlace(part, catalogueFile) };
  } finally {
    removeDatabase(part);
  }
}

async function provedCopy(from: string, part: string): Promise<void> {
  removeDatabase(part);
  const source = openForReading(from);
  try {
    await source.backup(part, { progress: () => ALL_PAGES });
  } finally {
    source.close();
  }
  prove(part);
}

/** Where what stood there went; null where nothing did. */
function putInPlace(part: string, file: string): string | null {
  const former = existsSync(file) ? `${file}.before-restore-${Date.now()}` : null;
  if (former !== null) renameSync(file, former);
  for (const tail of ['-wal', '-shm']) {
    if (former !== null && existsSync(file + tail)) renameSync(file + tail, former + tail);
  }
  renameSync(part, file);
  return former;
}

/** Reads every page and every link of a file; throws at the first fault. */
export function prove(file: string, migrations: readonly Migration[] = readMigrations()): Proof {
  let db: Sqlite | null = null;
  try {
    db = openForReading(file);
    const verdict = db.pragma('integrity_check(1)', { simple: true });
    if (verdict !== 'ok') throw unproved(String(verdict));
    const orphans = db.pragma('foreign_key_check');
    if (Array.isArray(orphans) && orphans.length > 0) throw unproved(`${orphans.length} orphans`);
    const schema = db.prepare<[], number>('SELECT max(number) FROM migrations').pluck().get() ?? 0;
    if (schema > migrations.length) throw new Fault('STORE_NEWER', { found: schema, known: migrations.length });
    const broken = schema >= AUDIT_SINCE ? brokenAuditRow(db) : null;
    if (broken !== null) throw unproved(`audit row ${broken}`);
    const bytes = db
      .prepare<[], number>('SELECT page_count * page_size FROM pragma_page_count, pragma_page_size')
      .pluck()
      .get();
    return { bytes: bytes ?? 0, schema, rows: Object.fromEntries(tableCounts(db)) };
  } catch (error) {
    if (error instanceof Fault) throw error;
    throw unproved(sqliteCode(error) ?? String(error));
  } finally {
    db?.close();
  }
}

/** The migration that brought the audit log. */
const AUDIT_SINCE = 7;

/** Leaving WAL mode needs the file to oneself; a file too damaged to be opened is nobody's. */
function requireAlone(file: string): void {
  if (!existsSync(file)) return;
  let db: Sqlite | null = null;
  try {
    db = openForWriting(file);
    db.pragma('journal_mode = DELETE');
  } catch (error) {
    if (isBusy(error)) throw new Fault('STORE_IN_USE', { file }, { cause: error });
  } finally {
    db?.close();
  }
}

function removeDatabase(file: string): void {
  for (const tail of ['', '-wal', '-shm', '-journal']) rmSync(file + tail, { force: true });
}

function unproved(detail: string): Fault {
  return new Fault('BACKUP_UNPROVED', { detail });
}
