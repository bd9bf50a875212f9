-- What one record changes shall lie on few pages of the file, however large the catalogue: see decision 0045.
-- loses rows: isbn_health

-- Pairs are written when their later form comes: by the later form first, they lie at the end of the table.
CREATE TABLE edge_by_later (
  a            INTEGER NOT NULL,
  b            INTEGER NOT NULL,
  score        REAL NOT NULL,
  state        TEXT NOT NULL CHECK (state IN ('auto', 'review', 'must', 'cannot')),
  evidence     TEXT NOT NULL,
  rule_version INTEGER NOT NULL,
  PRIMARY KEY (b, a)
) STRICT, WITHOUT ROWID;
INSERT INTO edge_by_later (a, b, score, state, evidence, rule_version)
  SELECT a, b, score, state, evidence, rule_version FROM edge ORDER BY b, a;
DROP TABLE edge;
ALTER TABLE edge_by_later RENAME TO edge;
CREATE INDEX edge_by_earlier ON edge (a, state, b);
CREATE INDEX edge_in_doubt ON edge (a, b) WHERE state = 'review';
CREATE INDEX edge_never ON edge (a, b) WHERE state = 'cannot';

-- Keys of one title lie side by side: the title first, then the letter of the kind.
CREATE TABLE block_key_by_title (
  key  TEXT NOT NULL,
  form INTEGER NOT NULL,
  PRIMARY KEY (key, form)
) STRICT, WITHOUT ROWID;
INSERT INTO block_key_by_title (key, form)
  SELECT CASE
    WHEN instr(key, '|') = 0 THEN key
    WHEN key LIKE 'w%' THEN substr(key, instr(key, '|') + 1) || '|w' || substr(key, 2, instr(key, '|') - 2)
    ELSE substr(key, 2, instr(key, '|') - 2) || '|' || substr(key, 1, 1) || substr(key, instr(key, '|') + 1)
  END AS titled, form FROM block_key ORDER BY titled, form;
DROP TABLE block_key;
ALTER TABLE block_key_by_title RENAME TO block_key;
UPDATE capped_key SET key = CASE
    WHEN key LIKE 'w%' THEN substr(key, instr(key, '|') + 1) || '|w' || substr(key, 2, instr(key, '|') - 2)
    ELSE substr(key, 2, instr(key, '|') - 2) || '|' || substr(key, 1, 1) || substr(key, instr(key, '|') + 1)
  END WHERE instr(key, '|') > 0;

-- Only ISBNs that more than one title claims; any other is trusted.
DELETE FROM isbn_health WHERE titles = 1;

-- Records of an edition are found through its forms.
DROP INDEX source_record_by_edition;
-- The edition itself tells its ISBNs and its work keys.
DROP INDEX edition_isbn_by_edition;
ALTER TABLE edition ADD COLUMN work_keys TEXT NOT NULL DEFAULT '[]';
UPDATE edition SET work_keys = (SELECT json_group_array(k.key) FROM work_key k WHERE k.edition = edition.id);
DROP INDEX work_key_by_edition;
