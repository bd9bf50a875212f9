import { type Evidence, said, veto } from './evidence.ts';
import { sameSchoolYear } from './version.ts';

/** An ISBN that several titles or several parts claim says less: `isbn!`. Different ISBNs are different editions. */
export const isbn: Evidence = {
  name: 'isbn',
  compare(a, b, titlesOf) {
    if (a.isbns.length === 0 || b.isbns.length === 0) return null;
    const shared = a.isbns.filter((number) => b.isbns.includes(number));
    if (shared.length === 0) return said('isbn≠');
    return said(shared.some((number) => titlesOf(number) <= 1) ? 'isbn=' : 'isbn!');
  },
};

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
  compare(a, b) {
    if (a.year === 0 || b.year === 0) return said('year?');
    if (a.year === b.year) return said('year=');
    if (!sameSchoolYear(a, b)) return veto('year≠教辅');
    return said(Math.abs(a.year - b.year) === 1 ? 'year~' : 'year≠');
  },
};

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

/** Reprints grow dearer under one ISBN, so a price says something only where no ISBN is shared. */
export const price: Evidence = {
  name: 'price',
  compare(a, b) {
    if (a.price === 0 || b.price === 0 || a.isbns.some((number) => b.isbns.includes(number))) return null;
    if (a.price === b.price) return said('price=');
    return Math.abs(a.price - b.price) > PRICE_SHARE * Math.min(a.price, b.price) ? said('price≠') : null;
  },
};
