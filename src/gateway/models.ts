/** What stands behind each GraphQL type: the rows of the ports as they are. The generated types name these. */
import type { LibraryCode } from '../base/brand.ts';
import type { Finding } from '../base/finding.ts';
import type { FieldProvenance } from '../catalogue/edition.ts';
import type { Library } from '../catalogue/library.ts';
import type {
  EditionView,
  HoldingView,
  ItemView,
  MatchView,
  ReviewPairView,
  SourceKey,
  SourceRecordView,
  WorkView,
} from '../catalogue/store.ts';
import type { RouteFigures, Tote, ToteCopy } from '../loan/courier/tote.ts';
import type { LoanDocument } from '../loan/document.ts';
import type { DeadLetter } from '../loan/exchange.ts';
import type { LendingFigures } from '../loan/figures.ts';
import type { Loan, LoanEvent, LoanItem, Party, RotaEntry } from '../loan/loan.ts';
import type { Settlement } from '../loan/settlement.ts';
import type { LiveAnswer } from '../push/live.ts';
import type { Push, QuarantineEntry } from '../push/store.ts';
import type { Contributor, Description, HoldingStatement } from '../record/description.ts';
import type { EmptySearchCounts } from '../search/empty-searches.ts';
import type { SearchPage, SearchRequest, Suggestion } from '../search/engine.ts';
import type { Viewer } from './viewer.ts';

export type ContributorModel = Contributor;
export type CourierRouteModel = RouteFigures & {
  readonly name: string;
  readonly stops: readonly LibraryCode[];
  readonly weekdays: readonly number[];
};
export type EditionModel = EditionView;
export type EmptySearchReportModel = EmptySearchCounts;
export type FieldProvenanceModel = FieldProvenance;
export type FindingModel = Finding;
export type HoldingModel = HoldingView;
export type ItemModel = ItemView;
export type LenderFiguresModel = LendingFigures['lenders'][number];
export type LendingFiguresModel = LendingFigures;
export type LibraryModel = Library;
export type LiveAnswerModel = LiveAnswer;
export type LiveHoldingModel = HoldingStatement;
export type LiveRecordModel = Description;
export type LoanDocumentModel = DeliveredCopy;
export type LoanEventModel = LoanEvent & { readonly loan: Loan };
export type LoanItemModel = LoanItem;
export type LoanModel = Loan;
export type MatchModel = MatchView;
export type PartyModel = Party;
export type PushModel = Push;
export type QuarantinedRecordModel = QuarantineEntry;
export type ReviewPairModel = ReviewPairView;
export type RotaEntryModel = RotaEntry;
export type RouteFiguresModel = LendingFigures['routes'][number];
export type SuggestionModel = Suggestion;
export type ToteModel = Tote;
export type ToteCopyModel = ToteCopy;
export type UndeliveredLetterModel = DeadLetter;
export type ViewerModel = Viewer;
export type WorkModel = WorkView;

/** A copy that was delivered as a file; `laid` where it lies here. */
export interface DeliveredCopy {
  readonly url: string;
  readonly laid: LoanDocument | null;
}

/** The account of a month, of all or of one library's dealings. */
export interface SettlementModel {
  readonly account: Settlement;
  readonly about: LibraryCode | null;
}

/** A record known by its key; the row itself is brought only for fields that need it. */
export interface SourceRecordModel {
  readonly key: SourceKey;
  readonly view: SourceRecordView | null;
}

/** One page of hits, what was asked for it, and the cursors that lead on. */
export interface SearchConnectionModel {
  readonly request: SearchRequest;
  readonly page: SearchPage;
  /** Hits whose edition is (still) in the store, in order. */
  readonly found: readonly {
    readonly cursor: string;
    readonly stage: SearchPage['hits'][number]['stage'];
    readonly edition: EditionView;
  }[];
}

export interface SourceStatusModel {
  readonly name: string;
  readonly state: 'ANSWERED' | 'PENDING' | 'FAILED' | 'SKIPPED';
  readonly library: Library | null;
  readonly hits: number | null;
  readonly asOf: Date | null;
}
