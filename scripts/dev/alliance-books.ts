import {
  ACTIONS,
  DYNASTIES,
  GIVEN,
  NATIONS,
  PUBLISHERS,
  QUALITIES,
  SUBJECTS,
  SURNAMES,
  SYLLABLES,
  TAILS,
} from './alliance-words.ts';
import type { Dice } from './dice.ts';

/** One publication as it truly is, before any cataloguer wrote about it. */
export interface Publication {
  readonly edition: string;
  readonly work: string;
  readonly family: string;
  readonly volume: string;
  readonly title: string;
  readonly subtitle?: string;
  readonly part?: string;
  readonly partTitle?: string;
  readonly series?: string;
  readonly makers: readonly Maker[];
  readonly publisher: readonly [string, string, string];
  readonly year: number;
  readonly printedAgain?: number;
  readonly editionStatement?: string;
  /** Absent before ISBN. */
  readonly isbn?: string;
  readonly unified?: string;
  readonly pages: number;
  /** Volumes, for a set. */
  readonly set?: number;
  readonly price: number;
  readonly classNumber: string;
  readonly traditional?: boolean;
  /** Title of the original, for a translation. */
  readonly original?: string;
  /** Of a book that is not Chinese. */
  readonly language?: string;
  readonly audio?: boolean;
  /** The ISBN is what tells it from its twin: nobody leaves it out. */
  readonly isbnVital?: boolean;
}

export interface Maker {
  readonly name: string;
  readonly role: string;
  readonly from?: string;
}

/** A book of no hard family; `name` makes its labels. */
export function plainBook(chance: Dice, name: string): Publication {
  const foreign = chance.happens(0.35);
  const author = foreign ? foreignName(chance) : chineseName(chance);
  const makers: Maker[] = [{ name: author, role: chance.pick(['著', '著', '文', '编著']), ...origin(chance, foreign) }];
  if (foreign) makers.push({ name: chineseName(chance), role: '译' });
  if (chance.happens(0.2)) makers.push({ name: chineseName(chance), role: chance.pick(['绘', '图', '插图']) });
  const publisher = chance.pick(PUBLISHERS);
  return {
    edition: `${name}.e`,
    work: `${name}.w`,
    family: 'plain',
    volume: '',
    title: newTitle(chance),
    ...(chance.happens(0.15) ? { subtitle: `${chance.pick(SUBJECTS)}与${chance.pick(SUBJECTS)}` } : {}),
    makers,
    publisher,
    year: 1995 + chance.below(29),
    isbn: isbnOf(chance, publisher[2]),
    pages: 48 + chance.below(400),
    price: 8 + chance.below(50) + chance.pick([0, 0, 0, 0.8, 0.5]),
    classNumber: chance.pick([
      'I287.45',
      'I287.8',
      'I561.44',
      'I712.84',

      'Q95-49',
      'K81',
      'N49',
      'J228.4',
      'I247.57',
    ]),
  };
}

/** A title as children’s books bear them. */
export function newTitle(chance: Dice): string {
  const [a, b] = [chance.pick(SUBJECTS), chance.pick(SUBJECTS)];
  switch (chance.below(5)) {
    case 0:
      return chance.pick(QUALITIES) + a + chance.pick(TAILS);
    case 1:
      return chance.pick(ACTIONS) + a;
    case 2:
      return `${a}和${b}${chance.pick(TAILS)}`;
    case 3:
      return `${chance.pick(ACTIONS)}${chance.pick(QUALITIES)}${a}`;
    default:
      return a + chance.pick(TAILS);
  }
}

/** Surname and one or two characters. */
export function chineseName(chance: Dice): string {
  return chance.pick(SURNAMES) + chance.pick(GIVEN) + (chance.happens(0.7) ? chance.pick(GIVEN) : '');
}

/** Words of no language, in letters. */
export function latinWords(chance: Dice, count: number): string {
  const word = () =>
    Array.from({ length: 3 }, () => chance.pick('bcdfglmnprstvw'.split('')) + chance.pick('aeiou'.split(''))).join('');
  return Array.from({ length: count }, word)
    .map((text) => text.charAt(0).toUpperCase() + text.slice(1))
    .join(' ');
}

/** A transliterated name in two parts. */
export function foreignName(chance: Dice): string {
  const word = (length: number) => Array.from({ length }, () => chance.pick(SYLLABLES)).join('');
  return `${word(2 + chance.below(2))}·${word(2 + chance.below(3))}`;
}

function origin(chance: Dice, foreign: boolean): { readonly from?: string } {
  if (foreign) return { from: chance.pick(NATIONS) };
  return chance.happens(0.05) ? { from: chance.pick(DYNASTIES) } : {};
}

/** A valid number of that publisher. */
export function isbnOf(chance: Dice, prefix: string): string {
  const body = `9787${prefix}${String(chance.below(10 ** (8 - prefix.length))).padStart(8 - prefix.length, '0')}`;
  const sum = [...body].reduce((total, digit, at) => total + Number(digit) * (at % 2 === 0 ? 1 : 3), 0);
  return body + String((10 - (sum % 10)) % 10);
}

/** Another publication made of one, with an ISBN of its own. */
export function another(start: Publication, label: string, chance: Dice, more: Partial<Publication>): Publication {
  const publisher = more.publisher ?? start.publisher;
  return { ...start, edition: `${start.edition}.${label}`, isbn: isbnOf(chance, publisher[2]), ...more };
}

/** A year at least two later, up to 2024. */
export const laterYear = (start: Publication, chance: Dice): number => Math.min(2024, start.year + 2 + chance.below(9));
