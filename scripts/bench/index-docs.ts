import { editionId, workId } from '../../src/base/brand.ts';
import { STAGES } from '../../src/catalogue/edition.ts';
import type { LibraryKind } from '../../src/catalogue/library.ts';
import type { DocHolding, SearchDoc } from '../../src/search/document.ts';
import { randomNumbers } from '../demo/shelves.ts';
import { bookOf } from './alliance.ts';

const LIBRARIES = 200;
/** On average; a few works are held by nearly all. */
const HOLDINGS = 8;
const AREAS = ['320505', '320506', '320507', '320508', '320509', '320571'] as const;

/** Search documents of distinct generated works, eight holdings each; the same number makes the same documents. */
export function* indexDocuments(size: number): Generator<SearchDoc> {
  for (let work = 0; work < size; work++) yield documentOf(work);
}

/** All libraries that hold them. */
export function indexLibraries(): readonly Pick<DocHolding, 'library' | 'kind' | 'area'>[] {
  return Array.from({ length: LIBRARIES }, (_none, at) => libraryOf(at));
}

function documentOf(work: number): SearchDoc {
  const random = randomNumbers(work * 3 + 5);
  const book = bookOf(work);
  return {
    id: editionId(`e${work.toString(16).padStart(16, '0')}`),
    work: workId(`w${work.toString(16).padStart(16, '0')}`),
    version: 1,
    title: book.title,
    subtitle: null,
    partNumber: null,
    partTitle: null,
    otherTitles: [],
    titlePinyin: null,
    contributors: [book.responsibility.slice(0, -1)],
    series: [],
    subjects: [book.subject],
    publisher: book.publisher,
    isbns: [book.isbn],
    identifiers: [],
    year: Number(book.year),
    language: book.language,
    carrier: 'PRINT',
    classNumber: book.classNumber,
    stages: work % 3 === 0 ? [STAGES[work % STAGES.length] ?? 'SENIOR'] : [],
    readingLists: [],
    holdings: holdingsOf(work, book.classNumber, random),
  };
}

function holdingsOf(work: number, classNumber: string, random: () => number): readonly DocHolding[] {
  const count = Math.min(LIBRARIES, Math.max(1, Math.round((HOLDINGS * 0.5) / Math.max(random(), 1e-3) ** 0.5)));
  const first = Math.floor(random() * LIBRARIES);
  return Array.from({ length: count }, (_none, at) => {
    const library = (first + at * 37) % LIBRARIES;
    const available = random() < 0.7;
    return {
      ...libraryOf(library),
      callNumbers: [`${classNumber}/${work % 997}`],
      barcodes: [`I${String(library).padStart(3, '0')}${String(work).padStart(8, '0')}`],
      requestable: available,
      available,
    };
  });
}

function libraryOf(at: number): Pick<DocHolding, 'library' | 'kind' | 'area'> {
  const library = `CN-320508-C-I${String(at).padStart(3, '0')}`;
  return { library, kind: kindOf(at), area: AREAS[at % AREAS.length] ?? null };
}

const kindOf = (library: number): LibraryKind => (library === 0 ? 'PUBLIC' : library < 4 ? 'UNIVERSITY' : 'SCHOOL');
