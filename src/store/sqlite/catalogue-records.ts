import { type EditionId, editionId, type LibraryCode, storedLibraryCode } from '../../base/brand.ts';
import type { Finding } from '../../base/finding.ts';
import type { MergeMember, Prepared } from '../../catalogue/decision.ts';
import type { IncomingRecord, ReviewVerdict, SourceKey, SourceRef } from '../../catalogue/store.ts';
import type { Description } from '../../record/description.ts';
import type { RecordFormat } from '../../record/raw.ts';
import type { Sqlite } from './open.ts';

/** A record as it stands, without what it says. */
export interface StandingRecord {
  readonly ref: SourceRef;
  readonly form: number;
  readonly edition: EditionId | null;
}

/** A record that matching looks at anew. Its bytes are left where they are: matching and merging look at what was read. */
export interface WholeRecord {
  readonly key: SourceKey;
  readonly standing: StandingRecord;
  readonly quality: number;
  readonly record: IncomingRecord;
}

/** Tells that a record changed, or that a verdict did. */
export interface RecordMark {
  readonly ref: SourceRef;
  readonly content: string;
  readonly form: number;
}

export interface RecordTables {
  find(key: SourceKey): StandingRecord | null;
  standing(ref: SourceRef): StandingRecord | null;
  stored(
    library: LibraryCode,
    localId: string,
  ): { readonly contentHash: string; readonly version: string | null } | null;
  count(library: LibraryCode): number;
  insert(prepared: Prepared, form: number, edition: EditionId | null): SourceRef;
  update(ref: SourceRef, prepared: Prepared, form: number, edition: EditionId | null): void;
  /** Reading anew changed only what matching makes of it. */
  reform(ref: SourceRef, form: number, quality: number): void;
  /** Reading anew found that the record belongs to another form. */
  move(ref: SourceRef, form: number, quality: number, edition: EditionId | null): void;
  remove(ref: SourceRef): void;
  setEdition(form: number, edition: EditionId): void;
  /** The best records of an edition, best first. */
  best(edition: EditionId, limit: number): readonly MergeMember[];
  bestRefs(edition: EditionId, limit: number): readonly SourceRef[];
  /** Records in ref order after a ref, without their bytes. */
  page(after: SourceRef, limit: number): readonly WholeRecord[];
  /** The same records by what tells that they changed. */
  marks(after: SourceRef, limit: number): readonly RecordMark[];
  whole(key: SourceKey): WholeRecord | null;
  countAll(): number;
}

interface StandingRow {
  readonly ref: number;
  readonly form: number;
  readonly edition: string | null;
}

interface FullRow extends StandingRow {
  readonly quality: number;
  readonly library: string;
  readonly local_id: string;
  readonly version: string | null;
  readonly content_hash: string;
  readonly profile: string;
  readonly format: RecordFormat;
  readonly description: string;
  readonly findings: string;
}

interface MemberRow {
  readonly ref: number;
  readonly library: string;
  readonly local_id: string;
  readonly quality: number;
  readonly description: string;
}

interface RecordParameters {
  readonly ref: number | null;
  readonly library: string;
  readonly localId: string;
  readonly version: string | null;
  readonly contentHash: string;
  readonly profile: string;
  readonly format: RecordFormat;
  readonly form: number;
  readonly edition: string | null;
  readonly quality: number;
  readonly description: string;
  readonly findings: string;
}

export function recordTables(db: Sqlite): RecordTables {
  const sql = statements(db);
  return {
    find(key) {
      const row = sql.find.get(key.library, key.localId);
      return row === undefined ? null : toStanding(row);
    },
    standing(ref) {
      const row = sql.standing.get(ref);
      return row === undefined ? null : toStanding(row);
    },
    stored(library, localId) {
      const row = sql.stored.get(library, localId);
      return row === undefined ? null : { contentHash: row.content_hash, version: row.version };
    },
    count: (library) => sql.count.get(library)?.records ?? 0,
    insert(prepared, form, edition) {
      const ref = Number(sql.insert.run(parameters(null, prepared, form, edition)).lastInsertRowid);
      sql.putRaw.run(ref, prepared.incoming.raw.bytes);
      return ref;
    },
    update(ref, prepared, form, edition) {
      sql.update.run(parameters(ref, prepared, form, edition));
      sql.putRaw.run(ref, prepared.incoming.raw.bytes);
    },
    reform: (ref, form, quality) => sql.reform.run(form, quality, ref),
    move: (ref, form, quality, edition) => sql.move.run(form, quality, edition, ref),
    remove: (ref) => sql.remove.run(ref),
    setEdition: (form, edition) => sql.setEdition.run(edition, form),
    best: (edition, limit) => sql.best.all(edition, limit).map(toMember),
    bestRefs: (edition, limit) => sql.bestRefs.all(edition, limit).map(({ ref }) => ref),
    page: (after, limit) => sql.page.all(after, limit).map(toWhole),
    whole(key) {
      const row = sql.whole.get(key.library, key.localId);
      return row === undefined ? null : toWhole(row);
    },
    marks: (after, limit) => sql.marks.all(after, limit),
    countAll: () => sql.countAll.get()?.records ?? 0,
  };
}

/** Read from indexes alone: a popular edition has hundreds of records. */
const BEST = `SELECT s.ref FROM form f CROSS JOIN source_record s ON s.form = f.id WHERE f.edition = ?
  ORDER BY s.quality DESC, s.library, s.local_id LIMIT ?`;

function statements(db: Sqlite) {
  return {
    find: db.prepare<[string, string], StandingRow>(
      'SELECT ref, form, edition FROM source_record WHERE library = ? AND local_id = ?',
    ),
    standing: db.prepare<[number], StandingRow>('SELECT ref, form, edition FROM source_record WHERE ref = ?'),
    stored: db.prepare<[string, string], { content_hash: string; version: string | null }>(
      'SELECT content_hash, version FROM source_record WHERE library = ? AND local_id = ?',
    ),
    count: db.prepare<[string], { records: number }>('SELECT count(*) AS records FROM source_record WHERE library = ?'),
    insert: db.prepare<[RecordParameters]>(
      `INSERT INTO source_record (ref, library, local_id, version, content_hash, profile, format, form, edition, quality, description, findings)
       VALUES (@ref, @library, @localId, @version, @contentHash, @profile, @format, @form, @edition, @quality, @description, @findings)`,
    ),
    update: db.prepare<[RecordParameters]>(
      `UPDATE source_record SET version = @version, content_hash = @contentHash, profile = @profile, format = @format,
         form = @form, edition = @edition, quality = @quality, description = @description, findings = @findings WHERE ref = @ref`,
    ),
    putRaw: db.prepare<[number, Uint8Array]>('INSERT OR REPLACE INTO source_raw (ref, raw) VALUES (?, ?)'),
    reform: db.prepare<[number, number, number]>('UPDATE source_record SET form = ?, quality = ? WHERE ref = ?'),
    move: db.prepare<[number, number, string | null, number]>(
      'UPDATE source_record SET form = ?, quality = ?, edition = ? WHERE ref = ?',
    ),
    remove: db.prepare<[number]>('DELETE FROM source_record WHERE ref = ?'),
    setEdition: db.prepare<[string, number]>('UPDATE source_record SET edition = ? WHERE form = ?'),
    // Not by ref: the same records in another order of arrival must make the same edition.
    best: db.prepare<[string, number], MemberRow>(
      `SELECT r.ref, r.library, r.local_id, r.quality, r.description FROM (${BEST}) b CROSS JOIN source_record r ON r.ref = b.ref
       ORDER BY r.quality DESC, r.library, r.local_id`,
    ),
    bestRefs: db.prepare<[string, number], { ref: number }>(BEST),
    whole: db.prepare<[string, string], FullRow>('SELECT * FROM source_record WHERE library = ? AND local_id = ?'),
    countAll: db.prepare<[], { records: number }>('SELECT count(*) AS records FROM source_record'),
    marks: db.prepare<[number, number], RecordMark>(
      'SELECT ref, content_hash AS content, form FROM source_record WHERE ref > ? ORDER BY ref LIMIT ?',
    ),
    page: db.prepare<[number, number], FullRow>('SELECT * FROM source_record WHERE ref > ? ORDER BY ref LIMIT ?'),
  };
}

function parameters(ref: number | null, prepared: Prepared, form: number, edition: string | null): RecordParameters {
  const { incoming, quality } = prepared;
  return {
    ref,
    library: incoming.key.library,
    localId: incoming.key.localId,
    version: incoming.version,
    contentHash: incoming.contentHash,
    profile: incoming.profile,
    format: incoming.raw.format,
    form,
    edition,
    quality,
    description: JSON.stringify(incoming.description),
    findings: JSON.stringify(incoming.findings),
  };
}

function toStanding(row: StandingRow): StandingRecord {
  return { ref: row.ref, form: row.form, edition: row.edition === null ? null : editionId(row.edition) };
}

function keyOf(row: { readonly library: string; readonly local_id: string }): SourceKey {
  return { library: storedLibraryCode(row.library), localId: row.local_id };
}

function toMember(row: MemberRow): MergeMember {
  const description = JSON.parse(row.description) as Description;
  return { ref: row.ref, key: keyOf(row), quality: row.quality, incoming: { description } };
}

function toWhole(row: FullRow): WholeRecord {
  return { key: keyOf(row), standing: toStanding(row), quality: row.quality, record: toRecord(row) };
}

function toRecord(row: FullRow): IncomingRecord {
  return {
    kind: 'record',
    key: keyOf(row),
    description: JSON.parse(row.description) as Description,
    findings: JSON.parse(row.findings) as readonly Finding[],
    raw: { format: row.format, bytes: new Uint8Array() },
    contentHash: row.content_hash,
    version: row.version,
    profile: row.profile,
  };
}

export interface StoredVerdict {
  readonly other: SourceKey;
  readonly verdict: ReviewVerdict;
}

export interface VerdictTables {
  put(a: SourceKey, b: SourceKey, verdict: ReviewVerdict, by: string, nowMs: number): void;
  /** All verdicts that speak of this record. */
  of(key: SourceKey): readonly StoredVerdict[];
  /** Every record that a verdict speaks of. */
  bound(): readonly SourceKey[];
}

export function verdictTables(db: Sqlite): VerdictTables {
  const put = db.prepare<[string, string, string, string, ReviewVerdict, string, number]>(
    'INSERT OR REPLACE INTO verdict (library_a, local_id_a, library_b, local_id_b, verdict, by, at) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  type Row = { readonly library: string; readonly local_id: string; readonly verdict: ReviewVerdict };
  const asA = db.prepare<[string, string], Row>(
    'SELECT library_b AS library, local_id_b AS local_id, verdict FROM verdict WHERE library_a = ? AND local_id_a = ?',
  );
  const asB = db.prepare<[string, string], Row>(
    'SELECT library_a AS library, local_id_a AS local_id, verdict FROM verdict WHERE library_b = ? AND local_id_b = ?',
  );
  const all = db.prepare<[], { library: string; local_id: string }>(
    `SELECT library_a AS library, local_id_a AS local_id FROM verdict
     UNION SELECT library_b, local_id_b FROM verdict ORDER BY library, local_id`,
  );
  return {
    bound: () => all.all().map(keyOf),
    put(one, other, verdict, by, nowMs) {
      const [a, b] = inOrder(one, other);
      put.run(a.library, a.localId, b.library, b.localId, verdict, by, nowMs);
    },
    of({ library, localId }) {
      const rows = [...asA.all(library, localId), ...asB.all(library, localId)];
      return rows.map((row) => ({ other: keyOf(row), verdict: row.verdict }));
    },
  };
}

function inOrder(one: SourceKey, other: SourceKey): readonly [SourceKey, SourceKey] {
  const before = one.library < other.library || (one.library === other.library && one.localId < other.localId);
  return before ? [one, other] : [other, one];
}
