-- Interlibrary loan. A party is a member's code (…_name null) or an outside agency's AUTHORITY:VALUE with its name.
CREATE TABLE loans (
  id              TEXT PRIMARY KEY,
  requester       TEXT NOT NULL,
  requester_name  TEXT,
  service_type    TEXT NOT NULL,
  choice          TEXT NOT NULL,
  edition         TEXT,
  title           TEXT NOT NULL,
  contributor     TEXT,
  isbn            TEXT,
  quantity        INTEGER NOT NULL CHECK (quantity > 0),
  min_quantity    INTEGER,
  split_allowed   INTEGER NOT NULL,
  book_from       TEXT,
  book_until      TEXT,
  needed_by       TEXT,
  -- Opaque, made by the requesting school; emptied some days after the loan is over, like the note.
  patron_ref      TEXT,
  note            TEXT,
  parent          TEXT REFERENCES loans (id),
  state           TEXT NOT NULL,
  saved_state     TEXT,
  shown_state     TEXT NOT NULL,
  -- The supply now in play: its rank, and who it is, for the lists of lenders.
  rank            INTEGER,
  supplier        TEXT,
  supplier_name   TEXT,
  supplier_shown  TEXT,
  open            INTEGER NOT NULL,
  -- Bits in the order of LOAN_FLAGS.
  flags           INTEGER NOT NULL,
  own_shelf_seen  INTEGER NOT NULL,
  condition       TEXT,
  -- Hundredths of the currency.
  cost_fen        INTEGER,
  currency        TEXT,
  file_url        TEXT,
  unfilled_reason TEXT,
  due_date        TEXT,
  renewals        INTEGER NOT NULL,
  shipped_at      INTEGER,
  received_at     INTEGER,
  returned_at     INTEGER,
  act_by          INTEGER,
  -- Timers that spoke already in this situation, as a JSON list.
  fired           TEXT NOT NULL,
  version         INTEGER NOT NULL,
  created_at      INTEGER NOT NULL,
  closed_at       INTEGER
) STRICT, WITHOUT ROWID;

CREATE INDEX loans_by_requester ON loans (requester, open, created_at, id);
CREATE INDEX loans_by_supplier ON loans (supplier, open, created_at, id) WHERE supplier IS NOT NULL;
CREATE INDEX loans_by_lent ON loans (supplier, shipped_at) WHERE shipped_at IS NOT NULL;
CREATE INDEX loans_by_borrowed ON loans (requester, shipped_at) WHERE shipped_at IS NOT NULL;
CREATE INDEX loans_by_parent ON loans (parent) WHERE parent IS NOT NULL;
CREATE INDEX loans_by_patron ON loans (requester, patron_ref) WHERE patron_ref IS NOT NULL;

-- The rota: one row per library that could be asked, with its own side of the loan once it was.
CREATE TABLE loan_supplies (
  loan            TEXT NOT NULL REFERENCES loans (id),
  rank            INTEGER NOT NULL,
  party           TEXT NOT NULL,
  party_name      TEXT,
  edition         TEXT,
  reasons         TEXT NOT NULL,
  outcome         TEXT,
  state           TEXT,
  saved_state     TEXT,
  request_id      TEXT NOT NULL,
  peer_request_id TEXT,
  asked_at        INTEGER,
  answered_at     INTEGER,
  PRIMARY KEY (loan, rank)
) STRICT, WITHOUT ROWID;

CREATE INDEX loan_supplies_by_party ON loan_supplies (party, asked_at) WHERE asked_at IS NOT NULL;
-- Two outside libraries may use the same number, so it is looked up with its requester.
CREATE INDEX loan_supplies_by_request ON loan_supplies (request_id);

-- Copies held for a loan or out on one.
CREATE TABLE loan_items (
  loan     TEXT NOT NULL REFERENCES loans (id),
  library  TEXT NOT NULL,
  barcode  TEXT NOT NULL,
  rank     INTEGER NOT NULL,
  edition  TEXT,
  state    TEXT NOT NULL,
  due_date TEXT,
  open     INTEGER NOT NULL,
  PRIMARY KEY (loan, library, barcode)
) STRICT, WITHOUT ROWID;

-- No copy is ever in two open loans, whatever the program thinks.
CREATE UNIQUE INDEX loan_items_open ON loan_items (library, barcode) WHERE open = 1;

-- One number over all loans: the cursor of a subscription that must miss nothing.
CREATE TABLE loan_events (
  seq        INTEGER PRIMARY KEY AUTOINCREMENT,
  loan       TEXT NOT NULL REFERENCES loans (id),
  at         INTEGER NOT NULL,
  action     TEXT NOT NULL,
  from_state TEXT,
  to_state   TEXT NOT NULL,
  by         TEXT NOT NULL,
  note       TEXT,
  requester  TEXT NOT NULL,
  supplier   TEXT
) STRICT;

CREATE INDEX loan_events_by_loan ON loan_events (loan, seq);
CREATE INDEX loan_events_by_requester ON loan_events (requester, seq);
CREATE INDEX loan_events_by_supplier ON loan_events (supplier, seq) WHERE supplier IS NOT NULL;

CREATE TABLE loan_timers (
  loan   TEXT NOT NULL REFERENCES loans (id),
  kind   TEXT NOT NULL,
  due_at INTEGER NOT NULL,
  PRIMARY KEY (loan, kind)
) STRICT, WITHOUT ROWID;

CREATE INDEX loan_timers_by_due ON loan_timers (due_at, loan);

-- Answers given once already, for whoever sends the same command again.
CREATE TABLE loan_answers (
  scope       TEXT NOT NULL,
  key         TEXT NOT NULL,
  input_hash  TEXT NOT NULL,
  answer      TEXT NOT NULL,
  answered_at INTEGER NOT NULL,
  PRIMARY KEY (scope, key)
) STRICT, WITHOUT ROWID;

-- Outside agencies and how to reach them. `secret` is sent to them and expected of them.
CREATE TABLE loan_partners (
  symbol        TEXT PRIMARY KEY,
  name          TEXT NOT NULL,
  kind          TEXT NOT NULL CHECK (kind IN ('iso18626', 'email')),
  url           TEXT NOT NULL,
  version       TEXT CHECK (version IN ('1.2', '2021')),
  dialect       TEXT,
  secret        TEXT,
  allow_private INTEGER NOT NULL,
  last_resort   INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Messages to and from outside agencies, both ways, as they were on the wire.
CREATE TABLE loan_messages (
  id           INTEGER PRIMARY KEY AUTOINCREMENT,
  direction    TEXT NOT NULL CHECK (direction IN ('in', 'out')),
  peer         TEXT NOT NULL,
  loan         TEXT REFERENCES loans (id),
  rank         INTEGER,
  request_id   TEXT NOT NULL,
  talk         TEXT NOT NULL,
  body         TEXT NOT NULL,
  -- of an incoming one: sha-256 of the body, and the confirmation that was given
  digest       TEXT,
  confirmation TEXT,
  -- of an outgoing one
  state        TEXT NOT NULL CHECK (state IN ('done', 'waiting', 'dead')),
  attempts     INTEGER NOT NULL,
  next_at      INTEGER,
  error        TEXT,
  created_at   INTEGER NOT NULL
) STRICT;

CREATE UNIQUE INDEX loan_messages_inbox ON loan_messages (peer, digest) WHERE direction = 'in';
CREATE INDEX loan_messages_outbox ON loan_messages (peer, id) WHERE direction = 'out' AND state = 'waiting';
CREATE INDEX loan_messages_dead ON loan_messages (id) WHERE state = 'dead';

-- What a library sets for its lending: `policy`, `calendar`; the alliance's courier routes stand under library ''.
CREATE TABLE loan_settings (
  library TEXT NOT NULL,
  kind    TEXT NOT NULL,
  value   TEXT NOT NULL,
  PRIMARY KEY (library, kind)
) STRICT, WITHOUT ROWID;
