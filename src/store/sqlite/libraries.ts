import { type LibraryCode, storedLibraryCode } from '../../base/brand.ts';
import type { Stage } from '../../catalogue/edition.ts';
import type { Library, LibraryReader, LibraryWriter } from '../../catalogue/library.ts';
import type { Page } from '../../catalogue/store.ts';
import type { Sqlite } from './open.ts';
import type { LibraryRow } from './tables/libraries.ts';
import type { Writing } from './transaction.ts';

const MATCHING = '(@kind IS NULL OR kind = @kind) AND (@area IS NULL OR area = @area)';

export function libraryReader(db: Sqlite): LibraryReader {
  const byCodes = db.prepare<[string], LibraryRow>(
    'SELECT * FROM libraries WHERE code IN (SELECT value FROM json_each(?))',
  );
  const all = db.prepare<[], LibraryRow>('SELECT * FROM libraries ORDER BY code');
  const page = db.prepare<[{ kind: string | null; area: string | null; after: string; limit: number }], LibraryRow>(
    `SELECT * FROM libraries WHERE ${MATCHING} AND code > @after ORDER BY code LIMIT @limit`,
  );
  const total = db.prepare<[{ kind: string | null; area: string | null }], { total: number }>(
    `SELECT count(*) AS total FROM libraries WHERE ${MATCHING}`,
  );
  return {
    async libraries(codes) {
      const rows = byCodes.all(JSON.stringify(codes)).map(toLibrary);
      return new Map(rows.map((library) => [library.code, library]));
    },
    async list(filter, first, after): Promise<Page<Library>> {
      const rows = page.all({ ...filter, after: after ?? '', limit: first + 1 }).map(toLibrary);
      const shown = rows.slice(0, first);
      return {
        rows: shown,
        hasNext: rows.length > first,
        endCursor: shown.at(-1)?.code ?? null,
        total: total.get(filter)?.total ?? 0,
      };
    },
    async all() {
      return all.all().map(toLibrary);
    },
  };
}

/** One library, synchronously, for decisions inside a transaction. */
export function libraryLookup(db: Sqlite): (code: LibraryCode) => Library | null {
  const byCode = db.prepare<[string], LibraryRow>('SELECT * FROM libraries WHERE code = ?');
  return (code) => {
    const row = byCode.get(code);
    return row === undefined ? null : toLibrary(row);
  };
}

/** Adds libraries or replaces what is told of them; none is ever removed, because records and loans name them. */
export function libraryWriter(store: Writing): LibraryWriter {
  const put = store.db.prepare<[LibraryRow]>(
    `INSERT INTO libraries (code, kind, name, name_en, area, stages, pupils, parent)
     VALUES (@code, @kind, @name, @name_en, @area, @stages, @pupils, @parent)
     ON CONFLICT (code) DO UPDATE SET kind = excluded.kind, name = excluded.name, name_en = excluded.name_en,
       area = excluded.area, stages = excluded.stages, pupils = excluded.pupils, parent = excluded.parent`,
  );
  return {
    async put(libraries) {
      await store.transact(() => {
        // A branch may stand before its institution in the list.
        store.db.pragma('defer_foreign_keys = ON');
        for (const library of libraries) put.run(toRow(library));
        return null;
      });
    },
  };
}

function toLibrary(row: LibraryRow): Library {
  return {
    code: storedLibraryCode(row.code),
    kind: row.kind,
    name: row.name,
    nameEn: row.name_en,
    area: row.area,
    stages: JSON.parse(row.stages) as readonly Stage[],
    pupils: row.pupils,
    parent: row.parent === null ? null : storedLibraryCode(row.parent),
  };
}

function toRow(library: Library): LibraryRow {
  const parent: LibraryCode | null = library.parent;
  return {
    code: library.code,
    kind: library.kind,
    name: library.name,
    name_en: library.nameEn,
    area: library.area,
    stages: JSON.stringify(library.stages),
    pupils: library.pupils,
    parent,
  };
}
