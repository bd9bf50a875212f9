import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { z } from 'zod';
import { type AliasTable, aliasTable } from '../../alias-table.ts';
import { ALIASES } from '../../aliases.ts';
import { indexFiles } from './files.ts';
import type { AnswerTo, ReaderCall } from './messages.ts';
import { Searcher } from './searcher.ts';
import { Suggester } from './suggester.ts';
import { type Index, openIndexForReading } from './tables.ts';

const OwnAliases = z.object({
  titles: z.array(z.array(z.string())).default([]),
  names: z.array(z.array(z.string())).default([]),
});
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
    this.#aliases = aliasTable(
      ALIASES,
      ...(aliasFile !== null && existsSync(aliasFile)
        ? [OwnAliases.parse(JSON.parse(readFileSync(aliasFile, 'utf8')))]
        : []),
    );
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
    const file = this.#files.current();
    if (file === null) throw new Error('no index was opened for writing yet');
    this.#open?.db.close();
    const db = openIndexForReading(file);
    const searcher = new Searcher(db, wordsOf, this.#aliases);
    searcher.refresh();
    this.#open = { db, searcher, suggester: new Suggester(db) };
    this.#stamp = stamp;
    return this.#open;
  }
}

let cutter: ((text: string) => string[]) | null = null;

/** Dictionary words of a query, for the stage that divides what nobody wrote together; loaded when first needed. */
function wordsOf(text: string): readonly string[] {
  if (cutter === null) {
    const require = createRequire(import.meta.url);
    const { Jieba } = require('@node-rs/jieba') as typeof import('@node-rs/jieba');
    const { dict } = require('@node-rs/jieba/dict') as { readonly dict: Uint8Array };
    const jieba = Jieba.withDict(dict);
    cutter = (word) => jieba.cut(word, false);
  }
  return cutter(text);
}
