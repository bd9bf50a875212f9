import { rmSync } from 'node:fs';
import type { SearchDoc } from '../../document.ts';
import type { EngineHealth } from '../../engine.ts';
import { indexFiles } from './files.ts';
import type { AnswerTo, WriterCall } from './messages.ts';
import { type IndexStore, indexStore } from './store.ts';
import { INDEX_FORM, type Index, metaOf, openIndex, setMeta } from './tables.ts';

/** Documents put into a new index in one transaction while it is built. */
const BUILD_BATCH = 2_000;

/** The one writer of an index folder in this process. */
export class IndexWriter {
  readonly #files: ReturnType<typeof indexFiles>;
  #open: { readonly file: string; readonly stamp: number; readonly db: Index; readonly store: IndexStore };
  #staging: { readonly file: string; readonly db: Index } | null = null;

  constructor(folder: string) {
    this.#files = indexFiles(folder);
    this.#open = this.#openCurrent();
  }

  answer(call: WriterCall): AnswerTo<WriterCall> {
    switch (call.do) {
      case 'put':
        return this.#put(call);
      case 'health':
        return this.#health();
      case 'stage':
        return this.#stage(call.docs);
      case 'build':
        return this.#build(call.seq);
    }
  }

  close(): void {
    this.#open.db.close();
    this.#dropStaging();
  }

  /** Nothing is written where the index is not at the place the caller thinks: it was built anew meanwhile. */
  #put({ docs, removed, seq, after }: Extract<WriterCall, { do: 'put' }>): null {
    this.#follow();
    if (after === null || this.#seq() === after) this.#open.store.put(docs, removed, seq);
    return null;
  }

  #health(): EngineHealth {
    this.#follow();
    const documents = this.#open.db.prepare<[], { n: number }>('SELECT count(*) AS n FROM sdoc').get()?.n ?? 0;
    return { ok: true, documents, seq: this.#seq(), detail: '' };
  }

  #seq(): number {
    return Number(metaOf(this.#open.db, 'seq') ?? '0');
  }

  /** Another process may have built an index: the pointer tells. */
  #follow(): void {
    if (this.#files.stamp() === this.#open.stamp) return;
    this.#open.db.close();
    this.#open = this.#openCurrent();
  }

  #openCurrent(): { readonly file: string; readonly stamp: number; readonly db: Index; readonly store: IndexStore } {
    const known = this.#files.current();
    if (known !== null) {
      const db = openIndex(known, true);
      if (metaOf(db, 'form') === INDEX_FORM)
        return { file: known, stamp: this.#files.stamp(), db, store: indexStore(db) };
      db.close();
    }
    const file = this.#files.next();
    const db = openIndex(file, true);
    setMeta(db, 'form', INDEX_FORM);
    setMeta(db, 'seq', '0');
    this.#files.swap(file);
    return { file, stamp: this.#files.stamp(), db, store: indexStore(db) };
  }

  #stage(docs: readonly SearchDoc[]): null {
    const staging = this.#staging ?? this.#beginStaging();
    this.#staging = staging;
    const add = staging.db.prepare('INSERT INTO stage(hold, doc) VALUES(?, ?)');
    staging.db.transaction(() => {
      for (const doc of docs) add.run(doc.holdings.length, JSON.stringify(doc));
    })();
    return null;
  }

  #beginStaging(): { readonly file: string; readonly db: Index } {
    const file = this.#files.next();
    const db = openIndex(file, false);
    db.exec('CREATE TABLE stage(hold INTEGER NOT NULL, doc TEXT NOT NULL)');
    return { file, db };
  }

  /** Puts the staged documents in popularity order and makes the new file the current one. */
  #build(seq: number): null {
    const { file, db } = this.#staging ?? this.#beginStaging();
    const store = indexStore(db);
    const rows = db.prepare<[number, number], { doc: string }>(
      'SELECT doc FROM stage ORDER BY hold DESC, rowid LIMIT ? OFFSET ?',
    );
    db.exec('CREATE INDEX stage_hold ON stage(hold DESC)');
    for (let offset = 0; ; offset += BUILD_BATCH) {
      const batch = rows.all(BUILD_BATCH, offset).map(({ doc }) => JSON.parse(doc) as SearchDoc);
      if (batch.length === 0) break;
      store.put(batch, [], null);
    }
    db.exec(`DROP TABLE stage; INSERT INTO fts(fts) VALUES('optimize'); ANALYZE;`);
    setMeta(db, 'form', INDEX_FORM);
    setMeta(db, 'seq', String(seq));
    db.pragma('wal_checkpoint(TRUNCATE)');
    db.close();
    this.#staging = null;
    this.#open.db.close();
    this.#files.swap(file);
    this.#open = this.#openCurrent();
    return null;
  }

  #dropStaging(): void {
    if (this.#staging === null) return;
    this.#staging.db.close();
    for (const end of ['', '-wal', '-shm']) rmSync(this.#staging.file + end, { force: true });
    this.#staging = null;
  }
}
