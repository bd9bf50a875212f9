-- Of the unchanged records of a push: older states that came late and were ignored. Pushes before did not count them.
ALTER TABLE pushes ADD COLUMN outdated INTEGER NOT NULL DEFAULT 0;
