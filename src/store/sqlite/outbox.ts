import type { EditionId } from '../../base/brand.ts';
import { editionId } from '../../base/brand.ts';
import type { OutboxReader } from '../../search/outbox.ts';
import type { Sqlite } from './open.ts';
import type { OutboxRow } from './tables/outbox.ts';

/** Writes outbox entries; call inside the transaction of the change they tell of. */
export function outboxAppender(db: Sqlite): (editions: Iterable<EditionId>) => void {
  const insert = db.prepare<[string]>('INSERT INTO outbox (edition) VALUES (?)');
  return (editions) => {
    for (const edition of new Set(editions)) insert.run(edition);
  };
}

export function outboxReader(db: Sqlite): OutboxReader {
  const after = db.prepare<[number, number], OutboxRow>(
    'SELECT seq, edition FROM outbox WHERE seq > ? ORDER BY seq LIMIT ?',
  );
  // The sequence table knows the last number even when every entry was pruned.
  const last = db.prepare<[], { seq: number }>("SELECT seq FROM sqlite_sequence WHERE name = 'outbox'");
  const first = db.prepare<[], { seq: number }>('SELECT seq FROM outbox ORDER BY seq LIMIT 1');
  return {
    async after(seq, limit) {
      return after.all(seq, limit).map((row) => ({ seq: row.seq, edition: editionId(row.edition) }));
    },
    async lastSeq() {
      return last.get()?.seq ?? 0;
    },
    async firstSeq() {
      return first.get()?.seq ?? (last.get()?.seq ?? 0) + 1;
    },
  };
}

/**
 * Drops entries that every engine has applied: call with the lowest position of all engines, inside a transaction.
 * Answers how many went.
 */
export function pruneOutbox(db: Sqlite, upTo: number): number {
  return db.prepare<[number]>('DELETE FROM outbox WHERE seq <= ?').run(upTo).changes;
}
