-- Deliveries of records by member libraries, and where each can be resumed.
CREATE TABLE pushes (
  id              TEXT PRIMARY KEY,
  library         TEXT NOT NULL REFERENCES libraries (code),
  profile         TEXT NOT NULL,
  charset         TEXT,
  mode            TEXT NOT NULL CHECK (mode IN ('SNAPSHOT', 'DELTA')),
  dry_run         INTEGER NOT NULL,
  state           TEXT NOT NULL CHECK (state IN ('OPEN', 'APPLYING', 'HELD', 'DONE', 'FAILED', 'ABANDONED')),
  next_seq        INTEGER NOT NULL DEFAULT 0,
  received        INTEGER NOT NULL DEFAULT 0,
  added           INTEGER NOT NULL DEFAULT 0,
  changed         INTEGER NOT NULL DEFAULT 0,
  unchanged       INTEGER NOT NULL DEFAULT 0,
  deleted         INTEGER NOT NULL DEFAULT 0,
  quarantined     INTEGER NOT NULL DEFAULT 0,
  -- Quarantined records whose localId could not be read: with one of these no sweep can be trusted.
  unnamed         INTEGER NOT NULL DEFAULT 0,
  expected_count  INTEGER,
  confirmed       INTEGER NOT NULL DEFAULT 0,
  held_reason     TEXT,
  idempotency_key TEXT NOT NULL,
  input_hash      TEXT NOT NULL,
  started_at      INTEGER NOT NULL,
  touched_at      INTEGER NOT NULL,
  finished_at     INTEGER
) STRICT;

CREATE UNIQUE INDEX pushes_by_idempotency_key ON pushes (library, idempotency_key);
CREATE INDEX pushes_by_library ON pushes (library, started_at, id);
-- Two deliveries of one library at once would sweep each other's records. A rehearsal applies nothing and is free.
CREATE UNIQUE INDEX pushes_one_at_a_time ON pushes (library) WHERE state IN ('OPEN', 'APPLYING') AND dry_run = 0;

-- The answer to each applied chunk, for whoever sends it again.
CREATE TABLE push_chunks (
  push      TEXT NOT NULL REFERENCES pushes (id) ON DELETE CASCADE,
  seq       INTEGER NOT NULL,
  body_hash TEXT NOT NULL,
  answer    TEXT NOT NULL,
  PRIMARY KEY (push, seq)
) STRICT, WITHOUT ROWID;

-- What a delivery brought, quarantined or not: a SNAPSHOT sweeps the rest at commit. Emptied when the push ends.
CREATE TABLE push_brought (
  push         TEXT NOT NULL REFERENCES pushes (id) ON DELETE CASCADE,
  local_id     TEXT NOT NULL,
  content_hash TEXT,
  PRIMARY KEY (push, local_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE quarantine (
  push     TEXT NOT NULL REFERENCES pushes (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  local_id TEXT,
  findings TEXT NOT NULL,
  format   TEXT NOT NULL,
  raw      BLOB NOT NULL,
  PRIMARY KEY (push, position)
) STRICT, WITHOUT ROWID;

-- A record sent again as it is needs not even be read to know its id.
CREATE INDEX source_record_by_content ON source_record (library, content_hash, local_id);
