import type { EditionId } from '../../../base/brand.ts';
import type { SearchDoc } from '../../document.ts';
import { entryOf } from '../../entry.ts';
import { type Index, setMeta } from './tables.ts';

/** The writing half of the index: documents in, by id and version. */
export interface IndexStore {
  /** One transaction: documents, removals and the place in the outbox. An older version never overwrites a newer. */
  put(docs: readonly SearchDoc[], removed: readonly EditionId[], seq: number | null): void;
}

export function indexStore(db: Index): IndexStore {
  const statements = prepare(db);
  let touched = statements.lastTouched.get()?.touched ?? 0;

  function remove(ord: number): void {
    statements.dropFts.run(ord);
    statements.dropKeys.run(ord);
    statements.dropCalls.run(ord);
    statements.dropDoc.run(ord);
  }

  function putOne(doc: SearchDoc): void {
    const known = statements.find.get(doc.id);
    if (known !== undefined && known.version > doc.version) return;
    if (known !== undefined) remove(known.ord);
    const ord = known?.ord ?? (statements.lastOrd.get()?.ord ?? 0) + 1;
    const entry = entryOf(doc);
    statements.addDoc.run({
      ord,
      id: doc.id,
      work: doc.work,
      version: doc.version,
      touched,
      tk: entry.tk,
      title: entry.title,
      author: entry.author,
      sort: entry.sort,
      class: doc.classNumber?.toUpperCase() ?? null,
      hold: doc.holdings.length,
      year: doc.year,
      language: doc.language,
      carrier: doc.carrier,
      stages: entry.stages,
      lists: entry.lists,
      libs: entry.libs,
      beside: entry.beside,
    });
    statements.ungone.run(ord);
    const { t, a, ser, subj, pub, py } = entry.fts;
    statements.addFts.run(ord, t, a, ser, subj, pub, py);
    for (const [kind, key] of entry.keys) statements.addKey.run(kind, key, ord);
    for (const call of entry.calls) statements.addCall.run(call, ord);
    for (const { library, kind, area } of doc.holdings) statements.addLibrary.run(library, kind, area);
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
    addDoc: db.prepare(
      `INSERT INTO sdoc(ord, id, work, version, touched, tk, title, author, sort, class, hold, year, language, carrier, stages, lists, libs, beside)
       VALUES(@ord, @id, @work, @version, @touched, @tk, @title, @author, @sort, @class, @hold, @year, @language, @carrier, @stages, @lists, @libs, @beside)`,
    ),
    dropDoc: db.prepare('DELETE FROM sdoc WHERE ord = ?'),
    addFts: db.prepare('INSERT INTO fts(rowid, t, a, ser, subj, pub, py) VALUES(?, ?, ?, ?, ?, ?, ?)'),
    dropFts: db.prepare('DELETE FROM fts WHERE rowid = ?'),
    addKey: db.prepare('INSERT OR IGNORE INTO skey(kind, k, ord) VALUES(?, ?, ?)'),
    dropKeys: db.prepare('DELETE FROM skey WHERE ord = ?'),
    addCall: db.prepare('INSERT OR IGNORE INTO scall(sort, ord) VALUES(?, ?)'),
    dropCalls: db.prepare('DELETE FROM scall WHERE ord = ?'),
    addLibrary: db.prepare(
      'INSERT INTO slibrary(code, kind, area) VALUES(?, ?, ?) ON CONFLICT(code) DO UPDATE SET kind = excluded.kind, area = excluded.area WHERE kind <> excluded.kind OR area IS NOT excluded.area',
    ),
    addGone: db.prepare('INSERT OR REPLACE INTO gone(ord, touched) VALUES(?, ?)'),
    ungone: db.prepare('DELETE FROM gone WHERE ord = ?'),
  };
}
