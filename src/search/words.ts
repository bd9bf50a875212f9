import { createRequire } from 'node:module';

let cutter: ((text: string) => string[]) | null = null;

/** Dictionary words of a query, for the stage that divides what nobody wrote together; loaded when first needed. */
export function wordsOf(text: string): readonly string[] {
  if (cutter === null) {
    const require = createRequire(import.meta.url);
    const { Jieba } = require('@node-rs/jieba') as typeof import('@node-rs/jieba');
    const { dict } = require('@node-rs/jieba/dict') as { readonly dict: Uint8Array };
    const jieba = Jieba.withDict(dict);
    cutter = (word) => jieba.cut(word, false);
  }
  return cutter(text);
}
