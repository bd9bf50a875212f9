import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrate } from '../../src/store/sqlite/migrate.ts';
import { openForReading, openForWriting, type Sqlite } from '../../src/store/sqlite/open.ts';
import { type Writing, writing } from '../../src/store/sqlite/transaction.ts';

/** A catalogue file of its own with the newest schema; gone at the end of the scope. */
export interface TestStore extends Disposable {
  readonly folder: string;
  readonly file: string;
  readonly store: Writing;
  /** A read-only connection, opened at first use. */
  readonly reading: Sqlite;
}

export function testStore(): TestStore {
  const folder = mkdtempSync(join(tmpdir(), 'liantu-store-'));
  const file = join(folder, 'catalogue.db');
  const db = openForWriting(file);
  migrate(db);
  const store = writing(db);
  let reading: Sqlite | null = null;
  return {
    folder,
    file,
    store,
    get reading() {
      reading ??= openForReading(file);
      return reading;
    },
    [Symbol.dispose]() {
      reading?.close();
      db.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
