import { once } from 'node:events';
import { startThread } from '../../../base/thread.ts';
import { EACH_KEY } from './document-writer.ts';
import { ASIDE } from './files.ts';
import { attachDocuments, openAside } from './staging.ts';
import { SORTED_TABLES } from './tables.ts';

/** For fewer documents a thread takes longer to start than to sort. */
const LEAST_FOR_A_THREAD = 20_000;
const SORTING_KIB = 128 * 1024;

/** The tables of an index in the making that stand in the order of their keys, sorted into a file of their own. */
export function sortKeys(file: string): void {
  const db = openAside(file + ASIDE.keys, SORTED_TABLES);
  try {
    db.pragma(`cache_size = -${SORTING_KIB}`);
    attachDocuments(db, file);
    const each = (list: string) =>
      `FROM aside.place AS p CROSS JOIN aside.doc AS d ON d.n = p.n CROSS JOIN json_each(d.${list})`;
    db.exec(`
      INSERT INTO skey(kind, k, ord) SELECT ${EACH_KEY}, p.ord ${each('keys')} ORDER BY 1, 2, 3;
      INSERT INTO scall(sort, ord) SELECT value, p.ord ${each('calls')} ORDER BY 1, 2;`);
  } finally {
    db.close();
  }
}

/** Sorts beside the calling thread where that pays. Resolves when the file is there. */
export async function sortKeysAside(file: string, documents: number): Promise<void> {
  if (documents < LEAST_FOR_A_THREAD) {
    sortKeys(file);
    return;
  }
  const thread = startThread(import.meta.url, './key-sorter-thread.ts', { workerData: { file } });
  const [code] = (await once(thread, 'exit')) as [number];
  if (code !== 0) throw new Error(`sorting the keys ended with ${code}`);
}
