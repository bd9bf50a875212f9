import { STAGES } from '../../../catalogue/edition.ts';
import { CARRIERS } from '../../../record/description.ts';
import type { FacetField, SearchFilter } from '../../engine.ts';
import { AVAILABLE, type FacetColumns, REQUESTABLE } from './columns.ts';

/** Counts documents by the values of one facet. */
export interface Counter {
  add(ord: number): void;
  values(): readonly { readonly value: string; readonly count: number }[];
}

const MOST_VALUES = 300;
/** A year behind this is a mistake of the record, and no value of a facet. */
const YEARS = 3_000;

/** Counts by number while documents pass, and tells the numbers' words at the end: no text is touched between. */
export function counterOf(columns: FacetColumns, field: FacetField, { availableOnly }: SearchFilter): Counter {
  switch (field) {
    case 'LIBRARY':
      return byLibrary(columns, columns.libraries.texts, availableOnly);
    case 'KIND':
      return byLibrary(columns, columns.kinds, availableOnly);
    case 'AREA':
      return byLibrary(columns, columns.areas, availableOnly);
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
      return byNumber(columns.flags, 4, (flags) => [
        (flags & AVAILABLE) !== 0 ? 'AVAILABLE' : (flags & REQUESTABLE) !== 0 ? 'UNKNOWN' : 'ON_LOAN',
      ]);
  }
}

const listsIn = (text: string): readonly string[] => (text === '' ? [] : (JSON.parse(text) as readonly string[]));

function byNumber(
  column: Uint8Array | Uint16Array,
  size: number,
  words: (number: number) => readonly string[],
): Counter {
  const counts = new Uint32Array(size);
  return {
    add: (ord) => {
      const number = column[ord] ?? 0;
      counts[number] = (counts[number] ?? 0) + 1;
    },
    values: () => told(counts, words),
  };
}

/** A document counts once for a word, however many of its libraries bear it. */
function byLibrary(columns: FacetColumns, words: readonly string[], availableOnly: boolean): Counter {
  const numbers = new Map<string, number>();
  const wordOf = new Uint16Array(words.length);
  for (const [library, word] of words.entries()) {
    const number = numbers.get(word) ?? numbers.size;
    numbers.set(word, number);
    wordOf[library] = number;
  }
  const names = [...numbers.keys()];
  const counts = new Uint32Array(names.length);
  const seenAt = new Uint32Array(names.length);
  const { pool } = columns;
  return {
    add: (ord) => {
      const end = columns.libraryEnd(ord);
      for (let at = columns.libraryStart(ord); at < end; at++) {
        const entry = pool[at] ?? 0;
        if (availableOnly && (entry & REQUESTABLE) === 0) continue;
        const number = wordOf[entry >> 2] ?? 0;
        if (seenAt[number] === ord + 1) continue;
        seenAt[number] = ord + 1;
        counts[number] = (counts[number] ?? 0) + 1;
      }
    },
    values: () => told(counts, (number) => [names[number] ?? '']),
  };
}

/** The commonest values first. */
function told(counts: Uint32Array, words: (number: number) => readonly string[]): ReturnType<Counter['values']> {
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
