import Database from 'better-sqlite3';
import type { Decide, FormId } from '../../catalogue/decision.ts';
import type { SourceKey, SourceRef } from '../../catalogue/store.ts';
import { edgeTables } from './catalogue-edges.ts';
import { blockTables, formTables } from './catalogue-forms.ts';
import type { RecordMark, WholeRecord } from './catalogue-records.ts';
import type { CatalogueTables } from './catalogue-tables.ts';
import { FormChanges, type MatchTables, stillness } from './catalogue-take-in.ts';
import type { Sqlite } from './open.ts';

/** The tables that matching makes of the records, and nothing else writes. */
const MADE_BY_MATCHING = ['form', 'block_key', 'capped_key', 'isbn_health', 'edge'] as const;

const CACHE_KIB = 256 * 1024;

/** A record that belongs to another form than it stands in, or tells more or less than it did. */
export interface MovedRecord {
  readonly ref: SourceRef;
  readonly form: FormId;
  readonly quality: number;
}

/** Matching made anew beside the standing catalogue, which goes on answering and taking in. */
export interface Beside {
  readonly db: Sqlite;
  readonly tables: MatchTables;
  /** Forms that are new here get these numbers, `to` left out, which the standing catalogue gives to no other. */
  number(from: FormId, to: FormId): void;
  /** Matches records as they stand now, and forgets those that are gone; answers the forms whose company changed. */
  take(records: readonly WholeRecord[], gone: readonly SourceRef[]): ReadonlySet<FormId>;
  /** As the records were when they were taken, in ref order. */
  marks(after: SourceRef, upTo: SourceRef): readonly RecordMark[];
  moved(): Iterable<MovedRecord>;
  close(): void;
}

/**
 * Opens a file without a name: it is on disk, as it may outgrow the memory, and gone with the process, however that
 * ends. Nothing in it needs a journal.
 */
export function openBeside(standing: Sqlite, main: CatalogueTables, decide: Decide): Beside {
  const db = openUnnamed(standing);
  const sql = statements(db);
  const standingForm = standing.prepare<[string], { id: number }>('SELECT id FROM form WHERE hash = ?');
  let [next, end] = [0, 0];
  const numberFor = (hash: string): FormId => {
    const known = standingForm.get(hash);
    if (known !== undefined) return known.id;
    if (next >= end) throw new Error('more forms than records');
    return next++;
  };
  const find = (key: SourceKey) => {
    const record = main.records.find(key);
    const placed = record === null ? undefined : sql.form.get(record.ref);
    return record === null || placed === undefined ? null : { ...record, form: placed.form };
  };
  const tables = {
    forms: formTables(db, numberFor),
    blocks: blockTables(db),
    edges: edgeTables(db),
    records: { find },
  };
  return {
    db,
    tables,
    number: (from, to) => {
      [next, end] = [from, to];
    },
    take(records, gone) {
      const motion = stillness();
      const changes = new FormChanges(tables, decide, motion);
      for (const ref of gone) {
        const placed = sql.form.get(ref);
        if (placed !== undefined) changes.go(placed.form);
        sql.remove.run(ref);
      }
      for (const { key, record, standing: stood, quality } of records) {
        const verdicts = main.verdicts.of(key);
        const made = decide.prepare(record, verdicts.length > 0);
        const form = changes.come(made, verdicts).id;
        const before = sql.form.get(stood.ref);
        if (before !== undefined) changes.go(before.form);
        const moved = form !== stood.form || made.quality !== quality ? 1 : 0;
        sql.put.run(stood.ref, record.contentHash, stood.form, form, made.quality, moved);
      }
      changes.judge();
      return motion.seeds;
    },
    marks: (after, upTo) => sql.marks.all(after, upTo),
    moved: () => sql.moved.iterate(),
    close: () => db.close(),
  };
}

function openUnnamed(standing: Sqlite): Sqlite {
  const db = new Database('');
  db.pragma('journal_mode = OFF');
  db.pragma('synchronous = OFF');
  db.pragma(`cache_size = -${CACHE_KIB}`);
  for (const statement of schemaOf(standing)) db.exec(statement);
  db.exec(
    `CREATE TABLE placed (ref INTEGER PRIMARY KEY, content TEXT NOT NULL, stood INTEGER NOT NULL, form INTEGER NOT NULL,
       quality INTEGER NOT NULL, moved INTEGER NOT NULL) STRICT;
     CREATE INDEX placed_moved ON placed (ref) WHERE moved = 1;
     BEGIN`,
  );
  return db;
}

/** The same tables and indexes as in the store, whatever migrations made of them. */
function schemaOf(standing: Sqlite): readonly string[] {
  return standing
    .prepare<[string], { sql: string }>(
      `SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND tbl_name IN (SELECT value FROM json_each(?)) ORDER BY type DESC`,
    )
    .all(JSON.stringify(MADE_BY_MATCHING))
    .map(({ sql }) => sql);
}

function statements(db: Sqlite) {
  return {
    form: db.prepare<[number], { form: number }>('SELECT form FROM placed WHERE ref = ?'),
    put: db.prepare<[number, string, number, number, number, number]>(
      'INSERT OR REPLACE INTO placed (ref, content, stood, form, quality, moved) VALUES (?, ?, ?, ?, ?, ?)',
    ),
    remove: db.prepare<[number]>('DELETE FROM placed WHERE ref = ?'),
    marks: db.prepare<[number, number], RecordMark>(
      'SELECT ref, content, stood AS form FROM placed WHERE ref > ? AND ref <= ? ORDER BY ref',
    ),
    moved: db.prepare<[], MovedRecord>('SELECT ref, form, quality FROM placed WHERE moved = 1 ORDER BY ref'),
  };
}
