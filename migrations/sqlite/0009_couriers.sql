-- When a request went out: a draft may have waited for weeks before.
ALTER TABLE loans ADD COLUMN submitted_at INTEGER;
-- Of a part of a class set: since when enough copies are promised, so that it may leave.
ALTER TABLE loans ADD COLUMN ready_at INTEGER;
UPDATE loans SET submitted_at = created_at WHERE state <> 'DRAFT';
UPDATE loans SET ready_at = submitted_at WHERE parent IS NOT NULL;

-- Boxes that couriers carry between libraries (周转箱), one row a journey.
CREATE TABLE totes (
  id         TEXT PRIMARY KEY,
  -- What stands on the box itself.
  label      TEXT NOT NULL,
  route      TEXT NOT NULL,
  -- The day of the run that takes it.
  day        TEXT NOT NULL,
  sender     TEXT NOT NULL,
  receiver   TEXT NOT NULL,
  -- The stop where it stands; null while the courier has it.
  place      TEXT,
  state      TEXT NOT NULL CHECK (state IN ('OPEN', 'CLOSED', 'ON_ROUTE', 'ARRIVED', 'MISSING')),
  -- From then on a box that has not come is missing; null while it stands with its sender.
  late_at    INTEGER,
  opened_at  INTEGER NOT NULL,
  closed_at  INTEGER,
  left_at    INTEGER,
  arrived_at INTEGER,
  version    INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX totes_by_sender ON totes (sender, opened_at, id);
CREATE INDEX totes_by_receiver ON totes (receiver, opened_at, id);
CREATE INDEX totes_by_run ON totes (route, day);
CREATE INDEX totes_by_lateness ON totes (late_at) WHERE late_at IS NOT NULL;
-- A box is on one journey at a time.
CREATE UNIQUE INDEX totes_under_way ON totes (label) WHERE state <> 'ARRIVED';

CREATE TABLE tote_copies (
  tote    TEXT NOT NULL REFERENCES totes (id),
  loan    TEXT NOT NULL REFERENCES loans (id),
  library TEXT NOT NULL,
  barcode TEXT NOT NULL,
  -- OUT: to the borrower; HOME: back to the owner.
  way     TEXT NOT NULL CHECK (way IN ('OUT', 'HOME')),
  state   TEXT NOT NULL CHECK (state IN ('PACKED', 'ARRIVED', 'SHORT')),
  PRIMARY KEY (tote, library, barcode)
) STRICT, WITHOUT ROWID;

-- A copy lies in one box at a time.
CREATE UNIQUE INDEX tote_copies_packed ON tote_copies (library, barcode) WHERE state = 'PACKED';
CREATE INDEX tote_copies_by_loan ON tote_copies (loan);
