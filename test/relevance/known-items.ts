import { pinyin } from 'pinyin-pro';
import type { SearchDoc } from '../../src/search/document.ts';

/** A query that a person who knows the book would type, and the folded title that answers it. */
export interface KnownItem {
  readonly kind: Kind;
  readonly query: string;
  readonly wanted: string;
}

/** Hits at 1 and at 10, in percent, that each kind must reach; null where only the other is asked. */
export const GATES = {
  'whole title': [97, 99],
  part: [null, 85],
  traditional: [97, 98],
  pinyin: [93, 99],
  initials: [90, 99],
  'one wrong character': [80, 99],
  'author + title': [95, 99],
} as const satisfies Record<string, readonly [number | null, number]>;
export type Kind = keyof typeof GATES;

/** The same numbers from the same seed, so that a failure can be looked at again (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

interface Making {
  readonly docs: readonly SearchDoc[];
  readonly keyOf: (title: string) => string;
  readonly traditional: (text: string) => string;
  readonly random: () => number;
}

/** `count` queries over the titles, kinds in turn. */
export function knownItems({ docs, keyOf, traditional, random }: Making, count: number): readonly KnownItem[] {
  const pick = <T>(list: readonly T[]): T | undefined => list[Math.floor(random() * list.length)];
  const kinds = Object.keys(GATES) as Kind[];
  const characters = [...new Set(docs.flatMap((doc) => [...keyOf(doc.title)]))].filter((char) =>
    /\p{Script=Han}/u.test(char),
  );
  const items: KnownItem[] = [];
  for (let turn = 0; items.length < count && turn < count * 20; turn++) {
    const kind = kinds[turn % kinds.length] ?? 'whole title';
    const doc = pick(docs);
    if (doc === undefined) break;
    const wanted = keyOf(doc.title);
    const query = queryOf(kind, doc, wanted);
    if (query !== null) items.push({ kind, query, wanted });
  }
  return items;

  function queryOf(kind: Kind, doc: SearchDoc, key: string): string | null {
    const han = /^\p{Script=Han}+$/u.test(key);
    const chars = [...key];
    switch (kind) {
      case 'whole title':
        return doc.title;
      case 'part': {
        if (!han || chars.length < 5) return null;
        const size = 3 + Math.floor(random() * 2);
        const start = Math.floor(random() * (chars.length - size + 1));
        return chars.slice(start, start + size).join('');
      }
      case 'traditional':
        return traditional(doc.title) === doc.title ? null : traditional(doc.title);
      case 'pinyin':
        return han && chars.length >= 2 ? pinyin(key, { toneType: 'none', type: 'array', v: true }).join('') : null;
      case 'initials':
        return han && chars.length >= 4
          ? pinyin(key, { pattern: 'first', toneType: 'none', type: 'array' }).join('')
          : null;
      case 'one wrong character': {
        if (!han || chars.length < 4) return null;
        const at = Math.floor(random() * chars.length);
        const other = pick(characters);
        return other === undefined || other === chars[at] ? null : chars.with(at, other).join('');
      }
      case 'author + title':
        return doc.contributors[0] === undefined || !han ? null : `${doc.contributors[0]} ${doc.title}`;
    }
  }
}
