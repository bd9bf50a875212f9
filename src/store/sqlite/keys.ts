import { storedLibraryCode } from '../../base/brand.ts';
import type { KeyReader, KeyRecord, KeyWriter, Role } from '../../command/keys.ts';
import type { Sqlite } from './open.ts';
import type { KeyRow } from './tables/keys.ts';
import type { Writing } from './transaction.ts';

/** Every look-up reads the file, so a revoked key is refused from the next request on. */
export function keyReader(db: Sqlite): KeyReader {
  const byId = db.prepare<[string], KeyRow>('SELECT * FROM keys WHERE id = ?');
  const list = db.prepare<[], KeyRow>('SELECT * FROM keys ORDER BY created_at, id');
  return {
    async byId(id) {
      const row = byId.get(id);
      return row === undefined ? null : toRecord(row);
    },
    async list() {
      return list.all().map(toRecord);
    },
  };
}

export function keyWriter(store: Writing): KeyWriter {
  const insert = store.db.prepare<[string, string, Role, string | null, Uint8Array, number, number | null]>(
    'INSERT INTO keys (id, name, role, library, digest, created_at, expires_at) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  const revoke = store.db.prepare<[number, string]>(
    'UPDATE keys SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL',
  );
  const used = store.db.prepare<[string, string, string]>(
    `UPDATE keys SET last_used_day = ? WHERE id IN (SELECT value FROM json_each(?)) AND coalesce(last_used_day, '') < ?`,
  );
  return {
    async put({ id, name, role, library, digest, createdAt, expiresAt }) {
      await store.transact(() =>
        insert.run(id, name, role, library, digest, createdAt.getTime(), expiresAt?.getTime() ?? null),
      );
    },
    async revoke(id, now) {
      return await store.transact(() => revoke.run(now.getTime(), id).changes > 0);
    },
    async used(ids, day) {
      await store.transact(() => used.run(day, JSON.stringify(ids), day));
    },
  };
}

function toRecord(row: KeyRow): KeyRecord {
  return {
    id: row.id,
    name: row.name,
    role: row.role,
    library: row.library === null ? null : storedLibraryCode(row.library),
    createdAt: new Date(row.created_at),
    expiresAt: row.expires_at === null ? null : new Date(row.expires_at),
    lastUsedDay: row.last_used_day,
    revoked: row.revoked_at !== null,
    digest: row.digest,
  };
}
