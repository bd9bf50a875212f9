import { EACH_KEY } from './document-writer.ts';
import { ASIDE } from './files.ts';
import { attachStaged } from './staged.ts';
import { openAside } from './staging.ts';
import { SORTED_TABLES } from './tables.ts';

const SORTING_KIB = 128 * 1024;

/** Sorts the keys of all documents gathered into a file of their own, as the tables that the index is to have. */
export function sortKeys(file: string): void {
  const db = openAside(file + ASIDE.keys, SORTED_TABLES);
  try {
    db.pragma(`cache_size = -${SORTING_KIB}`);
    const { each } = attachStaged(db, file);
    // Sorted as they are filed, letter first: comparing texts is quicker than comparing kinds, then keys.
    db.exec(`
      INSERT INTO skey(kind, k, ord)
        SELECT ${EACH_KEY}, ord FROM (SELECT value, ord FROM (${each('keys', 'value, p.ord AS ord')}) ORDER BY 1, 2);
      INSERT INTO scall(sort, ord) SELECT * FROM (${each('calls', 'value, p.ord')}) ORDER BY 1, 2;`);
  } finally {
    db.close();
  }
}
