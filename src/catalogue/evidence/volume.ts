import { samePart } from '../normalise/part.ts';
import { likeness } from '../normalise/text.ts';
import { type Evidence, said, veto } from './evidence.ts';

/** Two volumes of a set are never copies of each other, nor is a volume a copy of its set. */
export const volume: Evidence = {
  name: 'volume',
  compare(a, b) {
    if (a.part !== '' && b.part !== '') {
      const same = samePart(a.part, b.part);
      if (same === 'no') return veto('part≠');
      return said(same === 'yes' ? 'part=' : 'part~');
    }
    if (a.set > 0 && b.set > 0 && a.set !== b.set) return veto('set≠');
    if (a.part === '' && b.part === '') return null;
    return a.set > 0 || b.set > 0 ? veto('set≠part') : said('part?');
  },
};

const LIKE = 0.4;

export const partTitle: Evidence = {
  name: 'partTitle',
  compare(a, b) {
    if (a.partTitle === b.partTitle) return a.partTitle === '' ? null : said('parttitle=');
    if (a.partTitle === '' || b.partTitle === '') {
      const [named, other] = a.partTitle === '' ? [b, a] : [a, b];
      // Told as a subtitle or glued to the title there.
      return other.rest.includes(named.partTitle) || other.title.includes(named.partTitle) ? null : said('parttitle?');
    }
    if (a.partTitle.includes(b.partTitle) || b.partTitle.includes(a.partTitle)) return said('parttitle=');
    return likeness(a.partTitle, b.partTitle) >= LIKE ? said('parttitle~') : veto('parttitle≠');
  },
};
