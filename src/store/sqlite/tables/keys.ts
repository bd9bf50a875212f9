import { blob, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { Role } from '../../../command/keys.ts';

export const keys = sqliteTable('keys', {
  id: text('id').primaryKey().notNull(),
  name: text('name').notNull(),
  role: text('role').$type<Role>().notNull(),
  library: text('library'),
  digest: blob('digest', { mode: 'buffer' }).notNull(),
  created_at: integer('created_at').notNull(),
  expires_at: integer('expires_at'),
  revoked_at: integer('revoked_at'),
  last_used_day: text('last_used_day'),
});

export const audit = sqliteTable('audit', {
  seq: integer('seq').primaryKey(),
  at: integer('at').notNull(),
  actor: text('actor').notNull(),
  name: text('name').notNull(),
  action: text('action').notNull(),
  object: text('object').notNull(),
  detail: text('detail').notNull(),
  before: text('before').notNull(),
  hash: text('hash').notNull(),
});

export const answers = sqliteTable(
  'answers',
  {
    scope: text('scope').notNull(),
    key: text('key').notNull(),
    input_hash: text('input_hash').notNull(),
    answer: text('answer').notNull(),
    answered_at: integer('answered_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.scope, table.key] })],
);

export type KeyRow = Readonly<typeof keys.$inferSelect>;
export type AuditRow = Readonly<typeof audit.$inferSelect>;
