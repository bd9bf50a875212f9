import { editionId } from '../../base/brand.ts';
import type { VersionReader } from '../../search/reconcile.ts';
import type { Sqlite } from './open.ts';

/** Editions that should be found, with their versions, in order of id. */
export function versionReader(db: Sqlite): VersionReader {
  const page = db.prepare<[string, number], { id: string; version: number }>(
    'SELECT id, version FROM edition WHERE id > ? AND libraries > 0 ORDER BY id LIMIT ?',
  );
  return { page: (after, limit) => page.all(after, limit).map(({ id, version }) => ({ id: editionId(id), version })) };
}
