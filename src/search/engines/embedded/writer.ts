import type { EngineHealth } from '../../engine.ts';
import { fillIndex, finishIndex } from './builder.ts';
import { indexFiles } from './files.ts';
import type { AnswerTo, WriterCall } from './messages.ts';
import { type IndexStore, indexStore } from './store.ts';
import { INDEX_FORM, type Index, metaOf, openIndex, setMeta } from './tables.ts';

/** The one writer of an index folder in this process. */
export class IndexWriter {
  readonly #files: ReturnType<typeof indexFiles>;
  #open: { readonly file: string; readonly stamp: number; readonly db: Index; readonly store: IndexStore };
  #changes = 0;
  #counted: { readonly db: Index; readonly written: string; readonly documents: number } | null = null;

  constructor(folder: string) {
    this.#files = indexFiles(folder);
    this.#open = this.#openCurrent();
  }

  answer(call: WriterCall): AnswerTo<WriterCall> {
    switch (call.do) {
      case 'put':
        return this.put(call);
      case 'health':
        return this.health();
      case 'fill':
        fillIndex(call.file);
        return null;
      case 'finish':
        return this.finish(call.file, call.seq);
    }
  }

  close(): void {
    this.#open.db.close();
  }

  /** Nothing is written where the index is not at the place the caller thinks: it was built anew meanwhile. */
  put({ docs, removed, seq, after }: Omit<Extract<WriterCall, { do: 'put' }>, 'do'>): null {
    this.#follow();
    if (after !== null && this.#seq() !== after) return null;
    this.#changes += 1;
    this.#open.store.put(docs, removed, seq);
    return null;
  }

  /** Asked before every batch: what is stored is counted anew only where somebody wrote. */
  health(): EngineHealth {
    this.#follow();
    const { db } = this.#open;
    const written = `${db.pragma('data_version', { simple: true })} ${this.#changes}`;
    if (this.#counted?.db !== db || this.#counted.written !== written) {
      const documents = db.prepare<[], { n: number }>('SELECT count(*) AS n FROM sdoc').get()?.n ?? 0;
      this.#counted = { db, written, documents };
    }
    return { ok: true, documents: this.#counted.documents, seq: this.#seq(), detail: '' };
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
    // Looked at before opening: a swap in between is then seen at the next call.
    const stamp = this.#files.stamp();
    const known = this.#files.openCurrent((file) => ({ file, db: openIndex(file, { mustExist: true }) }));
    if (known !== null) {
      const { file, db } = known;
      if (metaOf(db, 'form') === INDEX_FORM) return { file, stamp, db, store: indexStore(db) };
      db.close();
    }
    const file = this.#files.next();
    const db = openIndex(file, { mustExist: false });
    setMeta(db, 'form', INDEX_FORM);
    setMeta(db, 'seq', '0');
    this.#files.swap(file);
    return { file, stamp: this.#files.stamp(), db, store: indexStore(db) };
  }

  /** Completes the new index and makes it the current one. */
  finish(file: string, seq: number): null {
    finishIndex(file, seq);
    this.#open.db.close();
    this.#files.swap(file);
    this.#open = this.#openCurrent();
    return null;
  }
}
