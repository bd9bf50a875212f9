import type { MatchForm } from '../form.ts';
import { samePart } from '../normalise/part.ts';
import { likeness, oneApart } from '../normalise/text.ts';
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

/** Parts of one set have like names (秋雨的约定, 秋雨和铃铛的约定), so only a typing error is forgiven. */
const LIKE = 0.75;
const LONG = 4;

export const partTitle: Evidence = {
  name: 'partTitle',
  compare(a, b) {
    if (a.partTitle === '' && b.partTitle === '') return null;
    if (!samePartTitle(a, b)) return veto('parttitle≠');
    if (a.partTitle !== '' && b.partTitle !== '') return said('parttitle=');
    // Told as a subtitle or glued to the title there.
    const [named, other] = a.partTitle === '' ? [b, a] : [a, b];
    return other.rest !== '' || other.title.includes(named.partTitle) ? null : said('parttitle?');
  },
};

/**
 * Whether two forms may be of one named part. What one cataloguer gives as part title another gives as subtitle, so
 * where one side names a part the other's subtitle is compared with it.
 */
export function samePartTitle(a: MatchForm, b: MatchForm): boolean {
  if (a.partTitle === '' && b.partTitle === '') return true;
  const [one, other] = [a.partTitle || a.rest, b.partTitle || b.rest];
  if (one === '' || other === '') return true;
  if (one.includes(other) || other.includes(one) || likeness(one, other) >= LIKE) return true;
  return Math.min(one.length, other.length) >= LONG && oneApart(one, other);
}
