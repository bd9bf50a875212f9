-- A box that goes from school to school (图书漂流) is a chain of loans, each following the one before.
ALTER TABLE loans ADD COLUMN follows TEXT REFERENCES loans (id);
CREATE UNIQUE INDEX loans_by_follows ON loans (follows) WHERE follows IS NOT NULL;
