import type { Edition } from '../catalogue/edition.ts';
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

const volume = ({ partNumber, partTitle }: Compared) => `${partNumber ?? ''} ${partTitle ?? ''}`.trim();

function translators({ contributors }: Compared): string {
  const names = contributors.filter(({ role }) => role?.includes('译') === true).map(({ name }) => name);
  return names.sort().join(' ');
}
