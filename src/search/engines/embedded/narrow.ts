import { STAGES } from '../../../catalogue/edition.ts';
import { CARRIERS } from '../../../record/description.ts';
import type { FacetField, SearchFilter, SearchPage } from '../../engine.ts';
import { type FacetColumns, REQUESTABLE } from './columns.ts';
import { counterOf } from './count.ts';

/** A condition of the filter; 0 where a document passes it. Facets count what passes all conditions but their own. */
type Check = { readonly field: FacetField; readonly passes: (ord: number) => boolean };

export interface Narrowed {
  /** Documents that pass the whole filter, in the order given. */
  readonly ords: Uint32Array;
  readonly facets: SearchPage['facets'];
}

/** Applies the filter to matched documents and counts the facets asked for, in one pass. */
export function narrow(
  columns: FacetColumns,
  matched: Iterable<number>,
  size: number,
  filter: SearchFilter,
  fields: readonly FacetField[],
): Narrowed {
  const checks = checksOf(columns, filter);
  const counters = fields.map((field) => ({ field, counter: counterOf(columns, field, filter) }));
  const passed = new Uint32Array(size);
  let count = 0;
  for (const ord of matched) {
    if (columns.alive[ord] !== 1) continue;
    let failed: FacetField | null = null;
    let failures = 0;
    for (const check of checks) {
      if (check.passes(ord)) continue;
      failures += 1;
      failed = check.field;
      if (failures > 1) break;
    }
    if (failures === 0) passed[count++] = ord;
    if (failures > 1) continue;
    for (const { field, counter } of counters) if (failed === null || failed === field) counter.add(ord);
  }
  return {
    ords: passed.subarray(0, count),
    facets: counters.map(({ field, counter }) => ({ field, values: counter.values() })),
  };
}

function checksOf(columns: FacetColumns, filter: SearchFilter): readonly Check[] {
  const checks: Check[] = [];
  const add = (field: FacetField, wanted: boolean, passes: (ord: number) => boolean): void => {
    if (wanted) checks.push({ field, passes });
  };
  const holders = holderCheck(columns, filter);
  // Library, kind, area and availability ask about the same copy: one library must meet all of them.
  const holderField =
    filter.libraries.length > 0
      ? 'LIBRARY'
      : filter.kinds.length > 0
        ? 'KIND'
        : filter.areas.length > 0
          ? 'AREA'
          : 'AVAILABILITY';
  if (holders !== null) checks.push({ field: holderField, passes: holders });
  const stages = filter.stages.reduce((mask, stage) => mask | (1 << STAGES.indexOf(stage)), 0);
  add('STAGE', stages !== 0, (ord) => ((columns.stages[ord] ?? 0) & stages) !== 0);
  const classes = filter.classes.map((prefix) => prefix.toUpperCase());
  const classPasses = new Map<number, boolean>();
  add('CLASS', classes.length > 0, (ord) => {
    const number = columns.class[ord] ?? 0;
    let passes = classPasses.get(number);
    if (passes === undefined) {
      const text = columns.classes.text(number);
      passes = number !== 0 && classes.some((prefix) => text.startsWith(prefix));
      classPasses.set(number, passes);
    }
    return passes;
  });
  const languages = new Set(filter.languages.map((language) => columns.languages.find(language)));
  add('LANGUAGE', languages.size > 0, (ord) => languages.has(columns.language[ord] ?? 0));
  const carriers = new Set(filter.carriers.map((carrier) => CARRIERS.indexOf(carrier)));
  add('CARRIER', carriers.size > 0, (ord) => carriers.has(columns.carrier[ord] ?? -1));
  add('READING_LIST', filter.readingLists.length > 0, (ord) => {
    const lists = columns.lists.text(columns.list[ord] ?? 0);
    return lists !== '' && (JSON.parse(lists) as readonly string[]).some((list) => filter.readingLists.includes(list));
  });
  const from = filter.yearFrom ?? 0;
  const to = filter.yearTo ?? 0xffff;
  add('YEAR', filter.yearFrom !== null || filter.yearTo !== null, (ord) => {
    const year = columns.year[ord] ?? 0;
    return year !== 0 && year >= from && year <= to;
  });
  return checks;
}

/** Whether some library of the filter holds the document, with a copy to be had where that is asked. */
function holderCheck(columns: FacetColumns, filter: SearchFilter): ((ord: number) => boolean) | null {
  const { libraries, kinds, areas, availableOnly } = filter;
  if (libraries.length === 0 && kinds.length === 0 && areas.length === 0 && !availableOnly) return null;
  const allowed = new Uint8Array(columns.libraries.texts.length);
  for (let number = 1; number < allowed.length; number++) {
    const inLibraries = libraries.length === 0 || libraries.includes(columns.libraries.text(number));
    const inKinds = kinds.length === 0 || (kinds as readonly string[]).includes(columns.kinds[number] ?? '');
    const inAreas = areas.length === 0 || areas.includes(columns.areas[number] ?? '');
    allowed[number] = inLibraries && inKinds && inAreas ? 1 : 0;
  }
  return (ord) => {
    let found = false;
    columns.eachLibrary(ord, (library, flags) => {
      if (allowed[library] === 1 && (!availableOnly || (flags & REQUESTABLE) !== 0)) found = true;
    });
    return found;
  };
}
