import { type EditionId, editionId } from '../../base/brand.ts';
import type { Block, FormId, Judgement } from '../../catalogue/decision.ts';
import type { MatchForm } from '../../catalogue/form.ts';
import { BLOCK_CAP } from '../../catalogue/keys.ts';
import type { Sqlite } from './open.ts';

/** A form without its edition: never changes once made, so it can be remembered. */
export interface StoredForm {
  readonly id: FormId;
  readonly hash: string;
  readonly form: MatchForm;
}

/** Where a form stands and how many records have it. */
export interface StandingForm {
  readonly edition: EditionId | null;
  readonly records: number;
}

export interface InternedForm {
  readonly id: FormId;
  readonly fresh: boolean;
  readonly edition: EditionId | null;
}

export interface FormTables {
  /** The form of that hash and where it stands; where there is none it is made, with one record. */
  intern(hash: string, form: MatchForm): InternedForm;
  load(ids: Iterable<FormId>): ReadonlyMap<FormId, StoredForm>;
  /** Counts records in or out; answers what is left. */
  count(id: FormId, by: number): number;
  remove(id: FormId): void;
  standing(id: FormId): StandingForm | null;
  setEdition(id: FormId, edition: EditionId): void;
  ofEdition(edition: EditionId): readonly FormId[];
  all(): readonly FormId[];
  /** Forgets what it remembers where another process or a transaction that failed may have given ids out otherwise. */
  lookAgain(): void;
}

/** Parsed forms kept at hand: popular books meet their blocks again and again. */
const REMEMBERED_MOST = 40_000;

/** `idFor` numbers new forms; null leaves it to the table. */
export function formTables(db: Sqlite, idFor: (hash: string) => FormId | null = () => null): FormTables {
  const sql = formStatements(db);
  const remembered = new Map<FormId, StoredForm>();
  let newest = 0;
  const remember = (form: StoredForm): StoredForm => {
    if (remembered.size >= REMEMBERED_MOST) remembered.clear();
    remembered.set(form.id, form);
    return form;
  };
  return {
    intern(hash, form) {
      const known = sql.byHash.get(hash);
      if (known !== undefined)
        return { id: known.id, fresh: false, edition: known.edition === null ? null : editionId(known.edition) };
      const id = Number(sql.insert.run(idFor(hash), hash, JSON.stringify(form)).lastInsertRowid);
      remember({ id, hash, form });
      newest = Math.max(newest, id);
      return { id, fresh: true, edition: null };
    },
    load(ids) {
      const found = new Map<FormId, StoredForm>();
      for (const id of ids) {
        const known = remembered.get(id);
        const row = known === undefined ? sql.byId.get(id) : undefined;
        if (known !== undefined) found.set(id, known);
        else if (row !== undefined)
          found.set(id, remember({ id, hash: row.hash, form: JSON.parse(row.features) as MatchForm }));
      }
      return found;
    },
    count: (id, by) => sql.count.get(by, id)?.records ?? 0,
    remove(id) {
      remembered.delete(id);
      sql.remove.run(id);
    },
    standing(id) {
      const row = sql.standing.get(id);
      return row === undefined
        ? null
        : { records: row.records, edition: row.edition === null ? null : editionId(row.edition) };
    },
    setEdition: (id, edition) => sql.setEdition.run(edition, id),
    ofEdition: (edition) => sql.ofEdition.all(edition).map(({ id }) => id),
    all: () => sql.all.all().map(({ id }) => id),
    lookAgain() {
      const last = sql.lastId.get()?.seq ?? 0;
      if (last !== newest) remembered.clear();
      newest = last;
    },
  };
}

function formStatements(db: Sqlite) {
  return {
    byHash: db.prepare<[string], { id: number; edition: string | null }>('SELECT id, edition FROM form WHERE hash = ?'),
    insert: db.prepare<[number | null, string, string]>(
      'INSERT INTO form (id, hash, features, records) VALUES (?, ?, ?, 1)',
    ),
    lastId: db.prepare<[], { seq: number }>("SELECT seq FROM sqlite_sequence WHERE name = 'form'"),
    byId: db.prepare<[number], { hash: string; features: string }>('SELECT hash, features FROM form WHERE id = ?'),
    count: db.prepare<[number, number], { records: number }>(
      'UPDATE form SET records = records + ? WHERE id = ? RETURNING records',
    ),
    remove: db.prepare<[number]>('DELETE FROM form WHERE id = ?'),
    standing: db.prepare<[number], { edition: string | null; records: number }>(
      'SELECT edition, records FROM form WHERE id = ?',
    ),
    setEdition: db.prepare<[string, number]>('UPDATE form SET edition = ? WHERE id = ?'),
    ofEdition: db.prepare<[string], { id: number }>('SELECT id FROM form WHERE edition = ? ORDER BY id'),
    all: db.prepare<[], { id: number }>('SELECT id FROM form ORDER BY id'),
  };
}

export interface BlockTables {
  capped(key: string): boolean;
  titlesOf(isbn: string): number;
  /** Puts forms under keys and takes them away, and tells each block as it was and is. */
  change(
    added: ReadonlyMap<FormId, readonly string[]>,
    removed: ReadonlyMap<FormId, readonly string[]>,
  ): readonly Block[];
  /** Only what is claimed by more than one title is kept. */
  writeHealth(health: Judgement['health']): void;
}

export function blockTables(db: Sqlite): BlockTables {
  const forms = db.prepare<[string, number], { form: number }>('SELECT form FROM block_key WHERE key = ? LIMIT ?');
  const insert = db.prepare<[string, number]>('INSERT OR IGNORE INTO block_key (key, form) VALUES (?, ?)');
  const remove = db.prepare<[string, number]>('DELETE FROM block_key WHERE key = ? AND form = ?');
  const cap = db.prepare<[string, number]>('INSERT OR REPLACE INTO capped_key (key, size) VALUES (?, ?)');
  const uncap = db.prepare<[string]>('DELETE FROM capped_key WHERE key = ?');
  const sizeOf = db.prepare<[string], { size: number }>('SELECT size FROM capped_key WHERE key = ?');
  const titles = db.prepare<[string], { titles: number }>('SELECT titles FROM isbn_health WHERE isbn = ?');
  const health = db.prepare<[string, number, number]>(
    'INSERT OR REPLACE INTO isbn_health (isbn, titles, forms) VALUES (?, ?, ?)',
  );
  const noHealth = db.prepare<[string]>('DELETE FROM isbn_health WHERE isbn = ?');
  const titlesOf = (isbn: string): number => titles.get(isbn)?.titles ?? 1;
  const read = (key: string): readonly FormId[] => forms.all(key, BLOCK_CAP + 1).map(({ form }) => form);
  return {
    capped: (key) => sizeOf.get(key) !== undefined,
    titlesOf,
    change(added, removed) {
      const byKey = new Map<string, { come: FormId[]; go: Set<FormId> }>();
      const at = (key: string) => {
        const known = byKey.get(key) ?? { come: [], go: new Set<FormId>() };
        byKey.set(key, known);
        return known;
      };
      for (const [form, keys] of added) for (const key of keys) at(key).come.push(form);
      for (const [form, keys] of removed) for (const key of keys) at(key).go.add(form);
      const blocks: Block[] = [];
      for (const [key, { come, go }] of byKey) {
        const cappedSize = sizeOf.get(key)?.size;
        const before = cappedSize === undefined ? read(key) : [];
        const sizeBefore = cappedSize ?? before.length;
        for (const form of come) insert.run(key, form);
        for (const form of go) remove.run(key, form);
        const size = sizeBefore + come.length - go.size;
        if (size > BLOCK_CAP) cap.run(key, size);
        else if (cappedSize !== undefined) uncap.run(key);
        const nodes =
          cappedSize === undefined
            ? [...before.filter((form) => !go.has(form)), ...come]
            : size > BLOCK_CAP
              ? []
              : read(key);
        blocks.push({ key, sizeBefore, size, nodes });
      }
      return blocks;
    },
    writeHealth(rows) {
      for (const { isbn, titles, forms } of rows) {
        if (titles > 1 && forms > 0) health.run(isbn, titles, forms);
        else if (titlesOf(isbn) > 1) noHealth.run(isbn);
      }
    },
  };
}
