import { editionId } from '../../../base/brand.ts';
import type { IndexedVersions } from '../../reconcile.ts';
import { indexFiles } from './files.ts';
import { metaOf, openIndexForReading } from './tables.ts';

type Row = { readonly id: string; readonly version: number };

/** Looks into the current index of a folder; null where there is none. Follows no swap: open it for one comparison. */
export function openIndexedVersions(folder: string): (IndexedVersions & Disposable & { readonly seq: number }) | null {
  const db = indexFiles(folder).openCurrent(openIndexForReading);
  if (db === null) return null;
  const upTo = db.prepare<[string, string], Row>('SELECT id, version FROM sdoc WHERE id > ? AND id <= ? ORDER BY id');
  const toEnd = db.prepare<[string], Row>('SELECT id, version FROM sdoc WHERE id > ? ORDER BY id');
  return {
    seq: Number(metaOf(db, 'seq') ?? '0'),
    between: (after, last) => {
      const rows = last === null ? toEnd.all(after) : upTo.all(after, last);
      return rows.map(({ id, version }) => ({ id: editionId(id), version }));
    },
    [Symbol.dispose]: () => db.close(),
  };
}

/** How far an index has left the order in which it was built. */
export interface Order {
  readonly documents: number;
  /** Documents that stand right behind one that fewer libraries hold. */
  readonly misplaced: number;
}

/** Looks at the order of the current index of a folder; null where there is none. */
export function orderOf(folder: string): Order | null {
  const db = indexFiles(folder).openCurrent(openIndexForReading);
  if (db === null) return null;
  try {
    const counted = db.prepare<[], Order>(
      `SELECT count(*) AS documents, coalesce(sum(hold > before), 0) AS misplaced
       FROM (SELECT hold, lag(hold) OVER (ORDER BY ord) AS before FROM sdoc)`,
    );
    return counted.get() ?? null;
  } finally {
    db.close();
  }
}
