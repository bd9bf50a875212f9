import type { AliasTable } from '../../alias-table.ts';
import type { SearchField } from '../../engine.ts';
import { syllablePairs } from '../../entry.ts';
import { KEY } from '../../keys.ts';
import { readingsOf, southern } from '../../pinyin.ts';
import type { Query } from '../../query.ts';
import { FORGIVEN, keyText } from './fields.ts';
import { among } from './filter.ts';
import { type Answer, NOTHING_BUT_COUNT, type SetAnswer, type SetSlice, type Slice } from './index-queries.ts';
import { bySpelling, mistyped, NOTHING, rarestPairs } from './misspelt.ts';
import { allWith, type Wanted, whole, withKeys, withRuns, withWords } from './plan.ts';

/** A later stage is asked only while the earlier ones found fewer than these (notes/search §2.4). */
const FEW_FOR_WORDS = 5;
const FEW_FOR_SOUNDS = 3;
/** An author with a title is not longer. */
const LONGEST_PAIR = 40;
const LONGEST_NAME = 12;
/** Readings of one text that are asked for. */
const MOST_READINGS = 4;

export interface FinderNeeds {
  /** The union of sets. */
  readonly ask: (sets: readonly Wanted[], slice: Slice) => Promise<Answer>;
  /** Each set for itself. */
  readonly askApart: (sets: readonly Wanted[], slice: SetSlice) => Promise<readonly SetAnswer[]>;
  readonly words: (text: string) => readonly string[];
  readonly aliases: AliasTable;
}

/** Sets of documents, and what is in any of them without a filter: all of it while that is few. */
export interface Found {
  readonly sets: readonly Wanted[];
  readonly ids: ReadonlySet<string>;
}

/** What the straight stages found. */
export interface Straight extends Found {
  readonly anyExact: boolean;
}

/** Whether so few are found that a later stage might still be asked. */
export const isFew = (total: number): boolean => total < FEW_FOR_WORDS;

/** What is needed of a set to know it whole where it is small, and otherwise that it is not. */
export const FEW_IDS: SetSlice = { limit: 2 * FEW_FOR_WORDS, idsOnly: true };

/** Adds the later stages, one after the other, as long as too little was found: words, sounds, spelling. */
export async function rescued(needs: FinderNeeds, query: Query, straight: Straight): Promise<Found> {
  const { field, key, runs, latin, han } = query;
  const titles = field === 'ANY' || field === 'TITLE';
  const mayBeMisspelt = titles && han && !straight.anyExact && straight.ids.size < FEW_FOR_SOUNDS;
  // None of these waits for another, though each may be needed only where the one before brought too little.
  const [byName, others, pairs] = await Promise.all([
    field === 'ANY' && han && !straight.anyExact ? authorAndTitle(needs, query) : [],
    answered(needs, [
      query.apart.length > runs.length ? [withRuns('PHRASE', query.apart, field)] : [],
      han ? byWords(needs, key, field) : [],
      titles && han ? bySound(key) : [],
    ]),
    mayBeMisspelt ? rarestPairs(needs, key) : [],
  ]);
  const [apart = [], words = [], sounds = []] = others;
  const [named = []] = await answered(needs, [byName]);
  let found = together(straight, apart, FEW_FOR_WORDS);
  found = together(found, named, FEW_FOR_WORDS);
  found = together(found, words, FEW_FOR_WORDS);
  found = together(found, sounds, FEW_FOR_SOUNDS);
  if (mayBeMisspelt && found.ids.size < FEW_FOR_SOUNDS) found = merged(found, await bySpelling(needs, key, pairs));
  if (titles && found.ids.size === 0) found = await lastOfAll(needs, query, latin);
  return found;
}

/** What is asked where nothing at all was found: letters mistyped, and titles beside words that stand nowhere. */
async function lastOfAll(needs: FinderNeeds, query: Query, latin: string | null): Promise<Found> {
  const { key, han, apart } = query;
  const typed = latin === null ? NOTHING : await mistyped(needs, latin);
  if (typed.ids.size > 0) return typed;
  const fields = query.field === 'ANY' ? ['lt', 'la'] : ['lt'];
  const word = withWords('FUZZY', apart.map(({ text }) => text).join(' '), fields);
  const [words = [], titles = []] = await answered(needs, [
    !han && key.length >= FORGIVEN ? [word] : [],
    titleAmong(query),
  ]);
  return together(together(NOTHING, words, 1), titles, 1);
}

/** A set that holds something, with the first of what it holds: see {@link FEW_IDS}. */
export interface Answered {
  readonly set: Wanted;
  readonly ids: readonly string[];
}

/**
 * Sets to be asked for together from here on, the best stage first. A small one is named by what it holds, as far as none
 * before it does: the page, its totals and its facets all ask for the sets again, and that is the quickest way.
 */
export function againAsked(answered: readonly Answered[], before: ReadonlySet<string> = new Set()): readonly Wanted[] {
  const named = new Set(before);
  return answered.flatMap(({ set, ids }) => {
    if (ids.length >= FEW_IDS.limit) return [set];
    const others = ids.filter((id) => !named.has(id));
    for (const id of others) named.add(id);
    return others.length === 0 ? [] : [allWith(set.stage, among('id', others))];
  });
}

/** Asks for all sets of several stages at once; those that are empty need not be asked again. */
export async function answered(
  { askApart }: Pick<FinderNeeds, 'askApart'>,
  stages: readonly (readonly Wanted[])[],
): Promise<readonly (readonly Answered[])[]> {
  const answers = await askApart(stages.flat(), FEW_IDS);
  const all = stages.flatMap((sets, stage) => sets.map((set) => ({ set, stage })));
  const told = all.map((one, at) => ({ ...one, ids: (answers[at]?.rows ?? []).map(({ id }) => id) }));
  return stages.map((_, place) => told.filter(({ stage, ids }) => stage === place && ids.length > 0));
}

/** With a later stage, where fewer than `few` were found before it, which are known one and all. */
function together(before: Found, later: readonly Answered[], few: number): Found {
  if (before.ids.size >= few) return before;
  return merged(before, { sets: againAsked(later, before.ids), ids: new Set(later.flatMap(({ ids }) => ids)) });
}

const merged = (a: Found, b: Found): Found => ({ sets: [...a.sets, ...b.sets], ids: new Set([...a.ids, ...b.ids]) });

/** An author's name at the beginning or the end, the title beside it, with nothing between: `曹文轩草房子`. */
async function authorAndTitle({ ask, aliases }: FinderNeeds, { runs }: Query): Promise<readonly Wanted[]> {
  const [run] = runs;
  if (run === undefined || runs.length > 1 || run.text.length < 3 || run.text.length > LONGEST_PAIR) return [];
  const divided = Array.from({ length: run.text.length - 2 }, (_, at) => [
    { name: run.text.slice(0, at + 2), title: run.text.slice(at + 2) },
    { name: run.text.slice(at + 1), title: run.text.slice(0, at + 1) },
  ])
    .flat()
    .filter(({ name }) => name.length >= 2 && name.length <= LONGEST_NAME)
    .map(({ name, title }) => ({ names: [name, ...aliases.names(name)].map(keyText), title }));
  const filter = among('auk', [...new Set(divided.flatMap(({ names }) => names))]);
  // Mostly none is a name.
  if ((await ask([allWith('WORDS', filter)], NOTHING_BUT_COUNT)).total === 0) return [];
  return divided.map(({ names, title }) => {
    const set = withRuns('WORDS', [{ han: true, text: title }], 'TITLE');
    return { ...set, filter: among('auk', names) };
  });
}

/** A whole title beside words that stand nowhere: a name misspelt, or written in another script. */
function titleAmong({ runs, apart }: Query): readonly Wanted[] {
  const words = [...new Set([...runs, ...apart].map(({ text }) => text).filter((text) => text.length > 1))];
  if (words.length < 2) return [];
  return [
    withKeys(
      'WORDS',
      words.map((word) => [KEY.title, word]),
    ),
  ];
}

function byWords({ words: cut }: FinderNeeds, key: string, field: SearchField): readonly Wanted[] {
  const isHan = (word: string): boolean => /\p{Script=Han}/u.test(word);
  const words = cut(key).filter((word) => word.length > 1 || !isHan(word));
  if (words.length < 2) return [];
  const runs = words.map((text) => ({ han: isHan(text), text }));
  return [withRuns('WORDS', runs, field)];
}

function bySound(key: string): readonly Wanted[] {
  // A Ⅱ is silent, so that 三体Ⅱ would sound like any 三体; its letters are not.
  const { joined, syllables } = readingsOf(key.normalize('NFKC'));
  if (joined[0] === undefined) return [];
  const same = joined.slice(0, MOST_READINGS).map((reading) => whole('HOMOPHONE', reading, ['gp']));
  const soft = withKeys('HOMOPHONE', [[KEY.southern, southern(joined[0])]]);
  if (syllables.length < 3) return [...same, soft];
  const pairs = syllablePairs(syllables).split(' ').slice(0, -1).join(' ');
  return [...same, soft, withWords('HOMOPHONE', `"${pairs}"`, ['py'])];
}
