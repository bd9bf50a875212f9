import type { LibraryCode } from '../base/brand.ts';
import type { Carrier, Contributor, Description, Series } from '../record/description.ts';

/** 学段: grades 1–2, 3–4, 5–6, 7–9, 10–12. */
export const STAGES = ['PRIMARY_LOWER', 'PRIMARY_MIDDLE', 'PRIMARY_UPPER', 'JUNIOR', 'SENIOR'] as const;
export type Stage = (typeof STAGES)[number];

/** One publication as it can be held and lent, merged field by field from the members' records (LRM: manifestation). */
export interface Edition {
  readonly title: string;
  readonly subtitle: string | null;
  readonly partNumber: string | null;
  readonly partTitle: string | null;
  readonly parallelTitles: readonly string[];
  readonly variantTitles: readonly string[];
  readonly contributors: readonly Contributor[];
  readonly responsibility: string | null;
  readonly publisher: string | null;
  readonly place: string | null;
  readonly year: number | null;
  readonly editionStatement: string | null;
  readonly isbns: readonly string[];
  readonly issn: string | null;
  readonly unifiedBookNumber: string | null;
  readonly language: string | null;
  readonly extent: string | null;
  readonly carrier: Carrier;
  readonly series: readonly Series[];
  readonly classNumber: string | null;
  readonly subjects: readonly string[];
  readonly summary: string | null;
  readonly audience: string | null;
  readonly price: string | null;
  readonly stages: readonly Stage[];
  readonly readingLists: readonly string[];
  readonly titlePinyin: string | null;
}

/** Where a merged field came from, why, and what the other members say. */
export interface FieldProvenance {
  readonly field: keyof Description;
  readonly value: string;
  readonly library: LibraryCode;
  readonly rule: string;
  readonly alternatives: readonly string[];
}

/** All editions, translations and scripts of one intellectual creation; adaptations are works of their own. */
export interface Work {
  readonly title: string;
  readonly contributors: readonly Contributor[];
}
