import { join } from 'node:path';
import Database from 'better-sqlite3';

/** What a push left behind, without what may differ from run to run: ids that are minted, times, order. */
export interface Left {
  /** `localId hash` of each record of the library. */
  readonly records: readonly string[];
  /** Which records stand together, each edition as the sorted list of its records; all libraries. */
  readonly editions: readonly string[];
  /** `barcode or count, status` of the copies of the library. */
  readonly copies: readonly string[];
  readonly integrity: string;
  /** Editions that no outbox entry tells of: the index would never hear of them. */
  readonly untold: number;
  /** Copies and holdings that belong to nothing. */
  readonly orphans: number;
}

export function leftBehind(folder: string, library: string): Left {
  const db = new Database(join(folder, 'catalogue.db'), { readonly: true });
  try {
    const texts = (sql: string, ...values: readonly string[]): string[] =>
      db
        .prepare<string[], string>(sql)
        .pluck()
        .all(...values)
        .sort();
    const number = (sql: string): number => db.prepare<[], number>(sql).pluck().get() ?? -1;
    return {
      records: texts("SELECT local_id || ' ' || content_hash FROM source_record WHERE library = ?", library),
      editions: texts(
        `SELECT group_concat(member, ' ') FROM (SELECT edition, library || '/' || local_id AS member
           FROM source_record ORDER BY edition, member) GROUP BY edition`,
      ),
      copies: texts("SELECT barcode || ' ' || coalesce(told, '-') FROM item WHERE library = ?", library),
      integrity: String(db.pragma('integrity_check(1)', { simple: true })),
      untold: number('SELECT count(*) FROM edition WHERE id NOT IN (SELECT edition FROM outbox)'),
      orphans: number('SELECT count(*) FROM pragma_foreign_key_check'),
    };
  } finally {
    db.close();
  }
}
