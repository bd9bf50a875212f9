import { describe, expect, it } from 'vitest';
import { openForReading, openForWriting } from '../../src/store/sqlite/open.ts';
import { writing } from '../../src/store/sqlite/transaction.ts';
import { testStore } from '../support/store.ts';

const INSERT = "INSERT INTO libraries (code, kind, name) VALUES ('CN-1', 'SCHOOL', 'x')";

describe('the writing connection', () => {
  it('syncs every commit and checks foreign keys', () => {
    using at = testStore();
    expect(at.store.db.pragma('journal_mode', { simple: true })).toBe('wal');
    // 2 is FULL: in WAL mode every commit is synced, not only checkpoints.
    expect(at.store.db.pragma('synchronous', { simple: true })).toBe(2);
    expect(at.store.db.pragma('foreign_keys', { simple: true })).toBe(1);
  });

  it('undoes everything when the work throws', async () => {
    using at = testStore();
    const broken = at.store.transact(() => {
      at.store.db.exec(INSERT);
      throw new Error('half way');
    });
    await expect(broken).rejects.toThrow('half way');
    expect(at.store.db.prepare('SELECT count(*) FROM libraries').pluck().get()).toBe(0);
  });

  it('waits for another writer without blocking the thread', async () => {
    using at = testStore();
    const other = openForWriting(at.file);
    other.exec('BEGIN IMMEDIATE');
    let ticks = 0;
    const ticking = setInterval(() => {
      ticks += 1;
    }, 10);
    setTimeout(() => other.exec('COMMIT'), 400);
    await at.store.transact(() => at.store.db.exec(INSERT));
    clearInterval(ticking);
    other.close();
    // Blocked, no timer would have run; each try waits 20 ms inside SQLite at most.
    expect(ticks).toBeGreaterThan(5);
    expect(at.reading.prepare('SELECT count(*) FROM libraries').pluck().get()).toBe(1);
  });

  it('writes its note with the first change and not without one', async () => {
    using at = testStore();
    let notes = 0;
    const note = () => {
      notes += 1;
    };
    await at.store.withNote(note, () => at.store.transact(() => at.store.db.prepare('SELECT 1').get()));
    expect(notes).toBe(0);
    await at.store.withNote(note, async () => {
      await at.store.transact(() => at.store.db.exec(INSERT));
      await at.store.transact(() => at.store.db.exec("UPDATE libraries SET name = 'y'"));
    });
    expect(notes).toBe(1);
    await at.store.transact(() => at.store.db.exec("UPDATE libraries SET name = 'z'"));
    expect(notes).toBe(1);
  });

  it('tells a full disk as retryable, keeps nothing of the transaction, and goes on when there is room', async () => {
    using at = testStore();
    const pages = Number(at.store.db.pragma('page_count', { simple: true }));
    at.store.db.pragma(`max_page_count = ${pages}`);
    const filling = at.store.transact(() => {
      for (let row = 0; row < 2_000; row++) {
        at.store.db
          .prepare("INSERT INTO libraries (code, kind, name) VALUES (?, 'SCHOOL', ?)")
          .run(`CN-${row}`, 'x'.repeat(200));
      }
    });
    await expect(filling).rejects.toMatchObject({ code: 'STORAGE_BUSY' });
    expect(at.reading.prepare('SELECT count(*) FROM libraries').pluck().get()).toBe(0);
    at.store.db.pragma('max_page_count = 1000000');
    await at.store.transact(() => at.store.db.exec(INSERT));
    expect(at.reading.prepare('SELECT count(*) FROM libraries').pluck().get()).toBe(1);
  });
});

describe('a reading connection', () => {
  it('cannot write', () => {
    using at = testStore();
    expect(() => at.reading.exec(INSERT)).toThrow(/readonly|read-only|query_only/i);
  });

  it('reads on while a write is under way', () => {
    using at = testStore();
    const writer = writing(openForWriting(at.file));
    writer.db.exec('BEGIN IMMEDIATE');
    writer.db.exec(INSERT);
    expect(at.reading.prepare('SELECT count(*) FROM libraries').pluck().get()).toBe(0);
    writer.db.exec('COMMIT');
    expect(at.reading.prepare('SELECT count(*) FROM libraries').pluck().get()).toBe(1);
    writer.db.close();
  });

  it('says that there is no catalogue where there is none', () => {
    expect(() => openForReading('/nonexistent/catalogue.db')).toThrow(/no catalogue/);
  });
});
