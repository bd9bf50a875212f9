import { STAGES } from '../catalogue/edition.ts';
import type { Library } from '../catalogue/library.ts';
import type { WantedTitle } from './world.ts';

/**
 * What a school wants to see before it is asked of others (教材〔2021〕2号: the school recommends, and is responsible for
 * what comes in): titles above its level, everything, or nothing.
 */
export interface AudienceRule {
  readonly approve: 'ABOVE_LEVEL' | 'ALWAYS' | 'NEVER';
}

export const USUAL_AUDIENCE: AudienceRule = { approve: 'ABOVE_LEVEL' };

/** Why a request waits for approval, for its history, e.g. `above-level SENIOR`; null where it may go. */
export function approvalNeeded(rule: AudienceRule, library: Library, title: WantedTitle | null): string | null {
  if (rule.approve === 'NEVER') return null;
  const above = title === null ? null : levelAbove(title, library);
  if (above !== null) return `above-level ${above}`;
  return rule.approve === 'ALWAYS' ? 'school-rule' : null;
}

/** The 学段 a title begins at, where it is higher than any the school teaches (notes/loans §7, level check). */
function levelAbove({ stages }: WantedTitle, library: Library): string | null {
  if (library.kind !== 'SCHOOL' || library.stages.length === 0 || stages.length === 0) return null;
  const level = (all: readonly (typeof STAGES)[number][]) => all.map((stage) => STAGES.indexOf(stage));
  const least = Math.min(...level(stages));
  return least > Math.max(...level(library.stages)) ? (STAGES[least] ?? null) : null;
}
