import { type EditionId, editionId } from '../base/brand.ts';
import { numeralKey, titleKey } from './analyse.ts';
import type { Suggestion } from './engine.ts';

/** A title that may be meant, with the edition that bears it. */
export interface SuggestedTitle {
  readonly id: string;
  readonly title: string;
}

/** An author who may be meant: the name as it is looked up, and an edition that tells how it is written. */
export interface SuggestedName {
  readonly key: string;
  readonly edition: EditionId;
}

/** Titles first, each written form once, with room for an author or two. */
export function blended(
  found: Iterable<SuggestedTitle>,
  authors: readonly SuggestedName[],
  first: number,
): readonly Suggestion[] {
  const seen = new Set<string>();
  const titles: Suggestion[] = [];
  for (const { id, title } of found) {
    const key = numeralKey(titleKey(title));
    if (seen.has(key)) continue;
    seen.add(key);
    titles.push({ text: title, kind: 'TITLE', edition: editionId(id) });
    if (titles.length === first) break;
  }
  const names = authors.map(({ key, edition }): Suggestion => ({ text: key, kind: 'CONTRIBUTOR', edition }));
  const room = Math.max(first - names.length, Math.ceil(first / 2));
  return [...titles.slice(0, room), ...names, ...titles.slice(room)].slice(0, first);
}

/** A name as a record writes it, from the key by which it was found: 儒勒·凡尔纳 for 儒勒凡尔纳 and for 凡尔纳. */
export function writtenName(key: string, names: readonly string[]): string {
  const whole = names.find((name) => titleKey(name) === key);
  return whole ?? names.find((name) => titleKey(name).endsWith(key)) ?? key;
}
