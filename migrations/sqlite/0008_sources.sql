-- Where records are fetched from, and how far that came.
CREATE TABLE source (
  name           TEXT PRIMARY KEY,
  kind           TEXT NOT NULL,
  library        TEXT NOT NULL REFERENCES libraries (code),
  profile        TEXT NOT NULL,
  charset        TEXT,
  mode           TEXT NOT NULL,
  -- JSON, as the connector takes it.
  settings       TEXT NOT NULL,
  allow_private  INTEGER NOT NULL,
  -- JSON; NULL: only when asked.
  schedule       TEXT,
  -- Asked while somebody waits.
  live           INTEGER NOT NULL,
  -- The connector's own text; NULL: from the start.
  cursor         TEXT,
  window_deleted INTEGER NOT NULL DEFAULT 0,
  failures       INTEGER NOT NULL DEFAULT 0,
  next_run_at    INTEGER,
  last_good_at   INTEGER,
  running_until  INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE source_run (
  id          INTEGER PRIMARY KEY,
  source      TEXT NOT NULL REFERENCES source (name) ON DELETE CASCADE,
  started_at  INTEGER NOT NULL,
  finished_at INTEGER NOT NULL,
  state       TEXT NOT NULL,
  push        TEXT,
  received    INTEGER NOT NULL,
  added       INTEGER NOT NULL,
  changed     INTEGER NOT NULL,
  deleted     INTEGER NOT NULL,
  quarantined INTEGER NOT NULL,
  error       TEXT,
  detail      TEXT
) STRICT;
CREATE INDEX source_run_by_source ON source_run (source, id DESC);
