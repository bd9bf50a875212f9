-- Copies of articles, reports and standards that a lender laid down for the borrower to fetch. The bytes lie in the
-- folder `documents` beside the catalogue; the row outlives them, to tell that there was one and when it went.
CREATE TABLE loan_documents (
  id         TEXT PRIMARY KEY,
  loan       TEXT NOT NULL REFERENCES loans (id),
  -- The library that laid it down, and the only one that may fetch it.
  supplier   TEXT NOT NULL,
  requester  TEXT NOT NULL,
  type       TEXT NOT NULL,
  bytes      INTEGER NOT NULL CHECK (bytes > 0),
  sha256     TEXT NOT NULL,
  laid_at    INTEGER NOT NULL,
  -- From then on it is deleted.
  expires_at INTEGER NOT NULL,
  fetched_at INTEGER,
  gone_at    INTEGER
) STRICT, WITHOUT ROWID;

CREATE INDEX loan_documents_by_loan ON loan_documents (loan, laid_at);
CREATE INDEX loan_documents_by_expiry ON loan_documents (expires_at) WHERE gone_at IS NULL;

-- The account of a month.
CREATE INDEX loans_by_shipment ON loans (shipped_at) WHERE shipped_at IS NOT NULL;
CREATE INDEX loans_by_close ON loans (closed_at) WHERE closed_at IS NOT NULL;
CREATE INDEX loan_supplies_by_time ON loan_supplies (asked_at) WHERE asked_at IS NOT NULL;

-- The purge empties the messages of a loan, and drops those of none after a while.
CREATE INDEX loan_messages_by_loan ON loan_messages (loan) WHERE loan IS NOT NULL;
CREATE INDEX loan_messages_of_none ON loan_messages (created_at) WHERE loan IS NULL;

-- Readers stand in the store under a keyed pseudonym only; references of before are forgotten.
UPDATE loans SET patron_ref = NULL WHERE patron_ref IS NOT NULL;
