import type { Edition } from './edition.ts';
import type { MatchForm } from './form.ts';
import { authorInTitle, isGeneric } from './generic.ts';
import type { Person, PersonRole } from './normalise/persons.ts';
import { bare, isHan } from './normalise/text.ts';
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
  const authors = names(persons, ['author']);
  const makers = adapted.size > 0 && adapters.length > 0 ? adapters : authors;
  const title = workTitle(mostCommon(forms.map((form) => form.title)));
  return {
    title,
    shown: edition.title,
    makers,
    authors: adapted.size > 0 && authors.length === 0 ? authorInTitle(title).map((name) => `${name}|${name}`) : authors,
    originals: originalsOf(edition, title, names(persons, ['translator']).length > 0),
    editors: names(persons, ['editor', 'annotator']),
    contributors: edition.contributors.filter(
      ({ role }) => role === undefined || !/译|譯|绘|繪|图|圖|校|注|註/u.test(role),
    ),
    adapted: [...adapted].sort(),
    part: mostCommon(forms.map(({ part, partTitle }) => part || partTitle)),
    set: Math.max(0, ...forms.map(({ set }) => set)),
    isbns: edition.isbns,
    publisher: mostCommon(forms.map(({ publisher }) => publisher)),
    year: edition.year ?? 0,
  };
}

/** Shorter ones are words of many titles: Poems, English. */
const ORIGINAL_LENGTH = 8;
const ORIGINALS_MOST = 3;

/**
 * A book in another script is its own original; a translation tells the original title (外文原名) as parallel or variant
 * title. A Chinese book with an English parallel title is no translation, hence the translator.
 */
function originalsOf(edition: Edition, title: string, translated: boolean): readonly string[] {
  const told = translated ? [...edition.parallelTitles, ...edition.variantTitles].map(bare) : [];
  const found = (isHan(title) ? told : [title]).filter((text) => !isHan(text) && text.length >= ORIGINAL_LENGTH);
  return [...new Set(found)].sort().slice(0, ORIGINALS_MOST);
}

/**
 * Editions that may be one work, or kin, share a key: the title, or the title of the original. A generic title needs a
 * name or a publisher beside it, so that 语文 and 成语故事 never collapse and never make a block of thousands. Each maker
 * is such a name, and so is each author of an adaptation, by whom it is found beside the work it was made of.
 */
export function workKeysOf(facet: WorkFacet): readonly string[] {
  if (facet.title === '') return [];
  if (!isGeneric(facet.title)) return [facet.title, ...facet.originals.map((original) => `~${original}`)];
  const who = [...makersOf(facet), ...facet.authors].map(lastOf).filter((name) => name !== '');
  return [...new Set(who.length > 0 ? who : [`:${facet.publisher}`])].map((name) => `${facet.title}|${name}`);
}

/** Editors make a work only where nobody else is named: 龚勋主编 of 十万个为什么. */
export function makersOf(facet: Pick<WorkFacet, 'makers' | 'editors'>): readonly string[] {
  return facet.makers.length > 0 ? facet.makers : facet.editors;
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
