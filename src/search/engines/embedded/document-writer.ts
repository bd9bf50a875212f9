import { createHash } from 'node:crypto';
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

const DIGEST_BYTES = 6;

/** A number for what the text index holds of a document: it keeps tokens only and cannot tell whether they are the same. */
export function textDigest(entry: Entry): number {
  const text = textValues(entry).join('\0');
  return createHash('sha1').update(text).digest().readUIntBE(0, DIGEST_BYTES);
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

/** Documents into the tables of an index and out of them; called within a transaction. */
export interface DocumentWriter {
  /** One that the index does not hold. */
  add(ord: number, touched: number, doc: SearchDoc, entry: Entry): void;
  /**
   * In the place of what stands there. Keys and text are touched where they differ only: they lie all over the index, and
   * after a loan, or with one more holder, they are what they were.
   */
  replace(ord: number, touched: number, doc: SearchDoc, entry: Entry): void;
  drop(ord: number): void;
}

/** What a document is filed under: its keys, see {@link filedKeys}, and what its text was, see {@link textDigest}. */
interface Filed {
  readonly keys: string;
  readonly text: number;
}

export function documentWriter(db: Index): DocumentWriter {
  const sql = statements(db);
  const libraries = libraryWriter(db);
  const addKeys = (ord: number, keys: string) => sql.addKeys.run({ ord, keys });
  const dropKeys = (ord: number, keys: string) => sql.dropKeys.run({ ord, keys });
  const dropRow = (ord: number): void => {
    sql.dropDoc.run(ord);
    sql.dropCalls.run(ord);
  };
  const addRow = (ord: number, touched: number, doc: SearchDoc, entry: Entry): void => {
    sql.addDoc.run(ord, touched, ...docValues(doc, entry));
    for (const call of entry.calls) sql.addCall.run(call, ord);
    libraries(doc);
  };
  return {
    add(ord, touched, doc, entry) {
      const keys = filedKeys(entry);
      addRow(ord, touched, doc, entry);
      sql.addText.run(ord, ...textValues(entry));
      sql.file.run(ord, keys, textDigest(entry));
      addKeys(ord, keys);
    },
    replace(ord, touched, doc, entry) {
      const before = sql.filed.get(ord) ?? NOT_FILED;
      const now = { keys: filedKeys(entry), text: textDigest(entry) };
      dropRow(ord);
      addRow(ord, touched, doc, entry);
      if (now.text !== before.text) {
        sql.dropText.run(ord);
        sql.addText.run(ord, ...textValues(entry));
      }
      if (now.keys !== before.keys) {
        dropKeys(ord, without(before.keys, now.keys));
        addKeys(ord, without(now.keys, before.keys));
      }
      if (now.text !== before.text || now.keys !== before.keys) sql.file.run(ord, now.keys, now.text);
    },
    drop(ord) {
      dropKeys(ord, sql.filed.get(ord)?.keys ?? NOT_FILED.keys);
      sql.dropText.run(ord);
      sql.dropFiled.run(ord);
      dropRow(ord);
    },
  };
}

const NOT_FILED: Filed = { keys: '[]', text: 0 };

/** Those of one list of filed keys that another lacks. */
function without(keys: string, others: string): string {
  const known = new Set(JSON.parse(others) as readonly string[]);
  return JSON.stringify((JSON.parse(keys) as readonly string[]).filter((key) => !known.has(key)));
}

function statements(db: Index) {
  return {
    addDoc: db.prepare(`INSERT INTO sdoc(ord, touched, ${DOC_COLUMNS}) VALUES(?, ?, ${marks(DOC_COLUMNS)})`),
    addText: db.prepare(`INSERT INTO fts(rowid, ${TEXT_COLUMNS}) VALUES(?, ${marks(TEXT_COLUMNS)})`),
    addKeys: db.prepare(`INSERT OR IGNORE INTO skey(kind, k, ord) SELECT ${EACH_KEY}, @ord FROM json_each(@keys)`),
    addCall: db.prepare('INSERT OR IGNORE INTO scall(sort, ord) VALUES(?, ?)'),
    file: db.prepare('INSERT OR REPLACE INTO sfiled(ord, keys, text) VALUES(?, ?, ?)'),
    filed: db.prepare<[number], Filed>('SELECT keys, text FROM sfiled WHERE ord = ?'),
    dropDoc: db.prepare('DELETE FROM sdoc WHERE ord = ?'),
    dropText: db.prepare('DELETE FROM fts WHERE rowid = ?'),
    // The place apart from the keys: in one list with them it is not looked up by, and all who share a key are walked through.
    dropKeys: db.prepare(
      `DELETE FROM skey WHERE ord = @ord AND (kind, k) IN (SELECT ${EACH_KEY} FROM json_each(@keys))`,
    ),
    dropFiled: db.prepare('DELETE FROM sfiled WHERE ord = ?'),
    dropCalls: db.prepare('DELETE FROM scall WHERE ord = ?'),
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
