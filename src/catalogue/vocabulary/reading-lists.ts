import type { Contributor } from '../../record/description.ts';
import type { Stage } from '../edition.ts';
import { samePerson } from '../normalise/persons.ts';
import { bare } from '../normalise/text.ts';
import { LISTED_TITLES, type ListedTitle } from './reading-list-titles.ts';
import { workTitle } from './title-variants.ts';

const BY_TITLE = indexed();

/**
 * The listed titles that an edition is: equal title of the work, and one of its persons the one named. A list that
 * names nobody takes anyone's edition; a record that names nobody stands on a list only where the title is long.
 */
export function listingsOf(title: string, contributors: readonly Contributor[]): readonly ListedTitle[] {
  const found = BY_TITLE.get(workTitle(bare(title))) ?? [];
  return found.filter((listed) => {
    if (listed.who === '') return true;
    if (contributors.length === 0) return bare(title).length >= LONG;
    const who = nameOf(listed.who);
    return contributors.some(({ name }) => samePerson(nameOf(name), who));
  });
}

const LONG = 5;

function nameOf(name: string): { readonly name: string; readonly last: string } {
  const whole = bare(name.replace(/等$/u, ''));
  const last = name
    .split(/[·・•.．]/u)
    .map(bare)
    .filter((part) => part.length > 1)
    .at(-1);
  return { name: whole, last: last ?? whole };
}

function indexed(): ReadonlyMap<string, readonly ListedTitle[]> {
  const map = new Map<string, ListedTitle[]>();
  for (const listed of LISTED_TITLES) {
    const key = workTitle(bare(listed.title));
    map.set(key, [...(map.get(key) ?? []), listed]);
  }
  return map;
}

const STAGE_GRADES: readonly (readonly [Stage, number, number])[] = [
  ['PRIMARY_LOWER', 1, 2],
  ['PRIMARY_MIDDLE', 3, 4],
  ['PRIMARY_UPPER', 5, 6],
  ['JUNIOR', 7, 9],
  ['SENIOR', 10, 12],
];

/** The 学段 that a range of school grades touches. */
export function stagesOfGrades(from: number, to: number): readonly Stage[] {
  return STAGE_GRADES.filter(([, first, last]) => from <= last && to >= first).map(([stage]) => stage);
}
