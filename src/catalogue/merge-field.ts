import type { LibraryCode } from '../base/brand.ts';
import type { Description } from '../record/description.ts';
import { pageCount } from './normalise/extent.ts';
import { publisherStem } from './normalise/publisher.ts';
import { bare } from './normalise/text.ts';
import { editionNumber } from './normalise/version.ts';
import type { SourceRef } from './store.ts';

/** What one member says of one field. */
export interface FieldValue {
  readonly ref: SourceRef;
  readonly library: LibraryCode;
  readonly quality: number;
  readonly value: string;
}

export interface Choice {
  readonly ref: SourceRef;
  readonly library: LibraryCode;
  readonly value: string;
  /** `only`, `agreed`, `majority`, `best record`, `fullest`: why this value won. */
  readonly rule: string;
  readonly alternatives: readonly string[];
}

/** Fields of prose, where the fullest good record speaks and a vote means nothing. */
const FULLEST = new Set<keyof Description>(['summary', 'contributors', 'responsibility', 'extent', 'titlePinyin']);
/** A vote counts this much, so that two plain records outweigh one good one but not a national one. */
const VOTE = 400;
const ALTERNATIVES_MOST = 5;
const SUMMARY_MOST = 2_000;

/**
 * Chooses one value: notations of the same thing are one candidate, each record votes with its quality, invalid values
 * (a year before printing, a class number without digits) count a tenth. Ties go to the better record, then to the
 * smaller text, so the result does not depend on the order of arrival.
 */
export function choose(field: keyof Description, values: readonly FieldValue[]): Choice | null {
  const candidates = new Map<string, FieldValue[]>();
  for (const value of values) {
    const key = sameness(field, value.value);
    candidates.set(key, [...(candidates.get(key) ?? []), value]);
  }
  const ranked = [...candidates.values()]
    .map((same) => ({ same, best: representative(field, same), weight: weightOf(field, same) }))
    .sort((a, b) => b.weight - a.weight || (a.best.value < b.best.value ? -1 : 1));
  const [first] = ranked;
  if (first === undefined) return null;
  const { ref, library, value } = first.best;
  const alternatives = ranked.slice(1, 1 + ALTERNATIVES_MOST).map(({ best }) => best.value);
  return { ref, library, value, rule: ruleOf(field, values.length, ranked.length, first.same.length), alternatives };
}

function ruleOf(field: keyof Description, all: number, candidates: number, votes: number): string {
  if (all === 1) return 'only';
  if (candidates === 1) return 'agreed';
  if (FULLEST.has(field)) return 'fullest';
  return votes * 2 > all ? 'majority' : 'best record';
}

function sameness(field: keyof Description, value: string): string {
  if (field === 'publisher') return publisherStem(value);
  if (field === 'extent') return String(pageCount(value) || bare(value));
  if (field === 'edition') return editionNumber(value) || bare(value);
  return bare(value) || value;
}

function representative(field: keyof Description, same: readonly FieldValue[]): FieldValue {
  return same.reduce((best, one) => (isBetter(field, one, best) ? one : best));
}

function isBetter(field: keyof Description, one: FieldValue, best: FieldValue): boolean {
  if (FULLEST.has(field) && one.value.length !== best.value.length) return one.value.length > best.value.length;
  if (one.quality !== best.quality) return one.quality > best.quality;
  return one.value < best.value;
}

function weightOf(field: keyof Description, same: readonly FieldValue[]): number {
  const [{ value } = { value: '' }] = same;
  const best = Math.max(...same.map(({ quality }) => quality));
  const valid = isValid(field, value) ? 1 : 0.1;
  if (FULLEST.has(field)) return valid * (best + Math.min(longest(same), SUMMARY_MOST));
  return valid * (best + VOTE * (same.length - 1));
}

function longest(same: readonly FieldValue[]): number {
  return Math.max(...same.map(({ value }) => value.length));
}

function isValid(field: keyof Description, value: string): boolean {
  if (field === 'year') return Number(value) >= 1500 && Number(value) <= 2100;
  if (field === 'classNumber') return /^[A-Z]{1,2}\d/u.test(value);
  if (field === 'title') return bare(value) !== '' && !value.includes('�');
  return !value.includes('�');
}
