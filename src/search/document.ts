import type { EditionId, WorkId } from '../base/brand.ts';
import type { Stage } from '../catalogue/edition.ts';
import type { LibraryKind } from '../catalogue/library.ts';
import type { Carrier } from '../record/description.ts';

/** An edition as an engine sees it: display text plus facet values; tokens are made from it by the one analyzer. */
export interface SearchDoc {
  readonly id: EditionId;
  readonly work: WorkId;
  readonly version: number;
  readonly title: string;
  readonly subtitle: string | null;
  readonly partNumber: string | null;
  readonly partTitle: string | null;
  readonly otherTitles: readonly string[];
  readonly titlePinyin: string | null;
  readonly contributors: readonly string[];
  readonly series: readonly string[];
  readonly subjects: readonly string[];
  readonly publisher: string | null;
  readonly isbns: readonly string[];
  readonly identifiers: readonly string[];
  readonly year: number | null;
  readonly language: string | null;
  readonly carrier: Carrier;
  readonly classNumber: string | null;
  readonly stages: readonly Stage[];
  readonly readingLists: readonly string[];
  readonly holdings: readonly DocHolding[];
}

export interface DocHolding {
  readonly library: string;
  readonly kind: LibraryKind;
  readonly area: string | null;
  readonly callNumbers: readonly string[];
  readonly barcodes: readonly string[];
  /** At least one copy on the shelf, or a library that tells no status (kept by availableOnly, DESIGN §6). */
  readonly requestable: boolean;
  readonly available: boolean;
}
