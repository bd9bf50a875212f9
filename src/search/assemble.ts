import type { EditionId } from '../base/brand.ts';
import type { Library, LibraryReader } from '../catalogue/library.ts';
import type { CatalogueReader, EditionView, HoldingView, ItemView } from '../catalogue/store.ts';
import type { DocHolding, SearchDoc } from './document.ts';

/** What documents are made from. */
export interface DocumentSources {
  readonly catalogue: Pick<CatalogueReader, 'editions' | 'holdings' | 'items'>;
  readonly libraries: Pick<LibraryReader, 'all'>;
}

/** Documents of these editions as they stand now; ids of editions that are gone are answered as `removed`. */
export async function documentsOf(
  sources: DocumentSources,
  ids: readonly EditionId[],
): Promise<{ readonly docs: readonly SearchDoc[]; readonly removed: readonly EditionId[] }> {
  const [views, holdings, all] = await Promise.all([
    sources.catalogue.editions(ids),
    sources.catalogue.holdings(ids),
    sources.libraries.all(),
  ]);
  const libraries = new Map<string, Library>(all.map((library) => [library.code, library]));
  const keys = [...holdings.values()].flatMap((list) => list.map((holding) => holding.id));
  const items = await sources.catalogue.items(keys);
  const docs: SearchDoc[] = [];
  const removed: EditionId[] = [];
  for (const id of ids) {
    const view = views.get(id);
    // A redirect answers with the survivor, which has a document of its own.
    if (view === undefined || view.id !== id || view.libraryCount === 0) removed.push(id);
    else docs.push(toSearchDoc(view, holdings.get(id) ?? [], { libraries, items }));
  }
  return { docs, removed };
}

interface Beside {
  readonly libraries: ReadonlyMap<string, Library>;
  readonly items: ReadonlyMap<string, readonly ItemView[]>;
}

/** One edition with its holdings as a document: one entry a library. */
export function toSearchDoc(
  view: EditionView,
  holdings: readonly HoldingView[],
  { libraries, items }: Beside,
): SearchDoc {
  const { edition } = view;
  const byLibrary = new Map<string, DocHolding>();
  for (const holding of holdings) {
    const code = holding.source.library;
    const library = libraries.get(code);
    if (library === undefined) continue;
    const own = items.get(holding.id) ?? [];
    const before = byLibrary.get(code);
    byLibrary.set(code, {
      library: code,
      kind: library.kind,
      area: library.area,
      callNumbers: merged(before?.callNumbers, holding.callNumber === null ? [] : [holding.callNumber]),
      barcodes: merged(
        before?.barcodes,
        own.flatMap((item) => (item.barcode === null ? [] : [item.barcode])),
      ),
      requestable: (before?.requestable ?? false) || holding.availableCount > 0 || !holding.statusKnown,
      available: (before?.available ?? false) || holding.availableCount > 0,
    });
  }
  return {
    id: view.id,
    work: view.work,
    version: view.version,
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
    holdings: [...byLibrary.values()],
  };
}

function merged(before: readonly string[] | undefined, more: readonly string[]): readonly string[] {
  return [...new Set([...(before ?? []), ...more])];
}
