import { STAGES } from '../../../catalogue/edition.ts';
import { CARRIERS } from '../../../record/description.ts';
import type { FacetField, SearchFilter } from '../../engine.ts';
import { withoutOwn } from '../../holder-filter.ts';
import type { FacetColumns } from './columns.ts';
import type { BitColumns } from './dictionary.ts';
import { type HolderLimit, holderLimit, meant } from './holder-limit.ts';
import { AVAILABLE, FLAG_BITS, REQUESTABLE } from './holder-pool.ts';

/** A value of a facet and the documents that bear it. */
export interface ValueCount {
  readonly value: string;
  readonly count: number;
}

const MOST_VALUES = 300;
/** A year behind this is a mistake of the record, and no value of a facet. */
export const YEARS = 3_000;

/**
 * Counts the documents of `groups` by the values of one facet, commonest first: one plain loop over typed arrays, and
 * the numbers' words only at the end. Of a document's libraries those count that meet all conditions but the facet's own,
 * so that a value finds, when it is chosen, just what was counted.
 *
 * @param groups places of documents, none of them twice
 */
export function countValues(
  columns: FacetColumns,
  field: FacetField,
  filter: SearchFilter,
  groups: readonly Uint32Array[],
): readonly ValueCount[] {
  const limit = holderLimit(columns, withoutOwn(field, filter));
  const byLibrary = (words: readonly string[]): readonly ValueCount[] => countByLibrary(columns, words, limit, groups);
  const byNumber = (
    column: Uint8Array | Uint16Array | Uint32Array,
    size: number,
    words: WordsOf,
  ): readonly ValueCount[] => told(countByNumber(column, size, groups), words);
  switch (field) {
    case 'LIBRARY':
      return byLibrary(columns.libraries.texts);
    case 'KIND':
      return limit === null ? countByBits(columns.holderKinds, groups) : byLibrary(columns.kinds);
    case 'AREA':
      return limit === null ? countByBits(columns.holderAreas, groups) : byLibrary(columns.areas);
    case 'STAGE':
      return byNumber(columns.stages, 1 << STAGES.length, (mask) => STAGES.filter((_, at) => (mask & (1 << at)) !== 0));
    case 'CLASS':
      return byNumber(columns.class, columns.classes.texts.length, (number) => [
        columns.classes.text(number).charAt(0),
      ]);
    case 'LANGUAGE':
      return byNumber(columns.language, columns.languages.texts.length, (number) => [columns.languages.text(number)]);
    case 'CARRIER':
      return byNumber(columns.carrier, CARRIERS.length, (number) => [CARRIERS[number] ?? '']);
    case 'YEAR':
      return byNumber(columns.year, YEARS, (year) => [year === 0 ? '' : String(year)]);
    case 'READING_LIST':
      return byNumber(columns.list, columns.lists.texts.length, (number) => listsIn(columns.lists.text(number)));
    case 'AVAILABILITY':
      return limit === null
        ? byNumber(columns.flags, 4, availabilityOf)
        : told(countByFlags(columns, limit, groups), availabilityOf);
  }
}

const availabilityOf = (flags: number): readonly string[] => [
  (flags & AVAILABLE) !== 0 ? 'AVAILABLE' : (flags & REQUESTABLE) !== 0 ? 'UNKNOWN' : 'ON_LOAN',
];

const listsIn = (text: string): readonly string[] => (text === '' ? [] : (JSON.parse(text) as readonly string[]));

type WordsOf = (number: number) => readonly string[];

function countByNumber(
  column: Uint8Array | Uint16Array | Uint32Array,
  size: number,
  groups: readonly Uint32Array[],
): Uint32Array {
  const counts = new Uint32Array(size);
  for (const ords of groups) {
    for (let at = 0; at < ords.length; at++) {
      const number = column[ords[at] ?? 0] ?? 0;
      counts[number] = (counts[number] ?? 0) + 1;
    }
  }
  return counts;
}

function countByBits({ words, columns }: BitColumns, groups: readonly Uint32Array[]): readonly ValueCount[] {
  const counts = new Uint32Array(words.texts.length);
  for (const [number, column] of columns.entries()) {
    for (const ords of groups) {
      for (let at = 0; at < ords.length; at++) {
        for (let bits = column[ords[at] ?? 0] ?? 0; bits !== 0; bits &= bits - 1) {
          const word = number * 32 + 31 - Math.clz32(bits & -bits);
          counts[word] = (counts[word] ?? 0) + 1;
        }
      }
    }
  }
  return told(counts, (word) => [words.text(word)]);
}

const NONE_MEANT = 1 << FLAG_BITS;

/** What the copies allow that are meant; a document without such copies is none of the facet's. */
function countByFlags({ holders }: FacetColumns, limit: HolderLimit, groups: readonly Uint32Array[]): Uint32Array {
  const counts = new Uint32Array(1 << FLAG_BITS);
  const { entries, starts, counts: holderCounts } = holders;
  for (const ords of groups) {
    for (let index = 0; index < ords.length; index++) {
      const ord = ords[index] ?? 0;
      const start = starts[ord] ?? 0;
      const end = start + (holderCounts[ord] ?? 0);
      let flags = NONE_MEANT;
      for (let at = start; at < end; at++) {
        const entry = entries[at] ?? 0;
        if (meant(limit, entry)) flags = (flags & ~NONE_MEANT) | (entry & (AVAILABLE | REQUESTABLE));
      }
      if (flags !== NONE_MEANT) counts[flags] = (counts[flags] ?? 0) + 1;
    }
  }
  return counts;
}

/** A document counts once for a word, however many of its libraries bear it. */
function countByLibrary(
  columns: FacetColumns,
  words: readonly string[],
  limit: HolderLimit | null,
  groups: readonly Uint32Array[],
): readonly ValueCount[] {
  const names = [...new Set(words)];
  const wordOf = Uint16Array.from(words, (word) => names.indexOf(word));
  const counts = new Uint32Array(names.length);
  const seenAt = new Uint32Array(names.length);
  const { entries, starts, counts: holders } = columns.holders;
  for (const ords of groups) {
    for (let index = 0; index < ords.length; index++) {
      const ord = ords[index] ?? 0;
      const start = starts[ord] ?? 0;
      const end = start + (holders[ord] ?? 0);
      for (let at = start; at < end; at++) {
        const entry = entries[at] ?? 0;
        if (limit !== null && !meant(limit, entry)) continue;
        const number = wordOf[entry >> FLAG_BITS] ?? 0;
        if (seenAt[number] === ord + 1) continue;
        seenAt[number] = ord + 1;
        counts[number] = (counts[number] ?? 0) + 1;
      }
    }
  }
  return told(counts, (number) => [names[number] ?? '']);
}

/** The commonest values first. */
function told(counts: Uint32Array, words: WordsOf): readonly ValueCount[] {
  const sums = new Map<string, number>();
  for (let number = 0; number < counts.length; number++) {
    const count = counts[number] ?? 0;
    if (count === 0) continue;
    for (const word of words(number)) if (word !== '') sums.set(word, (sums.get(word) ?? 0) + count);
  }
  return [...sums]
    .map(([value, count]) => ({ value, count }))
    .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
    .slice(0, MOST_VALUES);
}
