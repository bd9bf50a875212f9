import type { Edition } from '../catalogue/edition.ts';
import { partNumber, samePart, splitPart } from '../catalogue/normalise/part.ts';
import { plain } from '../catalogue/normalise/text.ts';
import type { EditionChoice } from './loan.ts';

type Compared = Pick<Edition, 'partNumber' | 'partTitle' | 'language' | 'carrier' | 'contributors'>;

/**
 * Whether another edition of the same work would do for the one asked for. Never another volume, language or carrier;
 * under SAME_TRANSLATION only one by the same translators.
 */
export function wouldDo(wanted: Compared, other: Compared, choice: EditionChoice): boolean {
  if (choice === 'THIS_EDITION') return false;
  if (volume(wanted) !== volume(other) || wanted.carrier !== other.carrier) return false;
  if (wanted.language !== null && other.language !== null && wanted.language !== other.language) return false;
  return choice === 'ANY_EDITION' || translators(wanted) === translators(other);
}

/** `v.2` on a spine. */
const ENGLISH = /^v\.?\s*(?=\d)/iu;

/**
 * Whether a copy can be the part that is asked for, by the volume its library tells of it: a set has copies of several.
 * A copy of which none is told may be it, and so may any where no part is asked for.
 */
export function fitsPart(wanted: Pick<Edition, 'title' | 'partNumber'>, told: string | null): boolean {
  const part = partNumber(wanted.partNumber ?? '') || splitPart(plain(wanted.title)).part;
  const copy = partNumber((told ?? '').replace(ENGLISH, ''));
  return part === '' || copy === '' || samePart(part, copy) !== 'no';
}

const volume = ({ partNumber, partTitle }: Compared) => `${partNumber ?? ''} ${partTitle ?? ''}`.trim();

function translators({ contributors }: Compared): string {
  const names = contributors.filter(({ role }) => role?.includes('译') === true).map(({ name }) => name);
  return names.sort().join(' ');
}
