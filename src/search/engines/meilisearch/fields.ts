import { createHash } from 'node:crypto';
import { joinedRuns, type Run, titleKey, wordOf } from '../../analyse.ts';
import type { DocHolding, SearchDoc } from '../../document.ts';
import { callKeysOf, type Entry, entryOf, NOTHING_TOLD } from '../../entry.ts';
import { KEY } from '../../keys.ts';

type Fields = Readonly<Record<string, unknown>>;

/** A document as the index keeps it: what is written rarely and what every loan may change, each with its digest. */
export interface IndexedParts {
  readonly id: string;
  readonly version: number;
  /** Made only where it is needed: readings cost more than all the rest. */
  readonly text: () => Fields;
  readonly textDigest: string;
  readonly holdings: Fields;
  readonly holdingsDigest: string;
}

/** In every document: asking for it asks for all, in the same order of ranking as a question with words. */
export const EVERY_DOCUMENT = 'all';
/** Longer values are cut by the server, and then no longer equal. */
const LONGEST_KEY = 120;
const LONGEST_ID = 511;

/** An exact key as one value to filter by: `6:西游记`. What could end a quotation is no part of any key. */
export function keyValue(kind: number, key: string): string {
  return `${kind}:${keyText(key)}`;
}

/** A key as the server can keep and compare it. */
export function keyText(key: string): string {
  return [...key.replace(/["'\\\p{Cc}]/gu, '')].slice(0, LONGEST_KEY).join('');
}

/** Tokens of a text for this engine: each Han character, each word of other letters (notes/search §1.2). */
export function spacedTokens(text: string): string {
  return joinedRuns(text).map(tokenOf).join(' ');
}

/** A letter, for behind a sign the server divides; of one byte; and rare, so that no half of a word begins with it. */
const MARK = 'q';
/** Words with letters of other scripts the server divides by itself, in texts and in questions alike. */
const MARKED = /^[\p{Script=Latin}\p{Script=Common}]+$/u;

/**
 * A run as its tokens. A word of letters and digits bears a mark in front, so that the server takes it as it is: behind a
 * Han character it would take `6a` for `6` and `a`, and `ala` would also find where `a` stands before `la`.
 */
export function tokenOf({ han, text }: Run): string {
  if (han) return [...text].join(' ');
  const word = wordOf(text);
  return MARKED.test(word) ? MARK + word : word;
}

/** Letters of the server's identifiers; any other is written as its number between underscores. */
export function documentId(id: string): string {
  return id.replace(/[^A-Za-z0-9-]/gu, (char) => `_${(char.codePointAt(0) ?? 0).toString(16)}_`);
}

/** Whether the server can know a document of this name; a longer one it refuses. */
export const isStorable = (documentIdText: string): boolean => documentIdText.length <= LONGEST_ID;

export function editionIdOf(documentIdText: string): string {
  return documentIdText.replace(/_([0-9a-f]+)_/g, (_, hex: string) => String.fromCodePoint(Number.parseInt(hex, 16)));
}

/** Everything that is searched, filtered, counted, sorted and ranked by. */
export function partsOf(doc: SearchDoc): IndexedParts {
  const { version, holdings: _, ...described } = doc;
  const holdings = holdingFields(doc);
  return {
    id: documentId(doc.id),
    version,
    text: () => textFields(doc),
    textDigest: digestOf(described),
    holdings,
    holdingsDigest: digestOf(holdings),
  };
}

function textFields(doc: SearchDoc): Fields {
  const entry = entryOf(doc);
  const part = [doc.partNumber, doc.partTitle].filter((text) => text !== null).join(' ');
  const titles = [doc.title, doc.subtitle ?? '', part, ...doc.otherTitles].filter((text) => text !== '');
  const sounds = soundsOf(entry);
  const spaced = (texts: readonly string[]) => texts.map(spacedTokens);
  return {
    one: EVERY_DOCUMENT,
    workId: doc.work,
    tk: entry.tk,
    title: entry.title,
    author: entry.author,
    beside: entry.beside,
    t: spaced(titles),
    a: spaced(doc.contributors),
    ser: spaced(doc.series),
    subj: spaced(doc.subjects),
    pub: spacedTokens((doc.publisher ?? '').replace(NOTHING_TOLD, ' ')),
    py: entry.fts.py,
    go: entry.tk,
    gp: sounds.joined,
    pj: sounds.joined,
    gi: sounds.initials,
    gs: beginningsOf([...sounds.joined, ...sounds.initials]),
    gt: beginningsOf([entry.tk]),
    gn: keysOf(entry, KEY.numeral).map(keyText),
    ga: keysOf(entry, KEY.author).map(keyText),
    gl: keysOf(entry, KEY.authorJoined).map(keyText),
    gj: keysOf(entry, KEY.authorInitials).map(keyText),
    lt: latinWords(titles),
    la: latinWords(doc.contributors),
    keys: keyValues(entry),
    auk: keysOf(entry, KEY.author).map(keyText),
    stages: doc.stages,
    clc: doc.classNumber?.toUpperCase() ?? null,
    clc1: doc.classNumber?.charAt(0).toUpperCase() ?? null,
    lang: doc.language,
    carrier: doc.carrier,
    year: doc.year,
    lists: doc.readingLists,
    sort: entry.sort,
    len: [...new Set([entry.tk, titleKey(entry.title)].map((title) => [...title].length))],
  };
}

/** Kinds of keys that have fields of their own, most of them as words. */
const APART: ReadonlySet<number> = new Set([
  ...[KEY.barcode, KEY.author, KEY.joined, KEY.initials, KEY.authorJoined, KEY.authorInitials],
]);

/** What is equal or not: every exact key that has no field of its own, each once. */
function keyValues({ tk, keys }: Entry): readonly string[] {
  const all: readonly (readonly [number, string])[] = tk === '' ? keys : [[KEY.title, tk], ...keys];
  const here = all.filter(([kind]) => !APART.has(kind));
  return [...new Set(here.map(([kind, key]) => keyValue(kind, key)))];
}

/** The server forgives one wrong letter in words as long as this, and never the first. */
export const FORGIVEN = 5;

/** Beginnings of titles and of their sounds are words of their own up to this many characters. */
export const LONGEST_BEGINNING = 4;

function beginningsOf(texts: readonly string[]): readonly string[] {
  const lengths = Array.from({ length: LONGEST_BEGINNING }, (_, at) => at + 1);
  return [...new Set(texts.flatMap((text) => lengths.map((length) => [...text].slice(0, length).join(''))))];
}

/** How the title is typed on a keyboard of letters. */
function soundsOf(entry: Entry): { readonly joined: readonly string[]; readonly initials: readonly string[] } {
  return { joined: keysOf(entry, KEY.joined), initials: keysOf(entry, KEY.initials) };
}

const keysOf = ({ keys }: Pick<Entry, 'keys'>, wanted: number): readonly string[] =>
  keys.filter(([kind, key]) => kind === wanted && key !== '').map(([, key]) => key);

function holdingFields(doc: SearchDoc): Fields {
  const requestable = doc.holdings.filter((holding) => holding.requestable);
  const distinct = (list: readonly DocHolding[], value: (holding: DocHolding) => string | null) => [
    ...new Set(list.map(value).filter((one) => one !== null && one !== '')),
  ];
  return {
    hold: doc.holdings.length,
    bars: doc.holdings.flatMap(({ barcodes }) => barcodes.map((code) => keyText(code.toLowerCase()))),
    calls: callKeysOf(doc).map((call) => call.slice(0, LONGEST_KEY)),
    libs: distinct(doc.holdings, ({ library }) => library),
    kinds: distinct(doc.holdings, ({ kind }) => kind),
    areas: distinct(doc.holdings, ({ area }) => area),
    reqs: distinct(requestable, ({ library }) => library),
    rkinds: distinct(requestable, ({ kind }) => kind),
    rareas: distinct(requestable, ({ area }) => area),
    ins: distinct(
      doc.holdings.filter((holding) => holding.available),
      ({ library }) => library,
    ),
    avail: doc.holdings.some((holding) => holding.available)
      ? 'AVAILABLE'
      : requestable.length > 0
        ? 'UNKNOWN'
        : 'ON_LOAN',
  };
}

function latinWords(texts: readonly string[]): string {
  const words = texts.flatMap((text) => joinedRuns(text).filter((run) => !run.han));
  return [...new Set(words.map(({ text }) => text))].join(' ');
}

function digestOf(fields: Fields): string {
  return createHash('sha256').update(JSON.stringify(fields)).digest('base64url').slice(0, 16);
}
