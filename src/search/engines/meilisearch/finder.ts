import type { AliasTable } from '../../alias-table.ts';
import { titleKey } from '../../analyse.ts';
import type { SearchField } from '../../engine.ts';
import { syllablePairs } from '../../entry.ts';
import { KEY } from '../../keys.ts';
import { readingsOf, southern } from '../../pinyin.ts';
import type { Query } from '../../query.ts';
import { editsOf } from '../../spelling.ts';
import { keyText, keyValue } from './fields.ts';
import { among } from './filter.ts';
import { type Answer, NOTHING_BUT_COUNT, type SetAnswer, type SetSlice, type Slice } from './index-queries.ts';
import { allWith, type Wanted, whole, withKeys, withRuns, withWords } from './plan.ts';

/** A later stage is asked only while the earlier ones found fewer than these (notes/search §2.4). */
const FEW_FOR_WORDS = 5;
const FEW_FOR_SOUNDS = 3;
/** An author with a title is not longer. */
const LONGEST_PAIR = 40;
const LONGEST_NAME = 12;
/** So many ways of taking a part of a query for a name. */
const MOST_DIVISIONS = 4;
/** Of fewer letters any could be another. */
const SHORTEST_MISTYPED = 5;
/** Readings of one text that are asked for. */
const MOST_READINGS = 4;
/** Titles looked at for typing errors. */
const LOOKED_AT = 600;
/** The same for typed pinyin, of which the server knows the nearest. */
const MISTYPED_LOOKED_AT = 100;
/** The same of titles that share two pairs with what was typed. */
const SHARING_TWO = 100;

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

/** Sets of a later stage, asked only while the earlier ones found fewer than `few`. */
interface Later {
  readonly few: number;
  readonly sets: readonly Wanted[];
}

/** Adds the later stages, one after the other, as long as too little was found: words, sounds, spelling. */
export async function rescued(needs: FinderNeeds, query: Query, straight: Straight): Promise<Found> {
  const { field, key, runs, latin, han } = query;
  const titles = field === 'ANY' || field === 'TITLE';
  const both = field === 'ANY';
  const later: readonly Later[] = [
    { few: FEW_FOR_WORDS, sets: query.apart.length > runs.length ? [withRuns('PHRASE', query.apart, field)] : [] },
    { few: FEW_FOR_WORDS, sets: both && han && !straight.anyExact ? await authorAndTitle(needs, query) : [] },
    { few: FEW_FOR_WORDS, sets: han ? byWords(needs, key, field) : [] },
    { few: FEW_FOR_SOUNDS, sets: titles && han ? bySound(key) : [] },
  ];
  let found: Found = await added(needs, straight, later);
  const add = async (sets: readonly Wanted[]): Promise<void> => {
    found = await added(needs, found, [{ few: Number.POSITIVE_INFINITY, sets }]);
  };
  if (titles && han && !straight.anyExact && found.ids.size < FEW_FOR_SOUNDS) await add(await bySpelling(needs, key));
  if (titles && latin !== null && found.ids.size === 0) await add(await mistyped(needs, latin));
  if (titles && !han && found.ids.size === 0 && key.length >= SHORTEST_MISTYPED)
    await add([withWords('FUZZY', query.apart.map(({ text }) => text).join(' '), ['lt'])]);
  if (titles && found.ids.size === 0) await add(titleAmong(query));
  return found;
}

/** Goes through later stages in their order; all are asked at once, because most who ask need most of them. */
async function added({ askApart }: FinderNeeds, before: Found, later: readonly Later[]): Promise<Found> {
  const sets = later.flatMap((one) => one.sets);
  const answers = new Map((await askApart(sets, FEW_IDS)).map((answer, at) => [sets[at], answer]));
  let found = before;
  for (const { few, sets } of later) {
    if (found.ids.size >= few) break;
    // What is empty need not be asked again.
    const there = sets.filter((set) => answers.get(set)?.total !== 0);
    const ids = there.flatMap((set) => answers.get(set)?.rows ?? []).map(({ id }) => id);
    found = { sets: [...found.sets, ...there], ids: new Set([...found.ids, ...ids]) };
  }
  return found;
}

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
  const { facets } = await ask([allWith('WORDS', filter)], { ...NOTHING_BUT_COUNT, facets: ['auk'] });
  return divided
    .filter(({ names }) => names.some((name) => facets.auk?.[name] !== undefined))
    .slice(0, MOST_DIVISIONS)
    .map(({ names, title }) => {
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

/** Titles one or two characters away: among those that share the rarest pairs of the query. */
async function bySpelling({ ask, askApart }: FinderNeeds, key: string): Promise<readonly Wanted[]> {
  const chars = [...key];
  if (chars.length < 3 || chars.length > 30) return [];
  const pairs = [...new Set(chars.slice(0, -1).map((char, at) => `${char} ${chars[at + 1] ?? ''}`))];
  const asked = pairs.map((pair) => withWords('FUZZY', `"${pair}"`, ['t']));
  const counts = await askApart(asked, { limit: 0 });
  const counted = asked.map((set, at) => ({ set, count: counts[at]?.total ?? 0 }));
  const rarest = counted
    .filter(({ count }) => count > 0)
    .sort((a, b) => a.count - b.count)
    .slice(0, 4)
    .map(({ set }) => set);
  const most = chars.length < 6 ? 1 : 2;
  const nearOf = async (sets: readonly Wanted[], limit: number) => {
    const { rows } = await ask(sets, { ...NOTHING_BUT_COUNT, limit });
    return [...new Set(rows.map(({ title }) => titleKey(title)).concat(rows.map(({ tk }) => tk)))]
      .map((title) => ({ title, edits: editsOf(key, title, most) }))
      .filter(({ edits }) => edits <= most);
  };
  // One wrong character takes two pairs away: of four, two are left, and few titles share two.
  const shared = await nearOf(twoByTwo(rarest), SHARING_TWO);
  const near = shared.length > 0 ? shared : await nearOf(rarest, LOOKED_AT);
  return titlesByEdits(near);
}

/** Each two of the sets, as what is in both. */
function twoByTwo(sets: readonly Wanted[]): readonly Wanted[] {
  return sets.flatMap((one, at) =>
    sets.slice(at + 1).map((other) => ({ ...one, words: `${one.words} ${other.words}` })),
  );
}

/** One letter too many, too few, wrong or swapped in typed pinyin. */
async function mistyped({ ask }: FinderNeeds, latin: string): Promise<readonly Wanted[]> {
  if (latin.length < SHORTEST_MISTYPED || latin.length > 40) return [];
  // With a blank behind it a word does not go on. The server does not forgive the first letter of a short word.
  const typed = [latin, latin.slice(1)].map((word) => withWords('FUZZY', `${word} `, ['pt']));
  const { rows } = await ask(typed, { ...NOTHING_BUT_COUNT, limit: MISTYPED_LOOKED_AT });
  const sounds = [...new Set(rows.flatMap(({ tk }) => readingsOf(tk).joined))];
  const near = sounds
    .map((sound) => ({ title: sound, edits: editsOf(latin, sound, 1) }))
    .filter(({ edits }) => edits <= 1);
  return near.slice(0, MOST_READINGS).map(({ title }) => whole('FUZZY', title, ['gp']));
}

/** One set for each distance, the nearest first. */
function titlesByEdits(near: readonly { readonly title: string; readonly edits: number }[]): readonly Wanted[] {
  return [0, 1, 2]
    .map((edits) => near.filter((one) => one.edits === edits).map(({ title }) => keyValue(KEY.title, title)))
    .filter((values) => values.length > 0)
    .map((values) => allWith('FUZZY', among('keys', values)));
}
