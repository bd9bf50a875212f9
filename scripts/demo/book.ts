import { SCHOOL_BOOKS } from './facts/books.ts';
import { CLASSICS, ENGLISH_BOOKS, STANDARDS } from './facts/classics.ts';

/** A real book, by its facts alone. */
export interface Book {
  readonly isbn: string;
  readonly title: string;
  readonly part: string;
  readonly subtitle: string;
  readonly responsibility: string;
  readonly place: string;
  readonly publisher: string;
  readonly year: string;
  readonly pages: string;
  /** Yuan, two decimals. */
  readonly price: string;
  readonly classNumber: string;
  readonly subject: string;
  readonly language: 'chi' | 'eng';
}

/** A standard or report of an information institute. */
export interface Standard {
  readonly number: string;
  readonly title: string;
  readonly year: string;
  readonly pages: string;
}

const lines = (facts: string): readonly (readonly string[])[] =>
  facts
    .trim()
    .split('\n')
    .map((line) => line.split('|'));

function chineseBook(cells: readonly string[]): Book {
  const [isbn = '', title = '', part = '', subtitle = '', responsibility = '', publisher = '', year = ''] = cells;
  const [pages = '', price = '', classNumber = '', subject = ''] = cells.slice(7);
  const facts = { isbn, title, part, subtitle, responsibility, publisher, year, pages, price, classNumber, subject };
  return { ...facts, place: placeOf(publisher), language: 'chi' };
}

function englishBook(cells: readonly string[]): Book {
  const [isbn = '', title = '', responsibility = '', place = '', publisher = '', year = '', pages = ''] = cells;
  const facts = { isbn, title, responsibility, place, publisher, year, pages, classNumber: cells[7] ?? '' };
  return { ...facts, part: '', subtitle: '', price: '', subject: '', language: 'eng' };
}

/** Publishers named after their place tell it; of the others the record stays silent, as real ones often do. */
function placeOf(publisher: string): string {
  return PLACES.find((place) => publisher.startsWith(place)) ?? '';
}

const PLACES =
  '北京 上海 南京 长春 杭州 哈尔滨 广州 重庆 成都 武汉 西安 天津 沈阳 大连 青岛 济南 合肥 郑州 南宁 昆明'.split(' ');

/** Titles that every kind of library holds come first: popularity falls with the place in this list. */
export const CHINESE_BOOKS: readonly Book[] = [...lines(CLASSICS), ...lines(SCHOOL_BOOKS)].map(chineseBook);
export const FOREIGN_BOOKS: readonly Book[] = lines(ENGLISH_BOOKS).map(englishBook);
export const STANDARD_LIST: readonly Standard[] = lines(STANDARDS).map(
  ([number = '', title = '', year = '', pages = '']) => ({ number, title, year, pages }),
);
