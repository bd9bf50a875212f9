import { existsSync } from 'node:fs';
import Database from 'better-sqlite3';
import { Fault } from '../../base/problem.ts';
import { sqliteCode } from './faults.ts';

export type Sqlite = Database.Database;

/**
 * SQLite's own waiting blocks the thread (notes/trust §2.2: a 2.3 s stall), so it is kept short; whoever writes waits
 * asynchronously on top of it, see `transaction.ts`.
 */
const WRITER_WAIT_MS = 20;
/** A reader in WAL mode waits only while another process recovers or closes the file. */
const READER_WAIT_MS = 50;
const BYTES_PER_KIB = 1024;
/** 64 MiB: one push after the other changes the same pages, which then are copied into the file once. */
const WAL_PAGES = 16_384;
const PAGE_BYTES = 4096;
const CACHE_KIB = 64 * BYTES_PER_KIB;

/**
 * Opens the catalogue file for writing. `synchronous=FULL` because an acknowledged chunk must outlive a power loss:
 * in WAL mode the library's default syncs at checkpoints only.
 *
 * @throws Fault STORE_CORRUPT where the file is no database
 */
export function openForWriting(file: string): Sqlite {
  return opened(file, () => {
    const db = new Database(file, { timeout: WRITER_WAIT_MS });
    db.pragma('journal_mode = WAL');
    db.pragma('synchronous = FULL');
    db.pragma('foreign_keys = ON');
    // What is purged shall be gone from the file as well (readers' references, notes of loans).
    db.pragma('secure_delete = ON');
    db.pragma(`cache_size = -${CACHE_KIB}`);
    db.pragma('temp_store = MEMORY');
    db.pragma(`wal_autocheckpoint = ${WAL_PAGES}`);
    db.pragma(`journal_size_limit = ${WAL_PAGES * PAGE_BYTES}`);
    return db;
  });
}

/** Opens the catalogue file for reading; any attempt to write through it fails. */
export function openForReading(file: string): Sqlite {
  if (!existsSync(file)) throw new Fault('STORE_MISSING', { file });
  return opened(file, () => {
    const db = new Database(file, { timeout: READER_WAIT_MS, fileMustExist: true });
    db.pragma('query_only = ON');
    db.pragma(`cache_size = -${CACHE_KIB}`);
    db.pragma('mmap_size = 268435456');
    return db;
  });
}

/**
 * Reads every page of the file and fails closed at the first bad one: serving on from a damaged file would spread the
 * damage into backups and the index.
 *
 * @throws Fault STORE_CORRUPT, whose remedy is `liantu restore`
 */
export function requireSound(db: Sqlite): void {
  let verdict: unknown;
  try {
    verdict = db.pragma('quick_check(1)', { simple: true });
  } catch (error) {
    throw new Fault('STORE_CORRUPT', { detail: sqliteCode(error) ?? 'unreadable' }, { cause: error });
  }
  if (verdict !== 'ok') throw new Fault('STORE_CORRUPT', { detail: String(verdict).slice(0, 200) });
}

function opened(file: string, open: () => Sqlite): Sqlite {
  try {
    return open();
  } catch (error) {
    const code = sqliteCode(error);
    if (code === 'SQLITE_NOTADB' || code?.startsWith('SQLITE_CORRUPT') === true) {
      throw new Fault('STORE_CORRUPT', { detail: code }, { cause: error, place: file });
    }
    if (code === 'SQLITE_CANTOPEN') throw new Fault('STORE_MISSING', { file }, { cause: error, place: file });
    throw error;
  }
}
