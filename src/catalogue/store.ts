import type { EditionId, LibraryCode, WorkId } from '../base/brand.ts';
import type { Finding } from '../base/finding.ts';
import type { Availability, Description } from '../record/description.ts';
import type { RecordFormat } from '../record/raw.ts';
import type { Edition, FieldProvenance, Work } from './edition.ts';

/** A member library's record is known by library + localId (DESIGN §5). */
export interface SourceKey {
  readonly library: LibraryCode;
  readonly localId: string;
}

/** One source record as the push hands it to the catalogue. */
export interface IncomingRecord {
  readonly kind: 'record';
  readonly key: SourceKey;
  readonly description: Description;
  readonly findings: readonly Finding[];
  readonly raw: { readonly format: RecordFormat; readonly bytes: Uint8Array };
  /** sha-256 (hex) of the raw bytes plus profile name and reading rule version: equal means nothing to do. */
  readonly contentHash: string;
  readonly version: string | null;
  readonly profile: string;
}
export type Incoming = IncomingRecord | { readonly kind: 'deleted'; readonly key: SourceKey };

/** The store's own number of a record. */
export type SourceRef = number;

export type ReviewVerdict = 'SAME' | 'DIFFERENT';

export interface CatalogueWriter {
  /** A librarian's verdict, kept for ever; answers the editions the two records stand in afterwards. */
  decideReview(a: SourceKey, b: SourceKey, verdict: ReviewVerdict, by: string): Promise<readonly EditionId[]>;
  pin(edition: EditionId, field: string, value: string | null, by: string): Promise<void>;
  /** Availability by barcode, without records. Unknown barcodes are answered, never an error. */
  reportAvailability(
    library: LibraryCode,
    items: readonly ItemReport[],
  ): Promise<{ readonly changed: number; readonly unknownBarcodes: readonly string[] }>;
  /** Recomputes all edges, clusters, works and merged editions from the raw records. */
  rebuild(onProgress: (done: number, all: number) => void): Promise<void>;
}

export interface ItemReport {
  readonly barcode: string;
  readonly availability: Availability;
  readonly dueDate: string | null;
}

export interface CatalogueReader {
  editions(ids: readonly EditionId[]): Promise<ReadonlyMap<EditionId, EditionView>>;
  /** For each field of these editions: from whom, by which rule, and what the other members say. */
  provenance(ids: readonly EditionId[]): Promise<ReadonlyMap<EditionId, readonly FieldProvenance[]>>;
  /** Follows redirects. */
  resolveEdition(id: EditionId): Promise<EditionId | null>;
  editionsByIsbn(isbn13: string): Promise<readonly EditionId[]>;
  works(ids: readonly WorkId[]): Promise<ReadonlyMap<WorkId, WorkView>>;
  /** Adaptations of a work (注音版, 缩写, 改编, 绘本), and the work an adaptation was made of. */
  relatedWorks(ids: readonly WorkId[]): Promise<ReadonlyMap<WorkId, readonly WorkId[]>>;
  /**
   * All holdings of these editions and, for a volume, those of its set: who holds the set holds the volume. Unsorted;
   * the gateway filters and orders them by library.
   */
  holdings(ids: readonly EditionId[]): Promise<ReadonlyMap<EditionId, readonly HoldingView[]>>;
  holdingsByKey(ids: readonly string[]): Promise<ReadonlyMap<string, HoldingView>>;
  items(holdings: readonly string[]): Promise<ReadonlyMap<string, readonly ItemView[]>>;
  itemByBarcode(library: LibraryCode, barcode: string): Promise<ItemView | null>;
  /** For the copies of many loans at once, in the order asked. */
  itemsByBarcode(
    keys: readonly { readonly library: LibraryCode; readonly barcode: string }[],
  ): Promise<readonly (ItemView | null)[]>;
  item(id: string): Promise<ItemView | null>;
  sourceRecord(key: SourceKey): Promise<SourceRecordView | null>;
  /** For lists of matches and review pairs, in the order asked. */
  sourceRecords(keys: readonly SourceKey[]): Promise<readonly (SourceRecordView | null)[]>;
  sourceRecordsOf(ids: readonly EditionId[]): Promise<ReadonlyMap<EditionId, readonly SourceRecordView[]>>;
  matchesOf(keys: readonly SourceKey[]): Promise<readonly (readonly MatchView[])[]>;
  /** Doubtful pairs, those of one library where given; newest last, `after` is the cursor of the page before. */
  reviewQueue(library: LibraryCode | null, first: number, after: string | null): Promise<Page<ReviewPairView>>;
  counts(): Promise<{
    readonly editions: number;
    readonly items: number;
    readonly records: number;
    readonly merged: number;
  }>;
  countsOf(
    libraries: readonly LibraryCode[],
  ): Promise<ReadonlyMap<LibraryCode, { readonly editions: number; readonly items: number }>>;
  /** All editions in id order, for building an index: streamed, one read snapshot a page. */
  allEditions(after: EditionId | null, limit: number): Promise<readonly EditionId[]>;
}

export interface Page<T> {
  readonly rows: readonly T[];
  readonly hasNext: boolean;
  readonly endCursor: string | null;
  readonly total: number;
}

/** An edition as it is shown: merged fields plus what is counted over its holdings. */
export interface EditionView {
  readonly id: EditionId;
  readonly work: WorkId;
  readonly edition: Edition;
  readonly formerIds: readonly EditionId[];
  readonly partOf: EditionId | null;
  readonly volumes: readonly EditionId[];
  readonly libraryCount: number;
  readonly itemCount: number;
  readonly availableCount: number;
  /** Grows with every change; the index uses it to ignore older documents. */
  readonly version: number;
}

export interface WorkView {
  readonly id: WorkId;
  readonly work: Work;
  readonly editions: readonly EditionId[];
  readonly libraryCount: number;
}

export interface HoldingView {
  /** Opaque, stable while library + localId + location + call number stay. */
  readonly id: string;
  readonly edition: EditionId;
  readonly source: SourceKey;
  readonly callNumber: string | null;
  readonly location: string | null;
  readonly coverage: string | null;
  readonly itemCount: number;
  readonly availableCount: number;
  /** False where the library tells no status (未报状态). */
  readonly statusKnown: boolean;
  /** When the library last told us. */
  readonly asOf: Date;
}

export interface ItemView {
  readonly id: string;
  readonly holding: string;
  readonly edition: EditionId;
  readonly library: LibraryCode;
  /** Null for a copy that its library did not tell apart. */
  readonly barcode: string | null;
  readonly volume: string | null;
  readonly callNumber: string | null;
  readonly location: string | null;
  readonly availability: Availability;
  readonly dueDate: string | null;
}

export interface SourceRecordView {
  readonly key: SourceKey;
  readonly edition: EditionId;
  readonly raw: { readonly format: RecordFormat; readonly bytes: Uint8Array };
  readonly description: Description;
  readonly findings: readonly Finding[];
}

export interface MatchView {
  readonly other: SourceKey;
  readonly score: number;
  readonly evidence: readonly string[];
  readonly decidedBy: string;
}

export interface ReviewPairView {
  readonly a: SourceKey;
  readonly b: SourceKey;
  readonly score: number;
  readonly evidence: readonly string[];
}
