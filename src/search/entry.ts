import { toIsbn10 } from '../base/isbn.ts';
import { STAGES } from '../catalogue/edition.ts';
import { numeralKey, titleKey, tokensOf } from './analyse.ts';
import { callNumberSort } from './call-number.ts';
import type { SearchDoc } from './document.ts';
import { KEY } from './keys.ts';
import { readingsOf, southern } from './pinyin.ts';

/** A document as the rows of the index. */
export interface Entry {
  readonly tk: string;
  readonly title: string;
  readonly author: string;
  readonly sort: string;
  readonly stages: number;
  readonly lists: string;
  /** `[[library, 0 | 1 requestable | 3 available], …]` */
  readonly libs: string;
  /** Folded series, subjects and publisher, for ranking. */
  readonly beside: string;
  readonly keys: readonly (readonly [kind: number, key: string])[];
  readonly calls: readonly string[];
  readonly fts: {
    readonly t: string;
    readonly a: string;
    readonly ser: string;
    readonly subj: string;
    readonly pub: string;
    readonly py: string;
  };
}

export const AUTHOR_SEPARATOR = '\u001f';
const tokensOfAll = (texts: readonly string[]): string => texts.map(tokensOf).join(' ');

export function entryOf(doc: SearchDoc): Entry {
  const part = [doc.partNumber, doc.partTitle].filter((text) => text !== null).join(' ');
  const whole = part === '' ? doc.title : `${doc.title} ${part}`;
  const readings = readingsOf(doc.title);
  const titles = [
    doc.title,
    ...(doc.subtitle === null ? [] : [doc.subtitle]),
    ...(part === '' ? [] : [part]),
    ...doc.otherTitles,
  ];
  return {
    tk: titleKey(doc.title),
    title: whole,
    author: doc.contributors.map(titleKey).join(AUTHOR_SEPARATOR),
    sort: readings.joined[0] ?? titleKey(doc.title),
    stages: doc.stages.reduce((mask, stage) => mask | (1 << STAGES.indexOf(stage)), 0),
    lists: JSON.stringify(doc.readingLists),
    libs: JSON.stringify(
      doc.holdings.map((holding) => [holding.library, (holding.requestable ? 1 : 0) | (holding.available ? 2 : 0)]),
    ),
    beside: titleKey([...doc.series, ...doc.subjects].join(' ')),
    keys: keysOf(doc, whole, readings),
    calls: callKeysOf(doc),
    fts: {
      t: tokensOfAll(titles),
      a: tokensOfAll(doc.contributors),
      ser: tokensOfAll(doc.series),
      subj: tokensOfAll(doc.subjects),
      pub: tokensOf((doc.publisher ?? '').replace(/(?:出版社|有限责任公司|有限公司|股份)/gu, ' ')),
      py: syllablePairs(readings.syllables),
    },
  };
}

/** The call numbers and the class of a document as they sort, each once. */
export function callKeysOf({ holdings, classNumber }: SearchDoc): readonly string[] {
  const numbers = holdings.flatMap((holding) => holding.callNumbers).concat(classNumber ?? []);
  return [...new Set(numbers.map(callNumberSort))].filter((key) => key !== '');
}

/** Pairs of syllables as tokens: `xiyou youji ji`, so that any two sounds beside each other are found quickly. */
export function syllablePairs(syllables: readonly string[]): string {
  return syllables.map((syllable, at) => syllable + (syllables[at + 1] ?? '')).join(' ');
}

function keysOf(
  doc: SearchDoc,
  whole: string,
  readings: ReturnType<typeof readingsOf>,
): readonly (readonly [number, string])[] {
  const keys = new Map<string, readonly [number, string]>();
  const add = (kind: number, key: string): void => {
    if (key !== '') keys.set(`${kind} ${key}`, [kind, key]);
  };
  for (const isbn of doc.isbns) {
    add(KEY.identifier, isbn);
    add(KEY.identifier, toIsbn10(isbn) ?? '');
  }
  for (const identifier of doc.identifiers) add(KEY.identifier, identifierKey(identifier));
  for (const barcode of doc.holdings.flatMap((holding) => holding.barcodes)) add(KEY.barcode, barcode.toLowerCase());
  for (const title of [whole, ...doc.otherTitles, `${doc.title}${doc.subtitle ?? ''}`]) add(KEY.title, titleKey(title));
  for (const title of [doc.title, whole])
    if (numeralKey(title) !== titleKey(title) || /\d/.test(title)) add(KEY.numeral, numeralKey(title));
  for (const joined of readings.joined) add(KEY.joined, joined);
  for (const joined of readings.joined.slice(0, 1))
    if (southern(joined) !== joined) add(KEY.southern, southern(joined));
  for (const initials of readings.initials) add(KEY.initials, initials);
  for (const name of doc.contributors) {
    add(KEY.author, titleKey(name));
    // People look for the family name of 儒勒·凡尔纳 and for 罗琳.
    const last = name.split(/[·•．・]/u).at(-1) ?? '';
    if (last !== name) add(KEY.author, titleKey(last));
    const sound = readingsOf(name, 'name');
    add(KEY.authorJoined, sound.joined[0] ?? '');
    add(KEY.authorInitials, sound.initials[0] ?? '');
  }
  return [...keys.values()];
}

/** Identifiers without marks: ISSN, 统一书号, standard numbers. */
export function identifierKey(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}
