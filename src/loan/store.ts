import type { EditionId, LibraryCode, LoanId } from '../base/brand.ts';
import type { Page } from '../catalogue/store.ts';
import type { Loan, LoanFlag, LoanRole, LoanState } from './loan.ts';

export interface LoanFilter {
  readonly library: LibraryCode;
  readonly role: LoanRole | null;
  readonly open: boolean | null;
  readonly states: readonly LoanState[];
  readonly flags: readonly LoanFlag[];
}

export interface LoanReader {
  loan(id: LoanId): Promise<Loan | null>;
  loans(ids: readonly LoanId[]): Promise<ReadonlyMap<LoanId, Loan>>;
  list(filter: LoanFilter, first: number, after: string | null): Promise<Page<Loan>>;
  /** Loans of that library with an event after `seq`, oldest first. */
  changedAfter(
    library: LibraryCode,
    seq: number,
    limit: number,
  ): Promise<readonly { readonly seq: number; readonly loan: Loan }[]>;
  lastEventSeq(): Promise<number>;
  statistics(): Promise<{
    readonly requests: number;
    readonly fillRate: number | null;
    readonly medianHoursToAnswer: number | null;
    readonly medianDaysToReceive: number | null;
  }>;
}

/** What the loan engine must know of the catalogue to decide: who holds it and which copies can go. */
export interface Shelf {
  readonly edition: EditionId;
  readonly library: LibraryCode;
  readonly available: number;
  /** Items of a library that tells no status: may be asked, may be out. */
  readonly unknown: number;
  readonly barcodes: readonly string[];
}
