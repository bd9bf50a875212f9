import { type Problem, problem } from '../base/problem.ts';
import { PROFILES } from '../record/profiles/index.ts';
import { CHARSETS } from '../record/raw.ts';
import type { BeginPush } from './store.ts';

/** What is wrong with the announcement of a push, before anything was sent. */
export function checkBegin({ profile, charset }: Pick<BeginPush, 'profile' | 'charset'>): readonly Problem[] {
  const problems: Problem[] = [];
  const profiles = ['auto', ...Object.keys(PROFILES)];
  if (!profiles.includes(profile)) {
    problems.push(problem('UNKNOWN_PROFILE', { profile, known: profiles.join(', ') }, 'profile'));
  }
  if (charset !== null && !CHARSETS.some((known) => known === charset)) {
    problems.push(problem('UNKNOWN_CHARSET', { charset, known: CHARSETS.join(', ') }, 'charset'));
  }
  return problems;
}
