import type { Edition } from './edition.ts';
import type { MatchForm } from './form.ts';
import { isGeneric } from './generic.ts';
import type { Person, PersonRole } from './normalise/persons.ts';
import { wordsApart } from './normalise/version.ts';
import { versionsOfSubjects } from './vocabulary/audience.ts';
import { workTitle } from './vocabulary/title-variants.ts';
import type { WorkFacet } from './work-facet.ts';

/** What a merged edition shows to the grouping into works. `forms` in an order that does not depend on arrival. */
export function facetOf(edition: Edition, forms: readonly MatchForm[]): WorkFacet {
  const persons = forms.flatMap((form) => form.persons);
  const adapters = names(persons, ['adapter']);
  const adapted = new Set(forms.flatMap((form) => wordsApart(form.words)));
  for (const word of versionsOfSubjects(edition.subjects)) adapted.add(word);
  if (adapters.length > 0) adapted.add('改编');
  const makers = adapted.size > 0 && adapters.length > 0 ? adapters : names(persons, ['author']);
  return {
    title: workTitle(mostCommon(forms.map(({ title }) => title))),
    shown: edition.title,
    makers,
    editors: names(persons, ['editor', 'annotator']),
    contributors: edition.contributors.filter(({ role }) => role === undefined || !/译|绘|图|校|注/u.test(role)),
    adapted: [...adapted].sort(),
    part: mostCommon(forms.map(({ part, partTitle }) => part || partTitle)),
    set: Math.max(0, ...forms.map(({ set }) => set)),
    isbns: edition.isbns,
    publisher: mostCommon(forms.map(({ publisher }) => publisher)),
    year: edition.year ?? 0,
  };
}

/**
 * Editions that may be one work share a key: the title. A generic title needs a name or a publisher beside it, so that
 * 语文 and 成语故事 never collapse and never make a block of thousands.
 */
export function workKeysOf(facet: WorkFacet): readonly string[] {
  if (facet.title === '') return [];
  if (!isGeneric(facet.title)) return [facet.title];
  const who = lastOf([...facet.makers, ...facet.editors][0] ?? '');
  return [`${facet.title}|${who === '' ? `:${facet.publisher}` : who}`];
}

/** The part of a maker behind the bar. */
export const lastOf = (maker: string): string => maker.slice(maker.indexOf('|') + 1);

function names(persons: readonly Person[], roles: readonly PersonRole[]): readonly string[] {
  const found = persons.filter(({ role }) => roles.includes(role)).map(({ name, last }) => `${name}|${last}`);
  return [...new Set(found)].sort();
}

/** The commonest text that is not empty; among equals the first in code order. */
function mostCommon(texts: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const text of texts) if (text !== '') counts.set(text, (counts.get(text) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0]?.[0] ?? '';
}
