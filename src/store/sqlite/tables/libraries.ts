import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { LIBRARY_KINDS } from '../../../catalogue/library.ts';

export const libraries = sqliteTable('libraries', {
  code: text('code').primaryKey().notNull(),
  kind: text('kind', { enum: LIBRARY_KINDS }).notNull(),
  name: text('name').notNull(),
  name_en: text('name_en'),
  area: text('area'),
  stages: text('stages').notNull(),
  pupils: integer('pupils'),
  parent: text('parent'),
});

export type LibraryRow = Readonly<typeof libraries.$inferSelect>;
