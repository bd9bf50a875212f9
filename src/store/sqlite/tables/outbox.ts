import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

export const outbox = sqliteTable('outbox', {
  seq: integer('seq').primaryKey({ autoIncrement: true }),
  edition: text('edition').notNull(),
});

export type OutboxRow = Readonly<typeof outbox.$inferSelect>;
