-- A distinct way in which records describe a book, as matching sees it. Records that say the same share a form.
CREATE TABLE form (
  id       INTEGER PRIMARY KEY AUTOINCREMENT,
  hash     TEXT NOT NULL UNIQUE,
  features TEXT NOT NULL,
  records  INTEGER NOT NULL,
  edition  TEXT
) STRICT;
CREATE INDEX form_by_edition ON form (edition, id);

CREATE TABLE block_key (
  key  TEXT NOT NULL,
  form INTEGER NOT NULL,
  PRIMARY KEY (key, form)
) STRICT, WITHOUT ROWID;

-- Keys that too many forms share: pairs are not compared because of them.
CREATE TABLE capped_key (
  key  TEXT PRIMARY KEY,
  size INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE isbn_health (
  isbn   TEXT PRIMARY KEY,
  titles INTEGER NOT NULL,
  forms  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- a < b. Pairs that are apart without a doubt are not kept.
CREATE TABLE edge (
  a            INTEGER NOT NULL,
  b            INTEGER NOT NULL,
  score        REAL NOT NULL,
  state        TEXT NOT NULL CHECK (state IN ('auto', 'review', 'must', 'cannot')),
  evidence     TEXT NOT NULL,
  rule_version INTEGER NOT NULL,
  PRIMARY KEY (a, b)
) STRICT, WITHOUT ROWID;
CREATE INDEX edge_by_b ON edge (b, state, a);
CREATE INDEX edge_in_doubt ON edge (a, b) WHERE state = 'review';
CREATE INDEX edge_never ON edge (a, b) WHERE state = 'cannot';

-- What librarians decided about two records; outlives both.
CREATE TABLE verdict (
  library_a  TEXT NOT NULL,
  local_id_a TEXT NOT NULL,
  library_b  TEXT NOT NULL,
  local_id_b TEXT NOT NULL,
  verdict    TEXT NOT NULL CHECK (verdict IN ('SAME', 'DIFFERENT')),
  by         TEXT NOT NULL,
  at         INTEGER NOT NULL,
  PRIMARY KEY (library_a, local_id_a, library_b, local_id_b)
) STRICT, WITHOUT ROWID;
CREATE INDEX verdict_by_b ON verdict (library_b, local_id_b);

CREATE TABLE edition (
  id        TEXT PRIMARY KEY,
  work      TEXT NOT NULL,
  -- Smallest form hash: orders editions alike whatever their history.
  anchor    TEXT NOT NULL,
  part_of   TEXT,
  version   INTEGER NOT NULL,
  body      TEXT NOT NULL,
  -- What grouping into works looks at.
  facet     TEXT NOT NULL,
  libraries INTEGER NOT NULL,
  items     INTEGER NOT NULL,
  available INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX edition_by_work ON edition (work, id);
CREATE INDEX edition_by_set ON edition (part_of, id) WHERE part_of IS NOT NULL;

-- Where the id of an edition that is gone leads, flattened; NULL where its last record left.
CREATE TABLE edition_redirect (
  from_id TEXT PRIMARY KEY,
  to_id   TEXT,
  -- Version the edition had last: should its id come back, it goes on from there.
  version INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX edition_redirect_by_target ON edition_redirect (to_id);

CREATE TABLE edition_isbn (
  isbn    TEXT NOT NULL,
  edition TEXT NOT NULL,
  PRIMARY KEY (isbn, edition)
) STRICT, WITHOUT ROWID;
CREATE INDEX edition_isbn_by_edition ON edition_isbn (edition);

CREATE TABLE work (
  id   TEXT PRIMARY KEY,
  body TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE work_redirect (
  from_id TEXT PRIMARY KEY,
  to_id   TEXT
) STRICT, WITHOUT ROWID;

-- Editions that may belong to one work share one of these.
CREATE TABLE work_key (
  key     TEXT NOT NULL,
  edition TEXT NOT NULL,
  PRIMARY KEY (key, edition)
) STRICT, WITHOUT ROWID;
CREATE INDEX work_key_by_edition ON work_key (edition);

-- Fields that a librarian fixed; they outlive every reload.
CREATE TABLE pin (
  edition TEXT NOT NULL,
  field   TEXT NOT NULL,
  value   TEXT NOT NULL,
  by      TEXT NOT NULL,
  at      INTEGER NOT NULL,
  PRIMARY KEY (edition, field)
) STRICT, WITHOUT ROWID;
