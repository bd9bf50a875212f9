import type { LibraryCode } from '../../base/brand.ts';
import type { Incoming } from '../../catalogue/store.ts';
import type { Sqlite } from './open.ts';

/** A delivery may come late by a school year with its holidays; what comes later is no delivery but a wish. */
const KEPT_MS = 400 * 86_400_000;

export type Tombstones = ReturnType<typeof prepareTombstones>;

/** The versions that deleted records had; see decision 0050. All statements run inside the caller's transaction. */
export function prepareTombstones(db: Sqlite) {
  const find = db.prepare<[string, string], { version: string }>(
    'SELECT version FROM deleted_record WHERE library = ? AND local_id = ?',
  );
  const put = db.prepare<[string, string, string, number]>('INSERT OR REPLACE INTO deleted_record VALUES (?, ?, ?, ?)');
  const forget = db.prepare<[string, string]>('DELETE FROM deleted_record WHERE library = ? AND local_id = ?');
  const prune = db.prepare<[string, number]>('DELETE FROM deleted_record WHERE library = ? AND deleted_at < ?');
  const bury = (library: LibraryCode, localId: string, version: string | null, now: number): void => {
    if (version === null) forget.run(library, localId);
    else put.run(library, localId, version, now);
  };
  return {
    version: (library: LibraryCode, localId: string): string | null => find.get(library, localId)?.version ?? null,
    /** A record of which no version is known leaves no trace: nothing could be older than it. */
    bury,
    buryAll(library: LibraryCode, gone: ReadonlyMap<string, string | null>, now: number): void {
      for (const [localId, version] of gone) bury(library, localId, version, now);
    },
    /** Forgets the records that stand again. */
    raise(batch: readonly Incoming[]): void {
      for (const { kind, key } of batch) if (kind === 'record') forget.run(key.library, key.localId);
    },
    /** Forgets what was deleted longer ago than any delivery is late. */
    prune(library: LibraryCode, now: number): void {
      prune.run(library, now - KEPT_MS);
    },
  };
}
