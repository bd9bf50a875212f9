import type { Party } from './loan.ts';
import type { CourierRoute } from './policy.ts';
import { symbolOf } from './talk.ts';

/** One question to one library, as far as it came. */
export interface Asking {
  readonly lender: Party;
  readonly borrower: Party;
  /** How it ended with this library, e.g. `UNFILLED NotOnShelf`; null while it is asked. */
  readonly outcome: string | null;
  readonly askedAt: Date;
  readonly answeredAt: Date | null;
  /** Of the library whose copy came; null for all others. */
  readonly shippedAt: Date | null;
  readonly receivedAt: Date | null;
}

/** How lending goes. Shares are 0 to 1; what cannot be told yet is null. */
export interface Figures {
  readonly asked: number;
  readonly filled: number;
  readonly fillRate: number | null;
  readonly medianHoursToAnswer: number | null;
  /** From shipping to receipt. */
  readonly medianDaysToReceive: number | null;
}

export interface LendingFigures {
  readonly lenders: readonly (Figures & { readonly party: Party })[];
  readonly routes: readonly (Figures & { readonly route: string })[];
}

const FILLED = /^(SHIPPED|COPY_SENT|COMPLETED|LOST)/;
/** Told no, or told nothing. What the borrower withdrew is nobody's failure. */
const FAILED = /^(UNFILLED|NO_ANSWER|NOT_DELIVERED)/;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Fill rate, time to answer and time to receive for each lender, and for each route that serves both ends. */
export function lendingFigures(askings: readonly Asking[], routes: readonly CourierRoute[]): LendingFigures {
  const lenders = grouped(askings, ({ lender }) => [symbolOf(lender)]);
  const byRoute = grouped(askings, ({ lender, borrower }) =>
    routes.filter(({ stops }) => [lender, borrower].every((party) => isStop(party, stops))).map(({ name }) => name),
  );
  return {
    lenders: [...lenders.values()].flatMap((rows) => {
      const [first] = rows;
      return first === undefined ? [] : [{ party: first.lender, ...figuresOf(rows) }];
    }),
    routes: routes.map(({ name }) => ({ route: name, ...figuresOf(byRoute.get(name) ?? []) })),
  };
}

function isStop(party: Party, stops: readonly string[]): boolean {
  return party.kind === 'member' && stops.includes(party.library);
}

function grouped(
  askings: readonly Asking[],
  keysOf: (asking: Asking) => readonly string[],
): ReadonlyMap<string, readonly Asking[]> {
  const groups = new Map<string, Asking[]>();
  for (const asking of askings) {
    for (const key of keysOf(asking)) {
      const group = groups.get(key) ?? [];
      group.push(asking);
      groups.set(key, group);
    }
  }
  return new Map([...groups].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function figuresOf(askings: readonly Asking[]): Figures {
  const filled = askings.filter(({ outcome }) => FILLED.test(outcome ?? '')).length;
  const over = filled + askings.filter(({ outcome }) => FAILED.test(outcome ?? '')).length;
  return {
    asked: askings.length,
    filled,
    fillRate: over === 0 ? null : Math.round((filled / over) * 1_000) / 1_000,
    medianHoursToAnswer: median(askings, HOUR_MS, ({ askedAt, answeredAt }) => between(askedAt, answeredAt)),
    medianDaysToReceive: median(askings, DAY_MS, ({ shippedAt, receivedAt }) => between(shippedAt, receivedAt)),
  };
}

function between(from: Date | null, to: Date | null): number | null {
  return from === null || to === null ? null : to.getTime() - from.getTime();
}

/** The lower median, so that one forgotten parcel does not spoil the figure; one decimal. */
function median(askings: readonly Asking[], unitMs: number, spanOf: (asking: Asking) => number | null): number | null {
  const spans = askings.flatMap((asking) => spanOf(asking) ?? []).sort((a, b) => a - b);
  const middle = spans[Math.floor((spans.length - 1) / 2)];
  return middle === undefined ? null : Math.round((middle / unitMs) * 10) / 10;
}
