import type { EditionId, LibraryCode, LoanId } from '../base/brand.ts';
import type { Problem } from '../base/problem.ts';
import type { Page } from '../catalogue/store.ts';
import type { PassRotation, RotationAnswer, StartRotation } from './courier/rotation.ts';
import type { ActOnTote, ToteAnswer } from './courier/tote.ts';
import type { LayDocument, LoanDocument } from './document.ts';
import type { LoanExchange, LoanPost } from './exchange.ts';
import type { LendingFigures } from './figures.ts';
import type { ActOnLoan, Loan, LoanFlag, LoanRole, LoanState, RequestLoan } from './loan.ts';
import type { PartnerAddress } from './partner.ts';
import type { LoanRule } from './rules.ts';
import type { Settlement } from './settlement.ts';

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
  /** Open loans that are flagged, or past the time by which somebody had to act; the longest waiting first. */
  stuck(now: Date, first: number, after: string | null): Promise<Page<Loan>>;
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
  /** The account of a month, `2026-11`; of one library's dealings only where one is named. */
  settlement(month: string, about: LibraryCode | null): Promise<Settlement>;
  /** The same as CSV. */
  settlementSheet(month: string, about: LibraryCode | null): Promise<string>;
  /** What was asked from `from` up to but without `to`, by lender and by route. */
  figures(from: Date, to: Date): Promise<LendingFigures>;
}

/** The loan after the command, or why nothing was done. */
export interface LoanAnswer {
  readonly loan: Loan | null;
  readonly problems: readonly Problem[];
}

export interface DocumentAnswer {
  readonly document: LoanDocument | null;
  readonly problems: readonly Problem[];
}

/**
 * The writing half. Synchronous on purpose: each call is a part of one transaction that the caller opens (loan, events,
 * outgoing messages, timers, copies' availability and their index entries), so either all of it happens or nothing.
 * Idempotency keys are kept here: the same key and input again gets the stored answer, another input IDEMPOTENCY_CONFLICT.
 */
export interface LoanWriter {
  requestLoan(input: RequestLoan, now: Date): LoanAnswer;
  actOnLoan(input: ActOnLoan, now: Date): LoanAnswer;
  /** Ties a file that lies in the folder to a loan; it is handed over by SUPPLY_COPY. */
  layDocument(input: LayDocument, now: Date): DocumentAnswer;
  fetchedDocument(id: string, now: Date): void;
  /** Lets timers that are due act: silent lenders, overdue copies, late arrivals, purges. Answers how many acted; call again while it is `limit`. */
  sweep(now: Date, limit: number): number;
  /** A scan of a box, with all it does to the loans whose copies lie in it. */
  actOnTote(input: ActOnTote, now: Date): ToteAnswer;
  /** A box that goes from school to school: one loan for each stop, and its moving on. */
  startRotation(input: StartRotation, now: Date): RotationAnswer;
  passRotation(input: PassRotation, now: Date): RotationAnswer;
  /** Adds an outside agency or replaces what is known of it. */
  putPartner(partner: PartnerAddress): void;
  /** Sets a policy, a calendar, an address or the courier routes. Loans under way keep their timers until they next move. */
  putRule(rule: LoanRule): void;
  readonly exchange: LoanExchange;
  readonly post: LoanPost;
}

/** What the loan engine must know of the catalogue to decide: who holds it and which copies can go. */
export interface Shelf {
  readonly edition: EditionId;
  readonly library: LibraryCode;
  /** The volume wanted stands here as part of a set. */
  readonly inSet: boolean;
  readonly available: number;
  /** Items of a library that tells no status: may be asked, may be out. */
  readonly unknown: number;
  /** Copies that their library did not tell apart by barcode. */
  readonly unmarked: number;
}
