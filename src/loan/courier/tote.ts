import type { LibraryCode, LoanId, ToteId } from '../../base/brand.ts';
import type { Problem } from '../../base/problem.ts';
import type { Page } from '../../catalogue/store.ts';

/** Where a box is: packed, waiting for the courier, carried, arrived, or not come when it should have. */
export const TOTE_STATES = ['OPEN', 'CLOSED', 'ON_ROUTE', 'ARRIVED', 'MISSING'] as const;
export type ToteState = (typeof TOTE_STATES)[number];

export const TOTE_ACTIONS = ['OPEN', 'FILL', 'TAKE_OUT', 'CLOSE', 'SCAN_OUT', 'SCAN_IN'] as const;
export type ToteAction = (typeof TOTE_ACTIONS)[number];

/** One journey of a box (周转箱) from one library to another on a courier route. */
export interface Tote {
  readonly id: ToteId;
  /** What stands on the box itself, e.g. `Z-017`. */
  readonly label: string;
  readonly route: string;
  /** The day of the run that takes it. */
  readonly day: string;
  readonly from: LibraryCode;
  readonly to: LibraryCode;
  /** The stop where it stands; null while the courier has it. */
  readonly place: LibraryCode | null;
  readonly state: ToteState;
  readonly copies: readonly ToteCopy[];
  /** From then on it is missing, if it has not come. */
  readonly lateAt: Date | null;
  readonly openedAt: Date;
  readonly closedAt: Date | null;
  readonly leftAt: Date | null;
  readonly arrivedAt: Date | null;
  readonly version: number;
}

export interface ToteCopy {
  readonly loan: LoanId;
  /** The owner. */
  readonly library: LibraryCode;
  readonly barcode: string;
  /** To the borrower, or back to the owner. */
  readonly way: 'OUT' | 'HOME';
  /** SHORT: packed, and not found when the box was opened. */
  readonly state: 'PACKED' | 'ARRIVED' | 'SHORT';
}

export interface ActOnTote {
  readonly action: ToteAction;
  /** Where the scanner is. */
  readonly at: LibraryCode;
  /** The box: its id, or the label of one under way; for OPEN the label of the new journey. */
  readonly tote: string;
  /** For OPEN: the receiver, and the route, where several lead there. */
  readonly to: LibraryCode | null;
  readonly route: string | null;
  /** FILL, TAKE_OUT: the copies. SCAN_IN: those found in the box; none says that all are there. */
  readonly barcodes: readonly string[];
  readonly idempotencyKey: string;
}

export interface ToteAnswer {
  readonly tote: Tote | null;
  readonly problems: readonly Problem[];
}

export interface ToteFilter {
  /** Boxes that this library sends, receives or has standing about. */
  readonly library: LibraryCode;
  readonly open: boolean | null;
}

/** How a route does; shares and medians are null before the first box arrived. */
export interface RouteFigures {
  readonly totes: number;
  readonly copies: number;
  readonly missing: number;
  readonly medianDays: number | null;
}

export interface ToteReader {
  tote(id: ToteId): Promise<Tote | null>;
  /** Newest first. */
  list(filter: ToteFilter, first: number, after: string | null): Promise<Page<Tote>>;
  /** Boxes of one run of a route, by sender. */
  run(route: string, day: string): Promise<readonly Tote[]>;
  routes(): Promise<
    readonly { readonly name: string; readonly stops: readonly LibraryCode[]; readonly weekdays: readonly number[] }[]
  >;
  /** Open loans of a library that a scanned code belongs to: a loan's number, a copy that is out, or one that a loan asked of it could take. */
  scanned(library: LibraryCode, code: string): Promise<readonly LoanId[]>;
  figures(route: string): Promise<RouteFigures>;
}
