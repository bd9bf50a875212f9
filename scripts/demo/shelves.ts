import { CLASS_SET_ISBN, DEMO_ALLIANCE, type DemoLibrary } from './alliance.ts';
import { type Book, CHINESE_BOOKS, FOREIGN_BOOKS } from './book.ts';

/** A copy on an invented shelf. */
export interface Copy {
  readonly barcode: string;
  readonly location: string;
  readonly onLoan: boolean;
  /** Day it is due back where it is on loan. */
  readonly due: string | null;
}

/** A title of a library with its copies. */
export interface Shelved {
  readonly book: Book;
  readonly localId: string;
  /** Class number and a number within the class: `I247.5/12`. */
  readonly callNumber: string;
  readonly copies: readonly Copy[];
}

export interface Shelf {
  readonly library: DemoLibrary;
  readonly titles: readonly Shelved[];
}

/** Invents who holds what: the same for the same day, whatever the machine. `today` places the due dates. */
export function fillShelves(today: Date): readonly Shelf[] {
  const wanted = DEMO_ALLIANCE.map((library, index) => chosenBooks(library, randomNumbers(index + 1)));
  giveHomesToTheRest(wanted);
  return DEMO_ALLIANCE.map((library, index) => ({
    library,
    titles: shelve(library, wanted[index] ?? [], { random: randomNumbers(100 + index), today, member: index + 1 }),
  }));
}

/** Popular titles stand in many libraries: the chance falls with the square root of the place in the list. */
function chosenBooks(library: DemoLibrary, random: () => number): Book[] {
  const scored = CHINESE_BOOKS.map((book, place) => ({ book, score: random() ** Math.sqrt(place + 1) }));
  const chosen = scored.sort((a, b) => b.score - a.score).slice(0, library.titles);
  const books = chosen.map(({ book }) => book).filter(({ isbn }) => isbn !== CLASS_SET_ISBN);
  if (library.classSet > 0) books.unshift(...CHINESE_BOOKS.filter(({ isbn }) => isbn === CLASS_SET_ISBN));
  return library.style === 'marc21' ? [...FOREIGN_BOOKS, ...books] : books;
}

/** A book that no library drew goes to the city library, so that the whole list is in the alliance. */
function giveHomesToTheRest(wanted: readonly Book[][]): void {
  const held = new Set(wanted.flat());
  wanted[0]?.push(...CHINESE_BOOKS.filter((book) => !held.has(book) && book.isbn !== CLASS_SET_ISBN));
}

interface Shelving {
  readonly random: () => number;
  readonly today: Date;
  readonly member: number;
}

const ON_LOAN_SHARE = 0.12;
const DAY_MS = 86_400_000;

function shelve(library: DemoLibrary, books: readonly Book[], { random, today, member }: Shelving): Shelved[] {
  const numbersInClass = new Map<string, number>();
  let copyNumber = 0;
  return books.map((book, index) => {
    const number = (numbersInClass.get(book.classNumber) ?? 0) + 1;
    numbersInClass.set(book.classNumber, number);
    const [least, most] = library.copies;
    const drawn = least + Math.floor(random() * (most - least + 1));
    const count = book.isbn === CLASS_SET_ISBN ? library.classSet : drawn;
    const copies = Array.from({ length: count }, () => {
      copyNumber += 1;
      const onLoan = random() < ON_LOAN_SHARE && book.isbn !== CLASS_SET_ISBN;
      const due = new Date(today.getTime() + Math.floor(1 + random() * 28) * DAY_MS).toISOString().slice(0, 10);
      const barcode = `${letterOf(library)}${String(member).padStart(2, '0')}${String(copyNumber).padStart(6, '0')}`;
      return { barcode, location: locationOf(library, book), onLoan, due: onLoan ? due : null };
    });
    const localId = `${String(member).padStart(2, '0')}${String(index + 1).padStart(7, '0')}`;
    return { book, localId, callNumber: `${book.classNumber}/${number}`, copies };
  });
}

const letterOf = (library: DemoLibrary): string =>
  ({ PUBLIC: 'P', UNIVERSITY: 'U', INSTITUTE: 'I', SCHOOL: 'S' })[library.kind];

function locationOf(library: DemoLibrary, book: Book): string {
  if (library.kind !== 'SCHOOL') return book.language === 'eng' ? '外文书库' : '中文图书借阅室';
  return book.classNumber.startsWith('I') ? '文学书架' : '综合书架';
}

/** Mulberry32: a small generator with a seed, because a demo must look the same tomorrow. */
export function randomNumbers(seed: number): () => number {
  let state = (seed * 0x9e3779b1) >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
