import { createHash } from 'node:crypto';
import type { Sqlite } from './open.ts';

export interface AuditEntry {
  readonly at: Date;
  /** Key id, `cli` or `system`, and the name a person knows it by. */
  readonly actor: string;
  readonly name: string;
  readonly action: string;
  /** What it was done to: a push, a library, a loan. */
  readonly object: string;
  /** sha-256 of the command's input: proof of what was asked, without its content. */
  readonly detail: string;
}

interface AuditRow {
  readonly seq: number;
  readonly at: number;
  readonly actor: string;
  readonly name: string;
  readonly action: string;
  readonly object: string;
  readonly detail: string;
  readonly before: string;
  readonly hash: string;
}

const FIRST = '0'.repeat(64);

/** Adds rows to the chain; call inside the transaction of what they tell of. */
export function auditWriter(db: Sqlite): (entry: AuditEntry) => void {
  const last = db.prepare<[], { hash: string }>('SELECT hash FROM audit ORDER BY seq DESC LIMIT 1');
  const insert = db.prepare(
    'INSERT INTO audit (at, actor, name, action, object, detail, before, hash) VALUES (@at, @actor, @name, @action, @object, @detail, @before, @hash)',
  );
  return (entry) => {
    const row = { ...entry, at: entry.at.getTime(), before: last.get()?.hash ?? FIRST };
    insert.run({ ...row, hash: chainHash(row) });
  };
}

/** Number of the first row that was altered or whose predecessor is gone; null where the chain is whole. */
export function brokenAuditRow(db: Sqlite): number | null {
  let before = FIRST;
  for (const row of db.prepare<[], AuditRow>('SELECT * FROM audit ORDER BY seq').iterate()) {
    if (row.before !== before || row.hash !== chainHash(row)) return row.seq;
    before = row.hash;
  }
  return null;
}

function chainHash(row: Omit<AuditRow, 'seq' | 'hash'>): string {
  const text = JSON.stringify([row.before, row.at, row.actor, row.name, row.action, row.object, row.detail]);
  return createHash('sha256').update(text).digest('hex');
}
