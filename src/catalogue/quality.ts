import type { Description } from '../record/description.ts';
import type { IncomingRecord } from './store.ts';

/** Agencies whose records are made by cataloguers, by what stands in 801$b or 040$a. */
const CATALOGUERS = /^(?:110017|NLC|CN-?011001|A100000NLC|CALIS|211\d{3}|DLC|BNU|OLCC|NJL|上海图书馆|国家图书馆)/iu;

/**
 * How much a record may say about its edition, 0–1000: a check list, not a count of fields, because a count rewards
 * junk (notes/matching §3). A MARC record speaks before a sheet, a national agency before a school.
 */
export function qualityOf(record: Pick<IncomingRecord, 'description' | 'raw'>): number {
  const { description } = record;
  const checks: readonly (readonly [boolean, number])[] = [
    [record.raw.format !== 'row', 150],
    [CATALOGUERS.test(description.cataloguer ?? ''), 150],
    [(description.isbns ?? []).length > 0, 120],
    [(description.contributors ?? []).length > 0, 100],
    [description.publisher !== undefined, 80],
    [description.year !== undefined, 60],
    [/\d\s*(?:页|p)/u.test(description.extent ?? ''), 60],
    [/^[A-Z]{1,2}\d/u.test(description.classNumber ?? ''), 80],
    [(description.subjects ?? []).length > 0, 60],
    [hasSummary(description), 60],
    [description.place !== undefined, 40],
    [description.language !== undefined, 40],
  ];
  return checks.reduce((sum, [met, points]) => sum + (met ? points : 0), 0);
}

const SUMMARY_LENGTH = 20;

function hasSummary(description: Description): boolean {
  return (description.summary?.length ?? 0) >= SUMMARY_LENGTH;
}
