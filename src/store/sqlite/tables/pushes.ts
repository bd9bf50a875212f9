import { blob, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { PUSH_STATES } from '../../../push/store.ts';
import { RECORD_FORMATS } from '../../../record/raw.ts';

export const pushes = sqliteTable('pushes', {
  id: text('id').primaryKey().notNull(),
  library: text('library').notNull(),
  profile: text('profile').notNull(),
  charset: text('charset'),
  mode: text('mode', { enum: ['SNAPSHOT', 'DELTA'] }).notNull(),
  dry_run: integer('dry_run').notNull(),
  state: text('state', { enum: PUSH_STATES }).notNull(),
  next_seq: integer('next_seq').notNull(),
  received: integer('received').notNull(),
  added: integer('added').notNull(),
  changed: integer('changed').notNull(),
  unchanged: integer('unchanged').notNull(),
  deleted: integer('deleted').notNull(),
  quarantined: integer('quarantined').notNull(),
  unnamed: integer('unnamed').notNull(),
  expected_count: integer('expected_count'),
  confirmed: integer('confirmed').notNull(),
  held_reason: text('held_reason'),
  idempotency_key: text('idempotency_key').notNull(),
  input_hash: text('input_hash').notNull(),
  started_at: integer('started_at').notNull(),
  touched_at: integer('touched_at').notNull(),
  finished_at: integer('finished_at'),
  columns: text('columns'),
  outdated: integer('outdated').notNull().default(0),
});

export const pushChunks = sqliteTable(
  'push_chunks',
  {
    push: text('push').notNull(),
    seq: integer('seq').notNull(),
    body_hash: text('body_hash').notNull(),
    answer: text('answer').notNull(),
  },
  (table) => [primaryKey({ columns: [table.push, table.seq] })],
);

export const pushBrought = sqliteTable(
  'push_brought',
  {
    push: text('push').notNull(),
    local_id: text('local_id').notNull(),
    content_hash: text('content_hash'),
  },
  (table) => [primaryKey({ columns: [table.push, table.local_id] })],
);

export const quarantine = sqliteTable(
  'quarantine',
  {
    push: text('push').notNull(),
    position: integer('position').notNull(),
    local_id: text('local_id'),
    findings: text('findings').notNull(),
    format: text('format', { enum: RECORD_FORMATS }).notNull(),
    raw: blob('raw', { mode: 'buffer' }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.push, table.position] })],
);

export type PushRow = Readonly<typeof pushes.$inferSelect>;
export type QuarantineRow = Readonly<typeof quarantine.$inferSelect>;
