-- Member libraries of the alliance: the code is the China ISIL.
CREATE TABLE libraries (
  code     TEXT PRIMARY KEY,
  kind     TEXT NOT NULL CHECK (kind IN ('PUBLIC', 'UNIVERSITY', 'INSTITUTE', 'SCHOOL')),
  name     TEXT NOT NULL,
  name_en  TEXT,
  area     TEXT,
  stages   TEXT NOT NULL DEFAULT '[]',
  pupils   INTEGER,
  parent   TEXT REFERENCES libraries (code)
) STRICT, WITHOUT ROWID;

CREATE INDEX libraries_by_kind ON libraries (kind, code);
CREATE INDEX libraries_by_area ON libraries (area, code);
