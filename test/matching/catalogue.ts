import Database from 'better-sqlite3';
import type { LabelledRecord } from '../../scripts/dev/alliance.ts';
import { systemClock } from '../../src/base/clock.ts';
import type { CatalogueReader, CatalogueWriter, Incoming, SourceKey } from '../../src/catalogue/store.ts';
import { catalogueReader, openCatalogue } from '../../src/store/sqlite/catalogue.ts';
import { migrate } from '../../src/store/sqlite/migrate.ts';
import type { Sqlite } from '../../src/store/sqlite/open.ts';
import { writing } from '../../src/store/sqlite/transaction.ts';

/** A catalogue in memory: the real store, without a file. */
export interface MemoryCatalogue extends Disposable {
  readonly db: Sqlite;
  readonly reader: CatalogueReader;
  readonly writer: CatalogueWriter;
  merge(batch: readonly Incoming[]): void;
  /** Edition and work of every record, by `library/localId`. */
  placesOf(): ReadonlyMap<string, { readonly edition: string; readonly work: string }>;
}

export const nameOf = ({ library, localId }: SourceKey): string => `${library}/${localId}`;

export function memoryCatalogue(): MemoryCatalogue {
  const db = new Database(':memory:');
  db.pragma('foreign_keys = ON');
  migrate(db);
  const catalogue = openCatalogue(writing(db), systemClock);
  return {
    db,
    reader: catalogueReader(db),
    writer: catalogue,
    merge(batch) {
      db.transaction(() => catalogue.merge(batch))();
    },
    placesOf() {
      const rows = db
        .prepare<[], { name: string; edition: string; work: string }>(
          `SELECT r.library || '/' || r.local_id AS name, e.id AS edition, e.work
           FROM source_record r JOIN edition e ON e.id = r.edition`,
        )
        .all();
      return new Map(rows.map(({ name, edition, work }) => [name, { edition, work }]));
    },
    [Symbol.dispose]: () => db.close(),
  };
}

/** Brings an alliance in, chunk by chunk as pushes do, and answers where each record stands. */
export function bringIn(catalogue: MemoryCatalogue, records: readonly LabelledRecord[], chunk = 500) {
  for (let from = 0; from < records.length; from += chunk) {
    catalogue.merge(records.slice(from, from + chunk).map(({ incoming }) => incoming));
  }
  const places = catalogue.placesOf();
  return ({ incoming }: LabelledRecord): { readonly edition: string; readonly work: string } => {
    const place = places.get(nameOf(incoming.key));
    if (place === undefined) throw new Error(`${nameOf(incoming.key)} stands nowhere`);
    return place;
  };
}
