import type { MatchForm } from './form.ts';
import { samePart } from './normalise/part.ts';
import { isHan, likeness } from './normalise/text.ts';

const SAME_TITLE = 0.5;

/**
 * How many different books claim one ISBN: groups of unlike titles, parts of a set beyond the first, and years of 教辅
 * beyond the first. More than one demotes the number by itself: a set's ISBN stands on every volume, and schools type wrong ones.
 */
export function titlesClaiming(forms: readonly MatchForm[]): number {
  const titles: string[] = [];
  const parts: string[] = [];
  const schoolYears = new Set<number>();
  for (const form of sortedByTitle(forms)) {
    if (form.title !== '' && !titles.some((known) => alike(known, form.title))) titles.push(form.title);
    const part = form.part === '' ? form.partTitle : form.part;
    if (form.exam && form.year > 0) schoolYears.add(form.year);
    if (part !== '' && !parts.some((known) => samePart(known, part) !== 'no')) parts.push(part);
  }
  return Math.max(1, titles.length) + Math.max(0, parts.length - 1) + Math.max(0, schoolYears.size - 1);
}

/** In an order of their own, so that the groups do not depend on the order of arrival. */
function sortedByTitle(forms: readonly MatchForm[]): readonly MatchForm[] {
  return [...forms].sort((a, b) => a.title.length - b.title.length || (a.title < b.title ? -1 : 1));
}

function alike(a: string, b: string): boolean {
  if (isHan(a) !== isHan(b)) return true;
  return b.includes(a) || a.includes(b) || likeness(a, b) >= SAME_TITLE;
}
