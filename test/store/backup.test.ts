import { openSync, readdirSync, readFileSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { backup, prove, restore } from '../../src/store/sqlite/backup.ts';
import { openForReading, openForWriting, requireSound } from '../../src/store/sqlite/open.ts';
import { writing } from '../../src/store/sqlite/transaction.ts';
import { testStore } from '../support/store.ts';

const insertMany = (at: { readonly store: ReturnType<typeof writing> }, from: number, to: number) =>
  at.store.transact(() => {
    const insert = at.store.db.prepare("INSERT INTO libraries (code, kind, name) VALUES (?, 'SCHOOL', ?)");
    for (let row = from; row < to; row++) insert.run(`CN-${row}`, `library ${row}`.repeat(20));
  });

describe('backup', () => {
  it('copies one moment while others write, and proves it', async () => {
    using at = testStore();
    await insertMany(at, 0, 3_000);
    const other = writing(openForWriting(at.file));
    let written = 3_000;
    const writer = setInterval(() => {
      void other.transact(() =>
        other.db
          .prepare("INSERT INTO libraries (code, kind, name) VALUES (?, 'SCHOOL', 'late')")
          .run(`CN-${written++}`),
      );
    }, 1);
    const to = join(at.folder, 'copy.db');
    const proof = await backup(at.file, to);
    clearInterval(writer);
    other.db.close();
    expect(proof.rows.libraries).toBeGreaterThanOrEqual(3_000);
    expect(prove(to).rows).toEqual(proof.rows);
  });

  it('restores what it copied and keeps what stood there', async () => {
    using at = testStore();
    await insertMany(at, 0, 10);
    const to = join(at.folder, 'copy.db');
    await backup(at.file, to);
    await insertMany(at, 10, 20);
    await expect(restore(to, at.file)).rejects.toMatchObject({ code: 'STORE_IN_USE' });
    expect(readdirSync(at.folder).filter((name) => name.includes('.part'))).toEqual([]);
    at.store.db.close();
    const { former, rows } = await restore(to, at.file);
    expect(rows.libraries).toBe(10);
    const count = (file: string) => {
      const db = openForReading(file);
      const found = db.prepare('SELECT count(*) FROM libraries').pluck().get();
      db.close();
      return found;
    };
    expect(count(at.file)).toBe(10);
    expect(count(former ?? '')).toBe(20);
  });

  it('refuses a copy that is damaged or no backup at all', async () => {
    using at = testStore();
    await insertMany(at, 0, 500);
    const to = join(at.folder, 'copy.db');
    await backup(at.file, to);
    const bytes = readFileSync(to);
    bytes.fill(0xff, 8192, 8192 + 3000);
    writeFileSync(to, bytes);
    expect(() => prove(to)).toThrow(/could not be proved/);
    await expect(restore(to, at.file)).rejects.toMatchObject({ code: 'BACKUP_UNPROVED' });
    writeFileSync(to, 'not a database, but long enough to be looked at as one'.repeat(50));
    expect(() => prove(to)).toThrow(/could not be proved|damaged/);
  });
});

describe('a damaged catalogue', () => {
  it('is refused with the way to restore it', async () => {
    using at = testStore();
    await insertMany(at, 0, 2_000);
    at.store.db.pragma('wal_checkpoint(TRUNCATE)');
    at.store.db.close();
    const file = openSync(at.file, 'r+');
    for (let page = 40; page < 60; page++) writeSync(file, Buffer.alloc(2_000, 0xa5), 0, 2_000, page * 4096);
    // Where the schema itself is hit, opening fails already.
    expect(() => requireSound(openForWriting(at.file))).toThrow(/liantu restore/);
  });
});
