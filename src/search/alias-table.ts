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

function others(groups: readonly (readonly string[])[]): ReadonlyMap<string, readonly string[]> {
  const map = new Map<string, readonly string[]>();
  for (const group of groups) {
    const keys = [...new Set(group.map(titleKey))];
    for (const key of keys)
      map.set(
        key,
        keys.filter((other) => other !== key),
      );
  }
  return map;
}
