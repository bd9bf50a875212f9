-- Editions whose index documents are older than the store. Written in the transaction of the change.
-- AUTOINCREMENT: a number is never used twice, even after old entries were pruned.
CREATE TABLE outbox (
  seq     INTEGER PRIMARY KEY AUTOINCREMENT,
  edition TEXT NOT NULL
) STRICT;
