import { editionId } from '../../../base/brand.ts';
import { numeralKey, titleKey } from '../../analyse.ts';
import type { Suggestion } from '../../engine.ts';
import { AUTHOR_SEPARATOR } from '../../entry.ts';
import { KEY } from '../../keys.ts';
import { understand } from '../../query.ts';
import { editionIdOf, keyValue } from './fields.ts';
import { among, beginning } from './filter.ts';
import { type Answer, type FoundRow, NOTHING_BUT_COUNT, type Slice } from './index-queries.ts';
import { allWith, going, type Wanted, withRuns } from './plan.ts';

type Ask = (sets: readonly Wanted[], slice: Slice) => Promise<Answer>;

/** Enough that each written form may stand once among as many as are shown. */
const LOOKED_AT = 60;
const MOST_NAMES = 3;
const MOST_HELD = { ...NOTHING_BUT_COUNT, sort: ['hold:desc'] } as const;

/** What a person may mean by the first letters: titles and authors, most held first. */
export async function suggestFrom(ask: Ask, prefix: string, first: number): Promise<readonly Suggestion[]> {
  const query = understand(prefix, 'ANY');
  if (query.key === '') return [];
  const titles = groupsOf(query.key, query.han ? null : query.latin).map((set) =>
    ask([set], { ...MOST_HELD, limit: Math.max(LOOKED_AT, first * 3) }),
  );
  const [names, ...groups] = await Promise.all([contributors(ask, query.key, query.latin), ...titles]);
  return blended(
    groups.flatMap(({ rows }) => rows),
    names,
    first,
  );
}

/** Sets of titles, the closer before the looser. */
function groupsOf(key: string, latin: string | null): readonly Wanted[] {
  if (latin !== null) {
    const whole = allWith('EXACT', among('keys', [keyValue(KEY.initials, latin)]));
    return key === latin ? [whole, going('PHRASE', latin)] : [whole, going('PHRASE', key), going('PHRASE', latin)];
  }
  return [going('PHRASE', key), withRuns('PHRASE', [{ han: /\p{Script=Han}/u.test(key), text: key }], 'TITLE')];
}

/** Authors whose name begins so, those of most titles first; in letters, the authors that sound so. */
async function contributors(ask: Ask, key: string, latin: string | null): Promise<readonly Suggestion[]> {
  const { facets } = await ask([allWith('PHRASE', beginning('auk', key))], { ...NOTHING_BUT_COUNT, facets: ['auk'] });
  const found = Object.entries(facets.auk ?? {})
    .filter(([name]) => name.startsWith(key))
    .sort((a, b) => b[1] - a[1])
    .map(([name]) => name);
  if (latin !== null) {
    const kinds = [KEY.authorJoined, KEY.authorInitials];
    const sounding = kinds.map((kind) => beginning('keys', keyValue(kind, latin))).join(' OR ');
    const { rows } = await ask([allWith('PHRASE', sounding)], { ...MOST_HELD, limit: MOST_NAMES * 3 });
    for (const { author } of rows) {
      const [name] = author.split(AUTHOR_SEPARATOR);
      if (name !== undefined && name !== '' && !found.includes(name)) found.push(name);
    }
  }
  return found.slice(0, MOST_NAMES).map((text) => ({ text, kind: 'CONTRIBUTOR', edition: null }));
}

/** Titles first, each written form once, with room for an author or two. */
function blended(rows: readonly FoundRow[], names: readonly Suggestion[], first: number): readonly Suggestion[] {
  const seen = new Set<string>();
  const titles: Suggestion[] = [];
  for (const { id, title } of rows) {
    const key = numeralKey(titleKey(title));
    if (seen.has(key)) continue;
    seen.add(key);
    titles.push({ text: title, kind: 'TITLE', edition: editionId(editionIdOf(id)) });
    if (titles.length === first) break;
  }
  const room = Math.max(first - names.length, Math.ceil(first / 2));
  return [...titles.slice(0, room), ...names, ...titles.slice(room)].slice(0, first);
}
