import { titleKey } from '../../analyse.ts';
import { KEY } from '../../keys.ts';
import { readingsOf } from '../../pinyin.ts';
import { editsOf, oneEditFrom } from '../../spelling.ts';
import { keyValue } from './fields.ts';
import { among } from './filter.ts';
import type { FinderNeeds, Found } from './finder.ts';
import { type FoundRow, NOTHING_BUT_COUNT } from './index-queries.ts';
import { allWith, type Wanted, whole, withWords } from './plan.ts';

type Needs = Pick<FinderNeeds, 'ask' | 'askApart'>;

const FEWEST_CHARACTERS = 3;
const MOST_CHARACTERS = 30;
/** Of fewer characters only one can be wrong. */
const LONG = 6;
/** Pairs of characters that titles are looked for by. */
const RAREST = 4;
/** Titles looked at that share two pairs with what was typed, and one. */
const SHARING = { two: 100, one: 200 } as const;
/** Of fewer letters any could be another. */
const MISTYPED_LETTERS = { fewest: 5, most: 40 } as const;
const MISTYPED_LOOKED_AT = 60;
const MOST_SOUNDS = 4;

export const NOTHING: Found = { sets: [], ids: new Set() };

const mostWrong = (key: string): number => ([...key].length < LONG ? 1 : 2);

/** Titles one or two characters away from the query: among those that share its rarest pairs with it. */
export async function bySpelling({ ask }: Needs, key: string, rarest: readonly Wanted[]): Promise<Found> {
  const most = mostWrong(key);
  const nearOf = async (sets: readonly Wanted[], limit: number): Promise<readonly Near[]> => {
    const { rows } = await ask(sets, { ...NOTHING_BUT_COUNT, limit });
    return nearest(rows, key, most);
  };
  // One wrong character takes two pairs away: of four, two are left, and few titles share two.
  const shared = await nearOf(twoByTwo(rarest), SHARING.two);
  return foundNear(shared.length > 0 ? shared : await nearOf(rarest, SHARING.one));
}

/** The pairs of neighbours in a query that stand in the fewest titles about as long; none where it is too short or long. */
export async function rarestPairs({ askApart }: Needs, key: string): Promise<readonly Wanted[]> {
  const chars = [...key];
  if (chars.length < FEWEST_CHARACTERS || chars.length > MOST_CHARACTERS) return [];
  const most = mostWrong(key);
  const filter = `len ${chars.length - most} TO ${chars.length + most}`;
  const pairs = [...new Set(chars.slice(0, -1).map((char, at) => `${char} ${chars[at + 1] ?? ''}`))];
  const asked = pairs.map((pair) => withWords('FUZZY', `"${pair}"`, ['t']));
  const counts = await askApart(asked, { limit: 0 });
  return asked
    .map((set, at) => ({ set, count: counts[at]?.total ?? 0 }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => a.count - b.count)
    .slice(0, RAREST)
    .map(({ set }) => ({ ...set, filter }));
}

/** A title that may have been meant. */
interface Near {
  readonly id: string;
  readonly title: string;
  readonly edits: number;
}

/** By the title with its part and without it, whichever is near. */
function nearest(rows: readonly FoundRow[], key: string, most: number): readonly Near[] {
  return rows
    .flatMap(({ id, tk, title }) => [...new Set([tk, titleKey(title)])].map((one) => ({ id, title: one })))
    .map((one) => ({ ...one, edits: editsOf(key, one.title, most) }))
    .filter(({ edits }) => edits <= most);
}

const foundNear = (near: readonly Near[]): Found => ({
  sets: titlesByEdits(near),
  ids: new Set(near.map(({ id }) => id)),
});

/** Each two of the sets, as what is in both. */
function twoByTwo(sets: readonly Wanted[]): readonly Wanted[] {
  return sets.flatMap((one, at) =>
    sets.slice(at + 1).map((other) => ({ ...one, words: `${one.words} ${other.words}` })),
  );
}

/** One set for each distance, the nearest first. */
function titlesByEdits(near: readonly Near[]): readonly Wanted[] {
  return [0, 1, 2]
    .map((edits) => near.filter((one) => one.edits === edits).map(({ title }) => keyValue(KEY.title, title)))
    .filter((values) => values.length > 0)
    .map((values) => allWith('FUZZY', among('keys', [...new Set(values)])));
}

/** One letter too many, too few, wrong or swapped in typed pinyin. */
export async function mistyped({ ask }: Needs, latin: string): Promise<Found> {
  const { fewest, most } = MISTYPED_LETTERS;
  if (latin.length < fewest || latin.length > most) return NOTHING;
  const typed = allWith('FUZZY', among('pj', oneEditFrom(latin)));
  const { rows } = await ask([typed], { ...NOTHING_BUT_COUNT, limit: MISTYPED_LOOKED_AT });
  const near = rows
    .map(({ id, tk }) => ({ id, sounds: readingsOf(tk).joined.filter((sound) => editsOf(latin, sound, 1) <= 1) }))
    .filter(({ sounds }) => sounds.length > 0);
  const meant = [...new Set(near.flatMap(({ sounds }) => sounds))].slice(0, MOST_SOUNDS);
  return { sets: meant.map((sound) => whole('FUZZY', sound, ['gp'])), ids: new Set(near.map(({ id }) => id)) };
}
