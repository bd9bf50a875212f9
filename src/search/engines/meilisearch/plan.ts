import type { AliasTable } from '../../alias-table.ts';
import type { Run } from '../../analyse.ts';
import type { MatchStage, SearchField } from '../../engine.ts';
import { KEY } from '../../keys.ts';
import { southern } from '../../pinyin.ts';
import type { Query } from '../../query.ts';
import { EVERY_DOCUMENT, keyText, keyValue, LONGEST_BEGINNING, tokenOf } from './fields.ts';
import { among, beginning } from './filter.ts';

/** A set of documents that the index can name in one question, and the stage that it stands for. */
export interface Wanted {
  readonly stage: MatchStage;
  /** In the server's query syntax; made of our tokens only. */
  readonly words: string;
  readonly fields: readonly string[];
  readonly filter: string | null;
}

const TEXT_FIELDS: Readonly<Record<SearchField, readonly string[]>> = {
  ANY: ['t', 'a', 'ser', 'subj', 'pub'],
  TITLE: ['t'],
  CONTRIBUTOR: ['a'],
  SUBJECT: ['subj'],
  PUBLISHER: ['pub'],
  SERIES: ['ser'],
  ISBN: ['t'],
  CALL_NUMBER: ['t'],
};

/** All documents that pass a filter; ranked like a question with words, so that both can be asked as one. */
export function allWith(stage: MatchStage, filter: string | null): Wanted {
  return { stage, words: `"${EVERY_DOCUMENT}"`, fields: ['one'], filter };
}

export function withKeys(stage: MatchStage, keys: Keys): Wanted {
  return allWith(stage, among('keys', keyValues(keys)));
}

type Keys = readonly (readonly [kind: number, key: string])[];

const keyValues = (keys: Keys): readonly string[] => [
  ...new Set(keys.filter(([, key]) => key !== '').map(([kind, key]) => keyValue(kind, key))),
];

export function withWords(stage: MatchStage, words: string, fields: readonly string[]): Wanted {
  return { stage, words, fields, filter: null };
}

/** Runs as phrases, all of them in one document; a word of letters at the end may go on. */
export function phrases(runs: readonly Run[]): string {
  return runs
    .map((run, at) => {
      const goesOn = !run.han && at === runs.length - 1 && run.text.length > 1;
      return goesOn ? tokenOf(run) : `"${tokenOf(run)}"`;
    })
    .join(' ');
}

export function withRuns(stage: MatchStage, runs: readonly Run[], field: SearchField): Wanted {
  return withWords(stage, phrases(runs), TEXT_FIELDS[field]);
}

/** What identifies one book: where a query is that, nothing else is asked. Null where it is none. */
export function identified(query: Query): readonly Wanted[] | null {
  if (query.isbn === 'invalid') return [];
  if (query.isbn !== null) return [withKeys('IDENTIFIER', [[KEY.identifier, query.isbn]])];
  if (query.field === 'ISBN') return [withKeys('IDENTIFIER', [[KEY.identifier, query.key]])];
  if (query.field === 'CALL_NUMBER') return calls(query);
  return query.key === '' ? [] : null;
}

/** Documents whose call number or class begins so. */
export function calls({ callNumber }: Query): readonly Wanted[] {
  return callNumber === null || callNumber === '' ? [] : [allWith('IDENTIFIER', beginning('calls', callNumber))];
}

/** Stages that are asked of every text: identifiers, whole titles and names, phrases, sounds as they were typed. */
export function straight(query: Query, aliases: AliasTable): readonly Wanted[] {
  const { field, key, numeral, latin, runs } = query;
  const titles = field === 'ANY' || field === 'TITLE';
  const names = field === 'ANY' || field === 'CONTRIBUTOR';
  const exact: [number, string][] = [];
  if (titles) exact.push([KEY.title, key], [KEY.numeral, numeral]);
  if (titles) for (const alias of aliases.titles(key)) exact.push([KEY.title, alias]);
  const wanted: Wanted[] = [];
  if (field === 'ANY') {
    const barcode = among('bars', [keyText(key)]);
    const identifier = among('keys', [keyValue(KEY.identifier, key)]);
    wanted.push(allWith('IDENTIFIER', `${identifier} OR ${barcode}`));
  }
  const either = [
    ...(exact.length === 0 ? [] : [among('keys', keyValues(exact))]),
    ...(names ? [among('auk', [key, ...aliases.names(key)].map(keyText))] : []),
  ];
  if (either.length > 0) wanted.push(allWith('EXACT', either.join(' OR ')));
  const sounds: readonly GoingField[] = [...(titles ? SOUNDS : []), ...(names ? NAMES : [])];
  if (latin !== null && sounds.length > 0) wanted.push(whole('EXACT', latin, sounds));
  wanted.push(withRuns('PHRASE', runs, field), ...begun(query, titles, names));
  if (titles && latin !== null) wanted.push(withKeys('HOMOPHONE', [[KEY.southern, southern(latin)]]));
  return wanted;
}

/** Titles whose number or sound begins as typed. */
function begun({ key, numeral, latin }: Query, titles: boolean, names: boolean): readonly Wanted[] {
  const wanted: Wanted[] = [];
  if (titles && /\d/.test(numeral) && numeral !== key) wanted.push(going('PHRASE', numeral, ['gn']));
  if (titles && latin !== null) wanted.push(...soundsBegun(latin));
  if (names && latin !== null) wanted.push(whole('PHRASE', latin, ['gj']));
  return wanted;
}

/** Titles whose pinyin or initials begin so. */
export function soundsBegun(latin: string): readonly Wanted[] {
  if (latin.length <= LONGEST_BEGINNING) return [whole('PHRASE', latin, ['gs'])];
  return [allWith('PHRASE', beginning('pj', latin)), going('PHRASE', latin, ['gi'])];
}

/**
 * Fields of one word each that may go on: the title, its pinyin, its initials; the title with its numbers in digits; its
 * authors, their pinyin, and their initials; and how the title and its sound begin, as whole words: of the beginning of a
 * word the server looks at the first thousand words, and more than those begin with 中国 or `zhong`.
 */
export type GoingField = 'go' | 'gp' | 'gi' | 'gn' | 'ga' | 'gl' | 'gj' | 'gs' | 'gt';
const SOUNDS: readonly GoingField[] = ['gp', 'gi'];
const NAMES: readonly GoingField[] = ['gl'];

/** Titles that go on as typed, in Han, pinyin or initials; a word that may go on is found quicker than a filter. */
export function going(stage: MatchStage, prefix: string, fields: readonly GoingField[]): Wanted {
  return withWords(stage, prefix, fields);
}

/** Titles that begin so. */
export function titlesBegun(key: string): Wanted {
  return [...key].length <= LONGEST_BEGINNING ? whole('PHRASE', key, ['gt']) : going('PHRASE', key, ['go']);
}

/** What is just that word in such a field: quicker than a key to filter by, and known to the index once. */
export function whole(stage: MatchStage, word: string, fields: readonly GoingField[]): Wanted {
  return withWords(stage, `"${word}"`, fields);
}
