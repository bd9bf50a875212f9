import { describe, expect, it } from 'vitest';
import type { AuditEntry } from '../../src/command/journal.ts';
import { brokenAuditRow, journal } from '../../src/store/sqlite/journal.ts';
import { testStore } from '../support/store.ts';

const entry = (object: string): AuditEntry => ({
  at: new Date('2026-09-01T00:00:00Z'),
  actor: 'cli',
  name: 'cli',
  action: 'putLibraries',
  object,
  detail: 'hash',
});

async function written(at: ReturnType<typeof testStore>, count: number) {
  const book = journal(at.store);
  for (let row = 1; row <= count; row++) {
    await book.during(entry(`CN-${row}`), () =>
      at.store.transact(() =>
        at.store.db.exec(`INSERT INTO libraries (code, kind, name) VALUES ('CN-${row}', 'SCHOOL', 'x')`),
      ),
    );
  }
  return book;
}

describe('the audit log', () => {
  it('has a line for each change, chained to the line before', async () => {
    using at = testStore();
    await written(at, 5);
    expect(at.reading.prepare('SELECT count(*) FROM audit').pluck().get()).toBe(5);
    expect(brokenAuditRow(at.reading)).toBeNull();
  });

  it('has no line for a change that was undone', async () => {
    using at = testStore();
    const book = await written(at, 1);
    const undone = book.during(entry('CN-9'), () =>
      at.store.transact(() => {
        at.store.db.exec("INSERT INTO libraries (code, kind, name) VALUES ('CN-9', 'SCHOOL', 'x')");
        throw new Error('undone');
      }),
    );
    await expect(undone).rejects.toThrow('undone');
    expect(at.reading.prepare('SELECT count(*) FROM audit').pluck().get()).toBe(1);
  });

  it.each([
    ['an altered line', "UPDATE audit SET object = 'CN-320508-X' WHERE seq = 3", 3],
    ['a removed line', 'DELETE FROM audit WHERE seq = 3', 4],
    ['another actor', "UPDATE audit SET actor = 'nobody' WHERE seq = 5", 5],
  ])('shows %s', async (_what, sql, seq) => {
    using at = testStore();
    await written(at, 5);
    at.store.db.exec(sql);
    expect(brokenAuditRow(at.reading)).toBe(seq);
  });
});

describe('remembered answers', () => {
  it('are given again for the same input and refused for another', async () => {
    using at = testStore();
    const book = journal(at.store);
    expect(book.recall('scope', 'key', 'a')).toEqual({ kind: 'new' });
    await book.remember('scope', 'key', 'a', { changed: 3 }, new Date(0));
    expect(book.recall('scope', 'key', 'a')).toEqual({ kind: 'same', answer: { changed: 3 } });
    expect(book.recall('scope', 'key', 'b')).toEqual({ kind: 'conflict' });
    expect(book.recall('other scope', 'key', 'b')).toEqual({ kind: 'new' });
  });
});
