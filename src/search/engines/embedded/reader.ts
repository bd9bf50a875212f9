import { readAliases } from '../../alias-file.ts';
import type { AliasTable } from '../../alias-table.ts';
import { wordsOf } from '../../words.ts';
import { indexFiles } from './files.ts';
import type { AnswerTo, ReaderCall } from './messages.ts';
import { Searcher } from './searcher.ts';
import { Suggester } from './suggester.ts';
import { type Index, openIndexForReading } from './tables.ts';

/** How often the pointer is looked at: within this a new index is read. */
export const LOOK_MS = 250;
/** Documents whose columns are read between two questions: some hundredths of a second. */
const ROWS_AT_ONCE = 5_000;

interface OpenIndex {
  readonly db: Index;
  readonly stamp: number;
  readonly searcher: Searcher;
  readonly suggester: Suggester;
}

/**
 * Answers queries from the current index, following it when another becomes current: the old one answers while the
 * columns of the new are read in small parts, which takes seconds for a million documents.
 */
export class IndexReader {
  readonly #files: ReturnType<typeof indexFiles>;
  readonly #aliases: AliasTable;
  #open: OpenIndex | null = null;
  #coming: OpenIndex | null = null;
  #closed = false;
  #looked = Number.NEGATIVE_INFINITY;

  constructor(folder: string, aliasFile: string | null) {
    this.#files = indexFiles(folder);
    this.#aliases = readAliases(aliasFile);
  }

  answer(call: ReaderCall): AnswerTo<ReaderCall> {
    // An index without documents is answered from only while there is no other.
    if ((this.#open?.searcher.columns.count ?? 0) === 0) while (this.follow());
    else if (performance.now() - this.#looked >= LOOK_MS) this.follow();
    if (this.#open === null) throw new Error('no index was opened for writing yet');
    const { searcher, suggester } = this.#open;
    return call.do === 'search' ? searcher.search(call.request) : suggester.suggest(call.prefix, call.first);
  }

  /**
   * Looks whether another index became current, and reads a part of it.
   *
   * @returns whether there is more of it to read
   */
  follow(): boolean {
    this.#looked = performance.now();
    const stamp = this.#files.stamp();
    if (stamp === this.#open?.stamp) return false;
    if (stamp !== this.#coming?.stamp) {
      this.#coming?.db.close();
      this.#coming = this.#openCurrent(stamp);
    }
    if (this.#coming === null) return false;
    if (this.#coming.searcher.columns.readSome(this.#coming.db, ROWS_AT_ONCE)) return true;
    this.#open?.db.close();
    this.#open = this.#coming;
    this.#coming = null;
    return false;
  }

  get closed(): boolean {
    return this.#closed;
  }

  close(): void {
    this.#closed = true;
    this.#open?.db.close();
    this.#coming?.db.close();
  }

  #openCurrent(stamp: number): OpenIndex | null {
    const db = this.#files.openCurrent(openIndexForReading);
    if (db === null) return null;
    return { db, stamp, searcher: new Searcher(db, wordsOf, this.#aliases), suggester: new Suggester(db) };
  }
}
