import { type Problem, problem } from '../base/problem.ts';
import { COLUMN_FIELDS, isColumnField } from '../record/columns.ts';
import { PROFILES } from '../record/profiles/index.ts';
import { CHARSETS } from '../record/raw.ts';
import type { BeginPush } from './store.ts';

/** Leaves a column to its name again. */
const TAKEN_BACK = 'auto';
/** A title line that was taken for a header is longer; no sheet has more columns that need telling. */
const MOST_NAME_LENGTH = 200;
const MOST_COLUMNS = 200;

/** What is wrong with the announcement of a push, before anything was sent. */
export function checkBegin({
  profile,
  charset,
  columns = {},
}: Pick<BeginPush, 'profile' | 'charset' | 'columns'>): readonly Problem[] {
  const problems: Problem[] = [];
  const profiles = ['auto', ...Object.keys(PROFILES)];
  if (!profiles.includes(profile)) {
    problems.push(problem('UNKNOWN_PROFILE', { profile, known: profiles.join(', ') }, 'profile'));
  }
  if (charset !== null && !CHARSETS.some((known) => known === charset)) {
    problems.push(problem('UNKNOWN_CHARSET', { charset, known: CHARSETS.join(', ') }, 'charset'));
  }
  const unknown = Object.values(columns).find((field) => field !== TAKEN_BACK && !isColumnField(field));
  if (unknown !== undefined) {
    const known = [...COLUMN_FIELDS, TAKEN_BACK].join(', ');
    problems.push(problem('COLUMN_FIELD_UNKNOWN', { field: unknown.slice(0, 80), known }, 'columns'));
  }
  const names = Object.keys(columns);
  const wrong = names.find((name) => name.trim() === '' || name.length > MOST_NAME_LENGTH);
  if (wrong !== undefined || names.length > MOST_COLUMNS) {
    problems.push(problem('COLUMN_NAMES_REFUSED', { length: MOST_NAME_LENGTH, count: MOST_COLUMNS }, 'columns'));
  }
  return problems;
}
