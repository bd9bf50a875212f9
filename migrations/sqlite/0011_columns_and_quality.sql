-- What a library told once of the columns of its sheets, so that the next delivery is read alike.
CREATE TABLE library_column (
  library TEXT NOT NULL REFERENCES libraries (code),
  name    TEXT NOT NULL,
  field   TEXT NOT NULL,
  PRIMARY KEY (library, name)
) STRICT, WITHOUT ROWID;

-- The meanings that held when the push began (JSON; NULL: none told): chunks sent again are read as they were.
ALTER TABLE pushes ADD COLUMN columns TEXT;

-- How good the records of a library were after each of its pushes: the report as JSON, made once and kept.
CREATE TABLE library_quality (
  push    TEXT PRIMARY KEY REFERENCES pushes (id) ON DELETE CASCADE,
  library TEXT NOT NULL REFERENCES libraries (code),
  at      INTEGER NOT NULL,
  score   INTEGER NOT NULL,
  report  TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX library_quality_by_library ON library_quality (library, at);
