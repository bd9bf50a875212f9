import type { EditionId } from '../../../base/brand.ts';
import type { SearchDoc } from '../../document.ts';
import { entryOf } from '../../entry.ts';
import { documentWriter } from './document-writer.ts';
import { type Index, setMeta } from './tables.ts';

/** The writing half of the index: documents in, by id and version. */
export interface IndexStore {
  /** One transaction: documents, removals and the place in the outbox. An older version never overwrites a newer. */
  put(docs: readonly SearchDoc[], removed: readonly EditionId[], seq: number | null): void;
}

/** In the order of places: FTS5 writes all it has gathered to the disk whenever a place comes before the last one. */
interface Placed {
  readonly doc: SearchDoc;
  readonly ord: number;
  readonly isNew: boolean;
}

export function indexStore(db: Index): IndexStore {
  const sql = statements(db);
  const documents = documentWriter(db);
  let touched = sql.lastTouched.get()?.touched ?? 0;

  function placed(docs: readonly SearchDoc[]): readonly Placed[] {
    const found: Placed[] = [];
    let last = sql.lastOrd.get()?.ord ?? 0;
    for (const doc of docs) {
      const known = sql.find.get(doc.id);
      if (known !== undefined && known.version > doc.version) continue;
      found.push({ doc, ord: known?.ord ?? ++last, isNew: known === undefined });
    }
    return found.sort((a, b) => a.ord - b.ord);
  }

  const put = db.transaction((docs: readonly SearchDoc[], removed: readonly EditionId[], seq: number | null) => {
    touched += 1;
    for (const { doc, ord, isNew } of placed(docs)) {
      if (isNew) documents.add(ord, touched, doc, entryOf(doc));
      else documents.replace(ord, touched, doc, entryOf(doc));
      sql.ungone.run(ord);
    }
    const gone = removed.flatMap((id) => sql.find.get(id)?.ord ?? []).sort((a, b) => a - b);
    for (const ord of gone) {
      documents.drop(ord);
      sql.addGone.run(ord, touched);
    }
    if (seq !== null) setMeta(db, 'seq', String(seq));
  });
  return { put: (docs, removed, seq) => put.immediate(docs, removed, seq) };
}

function statements(db: Index) {
  return {
    find: db.prepare<[string], { ord: number; version: number }>('SELECT ord, version FROM sdoc WHERE id = ?'),
    lastOrd: db.prepare<[], { ord: number }>(
      'SELECT max(coalesce((SELECT max(ord) FROM sdoc), 0), coalesce((SELECT max(ord) FROM gone), 0)) AS ord',
    ),
    lastTouched: db.prepare<[], { touched: number }>(
      'SELECT max(coalesce((SELECT max(touched) FROM sdoc), 0), coalesce((SELECT max(touched) FROM gone), 0)) AS touched',
    ),
    addGone: db.prepare('INSERT OR REPLACE INTO gone(ord, touched) VALUES(?, ?)'),
    ungone: db.prepare('DELETE FROM gone WHERE ord = ?'),
  };
}
