import { createHash } from 'node:crypto';
import { type EditionId, editionId, type WorkId, workId } from '../../base/brand.ts';
import type { MergedEdition, WorkMember } from '../../catalogue/decision.ts';
import type { Work } from '../../catalogue/edition.ts';
import type { WorkFacet } from '../../catalogue/work-facet.ts';
import { bodyOf, isbnsIn } from './catalogue-edition-body.ts';
import type { Sqlite } from './open.ts';

export interface EditionTables {
  /** An id never used before, or one whose edition is gone without a trace to follow; made from `seed`. */
  mint(seed: string): EditionId;
  /** What the edition shows to its work now; null where it is new. */
  standing(id: EditionId): StandingEdition | null;
  /** Writes what differs from `before`. */
  write(id: EditionId, anchor: string, merged: MergedEdition, before: StandingEdition | null): Written;
  /** Leads the id to another for ever; earlier redirects to it are led on. Answers the volumes that lost their set. */
  retire(id: EditionId, to: EditionId | null): readonly EditionId[];
  setWork(id: EditionId, work: WorkId, partOf: EditionId | null): void;
  /** Counts holdings anew and raises the version, of the volumes of a set too; answers all that were touched. */
  touch(id: EditionId): readonly EditionId[];
  /** The same where the counts are others than they were; answers whether they were. */
  recount(id: EditionId): boolean;
  /** Ids in order after one. */
  page(after: string, limit: number): readonly EditionId[];
  pins(id: EditionId): Readonly<Record<string, string>>;
  putPin(id: EditionId, field: string, value: string | null, by: string, nowMs: number): void;
  resolve(id: EditionId): EditionId | null;
}

/** `regroup`: its grouping into works must be looked at again; `shown`: only what readers see is another. */
export type Written = 'same' | 'shown' | 'regroup';

/** An edition as it stands, with what it shows to its work as stored. */
export interface StandingEdition {
  readonly work: WorkId;
  readonly anchor: string;
  readonly body: string;
  readonly facet: string;
  readonly workKeys: readonly string[];
}

interface StandingRow {
  readonly work: string;
  readonly anchor: string;
  readonly version: number;
  readonly body: string;
  readonly facet: string;
  readonly work_keys: string;
}

function toStanding({ work, anchor, body, facet, work_keys }: StandingRow): StandingEdition {
  return { work: workId(work), anchor, body, facet, workKeys: JSON.parse(work_keys) as readonly string[] };
}

const MINT_LENGTH = 16;

export function mintFrom(prefix: string, seed: string, isFree: (id: string) => boolean): string {
  for (let turn = 0; ; turn++) {
    const id = prefix + createHash('sha256').update(`${seed}#${turn}`).digest('hex').slice(0, MINT_LENGTH);
    if (isFree(id)) return id;
  }
}

export function editionTables(db: Sqlite): EditionTables {
  const sql = editionStatements(db);
  return {
    mint: (seed) =>
      editionId(mintFrom('e', seed, (id) => sql.used.get(id) === undefined && sql.led.get(id) === undefined)),
    standing(id) {
      const row = sql.standing.get(id);
      return row === undefined ? null : toStanding(row);
    },
    write(id, anchor, { edition, facet, workKeys }, before) {
      const [body, shown] = [bodyOf(edition), JSON.stringify(facet)];
      if (before !== null && before.body === body && before.anchor === anchor && before.facet === shown) return 'same';
      const version = before === null ? (sql.lastVersion.get(id)?.version ?? 0) + 1 : 0;
      sql.put.run({ id, anchor, version, body, facet: shown, workKeys: JSON.stringify(workKeys) });
      if (before === null) sql.forget.run(id);
      const isbns = before === null ? [] : before.body === body ? edition.isbns : isbnsIn(before.body);
      follow(isbns, edition.isbns, sql.removeIsbn, sql.putIsbn, id);
      follow(before?.workKeys ?? [], workKeys, sql.removeKey, sql.putKey, id);
      return before === null || before.anchor !== anchor || before.facet !== shown ? 'regroup' : 'shown';
    },
    retire(id, to) {
      const before = sql.standing.get(id);
      const version = before?.version ?? 0;
      const volumes = sql.volumes.all(id).map((row) => editionId(row.id));
      sql.remove.run(id);
      if (before !== undefined) {
        for (const isbn of isbnsIn(before.body)) sql.removeIsbn.run(isbn, id);
        for (const key of toStanding(before).workKeys) sql.removeKey.run(key, id);
      }
      sql.leave.run(id);
      sql.leadOn.run(to, id);
      sql.lead.run(id, to, version);
      if (to !== null) sql.movePins.run(to, id);
      return volumes;
    },
    setWork: (id, work, partOf) => sql.setWork.run({ id, work, partOf }),
    touch(id) {
      const touched = [id, ...sql.volumes.all(id).map((row) => editionId(row.id))];
      for (const each of touched) sql.touch.run({ id: each });
      return touched;
    },
    recount: (id) => sql.recount.run({ id }).changes > 0,
    page: (after, limit) => sql.page.all(after, limit).map((row) => editionId(row.id)),
    pins: (id) => Object.fromEntries(sql.pins.all(id).map(({ field, value }) => [field, value])),
    putPin(id, field, value, by, nowMs) {
      if (value === null) sql.removePin.run(id, field);
      else sql.putPin.run(id, field, value, by, nowMs);
    },
    resolve(id) {
      const to = sql.target.get(id);
      const found = to === undefined ? id : to.to_id;
      return found === null || sql.used.get(found) === undefined ? null : editionId(found);
    },
  };
}

type PairStatement = ReturnType<typeof editionStatements>['putKey'];

/** Makes the values listed under an edition those of `after`; what stays is not written again. */
function follow(
  before: readonly string[],
  after: readonly string[],
  remove: PairStatement,
  put: PairStatement,
  id: EditionId,
): void {
  for (const value of before) if (!after.includes(value)) remove.run(value, id);
  for (const value of after) if (!before.includes(value)) put.run(value, id);
}

/** Whoever holds a set holds each of its volumes. */
const COUNT = `
  UPDATE edition SET version = version + 1, libraries = t.libraries, items = t.items, available = t.available
  FROM (SELECT count(DISTINCT library) AS libraries, coalesce(sum(items), 0) AS items, coalesce(sum(available), 0) AS available
        FROM holding WHERE edition IN (@id, (SELECT part_of FROM edition WHERE id = @id))) AS t
  WHERE id = @id`;

function editionStatements(db: Sqlite) {
  return {
    used: db.prepare<[string], { id: string }>('SELECT id FROM edition WHERE id = ?'),
    led: db.prepare<[string], { from_id: string }>(
      'SELECT from_id FROM edition_redirect WHERE from_id = ? AND to_id IS NOT NULL',
    ),
    target: db.prepare<[string], { to_id: string | null }>('SELECT to_id FROM edition_redirect WHERE from_id = ?'),
    standing: db.prepare<[string], StandingRow>(
      'SELECT work, anchor, version, body, facet, work_keys FROM edition WHERE id = ?',
    ),
    lastVersion: db.prepare<[string], { version: number }>('SELECT version FROM edition_redirect WHERE from_id = ?'),
    forget: db.prepare<[string]>('DELETE FROM edition_redirect WHERE from_id = ?'),
    put: db.prepare<[{ id: string; anchor: string; version: number; body: string; facet: string; workKeys: string }]>(
      `INSERT INTO edition (id, work, anchor, part_of, version, body, facet, libraries, items, available, work_keys)
       VALUES (@id, '', @anchor, NULL, @version, @body, @facet, 0, 0, 0, @workKeys)
       ON CONFLICT (id) DO UPDATE SET anchor = excluded.anchor, body = excluded.body, facet = excluded.facet,
         work_keys = excluded.work_keys`,
    ),
    remove: db.prepare<[string]>('DELETE FROM edition WHERE id = ?'),
    leave: db.prepare<[string]>('UPDATE edition SET part_of = NULL WHERE part_of = ?'),
    removeIsbn: db.prepare<[string, string]>('DELETE FROM edition_isbn WHERE isbn = ? AND edition = ?'),
    putIsbn: db.prepare<[string, string]>('INSERT OR IGNORE INTO edition_isbn (isbn, edition) VALUES (?, ?)'),
    removeKey: db.prepare<[string, string]>('DELETE FROM work_key WHERE key = ? AND edition = ?'),
    putKey: db.prepare<[string, string]>('INSERT OR IGNORE INTO work_key (key, edition) VALUES (?, ?)'),
    leadOn: db.prepare<[string | null, string]>('UPDATE edition_redirect SET to_id = ? WHERE to_id = ?'),
    lead: db.prepare<[string, string | null, number]>(
      'INSERT OR REPLACE INTO edition_redirect (from_id, to_id, version) VALUES (?, ?, ?)',
    ),
    movePins: db.prepare<[string, string]>('UPDATE OR IGNORE pin SET edition = ? WHERE edition = ?'),
    setWork: db.prepare<[{ id: string; work: string; partOf: string | null }]>(
      'UPDATE edition SET work = @work, part_of = @partOf WHERE id = @id',
    ),
    touch: db.prepare<[{ id: string }]>(COUNT),
    recount: db.prepare<[{ id: string }]>(
      `${COUNT} AND (edition.libraries, edition.items, edition.available) <> (t.libraries, t.items, t.available)`,
    ),
    page: db.prepare<[string, number], { id: string }>('SELECT id FROM edition WHERE id > ? ORDER BY id LIMIT ?'),
    pins: db.prepare<[string], { field: string; value: string }>('SELECT field, value FROM pin WHERE edition = ?'),
    putPin: db.prepare<[string, string, string, string, number]>(
      'INSERT OR REPLACE INTO pin (edition, field, value, by, at) VALUES (?, ?, ?, ?, ?)',
    ),
    removePin: db.prepare<[string, string]>('DELETE FROM pin WHERE edition = ? AND field = ?'),
    volumes: db.prepare<[string], { id: string }>('SELECT id FROM edition WHERE part_of = ? ORDER BY id'),
  };
}

export interface BlockMember extends WorkMember {
  readonly work: WorkId | null;
  readonly partOf: EditionId | null;
  readonly workKeys: readonly string[];
}

export interface WorkTables {
  mint(seed: string): WorkId;
  /** Editions under one work key, with the work each stands in. */
  block(key: string): readonly BlockMember[];
  write(id: WorkId, work: Work): void;
  /** Leads works without editions to where their editions went. */
  retire(id: WorkId, to: WorkId | null): void;
  editionsOf(id: WorkId): readonly EditionId[];
}

type Later = 'authors' | 'originals';

/** A facet as stored; what an older one does not tell yet is empty. */
export function facetIn(json: string): WorkFacet {
  const stored = JSON.parse(json) as Omit<WorkFacet, Later> & Partial<Pick<WorkFacet, Later>>;
  return { ...stored, authors: stored.authors ?? [], originals: stored.originals ?? [] };
}

interface BlockRow {
  readonly id: string;
  readonly work: string;
  readonly part_of: string | null;
  readonly work_keys: string;
  readonly anchor: string;
  readonly facet: string;
}

export function workTables(db: Sqlite): WorkTables {
  const used = db.prepare<[string, string], { id: string }>(
    'SELECT id FROM work WHERE id = ? UNION ALL SELECT from_id FROM work_redirect WHERE from_id = ? AND to_id IS NOT NULL',
  );
  const block = db.prepare<[string], BlockRow>(
    `SELECT e.id, e.work, e.part_of, e.anchor, e.facet, e.work_keys
     FROM work_key k CROSS JOIN edition e ON e.id = k.edition WHERE k.key = ?`,
  );
  const put = db.prepare<[string, string]>(
    'INSERT INTO work (id, body) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET body = excluded.body WHERE body <> excluded.body',
  );
  const remove = db.prepare<[string]>('DELETE FROM work WHERE id = ?');
  const lead = db.prepare<[string, string | null]>(
    'INSERT OR REPLACE INTO work_redirect (from_id, to_id) VALUES (?, ?)',
  );
  const leadOn = db.prepare<[string | null, string]>('UPDATE work_redirect SET to_id = ? WHERE to_id = ?');
  const forget = db.prepare<[string]>('DELETE FROM work_redirect WHERE from_id = ?');
  const editions = db.prepare<[string], { id: string }>('SELECT id FROM edition WHERE work = ? ORDER BY id');
  return {
    mint: (seed) => workId(mintFrom('w', seed, (id) => used.get(id, id) === undefined)),
    block: (key) =>
      block.all(key).map((row) => ({
        edition: editionId(row.id),
        work: row.work === '' ? null : workId(row.work),
        partOf: row.part_of === null ? null : editionId(row.part_of),
        workKeys: JSON.parse(row.work_keys) as readonly string[],
        anchor: row.anchor,
        facet: facetIn(row.facet),
      })),
    write(id, work) {
      if (put.run(id, JSON.stringify(work)).changes > 0) forget.run(id);
    },
    retire(id, to) {
      remove.run(id);
      leadOn.run(to, id);
      lead.run(id, to);
    },
    editionsOf: (id) => editions.all(id).map((row) => editionId(row.id)),
  };
}
