import type { MatchForm } from '../form.ts';
import { wordsApart } from '../normalise/version.ts';
import { type Evidence, said, veto } from './evidence.ts';

export const edition: Evidence = {
  name: 'edition',
  compare(a, b) {
    if (a.edition === b.edition) return a.edition === '' ? null : said('edition=');
    if (!sameEdition(a, b)) return veto('edition≠');
    // Told by one side only: the years may still say that it is the same one.
    return said(a.year === 0 || b.year === 0 ? 'edition?year?' : 'edition?');
  },
};

/** Printings of a first edition go on for years; two years and an edition told on one side only are two editions. */
const YEARS_OF_PRINTINGS = 1;

/** Whether two forms may be of one edition by statement and year. */
export function sameEdition(a: MatchForm, b: MatchForm): boolean {
  if (a.edition === b.edition) return true;
  if (a.edition !== '' && b.edition !== '') return false;
  return a.year === 0 || b.year === 0 || Math.abs(a.year - b.year) <= YEARS_OF_PRINTINGS;
}

/** Whether two forms may be of one school year: 教辅 of any other year is another book (trade standard, matching §2.8). */
export function sameSchoolYear(a: MatchForm, b: MatchForm): boolean {
  return !(a.exam && b.exam) || a.year === 0 || b.year === 0 || a.year === b.year;
}

/** 注音版 against 缩写本 is a veto; one side silent is only a doubt, because most records leave the words out. */
export const version: Evidence = {
  name: 'version',
  compare(a, b) {
    const [one, other] = [wordsApart(a.words), wordsApart(b.words)];
    if (one.length > 0 && other.length > 0) {
      return one.some((word) => other.includes(word)) ? said('version=') : veto('version≠');
    }
    if (one.length !== other.length) return said('version?');
    if (a.words.length === 0 || b.words.length === 0) return null;
    return a.words.some((word) => b.words.includes(word)) ? said('version=') : said('version~');
  },
};

export const language: Evidence = {
  name: 'language',
  compare(a, b) {
    return a.language === '' || b.language === '' || a.language === b.language ? null : veto('language≠');
  },
};

export const carrier: Evidence = {
  name: 'carrier',
  compare(a, b) {
    return a.carrier === b.carrier ? null : veto('carrier≠');
  },
};
