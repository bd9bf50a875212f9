import { STAGES } from '../../../catalogue/edition.ts';
import { CARRIERS } from '../../../record/description.ts';
import type { FacetField, SearchFilter, SearchPage } from '../../engine.ts';
import { hasOwn } from '../../holder-filter.ts';
import type { FacetColumns } from './columns.ts';
import { countValues, YEARS } from './count.ts';
import { holderLimit, meant } from './holder-limit.ts';

/** A condition of the filter. Facets count what passes all conditions but their own. */
interface Check {
  /** One check for all that is asked of the holders: see {@link holderCheck}. */
  readonly field: FacetField | 'HOLDERS';
  /** Of each document of `matched`, by its number there: whether it passes. */
  passes(matched: Uint32Array): Uint8Array;
}

export interface Narrowed {
  /** Documents that pass the whole filter, in the order given. */
  readonly ords: Uint32Array;
  readonly facets: SearchPage['facets'];
}

/** Applies the filter to matched documents, and counts the facets asked for. */
export function narrow(
  columns: FacetColumns,
  matched: Uint32Array,
  filter: SearchFilter,
  fields: readonly FacetField[],
): Narrowed {
  const checks = checksOf(columns, filter);
  const { passed, failedOnly } = sift(columns, matched, checks);
  const facets = fields.map((field) => {
    const own = failedOnly[checks.findIndex((check) => ownOf(check, field, filter))];
    return { field, values: countValues(columns, field, filter, own === undefined ? [passed] : [passed, own]) };
  });
  return { ords: passed, facets };
}

/** Whether a check is of the facet's own condition. */
const ownOf = (check: Check, field: FacetField, filter: SearchFilter): boolean =>
  check.field === 'HOLDERS' ? hasOwn(field, filter) : check.field === field;

/** Whether a filter leaves anything out. */
export function narrows(filter: SearchFilter): boolean {
  const { availableOnly, yearFrom, yearTo, ...lists } = filter;
  return availableOnly || yearFrom !== null || yearTo !== null || Object.values(lists).some(({ length }) => length > 0);
}

/** Marks of a document in {@link sift}, beside one more than the number of the only check that it fails. */
const PASSED = 0;
const FAILED = 255;

/** Those that pass all checks, and for each check those that fail this one alone. */
function sift(
  { alive }: FacetColumns,
  matched: Uint32Array,
  checks: readonly Check[],
): { readonly passed: Uint32Array; readonly failedOnly: readonly Uint32Array[] } {
  const marks = new Uint8Array(matched.length);
  for (let at = 0; at < matched.length; at++) if (alive[matched[at] ?? 0] !== 1) marks[at] = FAILED;
  for (const [number, check] of checks.entries()) {
    const passes = check.passes(matched);
    for (let at = 0; at < passes.length; at++) {
      if (passes[at] === 0) marks[at] = marks[at] === PASSED ? number + 1 : FAILED;
    }
  }
  return {
    passed: markedBy(PASSED, marks, matched),
    failedOnly: checks.map((_, at) => markedBy(at + 1, marks, matched)),
  };
}

function markedBy(mark: number, marks: Uint8Array, matched: Uint32Array): Uint32Array {
  const result = new Uint32Array(matched.length);
  let count = 0;
  for (let at = 0; at < matched.length; at++) if (marks[at] === mark) result[count++] = matched[at] ?? 0;
  return result.subarray(0, count);
}

function checksOf(columns: FacetColumns, filter: SearchFilter): readonly Check[] {
  const checks: Check[] = [];
  const holders = holderCheck(columns, filter);
  if (holders !== null) checks.push(holders);
  const add = (wanted: boolean, check: () => Check): void => {
    if (wanted) checks.push(check());
  };
  const { stages, classes, languages, carriers, readingLists, yearFrom, yearTo } = filter;
  const mask = stages.reduce((bits, stage) => bits | (1 << STAGES.indexOf(stage)), 0);
  add(stages.length > 0, () => byNumber('STAGE', columns.stages, 1 << STAGES.length, (bits) => (bits & mask) !== 0));
  const prefixes = classes.map((prefix) => prefix.toUpperCase());
  add(classes.length > 0, () =>
    byText('CLASS', columns.class, columns.classes.texts, (text) => prefixes.some((prefix) => text.startsWith(prefix))),
  );
  add(languages.length > 0, () =>
    byText('LANGUAGE', columns.language, columns.languages.texts, (text) => languages.includes(text)),
  );
  add(carriers.length > 0, () =>
    byText('CARRIER', columns.carrier, CARRIERS, (text) => (carriers as readonly string[]).includes(text)),
  );
  add(readingLists.length > 0, () =>
    byText('READING_LIST', columns.list, columns.lists.texts, (text) =>
      (JSON.parse(text) as readonly string[]).some((list) => readingLists.includes(list)),
    ),
  );
  add(yearFrom !== null || yearTo !== null, () =>
    byNumber('YEAR', columns.year, YEARS, (year) => year !== 0 && year >= (yearFrom ?? 0) && year <= (yearTo ?? YEARS)),
  );
  return checks;
}

/** A check by a table of all numbers that the column can hold: each text is looked at once, not once a document. */
function byNumber(
  field: FacetField,
  column: Uint8Array | Uint16Array | Uint32Array,
  numbers: number,
  allows: (number: number) => boolean,
): Check {
  const allowed = Uint8Array.from({ length: numbers }, (_none, number) => (allows(number) ? 1 : 0));
  return {
    field,
    passes: (matched) => {
      const passes = new Uint8Array(matched.length);
      for (let at = 0; at < matched.length; at++) passes[at] = allowed[column[matched[at] ?? 0] ?? 0] ?? 0;
      return passes;
    },
  };
}

const byText = (
  field: FacetField,
  column: Uint8Array | Uint16Array | Uint32Array,
  texts: readonly string[],
  allows: (text: string) => boolean,
): Check => byNumber(field, column, texts.length, (number) => texts[number] !== '' && allows(texts[number] ?? ''));

/** Whether some library of the filter holds the document, with a copy to be had where that is asked. */
function holderCheck(columns: FacetColumns, filter: SearchFilter): Check | null {
  // Library, kind, area and availability ask about the same copy: one library must meet all of them.
  const limit = holderLimit(columns, filter);
  if (limit === null) return null;
  const { entries, starts, counts } = columns.holders;
  const passes = (matched: Uint32Array): Uint8Array => {
    const result = new Uint8Array(matched.length);
    for (let at = 0; at < matched.length; at++) {
      const ord = matched[at] ?? 0;
      const start = starts[ord] ?? 0;
      const end = start + (counts[ord] ?? 0);
      for (let copy = start; copy < end; copy++) {
        if (!meant(limit, entries[copy] ?? 0)) continue;
        result[at] = 1;
        break;
      }
    }
    return result;
  };
  return { field: 'HOLDERS', passes };
}
