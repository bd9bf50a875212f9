import { wordsApart } from '../normalise/version.ts';
import { type Evidence, said, veto } from './evidence.ts';

export const edition: Evidence = {
  name: 'edition',
  compare(a, b) {
    if (a.edition === b.edition) return a.edition === '' ? null : said('edition=');
    return a.edition === '' || b.edition === '' ? said('edition?') : veto('edition≠');
  },
};

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
