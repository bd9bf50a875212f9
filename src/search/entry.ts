import { STAGES } from '../catalogue/edition.ts';
import { numeralKey, titleKey, tokensOf } from './analyse.ts';
import { callNumberSort } from './call-number.ts';
import type { DocHolding, SearchDoc } from './document.ts';
import { KEY } from './keys.ts';
import { type Readings, readingsOf, southern } from './pinyin.ts';

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

const AUTHOR_SEPARATOR = '\u001f';

/** The authors of an {@link Entry}, as keys, from what an index holds of them. */
export function authorsIn(author: string): readonly string[] {
  return author.split(AUTHOR_SEPARATOR).filter((name) => name !== '');
}

const tokensOfAll = (texts: readonly string[]): string => texts.map(tokensOf).join(' ');
/** Words that most publishers' names end with, which tell nothing of one; they are neither kept nor asked for. */
export const NOTHING_TOLD = /(?:出版社|有限责任公司|有限公司|股份)/gu;

export function entryOf(doc: SearchDoc): Entry {
  const part = [doc.partNumber, doc.partTitle].filter((text) => text !== null).join(' ');
  const whole = part === '' ? doc.title : `${doc.title} ${part}`;
  const readings = readingsOf(doc.title);
  const tk = titleKey(doc.title);
  const titles = [
    doc.title,
    ...(doc.subtitle === null ? [] : [doc.subtitle]),
    ...(part === '' ? [] : [part]),
    ...doc.otherTitles,
  ];
  return {
    tk,
    title: whole,
    author: doc.contributors.map(titleKey).join(AUTHOR_SEPARATOR),
    sort: readings.joined[0] ?? tk,
    stages: doc.stages.reduce((mask, stage) => mask | (1 << STAGES.indexOf(stage)), 0),
    lists: doc.readingLists.length === 0 ? '[]' : JSON.stringify(doc.readingLists),
    libs: libsOf(doc.holdings),
    beside: titleKey([...doc.series, ...doc.subjects].join(' ')),
    keys: keysOf(doc, { tk, whole, readings }),
    calls: callKeysOf(doc),
    fts: {
      t: tokensOfAll(titles),
      a: tokensOfAll(doc.contributors),
      ser: tokensOfAll(doc.series),
      subj: tokensOfAll(doc.subjects),
      pub: tokensOf((doc.publisher ?? '').replace(NOTHING_TOLD, ' ')),
      py: syllablePairs(readings.syllables),
    },
  };
}

/** The same few hundred libraries hold all books. */
const quoted = new Map<string, string>();
const QUOTED_MOST = 10_000;

function libsOf(holdings: readonly DocHolding[]): string {
  let libs = '';
  for (const { library, requestable, available } of holdings) {
    const name = quoted.get(library) ?? JSON.stringify(library);
    if (quoted.size < QUOTED_MOST) quoted.set(library, name);
    libs += `${libs === '' ? '' : ','}[${name},${(requestable ? 1 : 0) | (available ? 2 : 0)}]`;
  }
  return `[${libs}]`;
}

/** The call numbers and the class of a document as they sort, each once. */
export function callKeysOf({ holdings, classNumber }: SearchDoc): readonly string[] {
  // Copies of a book stand at the same number in most libraries.
  const numbers = new Set(classNumber === null ? [] : [classNumber]);
  for (const { callNumbers } of holdings) for (const number of callNumbers) numbers.add(number);
  return [...new Set([...numbers].map(callNumberSort))].filter((key) => key !== '');
}

/** Pairs of syllables as tokens: `xiyou youji ji`, so that any two sounds beside each other are found quickly. */
export function syllablePairs(syllables: readonly string[]): string {
  return syllables.map((syllable, at) => syllable + (syllables[at + 1] ?? '')).join(' ');
}

interface Titled {
  readonly tk: string;
  readonly whole: string;
  readonly readings: Readings;
}

type Key = readonly [kind: number, key: string];

/** The exact keys of a document beside its `tk`, each once. Ten digits of an ISBN are asked for as thirteen. */
function keysOf(doc: SearchDoc, titled: Titled): readonly Key[] {
  const keys = new Keys();
  for (const isbn of doc.isbns) keys.add(KEY.identifier, isbn);
  for (const identifier of doc.identifiers) keys.add(KEY.identifier, identifierKey(identifier));
  addTitles(keys, doc, titled);
  for (const name of doc.contributors) addName(keys, name);
  const barcodes = new Set<string>();
  for (const holding of doc.holdings) for (const barcode of holding.barcodes) barcodes.add(barcode.toLowerCase());
  for (const barcode of barcodes) if (barcode !== '') keys.all.push([KEY.barcode, barcode]);
  return keys.all;
}

function addTitles(keys: Keys, { title, subtitle, otherTitles }: SearchDoc, { tk, whole, readings }: Titled): void {
  for (const other of new Set([whole, ...otherTitles, `${title}${subtitle ?? ''}`])) {
    const key = other === title ? tk : titleKey(other);
    if (key !== tk) keys.add(KEY.title, key);
  }
  for (const one of new Set([title, whole])) {
    const numeral = numeralKey(one);
    if (numeral !== titleKey(one) || /\d/.test(one)) keys.add(KEY.numeral, numeral);
  }
  for (const joined of readings.joined) keys.add(KEY.joined, joined);
  const [likeliest = ''] = readings.joined;
  if (southern(likeliest) !== likeliest) keys.add(KEY.southern, southern(likeliest));
  for (const initials of readings.initials) keys.add(KEY.initials, initials);
}

function addName(keys: Keys, name: string): void {
  keys.add(KEY.author, titleKey(name));
  // People look for the family name of 儒勒·凡尔纳 and for 罗琳.
  const last = name.split(/[·•．・]/u).at(-1) ?? '';
  if (last !== name) keys.add(KEY.author, titleKey(last));
  const sound = readingsOf(name, 'name');
  keys.add(KEY.authorJoined, sound.joined[0] ?? '');
  keys.add(KEY.authorInitials, sound.initials[0] ?? '');
}

class Keys {
  readonly all: Key[] = [];

  /** There are about ten, barcodes apart: looking through them is quicker than making a set. */
  add(kind: number, key: string): void {
    if (key === '') return;
    for (const [other, known] of this.all) if (other === kind && known === key) return;
    this.all.push([kind, key]);
  }
}

/** Identifiers without marks: ISSN, 统一书号, standard numbers. */
export function identifierKey(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}
