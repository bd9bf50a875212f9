import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

export const outbox = sqliteTable('outbox', {
  seq: integer('seq').primaryKey({ autoIncrement: true }),
  edition: text('edition').notNull(),
  /** 1 where only availability changed. */
  shelf: integer('shelf').notNull().default(0),
});

export type OutboxRow = Readonly<typeof outbox.$inferSelect>;
