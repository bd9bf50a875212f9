import type { EditionId, LibraryCode, WorkId } from '../base/brand.ts';
import type { Edition } from '../catalogue/edition.ts';
import type { Library, LibraryReader } from '../catalogue/library.ts';
import type { DocHolding, SearchDoc } from './document.ts';

/** What a search asks of the copies of one holding. */
export interface SearchedHolding {
  readonly library: LibraryCode;
  readonly callNumber: string | null;
  /** Copies on the shelf. */
  readonly availableCount: number;
  readonly statusKnown: boolean;
  readonly barcodes: readonly string[];
}

/** What a search asks of an edition. */
export interface SearchedEdition {
  readonly id: EditionId;
  readonly work: WorkId;
  readonly version: number;
  readonly edition: Edition;
  /** Of the edition and of the set that it is a volume of; in order of library, holding and copy. */
  readonly holdings: readonly SearchedHolding[];
}

/** Reads what can be searched, and nothing beside: it is read anew after every change. */
export interface SearchedEditions {
  /** Those of the list that stand and that a library holds; a redirect does not stand. */
  read(ids: readonly EditionId[]): readonly SearchedEdition[];
}

/** What documents are made from. */
export interface DocumentSources {
  readonly searched: SearchedEditions;
  readonly libraries: Pick<LibraryReader, 'all'>;
}

/** Documents of these editions as they stand now; ids of editions that are gone are answered as `removed`. */
export async function documentsOf(
  { searched, libraries }: DocumentSources,
  ids: readonly EditionId[],
): Promise<{ readonly docs: readonly SearchDoc[]; readonly removed: readonly EditionId[] }> {
  const byCode = new Map<string, Library>((await libraries.all()).map((library) => [library.code, library]));
  const docs = searched.read(ids).map((edition) => toSearchDoc(edition, byCode));
  const standing = new Set(docs.map(({ id }) => id));
  return { docs, removed: ids.filter((id) => !standing.has(id)) };
}

/** One edition with its holdings as a document: one entry a library. */
function toSearchDoc(
  { id, work, version, edition, holdings }: SearchedEdition,
  libraries: ReadonlyMap<string, Library>,
): SearchDoc {
  return {
    id,
    work,
    version,
    title: edition.title,
    subtitle: edition.subtitle,
    partNumber: edition.partNumber,
    partTitle: edition.partTitle,
    otherTitles: [...edition.parallelTitles, ...edition.variantTitles],
    titlePinyin: edition.titlePinyin,
    contributors: edition.contributors.map((contributor) => contributor.name),
    series: edition.series.map((series) => series.title),
    subjects: edition.subjects,
    publisher: edition.publisher,
    isbns: edition.isbns,
    identifiers: [edition.issn, edition.unifiedBookNumber].filter((number) => number !== null),
    year: edition.year,
    language: edition.language,
    carrier: edition.carrier,
    classNumber: edition.classNumber,
    stages: edition.stages,
    readingLists: edition.readingLists,
    holdings: byLibrary(holdings, libraries),
  };
}

function byLibrary(
  holdings: readonly SearchedHolding[],
  libraries: ReadonlyMap<string, Library>,
): readonly DocHolding[] {
  const found = new Map<string, DocHolding>();
  for (const { library: code, callNumber, availableCount, statusKnown, barcodes } of holdings) {
    const library = libraries.get(code);
    if (library === undefined) continue;
    const before = found.get(code);
    found.set(code, {
      library: code,
      kind: library.kind,
      area: library.area,
      callNumbers: merged(before?.callNumbers, callNumber === null ? [] : [callNumber]),
      barcodes: merged(before?.barcodes, barcodes),
      requestable: (before?.requestable ?? false) || availableCount > 0 || !statusKnown,
      available: (before?.available ?? false) || availableCount > 0,
    });
  }
  return [...found.values()];
}

function merged(before: readonly string[] | undefined, more: readonly string[]): readonly string[] {
  return before === undefined && more.length < 2 ? more : [...new Set([...(before ?? []), ...more])];
}
