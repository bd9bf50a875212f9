import { describeRow } from '../../src/record/describe-row.ts';
import type { Description } from '../../src/record/description.ts';
import { readStatement } from '../../src/record/fields/responsibility.ts';
import { PROFILES } from '../../src/record/profiles/index.ts';
import { isbnOf, type Publication } from './alliance-books.ts';
import { PUBLISHERS, SUBJECTS } from './alliance-words.ts';
import type { Dice } from './dice.ts';

/** How a library writes, and how often it leaves out or mistakes what. */
export interface HouseStyle {
  readonly name: string;
  readonly sheet: boolean;
  readonly translator: number;
  readonly pages: number;
  readonly year: number;
  readonly publisher: number;
  readonly isbn: number;
  readonly edition: number;
  readonly series: 'field' | 'glued' | 'none';
}

export const STYLES: readonly [HouseStyle, ...HouseStyle[]] = [
  {
    name: 'nlc',
    sheet: false,
    translator: 1,
    pages: 0.99,
    year: 1,
    publisher: 1,
    isbn: 0.99,
    edition: 1,
    series: 'field',
  },
  {
    name: 'calis',
    sheet: false,
    translator: 1,
    pages: 0.99,
    year: 1,
    publisher: 1,
    isbn: 0.98,
    edition: 1,
    series: 'field',
  },
  {
    name: 'school',
    sheet: false,
    translator: 0.9,
    pages: 0.9,
    year: 0.97,
    publisher: 0.98,
    isbn: 0.96,
    edition: 0.8,
    series: 'glued',
  },
  {
    name: 'list',
    sheet: true,
    translator: 0.8,
    pages: 0.7,
    year: 0.9,
    publisher: 0.96,
    isbn: 0.93,
    edition: 0.8,
    series: 'glued',
  },
  {
    name: 'copies',
    sheet: true,
    translator: 0.6,
    pages: 0.2,
    year: 0.75,
    publisher: 0.93,
    isbn: 0.88,
    edition: 0.7,
    series: 'none',
  },
];

const TYPO = 0.004;
const WRONG_ISBN = 0.002;
const WRONG_YEAR = 0.008;
/** An imprint or the group in place of the house; the year of another printing; pages counted otherwise. */
const OTHER_PUBLISHER = 0.008;
const OTHER_PRINTING = 0.015;
const OTHER_PAGES = 0.015;
const OTHER_PRICE = 0.04;

/** The description that a reader makes of what this library wrote. */
export function describeIn(
  style: HouseStyle,
  book: Publication,
  chance: Dice,
  serial: number,
): Omit<Description, 'localId'> {
  const written = write(style, book, chance);
  const barcode = `${String(serial).padStart(7, '0')}`;
  return style.sheet ? asSheet(written, book, chance, barcode) : asMarc(written, book, style, chance, barcode);
}

interface Written {
  readonly title: string;
  readonly responsibility: string;
  readonly publisher: string;
  readonly date: string;
  readonly isbn: string;
  readonly extent: string;
  readonly price: string;
  readonly edition: string;
}

function write(style: HouseStyle, book: Publication, chance: Dice): Written {
  const told = (probability: number): boolean => chance.happens(probability);
  const wrong = told(WRONG_ISBN) && book.isbnVital !== true ? isbnOf(chance, chance.pick(PUBLISHERS)[2]) : undefined;
  const isbn = book.isbnVital === true || told(style.isbn) ? (wrong ?? book.isbn ?? '') : told(0.2) ? '1234' : '';
  const year = told(WRONG_YEAR) ? book.year + 1 : told(OTHER_PRINTING) ? book.year + 2 + chance.below(4) : book.year;
  const price = told(OTHER_PRICE) ? Math.round(book.price * chance.pick([110, 120, 140])) / 100 : book.price;
  const publisher = told(OTHER_PUBLISHER) ? chance.pick(PUBLISHERS) : book.publisher;
  return {
    title: told(TYPO) ? withTypo(book.title, chance) : book.title,
    responsibility: statement(style, book, chance),
    publisher: told(style.publisher) ? (publisher[told(0.2) ? 1 : 0] ?? '') : '',
    date: told(style.year) ? dateText(book, year, chance) : '',
    isbn: style.sheet && told(0.5) ? hyphened(isbn) : isbn,
    extent: extentText(style, book, chance),
    price: told(0.9) ? chance.pick([`CNY${price.toFixed(2)}`, `${price.toFixed(2)}元`, `￥${price}`]) : '',
    edition: book.editionStatement !== undefined && told(style.edition) ? chance.pick(['2版', '第2版', '第二版']) : '',
  };
}

function statement(style: HouseStyle, book: Publication, chance: Dice): string {
  const kept = book.makers.filter(
    ({ role }, at) => at === 0 || (/译|改|缩/u.test(role) ? chance.happens(style.translator) : chance.happens(0.5)),
  );
  const parts = kept.map(({ name, role, from }) => {
    const named = chance.happens(0.03)
      ? name.slice(name.indexOf('·') + 1)
      : name.replace('·', chance.pick(['·', '·', '•', '．']));
    const origin =
      from === undefined || chance.happens(style.sheet ? 0.4 : 0.05) ? '' : chance.pick([`(${from})`, `[${from}]`]);
    const silent = style.sheet && kept.length === 1 && chance.happens(0.4);
    return `${origin}${named}${silent ? '' : chance.happens(0.1) ? `[${role}]` : role}`;
  });
  if (chance.happens(0.02)) parts.unshift('《青少年经典阅读书系》编委会主编');
  return parts.join(style.sheet ? chance.pick(['；', ' ; ', '/']) : ' ; ');
}

function dateText(book: Publication, year: number, chance: Dice): string {
  if (book.printedAgain !== undefined && chance.happens(0.5)) return `${year}, ${book.printedAgain}重印`;
  if (book.printedAgain !== undefined && chance.happens(0.15)) return `${book.printedAgain}`;
  return chance.pick([
    `${year}`,
    `${year}`,
    `${year}.${1 + chance.below(12)}`,
    `${year}-0${1 + chance.below(9)}`,
    `[${year}]`,
  ]);
}

function extentText(style: HouseStyle, book: Publication, chance: Dice): string {
  if (book.set !== undefined) return `${book.set}册`;
  if (book.pages === 0 || !chance.happens(style.pages)) return '';
  if (chance.happens(OTHER_PAGES)) return `${Math.round(book.pages * (1.08 + chance.next() / 5))}页`;
  const front = chance.happens(0.2) ? `${4 + chance.below(20)},` : '';
  return chance.pick([`${front}${book.pages}页`, `${front}${book.pages}页`, `${book.pages}`]);
}

function hyphened(isbn: string): string {
  return isbn.length === 13 ? `${isbn.slice(0, 3)}-${isbn.slice(3, 4)}-${isbn.slice(4, 12)}-${isbn.slice(12)}` : isbn;
}

function withTypo(title: string, chance: Dice): string {
  const at = chance.below(title.length);
  return title.slice(0, at) + chance.pick(SUBJECTS).slice(0, 1) + title.slice(at + 1);
}

const TRADITIONAL: Readonly<Record<string, string>> = {
  风: '風',
  车: '車',
  园: '園',
  図: '圖',
  图: '圖',
  书: '書',
  馆: '館',
  邮: '郵',
  飞: '飛',
  龙: '龍',
  鲸: '鯨',
  鱼: '魚',
  蚁: '蟻',
  马: '馬',
  骏: '駿',
  师: '師',
  爷: '爺',
  医: '醫',
  画: '畫',
  诗: '詩',
  将: '將',
  军: '軍',
  骑: '騎',
  侦: '偵',
  员: '員',
  发: '發',
  数: '數',
  学: '學',
  险: '險',
  递: '遞',
  渔: '漁',
  钥: '鑰',
  镜: '鏡',
  铃: '鈴',
  铛: '鐺',
  筝: '箏',
  积: '積',
  笔: '筆',
  远: '遠',
  显: '顯',
  种: '種',
  贝: '貝',
  壳: '殼',
  寻: '尋',
  见: '見',
  别: '別',
  护: '護',
  赶: '趕',
  进: '進',
  拥: '擁',
  听: '聽',
  现: '現',
  点: '點',
  给: '給',
  爱: '愛',
  梦: '夢',
  迟: '遲',
  浪: '浪',
  转: '轉',
  礼: '禮',
  愿: '願',
  约: '約',
  声: '聲',
  灯: '燈',
  记: '記',
  历: '歷',
  谜: '謎',
  简: '簡',
  问: '問',
};

const toTraditional = (text: string): string => [...text].map((char) => TRADITIONAL[char] ?? char).join('');

/** A sheet’s row through the reader of sheets. */
function asSheet(written: Written, book: Publication, chance: Dice, barcode: string): Omit<Description, 'localId'> {
  const cells: Record<string, string> = {
    书名: sheetTitle(written.title, book, chance),
    作者: written.responsibility,
    出版社: written.publisher,
    出版日期: written.date,
    ISBN: written.isbn,
    页数: written.extent,
    价格: written.price,
    版次: written.edition,
    索书号: `${book.classNumber}/${barcode.slice(-3)}`,
    条形码: barcode,
  };
  const filled = Object.fromEntries(Object.entries(cells).filter(([, text]) => text !== ''));
  const profile = PROFILES['excel-title'];
  if (profile === undefined) throw new Error('the profile excel-title is missing');
  const read = describeRow({ cells: filled }, profile, 'row 1');
  if (!read.ok) throw new Error(`unreadable row: ${JSON.stringify(filled)}`);
  const { localId: _none, ...description } = read.value;
  return book.audio === true ? { ...description, carrier: 'AUDIO' } : description;
}

/** Everything in one cell: part, part title, subtitle, series, 《》. */
function sheetTitle(title: string, book: Publication, chance: Dice): string {
  let text = title;
  if (book.part !== undefined)
    text += chance.pick([`. ${book.part}`, `（${partWord(book.part)}）`, ` ${partWord(book.part)}`]);
  if (book.partTitle !== undefined)
    text += chance.pick([`. ${book.partTitle}`, `, ${book.partTitle}`, `：${book.partTitle}`]);
  if (book.subtitle !== undefined && chance.happens(0.6))
    text += chance.pick([`：${book.subtitle}`, ` : ${book.subtitle}`, `（${book.subtitle}）`]);
  if (book.series !== undefined && chance.happens(0.4)) text += chance.pick([`/${book.series}`, `（${book.series}）`]);
  if (book.set !== undefined && chance.happens(0.5)) text += `（全${book.set}册）`;
  return chance.happens(0.2) ? `《${text}》` : text;
}

const partWord = (part: string): string => (part.length === 1 && /[上下]/u.test(part) ? `${part}册` : part);

/** What a reader of CNMARC makes of well-parted fields. */
function asMarc(
  written: Written,
  book: Publication,
  style: HouseStyle,
  chance: Dice,
  barcode: string,
): Omit<Description, 'localId'> {
  const year = Number(/\d{4}/u.exec(written.date)?.[0] ?? 0);
  const title =
    book.series !== undefined && style.series === 'glued' && chance.happens(0.3)
      ? `${written.title}/${book.series}`
      : written.title;
  const shown = book.traditional === true && chance.happens(0.4) ? toTraditional : (text: string) => text;
  const valid = /^97\d{11}$/u.test(written.isbn);
  return {
    title: shown(title),
    ...(book.subtitle === undefined ? {} : { subtitle: book.subtitle }),
    ...(book.part === undefined ? {} : { partNumber: book.part }),
    ...(book.partTitle === undefined ? {} : { partTitle: book.partTitle }),
    ...(book.series === undefined || style.series !== 'field' ? {} : { series: [{ title: book.series }] }),
    contributors: readStatement(shown(written.responsibility)),
    responsibility: shown(written.responsibility),
    ...(written.publisher === '' ? {} : { publisher: shown(written.publisher) }),
    ...(year === 0 ? {} : { year }),
    ...(written.edition === '' ? {} : { edition: written.edition }),
    ...(valid ? { isbns: [written.isbn] } : {}),
    ...(book.unified === undefined ? {} : { unifiedBookNumber: book.unified }),
    ...(written.extent === '' ? {} : { extent: written.extent }),
    classNumber: book.classNumber,
    language: book.language ?? 'chi',
    ...(book.original === undefined || !chance.happens(0.7) ? {} : { parallelTitles: [book.original] }),
    carrier: book.audio === true ? 'AUDIO' : 'PRINT',
    ...(written.price === '' ? {} : { price: written.price }),
    holdings: [
      { callNumber: `${book.classNumber}/${barcode.slice(-3)}`, barcode, copies: 1, availability: 'AVAILABLE' },
    ],
  };
}
