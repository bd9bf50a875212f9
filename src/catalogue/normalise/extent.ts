import { plain } from './text.ts';

/**
 * The number of pages of the text: `17,191页` → 191, `3册(50,23,1942页)` → 1942, `191` → 191; 0 where none is told.
 * Front matter is counted apart by some and left out by others, hence the largest.
 */
export function pageCount(extent: string | undefined): number {
  if (extent === undefined) return 0;
  const text = plain(extent);
  const before = /([\d,\s;+]+)(?:页|p\b|pages|面)/u.exec(text)?.[1] ?? (/^\d{1,4}$/.test(text) ? text : '');
  const numbers = before
    .split(/[^\d]+/u)
    .filter((part) => part !== '')
    .map(Number);
  const most = Math.max(0, ...numbers);
  return most > 0 && most < 20_000 ? most : 0;
}

/** 统一书号 without its separators: class, publisher and serial as three numbers, `R13024·83` → `13024.83`. */
export function unifiedNumber(text: string | undefined): string {
  if (text === undefined) return '';
  const found = /(\d{4,6})\s*[.·]\s*(\d{1,5})/u.exec(plain(text));
  return found === null ? '' : `${Number(found[1])}.${Number(found[2])}`;
}

/**
 * The price of one volume in fen: `CNY16.80`, `￥16.8`, `16.80元` → 1680. 0 where none is told, and where it is the price
 * of a set (`CNY44.00(全2册)`, `7RMB×23`) or differs by binding: that says nothing of one book.
 */
export function priceFen(price: string | undefined): number {
  if (price === undefined) return 0;
  const text = plain(price);
  if (/全|套|册|×|x\d/u.test(text)) return 0;
  const told = [...text.matchAll(/\d+(?:\.\d+)?/gu)].map(([number]) => Math.round(Number(number) * 100));
  return told.every((number) => number === told[0]) ? (told[0] ?? 0) : 0;
}
