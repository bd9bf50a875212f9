import type { SearchDoc } from '../../document.ts';
import type { Entry } from '../../entry.ts';
import type { Index } from './tables.ts';

/** Writes the row, the text and the libraries of a document that the index does not hold. Keys are the caller's. */
export function documentWriter(db: Index): {
  write(ord: number, touched: number, doc: SearchDoc, entry: Entry): void;
} {
  const addDoc = db.prepare(
    `INSERT INTO sdoc(ord, id, work, version, touched, tk, title, author, sort, class, hold, year, language, carrier, stages, lists, libs, beside)
     VALUES(@ord, @id, @work, @version, @touched, @tk, @title, @author, @sort, @class, @hold, @year, @language, @carrier, @stages, @lists, @libs, @beside)`,
  );
  const addFts = db.prepare('INSERT INTO fts(rowid, t, a, ser, subj, pub, py) VALUES(?, ?, ?, ?, ?, ?, ?)');
  const addLibrary = db.prepare(
    'INSERT INTO slibrary(code, kind, area) VALUES(?, ?, ?) ON CONFLICT(code) DO UPDATE SET kind = excluded.kind, area = excluded.area WHERE kind <> excluded.kind OR area IS NOT excluded.area',
  );
  // Thousands of documents name the same libraries: each is written once, and again where it changed.
  const known = new Map<string, string>();
  return {
    write(ord, touched, doc, entry) {
      addDoc.run({
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
      const { t, a, ser, subj, pub, py } = entry.fts;
      addFts.run(ord, t, a, ser, subj, pub, py);
      for (const { library, kind, area } of doc.holdings) {
        const told = `${kind} ${area}`;
        if (known.get(library) === told) continue;
        addLibrary.run(library, kind, area);
        known.set(library, told);
      }
    },
  };
}
