import type { SearchDoc } from '../../document.ts';
import type { Entry } from '../../entry.ts';
import type { Index } from './tables.ts';

/** Columns of `sdoc` that a document fills, in the order of {@link docValues}. */
export const DOC_COLUMNS =
  'id, work, version, tk, title, author, sort, class, hold, year, language, carrier, stages, lists, libs, beside';
/** Columns of `fts`, in the order of {@link textValues}. */
export const TEXT_COLUMNS = 't, a, ser, subj, pub, py';

type Value = string | number | null;

export function docValues(doc: SearchDoc, entry: Entry): readonly Value[] {
  return [
    doc.id,
    doc.work,
    doc.version,
    entry.tk,
    entry.title,
    entry.author,
    entry.sort,
    doc.classNumber?.toUpperCase() ?? null,
    doc.holdings.length,
    doc.year,
    doc.language,
    doc.carrier,
    entry.stages,
    entry.lists,
    entry.libs,
    entry.beside,
  ];
}

export function textValues({ fts: { t, a, ser, subj, pub, py } }: Entry): readonly string[] {
  return [t, a, ser, subj, pub, py];
}

const BEFORE_A = 64;

/** The keys of a document as one value: a JSON array of texts that begin with a letter for their kind. */
export function filedKeys({ keys }: Entry): string {
  return JSON.stringify(keys.map(([kind, key]) => String.fromCharCode(BEFORE_A + kind) + key));
}

/** Kind and key of each value of `json_each` over {@link filedKeys}. */
export const EACH_KEY = `unicode(value) - ${BEFORE_A}, substr(value, 2)`;

/** As many question marks as there are columns. */
export const marks = (columns: string): string => columns.replace(/\w+/g, '?');

/** Writes the row, the text, the keys and the libraries of a document that the index does not hold. */
export function documentWriter(db: Index): {
  write(ord: number, touched: number, doc: SearchDoc, entry: Entry): void;
} {
  const addDoc = db.prepare(`INSERT INTO sdoc(ord, touched, ${DOC_COLUMNS}) VALUES(?, ?, ${marks(DOC_COLUMNS)})`);
  const addText = db.prepare(`INSERT INTO fts(rowid, ${TEXT_COLUMNS}) VALUES(?, ${marks(TEXT_COLUMNS)})`);
  const addFiled = db.prepare('INSERT INTO sfiled(ord, keys) VALUES(?, ?)');
  const addKeys = db.prepare(`INSERT OR IGNORE INTO skey(kind, k, ord) SELECT ${EACH_KEY}, @ord FROM json_each(@keys)`);
  const addCall = db.prepare('INSERT OR IGNORE INTO scall(sort, ord) VALUES(?, ?)');
  const libraries = libraryWriter(db);
  return {
    write(ord, touched, doc, entry) {
      addDoc.run(ord, touched, ...docValues(doc, entry));
      addText.run(ord, ...textValues(entry));
      const keys = filedKeys(entry);
      addFiled.run(ord, keys);
      addKeys.run({ ord, keys });
      for (const call of entry.calls) addCall.run(call, ord);
      libraries(doc);
    },
  };
}

/** Writes the libraries that a document names: thousands name the same, so each is written once and where it changed. */
export function libraryWriter(db: Index): (doc: SearchDoc) => void {
  const add = db.prepare(
    'INSERT INTO slibrary(code, kind, area) VALUES(?, ?, ?) ON CONFLICT(code) DO UPDATE SET kind = excluded.kind, area = excluded.area WHERE kind <> excluded.kind OR area IS NOT excluded.area',
  );
  const known = new Map<string, string>();
  return ({ holdings }) => {
    for (const { library, kind, area } of holdings) {
      const told = `${kind} ${area}`;
      if (known.get(library) === told) continue;
      add.run(library, kind, area);
      known.set(library, told);
    }
  };
}
