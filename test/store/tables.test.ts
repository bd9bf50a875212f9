import { getTableConfig, type SQLiteTable } from 'drizzle-orm/sqlite-core';
import { describe, expect, it } from 'vitest';
import { answers, audit, keys } from '../../src/store/sqlite/tables/keys.ts';
import { libraries } from '../../src/store/sqlite/tables/libraries.ts';
import { outbox } from '../../src/store/sqlite/tables/outbox.ts';
import { pushBrought, pushChunks, pushes, quarantine } from '../../src/store/sqlite/tables/pushes.ts';
import { testStore } from '../support/store.ts';

const TABLES: readonly SQLiteTable[] = [
  libraries,
  keys,
  audit,
  answers,
  outbox,
  pushes,
  pushChunks,
  pushBrought,
  quarantine,
];

interface Column {
  readonly name: string;
  readonly type: string;
  readonly notnull: number;
  readonly pk: number;
}

describe('the table definitions', () => {
  using at = testStore();
  const columnsOf = (table: string) =>
    at.store.db.prepare<[string], Column>('SELECT name, type, "notnull", pk FROM pragma_table_info(?)').all(table);
  const found = new Map(TABLES.map((table) => [getTableConfig(table).name, columnsOf(getTableConfig(table).name)]));

  it.each(TABLES.map((table) => [getTableConfig(table).name, table] as const))(
    'of %s are what the migrations made',
    (name, table) => {
      const { columns } = getTableConfig(table);
      const inFile = (found.get(name) ?? []).map((column) => ({
        name: column.name,
        type: column.type.toLowerCase(),
        // SQLite does not call the row number of a table NOT NULL, though it is.
        required: column.notnull === 1 || (column.pk > 0 && column.type === 'INTEGER'),
      }));
      const defined = columns.map((column) => ({
        name: column.name,
        type: column.getSQLType().toLowerCase(),
        required: column.notNull || column.primary,
      }));
      expect(defined).toEqual(inFile);
    },
  );
});
