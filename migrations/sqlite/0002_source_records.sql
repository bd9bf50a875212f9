-- What member libraries sent, byte for byte, and what was read from it.
CREATE TABLE source_record (
  ref          INTEGER PRIMARY KEY AUTOINCREMENT,
  library      TEXT NOT NULL,
  local_id     TEXT NOT NULL,
  version      TEXT,
  content_hash TEXT NOT NULL,
  profile      TEXT NOT NULL,
  format       TEXT NOT NULL,
  -- The distinct way of describing a book that this record has: see table form.
  form         INTEGER NOT NULL,
  edition      TEXT,
  -- How well the record describes the book; the best ones speak for the edition.
  quality      INTEGER NOT NULL,
  description  TEXT NOT NULL,
  findings     TEXT NOT NULL,
  UNIQUE (library, local_id)
) STRICT;
CREATE INDEX source_record_by_form ON source_record (form, quality DESC, library, local_id);
CREATE INDEX source_record_by_edition ON source_record (edition, quality DESC, library, local_id);

-- Apart from the record, so that reading descriptions does not walk over the bytes.
CREATE TABLE source_raw (
  ref INTEGER PRIMARY KEY REFERENCES source_record (ref) ON DELETE CASCADE,
  raw BLOB NOT NULL
) STRICT;

-- One line of holdings of one record; copies without a barcode are only counted.
CREATE TABLE holding (
  id          TEXT PRIMARY KEY,
  ref         INTEGER NOT NULL REFERENCES source_record (ref) ON DELETE CASCADE,
  edition     TEXT,
  library     TEXT NOT NULL,
  call_number TEXT,
  location    TEXT,
  coverage    TEXT,
  -- Copies that cannot be told apart, and the status the library gave them (NULL: none).
  anonymous   INTEGER NOT NULL,
  anonymous_status TEXT,
  items       INTEGER NOT NULL,
  available   INTEGER NOT NULL,
  -- Copies whose status is told by anyone.
  known       INTEGER NOT NULL,
  as_of       INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX holding_by_ref ON holding (ref);
CREATE INDEX holding_by_edition ON holding (edition, library, items, available, known);
CREATE INDEX holding_by_library ON holding (library, edition, items);

-- A copy with a barcode. Barcodes repeat between schools, hence library + barcode.
CREATE TABLE item (
  id          INTEGER PRIMARY KEY,
  library     TEXT NOT NULL,
  barcode     TEXT NOT NULL,
  holding     TEXT NOT NULL REFERENCES holding (id) ON DELETE CASCADE,
  volume      TEXT,
  -- Three voices, the later column speaks over the earlier: the record, the day's report, a loan of the alliance.
  told        TEXT,
  reported    TEXT,
  lent        TEXT,
  due_date    TEXT
) STRICT;
CREATE INDEX item_by_barcode ON item (library, barcode, id);
CREATE INDEX item_by_holding ON item (holding, id);
