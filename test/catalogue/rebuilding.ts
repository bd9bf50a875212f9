import type Database from 'better-sqlite3';
import { systemClock } from '../../src/base/clock.ts';
import type { Decide } from '../../src/catalogue/decision.ts';
import { formHash } from '../../src/catalogue/form.ts';
import { reconcile } from '../../src/catalogue/reconcile.ts';
import type { Incoming } from '../../src/catalogue/store.ts';
import { openCatalogue } from '../../src/store/sqlite/catalogue.ts';
import { writing } from '../../src/store/sqlite/transaction.ts';

/** Rules that found less: other forms, other keys, no company of more than two, other titles, works of their own. */
export const FORMER: Decide = {
  ...reconcile,
  ruleVersion: 1,
  prepare(record, bound) {
    const made = reconcile.prepare(record, bound);
    const form = { ...made.form, publisher: '', year: 0 };
    return { ...made, form, hash: formHash(form, bound ? record.key : null), quality: made.quality >> 1 };
  },
  keysOf: (form) => form.isbns.map((isbn) => `i${isbn}`),
  cluster: (component) =>
    reconcile
      .cluster(component)
      .flatMap((some) => [some.slice(0, 2), ...some.slice(2).map((id) => [id])])
      .filter((some) => some.length > 0),
  merge(task) {
    const merged = reconcile.merge(task);
    return { ...merged, edition: { ...merged.edition, summary: null, title: `${merged.edition.title}!` } };
  },
  group: (block) => block.flatMap((member) => reconcile.group([member])),
};

export function catalogueIn(db: Database.Database, decide: Decide) {
  const store = writing(db);
  const catalogue = openCatalogue(store, systemClock, decide);
  return {
    ...catalogue,
    bring: (batch: readonly Incoming[]) => store.transact(() => catalogue.merge(batch)),
  };
}

/** All that matching and merging made, by names that do not depend on ids. */
export function made(db: Database.Database) {
  const first = (edition: string) =>
    `(SELECT min(r.library || '/' || r.local_id) FROM form x JOIN source_record r ON r.form = x.id WHERE x.edition = ${edition})`;
  const rows = (sql: string): readonly unknown[] => db.prepare(sql).all();
  return {
    records:
      rows(`SELECT s.library, s.local_id, s.quality, f.hash, ${first('s.edition')} AS edition, s.edition = f.edition AS placed
      FROM source_record s JOIN form f ON f.id = s.form ORDER BY 1, 2`),
    holdings: rows(
      `SELECT h.id, h.edition = r.edition AS placed FROM holding h JOIN source_record r ON r.ref = h.ref ORDER BY 1`,
    ),
    editions: rows(`SELECT ${first('e.id')} AS edition, e.body, e.facet, e.anchor, e.libraries, e.items, e.available,
      ${first('e.part_of')} AS whole, w.body AS work,
      (SELECT min(r.library || '/' || r.local_id) FROM edition o JOIN form x ON x.edition = o.id JOIN source_record r ON r.form = x.id WHERE o.work = e.work) AS works
      FROM edition e JOIN work w ON w.id = e.work ORDER BY 1`),
    isbns: rows(`SELECT isbn, ${first('i.edition')} AS edition FROM edition_isbn i ORDER BY 1, 2`),
    workKeys: rows(`SELECT key, ${first('k.edition')} AS edition FROM work_key k ORDER BY 1, 2`),
    forms: rows('SELECT hash, features, records FROM form ORDER BY hash'),
    keys: rows('SELECT k.key, f.hash FROM block_key k LEFT JOIN form f ON f.id = k.form ORDER BY 1, 2'),
    capped: rows('SELECT key, size FROM capped_key ORDER BY 1'),
    health: rows('SELECT isbn, titles, forms FROM isbn_health ORDER BY 1'),
    edges: rows(`SELECT min(a.hash, b.hash) AS one, max(a.hash, b.hash) AS other, score, state, evidence, rule_version
      FROM edge e LEFT JOIN form a ON a.id = e.a LEFT JOIN form b ON b.id = e.b ORDER BY 1, 2`),
    works: rows('SELECT count(*) AS works FROM work'),
  };
}

export type Made = ReturnType<typeof made>;
