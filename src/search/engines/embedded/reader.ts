import { readAliases } from '../../alias-file.ts';
import type { AliasTable } from '../../alias-table.ts';
import { wordsOf } from '../../words.ts';
import { indexFiles } from './files.ts';
import type { AnswerTo, ReaderCall } from './messages.ts';
import { Searcher } from './searcher.ts';
import { Suggester } from './suggester.ts';
import { type Index, openIndexForReading } from './tables.ts';

/** How often the pointer is looked at: within this a new index is read. */
const LOOK_MS = 250;

interface OpenIndex {
  readonly db: Index;
  readonly searcher: Searcher;
  readonly suggester: Suggester;
}

/** Answers queries from the current index, following it when another becomes current. */
export class IndexReader {
  readonly #files: ReturnType<typeof indexFiles>;
  readonly #aliases: AliasTable;
  #open: OpenIndex | null = null;
  #stamp = -1;
  #looked = 0;

  constructor(folder: string, aliasFile: string | null) {
    this.#files = indexFiles(folder);
    this.#aliases = readAliases(aliasFile);
  }

  answer(call: ReaderCall): AnswerTo<ReaderCall> {
    const open = this.#current();
    return call.do === 'search' ? open.searcher.search(call.request) : open.suggester.suggest(call.prefix, call.first);
  }

  close(): void {
    this.#open?.db.close();
  }

  #current(): OpenIndex {
    const now = performance.now();
    if (this.#open !== null && now - this.#looked < LOOK_MS) return this.#open;
    this.#looked = now;
    const stamp = this.#files.stamp();
    if (this.#open !== null && stamp === this.#stamp) return this.#open;
    const db = this.#files.openCurrent(openIndexForReading);
    if (db === null) throw new Error('no index was opened for writing yet');
    this.#open?.db.close();
    const searcher = new Searcher(db, wordsOf, this.#aliases);
    searcher.refresh();
    this.#open = { db, searcher, suggester: new Suggester(db) };
    this.#stamp = stamp;
    return this.#open;
  }
}
