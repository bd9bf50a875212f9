import { editionId, workId } from '../../src/base/brand.ts';
import type { DocHolding, SearchDoc } from '../../src/search/document.ts';
import { NO_FILTER, type SearchFilter, type SearchRequest } from '../../src/search/engine.ts';

/** One holding in a school of 姑苏区 with a copy on the shelf, changed as a test needs. */
export function holding(change: Partial<DocHolding> = {}): DocHolding {
  return {
    library: 'CN-320508-C-AAAA',
    kind: 'SCHOOL',
    area: '320508',
    callNumbers: [],
    barcodes: [],
    requestable: true,
    available: true,
    ...change,
  };
}

let count = 0;

/** A document of a title by an author; everything else as a test needs. */
export function doc(title: string, contributor: string | null = null, change: Partial<SearchDoc> = {}): SearchDoc {
  count += 1;
  return {
    id: editionId(`E${count}`),
    work: workId(`W${count}`),
    version: 1,
    title,
    subtitle: null,
    partNumber: null,
    partTitle: null,
    otherTitles: [],
    titlePinyin: null,
    contributors: contributor === null ? [] : [contributor],
    series: [],
    subjects: [],
    publisher: null,
    isbns: [],
    identifiers: [],
    year: null,
    language: 'chi',
    carrier: 'PRINT',
    classNumber: null,
    stages: [],
    readingLists: [],
    holdings: [holding()],
    ...change,
  };
}

export function request(
  text: string,
  change: Partial<Omit<SearchRequest, 'filter'>> & { readonly filter?: Partial<SearchFilter> } = {},
): SearchRequest {
  const { filter, ...rest } = change;
  return {
    text,
    field: 'ANY',
    sort: 'RELEVANCE',
    groupByWork: false,
    near: null,
    facets: [],
    first: 20,
    after: null,
    ...rest,
    filter: { ...NO_FILTER, ...filter },
  };
}

export async function* fromList(docs: readonly SearchDoc[]): AsyncIterable<SearchDoc> {
  yield* docs;
}
