import type { Aliases } from './aliases.ts';
import { titleKey } from './analyse.ts';

/** Other names of a title or an author, by folded key. */
export interface AliasTable {
  titles(key: string): readonly string[];
  names(key: string): readonly string[];
}

export function aliasTable(...lists: readonly Aliases[]): AliasTable {
  const titles = others(lists.flatMap((list) => list.titles));
  const names = others(lists.flatMap((list) => list.names));
  return { titles: (key) => titles.get(key) ?? [], names: (key) => names.get(key) ?? [] };
}

/** A name that stands in several groups brings them together: a librarian's group adds to ours and replaces nothing. */
function others(groups: readonly (readonly string[])[]): ReadonlyMap<string, readonly string[]> {
  const together = new Map<string, ReadonlySet<string>>();
  for (const group of groups) {
    const keys = group.map(titleKey).filter((key) => key !== '');
    const all = new Set(keys.flatMap((key) => [key, ...(together.get(key) ?? [])]));
    for (const key of all) together.set(key, all);
  }
  return new Map([...together].map(([key, all]) => [key, [...all].filter((other) => other !== key)]));
}
