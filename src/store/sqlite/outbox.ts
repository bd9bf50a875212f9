import type { EditionId } from '../../base/brand.ts';
import { editionId } from '../../base/brand.ts';
import type { OutboxReader } from '../../search/outbox.ts';
import type { Sqlite } from './open.ts';
import type { OutboxRow } from './tables/outbox.ts';

/** Appends an entry for each edition of which something changed: its records, or `SHELF` where only availability did. */
export type OutboxAppender = (editions: Iterable<EditionId>, changed: 'RECORDS' | 'SHELF') => void;

/** Writes outbox entries; call inside the transaction of the change they tell of. */
export function outboxAppender(db: Sqlite): OutboxAppender {
  const insert = db.prepare<[string, number]>('INSERT INTO outbox (edition, shelf) VALUES (?, ?)');
  return (editions, changed) => {
    for (const edition of new Set(editions)) insert.run(edition, changed === 'SHELF' ? 1 : 0);
  };
}

type Told = Pick<OutboxRow, 'seq' | 'edition'>;

export function outboxReader(db: Sqlite): OutboxReader {
  const after = db.prepare<[number, number], Told>(
    'SELECT seq, edition FROM outbox WHERE seq > ? ORDER BY seq LIMIT ?',
  );
  const ofShelf = db.prepare<[number, number], Told>(
    'SELECT seq, edition FROM outbox WHERE shelf = 1 AND seq > ? ORDER BY seq LIMIT ?',
  );
  const told = (rows: readonly Told[]) => rows.map(({ seq, edition }) => ({ seq, edition: editionId(edition) }));
  // The sequence table knows the last number even when every entry was pruned.
  const last = db.prepare<[], { seq: number }>("SELECT seq FROM sqlite_sequence WHERE name = 'outbox'");
  const first = db.prepare<[], { seq: number }>('SELECT seq FROM outbox ORDER BY seq LIMIT 1');
  return {
    async after(seq, limit) {
      return told(after.all(seq, limit));
    },
    async ofShelfAfter(seq, limit) {
      return told(ofShelf.all(seq, limit));
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
