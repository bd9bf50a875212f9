import { createHash } from 'node:crypto';
import type { Sqlite } from './open.ts';

/** sha-256 of an input whose keys may come in any order. */
export function hashOfInput(input: unknown): string {
  return createHash('sha256').update(JSON.stringify(input, sortKeys)).digest('hex');
}

function sortKeys(_name: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

export type Remembered =
  | { readonly kind: 'new' }
  | { readonly kind: 'same'; readonly answer: unknown }
  | { readonly kind: 'conflict' };

/** Answers given once already, by scope (command and library) and the caller's idempotency key. */
export interface AnswerBook {
  recall(scope: string, key: string, inputHash: string): Remembered;
  /** Call inside the transaction of what is answered. */
  remember(scope: string, key: string, inputHash: string, answer: unknown, at: Date): void;
}

export function answerBook(db: Sqlite): AnswerBook {
  const find = db.prepare<[string, string], { input_hash: string; answer: string }>(
    'SELECT input_hash, answer FROM answers WHERE scope = ? AND key = ?',
  );
  const insert = db.prepare<[string, string, string, string, number]>('INSERT INTO answers VALUES (?, ?, ?, ?, ?)');
  return {
    recall(scope, key, inputHash) {
      const row = find.get(scope, key);
      if (row === undefined) return { kind: 'new' };
      if (row.input_hash !== inputHash) return { kind: 'conflict' };
      const answer: unknown = JSON.parse(row.answer);
      return { kind: 'same', answer };
    },
    remember(scope, key, inputHash, answer, at) {
      insert.run(scope, key, inputHash, JSON.stringify(answer), at.getTime());
    },
  };
}
