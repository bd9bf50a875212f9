import { shanghaiDay } from '../base/clock.ts';
import type { Party, ServiceType } from './loan.ts';
import { symbolOf } from './talk.ts';

/** What the monthly account must know of one loan; parts of a class set count one by one. */
export interface SettledLoan {
  readonly lender: Party;
  readonly borrower: Party;
  readonly serviceType: ServiceType;
  /** Copies that left; a document counts as one. */
  readonly copies: number;
  readonly lost: number;
  /** Hundredths of the currency, as the borrower accepted them; null: free. */
  readonly costFen: number | null;
  readonly currency: string | null;
  readonly shippedAt: Date | null;
  /** When the borrowing side was through with it. */
  readonly closedAt: Date | null;
}

/** What went one way between two libraries in a month. */
export interface Traffic {
  readonly volumes: number;
  readonly documents: number;
  readonly lost: number;
  /** What the lender may ask for, in fen. */
  readonly fen: number;
}

/** Two libraries that dealt with each other, named in the order of their symbols, and the balance between them. */
export interface SettledPair {
  readonly a: Party;
  readonly b: Party;
  readonly aToB: Traffic;
  readonly bToA: Traffic;
  /** Above 0: `b` pays `a`; below: `a` pays `b`. */
  readonly netFen: number;
  /** Charges in other currencies, which are not converted: to be settled between the two, e.g. `USD 35.00 b→a`. */
  readonly foreign: readonly string[];
}

/** One library over all its partners. */
export interface SettledLibrary {
  readonly party: Party;
  readonly lent: Traffic;
  readonly borrowed: Traffic;
  /** Volumes and documents lent more than borrowed: above 0 a net lender, below a net borrower. */
  readonly netCopies: number;
  /** Above 0: to receive; below: to pay. */
  readonly netFen: number;
}

export interface Settlement {
  /** `2026-11`, in China. */
  readonly month: string;
  readonly pairs: readonly SettledPair[];
  readonly libraries: readonly SettledLibrary[];
}

const MONTH = /^\d{4}-(?:0[1-9]|1[0-2])$/;

/** Whether a text names a month as `2026-11`. */
export function isMonth(text: string): boolean {
  return MONTH.test(text);
}

/** The instants between which a month lies in China: from the first, up to but without the second. */
export function boundsOf(month: string): { readonly from: Date; readonly to: Date } {
  const [year = 0, number = 1] = month.split('-').map(Number);
  const next = number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`;
  return { from: new Date(`${month}-01T00:00:00+08:00`), to: new Date(`${next}-01T00:00:00+08:00`) };
}

/**
 * The account of one month: a volume and its price count in the month it left, a document in the month it came, a loss
 * in the month it was given up. One sheet a month stands in the place of payment for each item (notes/loans §7).
 */
export function settle(month: string, loans: readonly SettledLoan[]): Settlement {
  const pairs = new Map<string, SettledPair>();
  for (const loan of loans) {
    const { traffic, foreign } = trafficOf(month, loan);
    if (isEmpty(traffic) && foreign === null) continue;
    const lends = symbolOf(loan.lender) <= symbolOf(loan.borrower);
    const [a, b] = lends ? [loan.lender, loan.borrower] : [loan.borrower, loan.lender];
    const key = JSON.stringify([symbolOf(a), symbolOf(b)]);
    const before = pairs.get(key) ?? { a, b, aToB: NOTHING, bToA: NOTHING, netFen: 0, foreign: [] };
    const way = lends ? 'aToB' : 'bToA';
    pairs.set(key, {
      ...before,
      [way]: plus(before[way], traffic),
      netFen: before.netFen + (lends ? traffic.fen : -traffic.fen),
      foreign: foreign === null ? before.foreign : [...before.foreign, `${foreign} ${lends ? 'b→a' : 'a→b'}`].sort(),
    });
  }
  const sorted = [...pairs.values()].sort((one, other) => compare(one.a, other.a) || compare(one.b, other.b));
  return { month, pairs: sorted, libraries: librariesOf(sorted) };
}

const NOTHING: Traffic = { volumes: 0, documents: 0, lost: 0, fen: 0 };

function trafficOf(month: string, loan: SettledLoan): { readonly traffic: Traffic; readonly foreign: string | null } {
  const isIn = (at: Date | null) => at !== null && shanghaiDay(at).startsWith(month);
  const lost = isIn(loan.closedAt) ? loan.lost : 0;
  if (!isIn(loan.shippedAt ?? loan.closedAt)) return { traffic: { ...NOTHING, lost }, foreign: null };
  // Whatever was asked for: what came without a parcel was a document, unless a book alone was wanted.
  const isDocument = loan.shippedAt === null && loan.serviceType !== 'LOAN';
  const currency = loan.currency ?? 'CNY';
  const fen = loan.costFen ?? 0;
  return {
    traffic: {
      volumes: isDocument ? 0 : loan.copies,
      documents: isDocument ? loan.copies : 0,
      lost,
      fen: currency === 'CNY' ? fen : 0,
    },
    foreign: currency === 'CNY' || fen === 0 ? null : `${currency} ${(fen / 100).toFixed(2)}`,
  };
}

function librariesOf(pairs: readonly SettledPair[]): readonly SettledLibrary[] {
  const libraries = new Map<string, SettledLibrary>();
  const add = (party: Party, lent: Traffic, borrowed: Traffic) => {
    const before = libraries.get(symbolOf(party)) ?? { party, lent: NOTHING, borrowed: NOTHING };
    const sums = { party, lent: plus(before.lent, lent), borrowed: plus(before.borrowed, borrowed) };
    libraries.set(symbolOf(party), {
      ...sums,
      netCopies: copiesIn(sums.lent) - copiesIn(sums.borrowed),
      netFen: sums.lent.fen - sums.borrowed.fen,
    });
  };
  for (const { a, b, aToB, bToA } of pairs) {
    add(a, aToB, bToA);
    add(b, bToA, aToB);
  }
  return [...libraries.values()].sort((one, other) => compare(one.party, other.party));
}

const copiesIn = ({ volumes, documents }: Traffic) => volumes + documents;
const isEmpty = (traffic: Traffic) => Object.values(traffic).every((count) => count === 0);

function plus(one: Traffic, other: Traffic): Traffic {
  return {
    volumes: one.volumes + other.volumes,
    documents: one.documents + other.documents,
    lost: one.lost + other.lost,
    fen: one.fen + other.fen,
  };
}

function compare(one: Party, other: Party): number {
  const [left, right] = [symbolOf(one), symbolOf(other)];
  return left < right ? -1 : Number(left > right);
}
