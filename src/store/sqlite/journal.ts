import { createHash } from 'node:crypto';
import type { AuditEntry, Journal } from '../../command/journal.ts';
import type { Sqlite } from './open.ts';
import type { AuditRow } from './tables/keys.ts';
import type { Writing } from './transaction.ts';

const FIRST = '0'.repeat(64);

export function journal(store: Writing): Journal {
  const audit = prepareAudit(store.db);
  const find = store.db.prepare<[string, string], { input_hash: string; answer: string }>(
    'SELECT input_hash, answer FROM answers WHERE scope = ? AND key = ?',
  );
  const insert = store.db.prepare<[string, string, string, string, number]>(
    'INSERT INTO answers VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING',
  );
  return {
    during: (entry, run) => store.withNote(() => audit(entry), run),
    recall(scope, key, inputHash) {
      const row = find.get(scope, key);
      if (row === undefined) return { kind: 'new' };
      if (row.input_hash !== inputHash) return { kind: 'conflict' };
      const answer: unknown = JSON.parse(row.answer);
      return { kind: 'same', answer };
    },
    async remember(scope, key, inputHash, answer, at) {
      await store.transact(() => insert.run(scope, key, inputHash, JSON.stringify(answer), at.getTime()));
    },
  };
}

/** Number of the first audit row that was altered or whose predecessor is gone; null where the chain is whole. */
export function brokenAuditRow(db: Sqlite): number | null {
  let before = FIRST;
  for (const row of db.prepare<[], AuditRow>('SELECT * FROM audit ORDER BY seq').iterate()) {
    if (row.before !== before || row.hash !== chainHash(row)) return row.seq;
    before = row.hash;
  }
  return null;
}

function prepareAudit(db: Sqlite): (entry: AuditEntry) => void {
  const last = db.prepare<[], { hash: string }>('SELECT hash FROM audit ORDER BY seq DESC LIMIT 1');
  const insert = db.prepare(
    `INSERT INTO audit (at, actor, name, action, object, detail, before, hash)
     VALUES (@at, @actor, @name, @action, @object, @detail, @before, @hash)`,
  );
  return (entry) => {
    const row = { ...entry, at: entry.at.getTime(), before: last.get()?.hash ?? FIRST };
    insert.run({ ...row, hash: chainHash(row) });
  };
}

function chainHash(row: Omit<AuditRow, 'seq' | 'hash'>): string {
  const text = JSON.stringify([row.before, row.at, row.actor, row.name, row.action, row.object, row.detail]);
  return createHash('sha256').update(text).digest('hex');
}
