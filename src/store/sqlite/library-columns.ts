import type { LibraryCode } from '../../base/brand.ts';
import type { BeginPush } from '../../push/store.ts';
import { type ColumnMeanings, isColumnField } from '../../record/columns.ts';
import type { Sqlite } from './open.ts';

export type ColumnTable = ReturnType<typeof columnTable>;
type Told = NonNullable<BeginPush['columns']>;

/** What libraries told of the columns of their sheets: asked at the beginning of each push of theirs. */
export function columnTable(db: Sqlite) {
  const of = columnsOf(db);
  const put = db.prepare<[string, string, string]>(
    `INSERT INTO library_column (library, name, field) VALUES (?, ?, ?)
     ON CONFLICT (library, name) DO UPDATE SET field = excluded.field`,
  );
  const drop = db.prepare<[string, string]>('DELETE FROM library_column WHERE library = ? AND name = ?');
  return {
    of,
    put(library: LibraryCode, told: Told): void {
      for (const [name, field] of Object.entries(told)) {
        if (isColumnField(field)) put.run(library, name, field);
        else drop.run(library, name);
      }
    },
  };
}

/** The reading half. A field that is none any more, e.g. after going back to an older version, is left out. */
export function columnsOf(db: Sqlite): (library: LibraryCode) => ColumnMeanings {
  const rows = db.prepare<[string], { name: string; field: string }>(
    'SELECT name, field FROM library_column WHERE library = ? ORDER BY name',
  );
  return (library) =>
    Object.fromEntries(rows.all(library).flatMap(({ name, field }) => (isColumnField(field) ? [[name, field]] : [])));
}

/** What holds from now on: what was told now speaks over what was told before. */
export function toldColumns(before: ColumnMeanings, now: Told = {}): ColumnMeanings {
  const all = Object.entries<string>({ ...before, ...now });
  return Object.fromEntries(all.flatMap(([name, field]) => (isColumnField(field) ? [[name, field]] : [])));
}
