-- Keys of people and programs: only a digest of the secret is kept.
CREATE TABLE keys (
  id            TEXT PRIMARY KEY,
  name          TEXT NOT NULL,
  role          TEXT NOT NULL,
  library       TEXT REFERENCES libraries (code),
  digest        BLOB NOT NULL,
  created_at    INTEGER NOT NULL,
  expires_at    INTEGER,
  revoked_at    INTEGER,
  last_used_day TEXT
) STRICT, WITHOUT ROWID;

-- Who changed what. Each row carries the hash of the row before, so that a removed or altered row shows.
CREATE TABLE audit (
  seq       INTEGER PRIMARY KEY,
  at        INTEGER NOT NULL,
  actor     TEXT NOT NULL,
  name      TEXT NOT NULL,
  action    TEXT NOT NULL,
  object    TEXT NOT NULL,
  detail    TEXT NOT NULL,
  before    TEXT NOT NULL,
  hash      TEXT NOT NULL
) STRICT;

-- Answers given once already, for whoever asks the same again.
CREATE TABLE answers (
  scope       TEXT NOT NULL,
  key         TEXT NOT NULL,
  input_hash  TEXT NOT NULL,
  answer      TEXT NOT NULL,
  answered_at INTEGER NOT NULL,
  PRIMARY KEY (scope, key)
) STRICT, WITHOUT ROWID;
