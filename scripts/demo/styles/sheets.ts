import * as xlsx from '@e965/xlsx';
import type { Shelf, Shelved } from '../shelves.ts';
import { toGb18030 } from './gb18030.ts';

type Cells = readonly (string | number)[];

/** 馆藏清单: a title row over the header, one line a title with its number of copies, a 合计 row at the end. */
export function inventoryWorkbook(shelf: Shelf, tellsStatus: boolean): Uint8Array {
  const head = [
    '序号',
    'ISBN',
    '书籍名称',
    '卷册',
    '作者',
    '出版社',
    '出版日期',
    '页数',
    '价格',
    '索书号',
    '馆藏本数',
    '馆藏地',
  ];
  const rows = shelf.titles.map((shelved, index): Cells => {
    const { book } = shelved;
    const facts = [book.part, book.responsibility, book.publisher, book.year, `${book.pages}页`, `CNY${book.price}`];
    const shelving = [shelved.callNumber, shelved.copies.length, shelved.copies[0]?.location ?? ''];
    return [
      index + 1,
      book.isbn,
      `《${displayTitle(shelved)}》`,
      ...facts,
      ...shelving,
      ...(tellsStatus ? ['在馆'] : []),
    ];
  });
  const copies = shelf.titles.reduce((sum, { copies: { length } }) => sum + length, 0);
  const total: Cells = ['合计', '', `${rows.length} 种`, '', '', '', '', '', '', '', copies];
  const sheet = xlsx.utils.aoa_to_sheet([
    [`${shelf.library.name}馆藏清单`],
    tellsStatus ? [...head, '状态'] : head,
    ...rows.map((row) => [...row]),
    [...total],
  ]);
  sheet['!merges'] = [{ s: { r: 0, c: 0 }, e: { r: 0, c: head.length - 1 } }];
  const book = xlsx.utils.book_new();
  xlsx.utils.book_append_sheet(book, sheet, '馆藏清单');
  return new Uint8Array(xlsx.write(book, { type: 'array', bookType: 'xlsx' }) as ArrayBuffer);
}

/** One line a copy with barcode and status, GBK with CRLF, as lending programs export it. */
export function copyList(shelf: Shelf): Uint8Array {
  const head = [
    '条码号',
    '书名',
    '册次',
    '作者',
    '出版社',
    '出版年',
    'ISBN',
    '分类号',
    '索书号',
    '定价',
    '馆藏地',
    '状态',
    '应还日期',
  ];
  const rows = shelf.titles.flatMap((shelved) =>
    shelved.copies.map(({ barcode, location, onLoan, due }): Cells => {
      const { book } = shelved;
      const facts = [book.part, book.responsibility, book.publisher, book.year, book.isbn, book.classNumber];
      const status = [location, onLoan ? '借出' : '在馆', due ?? ''];
      return [barcode, displayTitle(shelved), ...facts, shelved.callNumber, book.price, ...status];
    }),
  );
  return toGb18030(csv([head, ...rows]));
}

/** One line a title, UTF-8 with a byte order mark, as Excel saves it. */
export function titleList(shelf: Shelf): Uint8Array {
  const head = [
    '题名',
    '分辑号',
    '责任者',
    '出版者',
    '出版年',
    '标准书号',
    '中图分类号',
    '索取号',
    '单价',
    '复本数',
    '状态',
  ];
  const rows = shelf.titles.map((shelved): Cells => {
    const { book } = shelved;
    const facts = [book.part, book.responsibility, book.publisher, book.year, book.isbn, book.classNumber];
    return [displayTitle(shelved), ...facts, shelved.callNumber, book.price, shelved.copies.length, '在架'];
  });
  return new TextEncoder().encode(`\ufeff${csv([head, ...rows])}`);
}

const displayTitle = ({ book }: Shelved): string =>
  book.subtitle === '' ? book.title : `${book.title} : ${book.subtitle}`;

function csv(rows: readonly Cells[]): string {
  const cell = (value: string | number) =>
    /[",\r\n]/.test(String(value)) ? `"${String(value).replaceAll('"', '""')}"` : value;
  return rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}
