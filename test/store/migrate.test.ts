import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Migration, migrate, readMigrations, tableCounts } from '../../src/store/sqlite/migrate.ts';
import { openForWriting, type Sqlite } from '../../src/store/sqlite/open.ts';

const step = (number: number, sql: string): Migration => ({
  number,
  file: `${String(number).padStart(4, '0')}_step.sql`,
  sql,
  checksum: `${number} ${sql}`,
});

const PARENTS = step(
  1,
  `CREATE TABLE parent (id INTEGER PRIMARY KEY, name TEXT);
   CREATE TABLE child (id INTEGER PRIMARY KEY, parent INTEGER NOT NULL REFERENCES parent (id) ON DELETE CASCADE);
   INSERT INTO parent VALUES (1, 'a'), (2, 'b');
   INSERT INTO child VALUES (1, 1), (2, 1), (3, 2);`,
);
const REBUILD = step(
  2,
  `CREATE TABLE parent_new (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
   INSERT INTO parent_new SELECT id, name FROM parent;
   DROP TABLE parent;
   ALTER TABLE parent_new RENAME TO parent;`,
);

describe('migrations', () => {
  let folder: string;
  let db: Sqlite;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'liantu-migrate-'));
    db = openForWriting(join(folder, 'catalogue.db'));
  });
  afterEach(() => {
    db.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('applies the project’s own files to an empty file and then has nothing to do', () => {
    const all = readMigrations();
    expect(migrate(db)).toEqual({ from: 0, to: all.length, backup: null });
    expect(migrate(db)).toEqual({ from: all.length, to: all.length, backup: null });
    expect(tableCounts(db).get('migrations')).toBe(all.length);
    expect(db.pragma('foreign_keys', { simple: true })).toBe(1);
  });

  it('keeps child rows when their parent table is rebuilt', () => {
    migrate(db, [PARENTS]);
    migrate(db, [PARENTS, REBUILD]);
    expect(tableCounts(db).get('child')).toBe(3);
    expect(tableCounts(db).get('parent')).toBe(2);
  });

  it('keeps a copy of existing data before an upgrade', () => {
    migrate(db, [PARENTS]);
    const { backup } = migrate(db, [PARENTS, REBUILD]);
    expect(backup !== null && existsSync(backup)).toBe(true);
  });

  it('refuses a migration that loses rows without saying so, and leaves everything as it was', () => {
    migrate(db, [PARENTS]);
    const losing = step(2, 'DELETE FROM child WHERE id = 3;');
    expect(() => migrate(db, [PARENTS, losing])).toThrow(/child had 3 rows and would keep 2/);
    expect(tableCounts(db).get('child')).toBe(3);
    expect(tableCounts(db).get('migrations')).toBe(1);
    const saying = step(2, '-- loses rows: child\nDELETE FROM child WHERE id = 3;');
    migrate(db, [PARENTS, saying]);
    expect(tableCounts(db).get('child')).toBe(2);
  });

  it('refuses a migration that leaves orphans', () => {
    migrate(db, [PARENTS]);
    const orphaning = step(2, '-- loses rows: parent\nDELETE FROM parent WHERE id = 1;');
    expect(() => migrate(db, [PARENTS, orphaning])).toThrow(/orphans/);
    expect(tableCounts(db).get('parent')).toBe(2);
  });

  it('undoes a migration that fails half way', () => {
    migrate(db, [PARENTS]);
    expect(() => migrate(db, [PARENTS, step(2, 'CREATE TABLE extra (id INTEGER); SELECT * FROM nowhere;')])).toThrow(
      /MIGRATION|nowhere/,
    );
    expect(tableCounts(db).has('extra')).toBe(false);
  });

  it('refuses gaps, altered files and data of a newer version', () => {
    expect(() => migrate(db, [PARENTS, step(3, '')])).toThrow(/expected 0002/);
    migrate(db, [PARENTS, REBUILD]);
    expect(() => migrate(db, [PARENTS, { ...REBUILD, checksum: 'edited' }])).toThrow(/altered/);
    expect(() => migrate(db, [PARENTS])).toThrow(/newer version/);
  });

  it('is done once when two connections begin at the same time', () => {
    const other = openForWriting(join(folder, 'catalogue.db'));
    migrate(db, [PARENTS]);
    expect(migrate(other, [PARENTS]).from).toBe(1);
    other.close();
    expect(tableCounts(db).get('parent')).toBe(2);
  });
});
