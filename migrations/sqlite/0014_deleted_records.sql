-- What a deleted record's version was, so that an older state of it that arrives late does not bring it back.
CREATE TABLE deleted_record (
  library    TEXT NOT NULL REFERENCES libraries (code),
  local_id   TEXT NOT NULL,
  version    TEXT NOT NULL,
  deleted_at INTEGER NOT NULL,
  PRIMARY KEY (library, local_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX deleted_record_by_age ON deleted_record (library, deleted_at);
