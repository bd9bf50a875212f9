import { createHash } from 'node:crypto';
import type { Description } from '../record/description.ts';
import { isGeneric } from './generic.ts';
import { pageCount, priceFen, unifiedNumber } from './normalise/extent.ts';
import { type Person, personsOf } from './normalise/persons.ts';
import { publisherStem } from './normalise/publisher.ts';
import { bare, isHan } from './normalise/text.ts';
import { titleParts } from './normalise/title.ts';
import { editionNumber, versionWords } from './normalise/version.ts';
import type { SourceKey } from './store.ts';

/**
 * A description as matching sees it: everything that differs only in notation is equal here, so that most records of a
 * popular book share one form and are compared once. Absent is '' or 0.
 */
export interface MatchForm {
  readonly title: string;
  readonly rest: string;
  readonly part: string;
  readonly partTitle: string;
  /** Volumes of the whole, where the record describes a set. */
  readonly set: number;
  readonly edition: string;
  readonly words: readonly string[];
  readonly persons: readonly Person[];
  readonly publisher: string;
  readonly year: number;
  readonly pages: number;
  /** Fen. */
  readonly price: number;
  readonly isbns: readonly string[];
  readonly unified: string;
  readonly issn: string;
  readonly language: string;
  readonly carrier: string;
  readonly series: string;
  /** 教辅, 考试 and textbooks: another year is another book. */
  readonly exam: boolean;
}

const EXAM =
  /试卷|试题|真题|模拟题|练习册|练习题|习题|同步|课课练|单元测|期末|总复习|中考|高考|作业本|学案|教案|教学参考|教师用书|全解|教辅|天天练|课时|达标|测试卷|冲刺/u;

/** Reads a description into its form. Pure; the same description makes the same form, today and after a rebuild. */
export function formOf(description: Description): MatchForm {
  const title = titleParts(description);
  const statement = versionWords(bare(description.edition ?? ''));
  const series = bare(description.series?.[0]?.title ?? '');
  return {
    title: title.core,
    rest: title.rest === series ? '' : title.rest,
    part: title.part,
    partTitle: title.partTitle,
    set: title.set,
    edition: editionNumber(description.edition),
    words: [...new Set([...title.words, ...statement.words])].sort(),
    persons: personsOf(description),
    publisher: publisherStem(description.publisher),
    year: description.year ?? 0,
    pages: title.set > 0 ? 0 : pageCount(description.extent),
    price: priceFen(description.price),
    isbns: [...(description.isbns ?? [])].sort(),
    unified: unifiedNumber(description.unifiedBookNumber),
    issn: bare(description.issn ?? ''),
    language: description.language ?? (isHan(title.core) ? 'chi' : ''),
    carrier: carrierOf(description, title.carrier),
    series,
    exam: EXAM.test(description.title) || /^G6[23]4/u.test(description.classNumber ?? ''),
  };
}

/** What is not told is print: only what is told otherwise keeps records apart. */
function carrierOf(description: Description, inTitle: string): string {
  if (inTitle !== '') return inTitle;
  return description.carrier === undefined || description.carrier === 'OTHER' ? 'PRINT' : description.carrier;
}

/**
 * Whether two records of this form are taken for one edition: an ISBN, a title with two of person, publisher and year,
 * or a title of some length with its person, or with nothing at all: what two sheets tell only by a title, a borrower
 * cannot tell apart either. Anything else stands alone, record by record.
 */
export function isSufficient(form: MatchForm): boolean {
  if (form.title === '') return form.isbns.length > 0;
  if (form.isbns.length > 0 || form.unified !== '') return true;
  const told = [form.persons.length > 0, form.publisher !== '', form.year > 0].filter(Boolean).length;
  if (told >= 2) return true;
  return form.title.length >= TELLING && !isGeneric(form.title) && (form.persons.length > 0 || told === 0);
}

const TELLING = 4;
const HASH_LENGTH = 22;

/** Names a form; with `alone` the form of that one record only. */
export function formHash(form: MatchForm, alone: SourceKey | null): string {
  const hash = createHash('sha256').update(JSON.stringify(form));
  if (alone !== null) hash.update('\0').update(alone.library).update('\0').update(alone.localId);
  return hash.digest('base64url').slice(0, HASH_LENGTH);
}
