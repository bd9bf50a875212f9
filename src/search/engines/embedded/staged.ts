import { existsSync } from 'node:fs';
import Database from 'better-sqlite3';
import { ASIDE } from './files.ts';
import type { Lane } from './staging.ts';
import type { Index } from './tables.ts';

/** Reads what was gathered for an index: statements over schemas that a connection has attached. */
export interface Staged {
  /** Selects `ord` and these columns of all documents, in the order of their places. */
  inOrder(columns: string): string;
  /** Selects these columns of each value in a JSON list of all documents; `value` and `ord` are known. */
  each(list: 'keys' | 'calls', columns: string): string;
  /** The same of every file, united. */
  all(select: (lane: Lane) => string): string;
}

/** Lets a connection read what was gathered beside this file. Mapped, since it is read in another order than written. */
export function attachStaged(db: Index, file: string): Staged {
  const lanes = (['documents', 'more'] as const).filter((lane) => existsSync(file + ASIDE[lane]));
  for (const lane of lanes) {
    db.prepare(`ATTACH ? AS ${lane}`).run(file + ASIDE[lane]);
    db.pragma(`${lane}.mmap_size = ${2 ** 31 - 1}`);
  }
  const united = (select: (lane: Lane) => string): string => lanes.map(select).join(' UNION ALL ');
  const placed = (lane: Lane): string => `documents.place AS p CROSS JOIN ${lane}.doc AS d ON d.n = p.n`;
  return {
    inOrder: (columns) =>
      `${united((lane) => `SELECT p.ord, ${columns} FROM ${placed(lane)} WHERE p.lane = '${lane}'`)} ORDER BY 1`,
    each: (list, columns) =>
      united(
        (lane) => `SELECT ${columns} FROM ${placed(lane)} CROSS JOIN json_each(d.${list}) WHERE p.lane = '${lane}'`,
      ),
    all: united,
  };
}

/** Tells each document gathered its place: most held first, and among equals as they came. */
export function orderStaged(file: string): void {
  const db = new Database(':memory:');
  try {
    const unordered = attachStaged(db, file).all((lane) => `SELECT '${lane}' AS lane, n, hold FROM ${lane}.doc`);
    db.exec(`
      PRAGMA documents.journal_mode = MEMORY;
      PRAGMA documents.synchronous = OFF;
      CREATE TABLE documents.place(ord INTEGER PRIMARY KEY, lane TEXT NOT NULL, n INTEGER NOT NULL);
      INSERT INTO documents.place(lane, n) SELECT lane, n FROM (${unordered}) ORDER BY hold DESC, n;`);
  } finally {
    db.close();
  }
}
