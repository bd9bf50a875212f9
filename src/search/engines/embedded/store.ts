import type { EditionId } from '../../../base/brand.ts';
import type { SearchDoc } from '../../document.ts';
import { entryOf } from '../../entry.ts';
import { documentWriter, EACH_KEY } from './document-writer.ts';
import { type Index, setMeta } from './tables.ts';

/** The writing half of the index: documents in, by id and version. */
export interface IndexStore {
  /** One transaction: documents, removals and the place in the outbox. An older version never overwrites a newer. */
  put(docs: readonly SearchDoc[], removed: readonly EditionId[], seq: number | null): void;
}

export function indexStore(db: Index): IndexStore {
  const statements = { ...prepare(db), ...documentWriter(db) };
  let touched = statements.lastTouched.get()?.touched ?? 0;

  function remove(ord: number): void {
    statements.dropFts.run(ord);
    statements.dropKeys.run({ ord });
    statements.dropFiled.run(ord);
    statements.dropCalls.run(ord);
    statements.dropDoc.run(ord);
  }

  function putOne(doc: SearchDoc): void {
    const known = statements.find.get(doc.id);
    if (known !== undefined && known.version > doc.version) return;
    if (known !== undefined) remove(known.ord);
    const ord = known?.ord ?? (statements.lastOrd.get()?.ord ?? 0) + 1;
    statements.write(ord, touched, doc, entryOf(doc));
    statements.ungone.run(ord);
  }

  const put = db.transaction((docs: readonly SearchDoc[], removed: readonly EditionId[], seq: number | null) => {
    touched += 1;
    for (const doc of docs) putOne(doc);
    for (const id of removed) {
      const known = statements.find.get(id);
      if (known === undefined) continue;
      remove(known.ord);
      statements.addGone.run(known.ord, touched);
    }
    if (seq !== null) setMeta(db, 'seq', String(seq));
  });
  return { put: (docs, removed, seq) => put.immediate(docs, removed, seq) };
}

function prepare(db: Index) {
  return {
    find: db.prepare<[string], { ord: number; version: number }>('SELECT ord, version FROM sdoc WHERE id = ?'),
    lastOrd: db.prepare<[], { ord: number }>(
      'SELECT max(coalesce((SELECT max(ord) FROM sdoc), 0), coalesce((SELECT max(ord) FROM gone), 0)) AS ord',
    ),
    lastTouched: db.prepare<[], { touched: number }>(
      'SELECT max(coalesce((SELECT max(touched) FROM sdoc), 0), coalesce((SELECT max(touched) FROM gone), 0)) AS touched',
    ),
    dropDoc: db.prepare('DELETE FROM sdoc WHERE ord = ?'),
    dropFts: db.prepare('DELETE FROM fts WHERE rowid = ?'),
    dropKeys: db.prepare(
      `DELETE FROM skey WHERE (kind, k, ord) IN (SELECT ${EACH_KEY}, @ord FROM sfiled, json_each(keys) WHERE sfiled.ord = @ord)`,
    ),
    dropFiled: db.prepare('DELETE FROM sfiled WHERE ord = ?'),
    dropCalls: db.prepare('DELETE FROM scall WHERE ord = ?'),
    addGone: db.prepare('INSERT OR REPLACE INTO gone(ord, touched) VALUES(?, ?)'),
    ungone: db.prepare('DELETE FROM gone WHERE ord = ?'),
  };
}
