import { setTimeout as delay } from 'node:timers/promises';
import { isBusy, storeFault } from './faults.ts';
import type { Sqlite } from './open.ts';

/**
 * The writing connection: the one place where transactions begin and end. `work` is synchronous on purpose: a promise
 * inside a transaction of better-sqlite3 would go on after its rollback.
 */
export interface Writing {
  readonly db: Sqlite;
  /**
   * Runs `work` in one immediate transaction: all of it is on disk when the promise resolves, none of it when it
   * rejects. Waits for other writing processes without blocking the thread.
   *
   * @throws Fault STORAGE_BUSY (retryable) where another process keeps the lock or the disk is full
   */
  transact<T>(work: () => NotPromise<T>): Promise<T>;
  /** Lets `note` write its row inside the first transaction of `run` that changes anything, so that both are there or neither is. */
  withNote<T>(note: () => void, run: () => Promise<T>): Promise<T>;
}

/** Refuses an async `work` at compile time. */
export type NotPromise<T> = T extends PromiseLike<unknown> ? never : T;

/** SQLite's own delays of `sqliteDefaultBusyCallback`, in ms, then 100 ms each. */
const DELAYS_MS = [1, 2, 5, 10, 15, 20, 25, 25, 25, 50, 50];
const PATIENCE_MS = 10_000;

export function writing(db: Sqlite): Writing {
  const begin = db.prepare('BEGIN IMMEDIATE');
  const commit = db.prepare('COMMIT');
  const changes = db.prepare<[], number>('SELECT total_changes()').pluck();
  let note: (() => void) | null = null;

  function attempt<T>(work: () => NotPromise<T>): T {
    begin.run();
    const before = changes.get();
    try {
      const result = work();
      if (changes.get() !== before) note?.();
      commit.run();
      if (changes.get() !== before) note = null;
      return result;
    } catch (error) {
      // A full disk may have rolled back already.
      if (db.inTransaction) db.exec('ROLLBACK');
      throw error;
    }
  }

  return {
    db,
    async transact(work) {
      const deadline = performance.now() + PATIENCE_MS;
      for (let tries = 0; ; tries++) {
        try {
          return attempt(work);
        } catch (error) {
          if (!isBusy(error) || performance.now() > deadline) throw storeFault(error);
          await delay(DELAYS_MS[tries] ?? 100);
        }
      }
    },
    async withNote(beside, run) {
      note = beside;
      try {
        return await run();
      } finally {
        note = null;
      }
    },
  };
}
