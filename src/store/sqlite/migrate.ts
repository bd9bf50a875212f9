import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Fault } from '../../base/problem.ts';
import { isBusy, storeFault } from './faults.ts';
import type { Sqlite } from './open.ts';

export interface Migration {
  readonly number: number;
  readonly file: string;
  readonly sql: string;
  readonly checksum: string;
}

export interface Migrated {
  readonly from: number;
  readonly to: number;
  /** Copy made before an upgrade of existing data; null where there was nothing to lose. */
  readonly backup: string | null;
}

const LOCK_WAIT_MS = 30_000;

/**
 * Brings the schema of `db` up to the newest migration, or changes nothing.
 *
 * Own runner, because drizzle's loses child rows in table rebuilds, skips late files and ignores edited ones
 * (notes/style §0.3): foreign keys are off before BEGIN, files are numbered without gaps, what was applied must be
 * unaltered, a newer schema is refused, and no table may lose rows unless its migration says so with a line
 * `-- loses rows: <table> …`.
 *
 * @throws Fault STORE_NEWER, MIGRATION_ALTERED, MIGRATION_GAP, MIGRATION_FAILED, STORAGE_BUSY
 */
export function migrate(db: Sqlite, migrations: readonly Migration[] = readMigrations()): Migrated {
  requireNoGaps(migrations);
  createLedger(db);
  const waiting = requireKnown(db, migrations);
  const from = migrations.length - waiting.length;
  if (waiting.length === 0) return { from, to: from, backup: null };
  const backup = from === 0 ? null : copyBeside(db, from);
  for (const migration of waiting) applyOnce(db, migration, backup ?? '–');
  return { from, to: migrations.length, backup };
}

/** Reads `migrations/sqlite`, found by walking up from this file, so that source and dist both see it. */
export function readMigrations(folder: string = migrationsFolder()): readonly Migration[] {
  const files = readdirSync(folder).filter((name) => /^\d{4}_\w+\.sql$/.test(name));
  return files.sort().map((file) => {
    const sql = readFileSync(join(folder, file), 'utf8');
    return { number: Number(file.slice(0, 4)), file, sql, checksum: createHash('sha256').update(sql).digest('hex') };
  });
}

function migrationsFolder(): string {
  for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
    const candidate = join(folder, 'migrations', 'sqlite');
    if (existsSync(join(candidate, '0001_libraries.sql'))) return candidate;
    if (dirname(folder) === folder) throw new Fault('MIGRATION_GAP', { expected: '0001', found: '–' });
  }
}

function requireNoGaps(migrations: readonly Migration[]): void {
  for (const [at, migration] of migrations.entries()) {
    if (migration.number === at + 1) continue;
    throw new Fault('MIGRATION_GAP', { expected: String(at + 1).padStart(4, '0'), found: migration.file });
  }
}

function createLedger(db: Sqlite): void {
  withLock(() =>
    db.exec(
      'CREATE TABLE IF NOT EXISTS migrations (number INTEGER PRIMARY KEY, file TEXT NOT NULL, checksum TEXT NOT NULL, at INTEGER NOT NULL) STRICT',
    ),
  );
}

function requireKnown(db: Sqlite, migrations: readonly Migration[]): readonly Migration[] {
  const applied = appliedRows(db);
  for (const row of applied) {
    const migration = migrations[row.number - 1];
    if (migration === undefined) {
      throw new Fault('STORE_NEWER', { found: applied.length, known: migrations.length });
    }
    if (migration.checksum !== row.checksum) throw new Fault('MIGRATION_ALTERED', { file: migration.file });
  }
  return migrations.slice(applied.length);
}

function appliedRows(db: Sqlite): readonly { readonly number: number; readonly checksum: string }[] {
  return db
    .prepare<[], { number: number; checksum: string }>('SELECT number, checksum FROM migrations ORDER BY number')
    .all();
}

/** `VACUUM INTO` reads one consistent snapshot, whatever else goes on. */
function copyBeside(db: Sqlite, from: number): string {
  const backup = `${db.name}.before-${String(from + 1).padStart(4, '0')}-${Date.now()}.bak`;
  db.prepare('VACUUM INTO ?').run(backup);
  return backup;
}

/**
 * One file, one transaction. `PRAGMA foreign_keys` is a no-op inside a transaction, so it is set before BEGIN: with
 * keys on, dropping the old half of a rebuilt table would delete every child row with it.
 */
function applyOnce(db: Sqlite, migration: Migration, backup: string): void {
  db.pragma('foreign_keys = OFF');
  try {
    withLock(() => db.exec('BEGIN EXCLUSIVE'));
    // Another process may have been here while this one waited for the lock.
    if (appliedRows(db).length >= migration.number) {
      db.exec('ROLLBACK');
      return;
    }
    const before = tableCounts(db);
    db.exec(migration.sql);
    requireRowsKept(migration, before, tableCounts(db));
    const orphans = db.pragma('foreign_key_check');
    if (Array.isArray(orphans) && orphans.length > 0) throw new Error(`foreign_key_check: ${orphans.length} orphans`);
    db.prepare('INSERT INTO migrations VALUES (?, ?, ?, ?)').run(
      migration.number,
      migration.file,
      migration.checksum,
      Date.now(),
    );
    db.exec('COMMIT');
  } catch (error) {
    if (db.inTransaction) db.exec('ROLLBACK');
    if (error instanceof Fault) throw error;
    const detail = error instanceof Error ? error.message : String(error);
    throw new Fault('MIGRATION_FAILED', { file: migration.file, detail, backup }, { cause: error });
  } finally {
    db.pragma('foreign_keys = ON');
  }
}

/** Rows of every ordinary table. */
export function tableCounts(db: Sqlite): ReadonlyMap<string, number> {
  const tables = db
    .prepare<[], { name: string }>(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND sql NOT LIKE 'CREATE VIRTUAL%'",
    )
    .all();
  return new Map(
    tables.map(({ name }) => {
      const row = db.prepare<[], { rows: number }>(`SELECT count(*) AS rows FROM "${name}"`).get();
      return [name, row?.rows ?? 0];
    }),
  );
}

function requireRowsKept(
  migration: Migration,
  before: ReadonlyMap<string, number>,
  after: ReadonlyMap<string, number>,
): void {
  const allowed = new Set(/^-- loses rows: (.+)$/m.exec(migration.sql)?.[1]?.split(/[ ,]+/) ?? []);
  for (const [table, rows] of before) {
    const kept = after.get(table) ?? 0;
    if (kept < rows && !allowed.has(table)) throw new Error(`table ${table} had ${rows} rows and would keep ${kept}`);
  }
}

/** Waits for the process that is migrating now; nothing else runs at start, so blocking does no harm. */
function withLock(work: () => void): void {
  const deadline = Date.now() + LOCK_WAIT_MS;
  for (;;) {
    try {
      work();
      return;
    } catch (error) {
      if (!isBusy(error) || Date.now() > deadline) throw storeFault(error);
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 50);
    }
  }
}
