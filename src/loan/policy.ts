import { LIBRARY_KINDS, type LibraryKind } from '../catalogue/library.ts';
import type { ServiceType } from './loan.ts';

/** How a library lends. The owner's rules hold for whoever asks (notes/china §8). Days are open days unless they say else. */
export interface LendingPolicy {
  readonly lends: boolean;
  /** Kinds of library it lends to; its own institution's campuses are always served. */
  readonly serves: readonly LibraryKind[];
  readonly serviceTypes: readonly Exclude<ServiceType, 'COPY_OR_LOAN'>[];
  /** Libraries it does not lend to, by code. */
  readonly excludes: readonly string[];
  /** Most loans out at one time. */
  readonly maxOpen: number;
  /** Calendar days at the borrower's. */
  readonly loanDays: number;
  readonly renewals: number;
  readonly renewalDays: number;
  readonly answerDays: number;
  readonly shipDays: number;
  readonly transitDays: number;
}

/** 30 days and one renewal of 15 is what Chinese interlibrary loan is used to (notes/loans §7). */
export const USUAL_POLICY: LendingPolicy = {
  lends: true,
  serves: LIBRARY_KINDS,
  serviceTypes: ['LOAN', 'COPY'],
  excludes: [],
  maxOpen: 2_000,
  loanDays: 30,
  renewals: 1,
  renewalDays: 15,
  answerDays: 3,
  shipDays: 5,
  transitDays: 3,
};

/** A courier or 汽车图书馆 run: stops in order, on fixed weekdays (1 = Monday). */
export interface CourierRoute {
  readonly name: string;
  readonly stops: readonly string[];
  readonly weekdays: readonly number[];
}
