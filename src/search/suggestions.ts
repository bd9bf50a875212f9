import { type EditionId, editionId } from '../base/brand.ts';
import { numeralKey, titleKey } from './analyse.ts';
import type { Suggestion } from './engine.ts';
import { readingsOf } from './pinyin.ts';

/** Authors told beside titles. */
export const MOST_NAMES = 3;

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

/** The authors of one title, as keys, and the edition that bears them. */
export interface Authored {
  readonly names: readonly string[];
  readonly edition: EditionId;
}

/**
 * The authors that are meant by the first letters, among all authors of titles that bear such a one: who is begun by
 * what was typed, else who sounds so; initials typed whole before longer ones, then who has more of these titles.
 */
export function namesMeant(titles: Iterable<Authored>, { key, latin }: NameTyped): readonly SuggestedName[] {
  const found = new Map<string, { readonly name: SuggestedName; readonly rank: number; titles: number }>();
  for (const { names, edition } of titles) {
    for (const name of names) {
      const known = found.get(name);
      if (known !== undefined) {
        known.titles += 1;
        continue;
      }
      const rank = rankOf(name, key, latin);
      if (rank !== null) found.set(name, { name: { key: name, edition }, rank, titles: 1 });
    }
  }
  const closest = [...found.values()].sort((a, b) => a.rank - b.rank || b.titles - a.titles);
  return closest.map(({ name }) => name);
}

interface NameTyped {
  /** Folded letters. */
  readonly key: string;
  /** Letters that may be pinyin or initials. */
  readonly latin: string | null;
}

function rankOf(name: string, key: string, latin: string | null): number | null {
  if (name.startsWith(key)) return 0;
  if (latin === null) return null;
  const { joined, initials } = readingsOf(name, 'name');
  if (initials[0] === latin || joined[0] === latin) return 1;
  return joined[0]?.startsWith(latin) || initials[0]?.startsWith(latin) ? 2 : null;
}

/** A name as a record writes it, from the key by which it was found: 儒勒·凡尔纳 for 儒勒凡尔纳 and for 凡尔纳. */
export function writtenName(key: string, names: readonly string[]): string {
  const whole = names.find((name) => titleKey(name) === key);
  return whole ?? names.find((name) => titleKey(name).endsWith(key)) ?? key;
}
