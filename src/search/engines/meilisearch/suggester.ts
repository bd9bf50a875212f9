import { type EditionId, editionId } from '../../../base/brand.ts';
import { titleKey } from '../../analyse.ts';
import type { Suggestion } from '../../engine.ts';
import { AUTHOR_SEPARATOR } from '../../entry.ts';
import { KEY } from '../../keys.ts';
import { type Query, understand } from '../../query.ts';
import { blended, type SuggestedName } from '../../suggestions.ts';
import { editionIdOf, keyValue } from './fields.ts';
import { among, beginning } from './filter.ts';
import { type Answer, type FoundRow, NOTHING_BUT_COUNT, type Slice } from './index-queries.ts';
import { allWith, type GoingField, going, type Wanted, withRuns } from './plan.ts';

type Ask = (sets: readonly Wanted[], slice: Slice) => Promise<Answer>;

/** Enough that each written form may stand once among as many as are shown. */
const LOOKED_AT = 30;
const MOST_NAMES = 3;

/** What a person may mean by the first letters: titles and authors, most held first. */
export async function suggestFrom(ask: Ask, prefix: string, first: number): Promise<readonly Suggestion[]> {
  const query = understand(prefix, 'ANY');
  if (query.key === '') return [];
  const limit = Math.max(LOOKED_AT, first * 3);
  const [names, ...titles] = await Promise.all([
    contributors(ask, query.key, query.latin),
    ...groupsOf(query, query.han ? null : query.latin).map((group) => mostHeld(ask, group, limit)),
  ]);
  const told = titles.flat().map(({ id, title }) => ({ id: editionIdOf(id), title }));
  return blended(told, names, first);
}

/** Sets that stand for one another. */
type Group = readonly Wanted[];

/**
 * The best of each set, most held first. Asked one by one and without an order: among words that are alike but for how
 * they go on, the server puts the most held first anyway, and an order of its own costs it several times as much.
 */
async function mostHeld(ask: Ask, group: Group, limit: number): Promise<readonly FoundRow[]> {
  const answers = await Promise.all(group.map((set) => ask([set], { ...NOTHING_BUT_COUNT, limit })));
  return answers.flatMap(({ rows }) => rows).sort((a, b) => b.hold - a.hold);
}

/** Groups of titles, the closer before the looser. */
function groupsOf({ key, numeral }: Query, latin: string | null): readonly Group[] {
  if (latin === null) {
    const han = /\p{Script=Han}/u.test(key);
    // A single letter is no reading, and may begin one.
    const fields: readonly GoingField[] = han ? ['go'] : ['go', 'gp', 'gi'];
    const numbered = allWith('PHRASE', beginning('keys', keyValue(KEY.numeral, numeral)));
    return [
      fields.map((field) => going('PHRASE', key, [field])),
      // 三体2 for 三体Ⅱ.
      /\d/.test(numeral) ? [numbered] : [],
      [withRuns('PHRASE', [{ han, text: key }], 'TITLE')],
    ];
  }
  const typed: readonly Group[] = [
    [allWith('EXACT', among('keys', [keyValue(KEY.initials, latin)]))],
    [going('PHRASE', latin, ['gp']), going('PHRASE', latin, ['gi'])],
  ];
  return key === latin ? typed : [...typed, [going('PHRASE', key, ['go'])]];
}

/** Authors whose name begins so, or sounds so where letters were typed: those of the most held titles first. */
async function contributors(ask: Ask, key: string, latin: string | null): Promise<readonly SuggestedName[]> {
  const found = new Map<string, EditionId>();
  for (const { id, author } of await mostHeld(ask, [going('PHRASE', latin ?? key, ['ga'])], LOOKED_AT)) {
    const names = author.split(AUTHOR_SEPARATOR).filter((name) => name !== '');
    const named = names.find((name) => titleKey(name).startsWith(key)) ?? (latin === null ? undefined : names[0]);
    if (named !== undefined && !found.has(named)) found.set(named, editionId(editionIdOf(id)));
  }
  return [...found].slice(0, MOST_NAMES).map(([name, edition]) => ({ key: name, edition }));
}
