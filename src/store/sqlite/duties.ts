import Database from 'better-sqlite3';
import { isBusy } from './faults.ts';

/** What several servers over one data folder must not do twice: send loan messages, harvest, look after due dates. */
export interface Duties extends Disposable {
  /** True where this process does them; asking is also applying for them. */
  held(): boolean;
}

/**
 * One server holds the duties by an exclusive lock on a file that is nothing but the lock. It is the operating
 * system's lock: it ends with the process, however that ends, and no clock that jumps can take it away.
 */
export function openDuties(file: string): Duties {
  const db = new Database(file, { timeout: 0 });
  let held = false;
  return {
    held() {
      held ||= begun(db);
      return held;
    },
    [Symbol.dispose]: () => db.close(),
  };
}

function begun(db: Database.Database): boolean {
  try {
    db.exec('BEGIN EXCLUSIVE');
    return true;
  } catch (error) {
    if (isBusy(error)) return false;
    throw error;
  }
}
