import type { LibraryCode, PushId } from '../../base/brand.ts';
import { Fault } from '../../base/problem.ts';
import {
  type BeginPush,
  type ChunkAnswer,
  type ChunkCounts,
  type ChunkHead,
  isOver,
  type PushState,
  type QuarantineEntry,
} from '../../push/store.ts';
import type { ColumnMeanings } from '../../record/columns.ts';
import type { Sqlite } from './open.ts';
import type { PushRow } from './tables/pushes.ts';

export type PushLedger = ReturnType<typeof prepareLedger>;

/** Every statement of the push tables, prepared once; all of them run inside the caller's transaction. */
export function prepareLedger(db: Sqlite) {
  const byId = db.prepare<[string], PushRow>('SELECT * FROM pushes WHERE id = ?');
  const byKey = db.prepare<[string, string], PushRow>('SELECT * FROM pushes WHERE library = ? AND idempotency_key = ?');
  const inProgress = db.prepare<[string], PushRow>(
    "SELECT * FROM pushes WHERE library = ? AND dry_run = 0 AND state IN ('OPEN', 'APPLYING', 'HELD')",
  );
  const applying = db.prepare<[], { id: string }>("SELECT id FROM pushes WHERE state = 'APPLYING' ORDER BY touched_at");
  const library = db.prepare<[string], { code: string }>('SELECT code FROM libraries WHERE code = ?');
  const find = (id: string): PushRow | undefined => byId.get(id);
  return {
    find,
    require(id: string): PushRow {
      const row = find(id);
      if (row === undefined) throw new Fault('NOT_FOUND', { what: id });
      return row;
    },
    hasLibrary: (code: LibraryCode): boolean => library.get(code) !== undefined,
    byKey: (library: LibraryCode, key: string): PushRow | undefined => byKey.get(library, key),
    inProgress: (library: LibraryCode): PushRow | undefined => inProgress.get(library),
    applying: (): readonly string[] => applying.all().map((row) => row.id),
    ...prepareMoves(db),
    ...prepareChunks(db),
    ...prepareBrought(db),
  };
}

interface NewPush {
  readonly id: string;
  readonly input: BeginPush;
  readonly key: string;
  readonly inputHash: string;
  readonly now: number;
  readonly columns: ColumnMeanings;
}

function prepareMoves(db: Sqlite) {
  const insert = db.prepare(
    `INSERT INTO pushes (id, library, profile, charset, mode, dry_run, state, expected_count, idempotency_key,
       input_hash, started_at, touched_at, columns)
     VALUES (@id, @library, @profile, @charset, @mode, @dryRun, 'OPEN', @expectedCount, @key, @inputHash, @now, @now, @columns)`,
  );
  const commit = db.prepare<[PushState, number, string]>('UPDATE pushes SET state = ?, confirmed = ? WHERE id = ?');
  const move = db.prepare<[PushState, string | null, number | null, string]>(
    'UPDATE pushes SET state = ?, held_reason = ?, finished_at = ? WHERE id = ?',
  );
  const forget = db.prepare<[string]>('DELETE FROM push_brought WHERE push = ?');
  return {
    insert({ id, input, key, inputHash, now, columns }: NewPush): void {
      const told = Object.keys(columns).length === 0 ? null : JSON.stringify(columns);
      insert.run({ ...input, dryRun: input.dryRun ? 1 : 0, id, key, inputHash, now, columns: told });
    },
    startCommit(id: PushId, state: PushState, confirmed: boolean): void {
      commit.run(state, confirmed ? 1 : 0, id);
    },
    move(id: string, state: PushState, reason: string | null, now: number): void {
      const over = isOver(state);
      move.run(state, reason, over ? now : null, id);
      if (over) forget.run(id);
    },
  };
}

function prepareChunks(db: Sqlite) {
  const chunk = db.prepare<[string, number], { body_hash: string; answer: string }>(
    'SELECT body_hash, answer FROM push_chunks WHERE push = ? AND seq = ?',
  );
  const remember = db.prepare<[string, number, string, string]>('INSERT INTO push_chunks VALUES (?, ?, ?, ?)');
  const quarantine = db.prepare<[string, number, string | null, string, string, Uint8Array]>(
    'INSERT INTO quarantine (push, position, local_id, findings, format, raw) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const count = db.prepare(
    `UPDATE pushes SET next_seq = next_seq + 1, received = received + @received, added = added + @added,
       changed = changed + @changed, unchanged = unchanged + @unchanged, outdated = outdated + @outdated,
       deleted = deleted + @deleted, quarantined = quarantined + @quarantined, unnamed = unnamed + @unnamed, touched_at = @now
     WHERE id = @id`,
  );
  const countDeleted = db.prepare<[number, string]>('UPDATE pushes SET deleted = deleted + ? WHERE id = ?');
  return {
    chunk: (push: PushId, seq: number) => chunk.get(push, seq),
    remember(head: ChunkHead, answer: ChunkAnswer): void {
      remember.run(head.push, head.seq, head.bodyHash, JSON.stringify(answer));
    },
    quarantine(push: PushId, entries: readonly QuarantineEntry[]): void {
      for (const { position, localId, findings, raw } of entries) {
        quarantine.run(push, position, localId, JSON.stringify(findings), raw.format, raw.bytes);
      }
    },
    count(id: PushId, counts: ChunkCounts, now: number): void {
      count.run({ ...counts, id, now });
    },
    countDeleted(id: PushId, deleted: number): void {
      countDeleted.run(deleted, id);
    },
  };
}

function prepareBrought(db: Sqlite) {
  const brought = db.prepare<[string, string], { content_hash: string | null }>(
    'SELECT content_hash FROM push_brought WHERE push = ? AND local_id = ?',
  );
  const bring = db.prepare<[string, string, string | null]>(
    `INSERT INTO push_brought (push, local_id, content_hash) VALUES (?, ?, ?)
     ON CONFLICT (push, local_id) DO UPDATE SET content_hash = excluded.content_hash`,
  );
  const tellVersion = db.prepare<[string, string, string]>(
    'UPDATE source_record SET version = ? WHERE library = ? AND local_id = ?',
  );
  const missing = db.prepare<[string, string], { local_id: string }>(
    `SELECT local_id FROM source_record r WHERE library = ?
       AND NOT EXISTS (SELECT 1 FROM push_brought b WHERE b.push = ? AND b.local_id = r.local_id)
     ORDER BY local_id`,
  );
  const withContent = db.prepare<[string, string], { local_id: string }>(
    // Without the index named, the planner would rather walk the whole library in the order of its ids.
    `SELECT local_id FROM source_record INDEXED BY source_record_by_content
     WHERE library = ? AND content_hash = ? ORDER BY local_id LIMIT 1`,
  );
  return {
    /** The id of a record of the library with just this content; the smallest where several are equal. */
    withContent: (library: LibraryCode, hash: string): string | null =>
      withContent.get(library, hash)?.local_id ?? null,
    brought: (push: PushId, localId: string): string | null | undefined => brought.get(push, localId)?.content_hash,
    bring(push: PushId, ids: ReadonlyMap<string, string | null>): void {
      for (const [localId, hash] of ids) bring.run(push, localId, hash);
    },
    /** The version of records that stay as they are. */
    tellVersions(library: LibraryCode, versions: ReadonlyMap<string, string>): void {
      for (const [localId, version] of versions) tellVersion.run(version, library, localId);
    },
    missing: (library: LibraryCode, push: PushId): readonly string[] =>
      missing.all(library, push).map((row) => row.local_id),
  };
}
