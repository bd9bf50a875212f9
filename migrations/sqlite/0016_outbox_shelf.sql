-- Whether only what stands on the shelves changed: such entries are carried to the index before a push that stands in front of them.
ALTER TABLE outbox ADD COLUMN shelf INTEGER NOT NULL DEFAULT 0;
CREATE INDEX outbox_shelf ON outbox (seq) WHERE shelf = 1;
