import { editionId } from '../../../base/brand.ts';
import type { Suggestion } from '../../engine.ts';
import { authorsIn } from '../../entry.ts';
import { type Query, understand } from '../../query.ts';
import { blended, MOST_NAMES, namesMeant, type SuggestedName } from '../../suggestions.ts';
import { editionIdOf } from './fields.ts';
import type { BareRow, SetAnswer, SetSlice } from './index-queries.ts';
import { going, soundsBegun, titlesBegun, type Wanted, whole, withRuns } from './plan.ts';

/** Asks for sets apart, in one question. */
type AskApart = (sets: readonly Wanted[], slice: SetSlice) => Promise<readonly SetAnswer[]>;

/** Enough that each written form may stand once among as many as are shown. */
const LOOKED_AT = 30;

/**
 * What a person may mean by the first letters: titles and authors, most held first. All of it is one question, of sets
 * without an order: among words that are alike but for how they go on, the server puts the most held first anyway, and
 * an order of its own costs it several times as much.
 */
export async function suggestFrom(ask: AskApart, prefix: string, first: number): Promise<readonly Suggestion[]> {
  const query = understand(prefix, 'ANY');
  if (query.key === '') return [];
  const latin = query.han ? null : query.latin;
  const groups = [[going('PHRASE', query.latin ?? query.key, ['ga', 'gl', 'gj'])], ...groupsOf(query, latin)];
  const sets = groups.flatMap((group, place) => group.map((set) => ({ set, place })));
  const limit = Math.max(LOOKED_AT, first * 3);
  const answers = await ask(
    sets.map(({ set }) => set),
    { limit },
  );
  const [authored = [], ...titled] = groups.map((_, place) =>
    mostHeld(answers.filter((_answer, at) => sets[at]?.place === place)),
  );
  const told = titled.flat().map(({ id, title }) => ({ id: editionIdOf(id), title }));
  return blended(told, namesAmong(authored, query), first);
}

/** Sets that stand for one another. */
type Group = readonly Wanted[];

const mostHeld = (answers: readonly SetAnswer[]): readonly BareRow[] =>
  answers.flatMap(({ rows }) => rows).sort((a, b) => b.hold - a.hold);

/** Groups of titles, the closer before the looser. */
function groupsOf({ key, numeral }: Query, latin: string | null): readonly Group[] {
  if (latin === null) {
    const han = /\p{Script=Han}/u.test(key);
    // A single letter is no reading, and may begin one.
    return [
      [titlesBegun(key), ...(han ? [] : soundsBegun(key))],
      // 三体2 for 三体Ⅱ.
      /\d/.test(numeral) ? [going('PHRASE', numeral, ['gn'])] : [],
      [withRuns('PHRASE', [{ han, text: key }], 'TITLE')],
    ];
  }
  const typed: readonly Group[] = [[whole('EXACT', latin, ['gi'])], soundsBegun(latin)];
  return key === latin ? typed : [...typed, [titlesBegun(key)]];
}

function namesAmong(rows: readonly BareRow[], query: Query): readonly SuggestedName[] {
  const titles = rows.map(({ id, author }) => ({
    names: authorsIn(author),
    edition: editionId(editionIdOf(id)),
  }));
  return namesMeant(titles, query).slice(0, MOST_NAMES);
}
