import type { MatchForm } from '../form.ts';
import { type Evidence, said, veto } from './evidence.ts';
import { sameSchoolYear } from './version.ts';

/**
 * An ISBN that several titles or several parts claim says less: `isbn!`. Different ISBNs are different editions. Where
 * a book is older than the ISBN its silence is no gap (`isbn-old`), and a number on the other side tells of a reissue.
 */
export const isbn: Evidence = {
  name: 'isbn',
  compare(a, b, titlesOf) {
    const old = isOlderThanIsbn(a) || isOlderThanIsbn(b);
    if (a.isbns.length === 0 && b.isbns.length === 0) return said(old ? 'isbn-old' : 'isbn-');
    if (a.isbns.length === 0 || b.isbns.length === 0) return said(old ? 'isbn?old' : 'isbn?');
    const shared = a.isbns.filter((number) => b.isbns.includes(number));
    if (shared.length === 0) return said('isbn≠');
    return said(shared.some((number) => titlesOf(number) <= 1) ? 'isbn=' : 'isbn!');
  },
};

/** China gave ISBNs from 1987; until then books bear a 统一书号 (china §4). */
const FIRST_ISBNS = 1987;

function isOlderThanIsbn(form: MatchForm): boolean {
  return form.isbns.length === 0 && (form.unified !== '' || (form.year > 0 && form.year < FIRST_ISBNS));
}

export const unified: Evidence = {
  name: 'unified',
  compare(a, b) {
    if (a.unified === '' || b.unified === '') return null;
    return said(a.unified === b.unified ? 'unified=' : 'unified≠');
  },
};

/** Bound volumes of a serial stay outside book matching. */
export const issn: Evidence = {
  name: 'issn',
  compare(a, b) {
    if (a.issn === b.issn) return null;
    return a.issn === '' || b.issn === '' ? said('issn?') : veto('issn≠');
  },
};

export const year: Evidence = {
  name: 'year',
  compare(a, b, titlesOf) {
    if (a.year === 0 || b.year === 0) return said(mayBeOfAnotherYear(a, b, titlesOf) ? 'year?教辅' : 'year?');
    if (a.year === b.year) return said('year=');
    if (!sameSchoolYear(a, b)) return veto('year≠教辅');
    return said(Math.abs(a.year - b.year) === 1 ? 'year~' : 'year≠');
  },
};

/** An exercise book without its year may be of any, unless a number says which that stands on one year only. */
function mayBeOfAnotherYear(a: MatchForm, b: MatchForm, titlesOf: (isbn: string) => number): boolean {
  if (!a.exam || !b.exam || a.year === b.year) return false;
  return !a.isbns.some((number) => b.isbns.includes(number) && titlesOf(number) <= 1);
}

const PAGES_APART = 3;
const PAGES_SHARE = 0.05;

export const pages: Evidence = {
  name: 'pages',
  compare(a, b) {
    if (a.pages === 0 || b.pages === 0) return null;
    const apart = Math.abs(a.pages - b.pages);
    return said(apart <= Math.max(PAGES_APART, PAGES_SHARE * Math.max(a.pages, b.pages)) ? 'pages=' : 'pages≠');
  },
};

/** Hardback and paperback differ by more, printings by less. */
const PRICE_SHARE = 0.25;
const FEN = 100;
/** Nobody rounds 0.43 yuan. */
const ROUNDED = 5 * FEN;

/**
 * Reprints grow dearer under one ISBN, so a price says something only where no ISBN is shared. Schools round to yuan
 * (`price=`); what agrees to the fen and is no whole yuan (`price==`) was copied from the same back cover.
 */
export const price: Evidence = {
  name: 'price',
  compare(a, b) {
    if (a.price === 0 || b.price === 0 || a.isbns.some((number) => b.isbns.includes(number))) return null;
    if (a.price === b.price) return said(a.price % FEN === 0 ? 'price=' : 'price==');
    if (Math.round(a.price / FEN) === Math.round(b.price / FEN) && Math.min(a.price, b.price) >= ROUNDED)
      return said('price=');
    return Math.abs(a.price - b.price) > PRICE_SHARE * Math.min(a.price, b.price) ? said('price≠') : null;
  },
};
