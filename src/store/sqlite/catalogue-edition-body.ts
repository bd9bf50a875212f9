import type { Edition } from '../../catalogue/edition.ts';

/** What an edition says where its members say nothing. */
const BLANK: Edition = {
  title: '',
  subtitle: null,
  partNumber: null,
  partTitle: null,
  parallelTitles: [],
  variantTitles: [],
  contributors: [],
  responsibility: null,
  publisher: null,
  place: null,
  year: null,
  editionStatement: null,
  isbns: [],
  issn: null,
  unifiedBookNumber: null,
  language: null,
  extent: null,
  carrier: 'PRINT',
  series: [],
  classNumber: null,
  subjects: [],
  summary: null,
  audience: null,
  price: null,
  stages: [],
  readingLists: [],
  titlePinyin: null,
};

/** An edition as it is stored: only what is told, so that several fit a page of the file. */
export function bodyOf(edition: Edition): string {
  return JSON.stringify(edition, (_key, value: unknown) =>
    value === null || (Array.isArray(value) && value.length === 0) ? undefined : value,
  );
}

export function editionIn(body: string): Edition {
  return { ...BLANK, ...(JSON.parse(body) as Partial<Edition>) };
}

/** ISBNs of a stored edition, without making all of it. */
export function isbnsIn(body: string): readonly string[] {
  return (JSON.parse(body) as Partial<Pick<Edition, 'isbns'>>).isbns ?? [];
}
