import Database from 'better-sqlite3';
import { Fault } from '../../base/problem.ts';

/** The extended result code of an SQLite error, e.g. `SQLITE_BUSY_SNAPSHOT`; null for any other error. */
export function sqliteCode(error: unknown): string | null {
  return error instanceof Database.SqliteError ? error.code : null;
}

/** Another connection is writing: the same call may succeed a moment later. */
export function isBusy(error: unknown): boolean {
  const code = sqliteCode(error);
  return code?.startsWith('SQLITE_BUSY') === true || code?.startsWith('SQLITE_LOCKED') === true;
}

/** No room left on the disk. SQLite rolled the transaction back whole; the next one may succeed. */
export function isFull(error: unknown): boolean {
  return sqliteCode(error) === 'SQLITE_FULL';
}

/** The disk itself failed: what is written from here on cannot be trusted, so the writer must stop. */
export function isBroken(error: unknown): boolean {
  const code = sqliteCode(error);
  return (
    code?.startsWith('SQLITE_IOERR') === true || code?.startsWith('SQLITE_CORRUPT') === true || code === 'SQLITE_NOTADB'
  );
}

/** What callers see of a store error: busy and full are retryable, the rest passes as it is. */
export function storeFault(error: unknown): unknown {
  if (isBusy(error) || isFull(error)) return new Fault('STORAGE_BUSY', {}, { cause: error });
  if (isBroken(error)) return new Fault('STORE_CORRUPT', { detail: sqliteCode(error) ?? '' }, { cause: error });
  return error;
}
