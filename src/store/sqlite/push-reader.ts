import type { LibraryCode } from '../../base/brand.ts';
import type { Finding } from '../../base/finding.ts';
import type { Page } from '../../catalogue/store.ts';
import type { PushReader, QuarantineEntry } from '../../push/store.ts';
import { columnsOf } from './library-columns.ts';
import type { Sqlite } from './open.ts';
import { qualityReader } from './push-quality.ts';
import { toPush } from './push-rows.ts';
import type { PushRow, QuarantineRow } from './tables/pushes.ts';

/** Newest pushes first; cursors are `started_at.id` and the position of a quarantined record. */
export function pushReader(db: Sqlite): PushReader {
  const byId = db.prepare<[string], PushRow>('SELECT * FROM pushes WHERE id = ?');
  const page = db.prepare<[string, number, string, number], PushRow>(
    `SELECT * FROM pushes WHERE library = ? AND (started_at, id) < (?, ?)
     ORDER BY started_at DESC, id DESC LIMIT ?`,
  );
  const total = db.prepare<[string], { total: number }>('SELECT count(*) AS total FROM pushes WHERE library = ?');
  const last = db.prepare<[string], PushRow>(
    'SELECT * FROM pushes WHERE library = ? AND dry_run = 0 ORDER BY started_at DESC, id DESC LIMIT 1',
  );
  const quarantine = db.prepare<[string, number, number], QuarantineRow>(
    'SELECT * FROM quarantine WHERE push = ? AND position > ? ORDER BY position LIMIT ?',
  );
  const quarantineTotal = db.prepare<[string], { total: number }>(
    'SELECT count(*) AS total FROM quarantine WHERE push = ?',
  );
  const columns = columnsOf(db);
  return {
    ...qualityReader(db),
    columns: async (library) => columns(library),
    async push(id) {
      const row = byId.get(id);
      return row === undefined ? null : toPush(row);
    },
    async pushes(library, first, after) {
      const [startedAt, id] = splitCursor(after);
      const rows = page.all(library, startedAt, id, first + 1);
      return pageOf(rows, first, total.get(library)?.total ?? 0, toPush, (row) => `${row.started_at}.${row.id}`);
    },
    async lastPushes(libraries) {
      const rows = libraries.flatMap((library): [LibraryCode, PushRow][] => {
        const row = last.get(library);
        return row === undefined ? [] : [[library, row]];
      });
      return new Map(rows.map(([library, row]) => [library, toPush(row)]));
    },
    async quarantine(id, first, after) {
      const rows = quarantine.all(id, Number(after ?? 0) || 0, first + 1);
      return pageOf(rows, first, quarantineTotal.get(id)?.total ?? 0, toEntry, (row) => String(row.position));
    },
  };
}

/** Before any row where there is no cursor, after every row where it is none of ours. */
function splitCursor(after: string | null): readonly [number, string] {
  if (after === null) return [Number.MAX_SAFE_INTEGER, ''];
  const [, startedAt, id] = /^(\d{1,15})\.(\w+)$/.exec(after) ?? [];
  return [Number(startedAt ?? 0), id ?? ''];
}

function pageOf<Row, T>(
  rows: readonly Row[],
  first: number,
  total: number,
  shape: (row: Row) => T,
  cursor: (row: Row) => string,
): Page<T> {
  const shown = rows.slice(0, first);
  const end = shown.at(-1);
  return {
    rows: shown.map(shape),
    hasNext: rows.length > first,
    endCursor: end === undefined ? null : cursor(end),
    total,
  };
}

function toEntry(row: QuarantineRow): QuarantineEntry {
  return {
    position: row.position,
    localId: row.local_id,
    findings: JSON.parse(row.findings) as readonly Finding[],
    raw: { format: row.format, bytes: row.raw },
  };
}
