import { Fault } from '../base/problem.ts';

/** Fields of an edition that a librarian may fix, by their names in the schema; lists are told apart by semicolons. */
export const PINNABLE = [
  'title',
  'subtitle',
  'partNumber',
  'partTitle',
  'responsibility',
  'publisher',
  'place',
  'year',
  'editionStatement',
  'isbns',
  'language',
  'extent',
  'classNumber',
  'subjects',
  'summary',
  'audience',
  'price',
] as const;

/** What is wrong with a pin, or null. A null value takes the pin away. */
export function problemOfPin(field: string, value: string | null): Fault | null {
  if (!PINNABLE.some((known) => known === field))
    return new Fault('PIN_FIELD_UNKNOWN', { field, known: PINNABLE.join(', ') });
  if (field === 'year' && value !== null && !/^\d{3,4}$/.test(value))
    return new Fault('PIN_VALUE_WRONG', { field, value });
  return null;
}
