import type { MatchForm } from './form.ts';

/**
 * Blocking keys: two forms are compared only where they share one (notes/matching §2.8). A key that more forms share
 * than this brings no pairs at all; what matters then shares a narrower key too.
 *
 * There is no key of pinyin and pages for typing errors: an error in the title is met through ISBN, or through person,
 * publisher and year.
 */
export const BLOCK_CAP = 200;

const TITLE_START = 8;
const PERSONS = 3;
const PERSON_END = 2;

/**
 * i: ISBN, u: 统一书号, n: ISSN, y: title + year, t: title + person, p: title + publisher, w: who, publisher and year,
 * a: title alone where nothing else is told. What keys have in common comes first and the letter of their kind behind
 * it, so that the keys of a record lie side by side where they are stored.
 */
export function keysOf(form: MatchForm): readonly string[] {
  const keys = new Set<string>();
  for (const isbn of form.isbns) keys.add(`i${isbn}`);
  if (form.unified !== '') keys.add(`u${form.unified}`);
  if (form.issn !== '') keys.add(`n${form.issn}`);
  const who = [...new Set(form.persons.map(({ last }) => last.slice(-PERSON_END)))].slice(0, PERSONS);
  if (form.title !== '') {
    const start = form.title.slice(0, TITLE_START);
    if (form.year > 0) keys.add(`${start}|y${form.year}`);
    for (const name of who) keys.add(`${start}|t${name}`);
    if (form.publisher !== '') keys.add(`${form.title}|p${form.part}|${form.publisher}`);
    if (form.year === 0 && form.publisher === '' && who.length === 0) keys.add(`${form.title}|a${form.part}`);
  }
  if (form.publisher !== '' && form.year > 0)
    for (const name of who) keys.add(`${form.publisher}|${form.year}|w${name}`);
  return [...keys];
}

/** The ISBN of an ISBN key, null for any other key. */
export const isbnOfKey = (key: string): string | null =>
  key.startsWith('i') && !key.includes('|') ? key.slice(1) : null;
