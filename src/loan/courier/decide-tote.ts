import { type LibraryCode, type LoanId, toteId } from '../../base/brand.ts';
import { shanghaiDay } from '../../base/clock.ts';
import { type Problem, problem } from '../../base/problem.ts';
import type { ActOnLoan } from '../loan.ts';
import { symbolOf } from '../talk.ts';
import type { LoanWorld } from '../world.ts';
import { copyFor } from './packing.ts';
import { lateAfter, nextRun, routesBetween } from './runs.ts';
import type { ActOnTote, Tote, ToteCopy } from './tote.ts';

/** What boxes need to know beyond loans. */
export interface ToteWorld extends LoanWorld {
  /** Open loans from one library to another. */
  openBetween(lender: LibraryCode, borrower: LibraryCode): readonly LoanId[];
  /** Copies with that barcode that are out on open loans; barcodes repeat between schools. */
  outWith(barcode: string): readonly { readonly library: LibraryCode; readonly loan: LoanId }[];
  /** The label of the box a copy is packed in. */
  packedIn(library: LibraryCode, barcode: string): string | null;
}

/** What a loan is told because its box moves. */
export type Told = Pick<ActOnLoan, 'loan' | 'as' | 'action' | 'barcodes' | 'actor' | 'note'>;

export type ToteDecided =
  | { readonly ok: true; readonly tote: Tote; readonly told: readonly Told[]; readonly missing: readonly LoanId[] }
  | { readonly ok: false; readonly problems: readonly [Problem, ...Problem[]] };

/** What a scan of a box does: to the box, and to the loans whose copies lie in it. Pure but for the reads of `world`. */
export function decideTote(world: ToteWorld, tote: Tote | null, input: ActOnTote): ToteDecided {
  if (input.action === 'OPEN')
    return tote === null ? open(world, input) : refused('TOTE_IN_USE', { label: tote.label });
  if (tote === null) return refused('NOT_FOUND', { what: `tote ${input.tote}` });
  const { state, place } = tote;
  const action: Scan = input.action;
  const wrongPlace = action !== 'SCAN_IN' && place !== input.at;
  const wrongState = !FROM[action].includes(state);
  if (wrongPlace || wrongState) {
    return refused('TOTE_NOT_NOW', { label: tote.label, action, state, place: place ?? '–' });
  }
  switch (action) {
    case 'FILL':
      return fill(world, tote, input.barcodes);
    case 'TAKE_OUT':
      return done({ ...tote, copies: tote.copies.filter(({ barcode }) => !input.barcodes.includes(barcode)) });
    case 'CLOSE':
      return close(world, tote);
    case 'SCAN_OUT':
      return scanOut(world, tote);
    case 'SCAN_IN':
      return input.at === tote.to ? arrive(world, tote, input.barcodes) : setDown(world, tote, input.at);
  }
}

/** A scan of a box that is there. */
type Scan = Exclude<ActOnTote['action'], 'OPEN'>;

const FROM: Record<Scan, readonly Tote['state'][]> = {
  FILL: ['OPEN'],
  TAKE_OUT: ['OPEN'],
  CLOSE: ['OPEN'],
  SCAN_OUT: ['CLOSED'],
  SCAN_IN: ['CLOSED', 'ON_ROUTE', 'MISSING'],
};

function open(world: ToteWorld, { at, to, route: named, tote: label }: ActOnTote): ToteDecided {
  if (to === null || world.library(to) === null) return refused('NOT_FOUND', { what: 'to' }, 'to');
  const today = shanghaiDay(world.now);
  const doors = [world.openDays(at), world.openDays(to)];
  const ways = routesBetween(world.routes(), at, to)
    .filter(({ name }) => named === null || name === named)
    .map((route) => ({ name: route.name, day: nextRun(route, today, doors) }))
    .sort((a, b) => a.day.localeCompare(b.day));
  const [way] = ways;
  if (way === undefined) return refused('TOTE_NO_ROUTE', { from: at, to }, 'route');
  return done({
    id: toteId(`tt${world.mint().slice(2)}`),
    label: label.trim(),
    route: way.name,
    day: way.day,
    from: at,
    to,
    place: at,
    state: 'OPEN',
    copies: [],
    lateAt: null,
    openedAt: world.now,
    closedAt: null,
    leftAt: null,
    arrivedAt: null,
    version: 0,
  });
}

function fill(world: ToteWorld, tote: Tote, barcodes: readonly string[]): ToteDecided {
  let filled = tote;
  const problems: Problem[] = [];
  for (const barcode of new Set(barcodes)) {
    const found = copyFor(world, filled, barcode);
    if (found.ok) filled = { ...filled, copies: [...filled.copies, found.copy] };
    else problems.push(found.problem);
  }
  const [first, ...more] = problems;
  return first === undefined ? done(filled) : { ok: false, problems: [first, ...more] };
}

/** A closed box is a promise kept: what lies in it is shipped, or on its way back, by this one scan. */
function close(world: ToteWorld, tote: Tote): ToteDecided {
  if (tote.copies.length === 0) return refused('TOTE_EMPTY', { label: tote.label });
  const told = byLoan(tote.copies).flatMap(([loan, copies]): readonly Told[] => {
    const order = world.order(loan);
    const still = copies.filter(({ barcode }) => {
      const item = order?.items.find((each) => each.barcode === barcode);
      return item === undefined || item.state === 'WILL_SUPPLY' || item.state === 'RECEIVED';
    });
    const [first] = still;
    if (first === undefined) return [];
    const side = first.way === 'OUT' ? ({ as: 'SUPPLIER', action: 'SHIP' } as const) : RETURNING;
    const own = first.way === 'OUT' || (order !== null && symbolOf(order.requester) === tote.from);
    // At another stop than its borrower's the return is the alliance's own doing.
    return [
      {
        loan,
        ...side,
        actor: own ? tote.from : null,
        barcodes: still.map(({ barcode }) => barcode),
        note: noteOf(tote),
      },
    ];
  });
  return done({ ...tote, state: 'CLOSED', closedAt: world.now }, told);
}

const RETURNING = { as: 'REQUESTER', action: 'RETURN' } as const;

function scanOut(world: ToteWorld, tote: Tote): ToteDecided {
  const day = shanghaiDay(world.now);
  const lateAt = lateAfter(day, world.openDays(tote.to));
  return done({ ...tote, state: 'ON_ROUTE', place: null, day, lateAt, leftAt: tote.leftAt ?? world.now });
}

/** At its receiver: the copies found are received, or taken in by their owner; what was packed and is not there is missing. */
function arrive(world: ToteWorld, tote: Tote, found: readonly string[]): ToteDecided {
  const strange = found.find((barcode) => !tote.copies.some((copy) => copy.barcode === barcode));
  if (strange !== undefined) return refused('TOTE_COPY_NOT_IN', { label: tote.label, barcode: strange }, 'barcodes');
  const there = ({ barcode }: ToteCopy) => found.length === 0 || found.includes(barcode);
  const copies = tote.copies.map((copy): ToteCopy => ({ ...copy, state: there(copy) ? 'ARRIVED' : 'SHORT' }));
  const told = byLoan(copies.filter(({ state }) => state === 'ARRIVED')).flatMap(([loan, arrived]): readonly Told[] => {
    const order = world.order(loan);
    const waited = arrived.filter(({ barcode, way }) => {
      const state = order?.items.find((item) => item.barcode === barcode)?.state;
      return way === 'OUT' ? state === 'SHIPPED' : state === 'RETURN_SHIPPED';
    });
    const [first] = waited;
    if (first === undefined) return [];
    const side = first.way === 'OUT' ? RECEIVING : ({ as: 'SUPPLIER', action: 'CHECK_IN' } as const);
    return [{ loan, ...side, actor: tote.to, barcodes: waited.map(({ barcode }) => barcode), note: noteOf(tote) }];
  });
  const missing = [...new Set(copies.filter(({ state }) => state === 'SHORT').map(({ loan }) => loan))];
  const arrived: Tote = { ...tote, state: 'ARRIVED', place: tote.to, copies, lateAt: null, arrivedAt: world.now };
  return { ok: true, tote: arrived, told, missing };
}

const RECEIVING = { as: 'REQUESTER', action: 'RECEIVE' } as const;

/** Set down at another stop: it waits there for the next run to its receiver. */
function setDown(world: ToteWorld, tote: Tote, at: LibraryCode): ToteDecided {
  const [route] = [...routesBetween(world.routes(), at, tote.to)].sort(
    (a, b) => Number(b.name === tote.route) - Number(a.name === tote.route),
  );
  if (route === undefined) return refused('TOTE_NO_ROUTE', { from: at, to: tote.to });
  const day = nextRun(route, shanghaiDay(world.now), [world.openDays(at), world.openDays(tote.to)]);
  const lateAt = lateAfter(day, world.openDays(tote.to));
  return done({ ...tote, state: 'CLOSED', place: at, route: route.name, day, lateAt });
}

/** A box whose time has run out. */
export function missTote(tote: Tote): { readonly tote: Tote; readonly missing: readonly LoanId[] } {
  return {
    tote: { ...tote, state: 'MISSING', lateAt: null },
    missing: [...new Set(tote.copies.map(({ loan }) => loan))],
  };
}

function byLoan(copies: readonly ToteCopy[]): readonly (readonly [LoanId, readonly ToteCopy[]])[] {
  const groups = new Map<LoanId, ToteCopy[]>();
  for (const copy of copies) groups.set(copy.loan, [...(groups.get(copy.loan) ?? []), copy]);
  return [...groups];
}

const noteOf = ({ label, route, day }: Tote) => `${label} · ${route} ${day}`;

function done(tote: Tote, told: readonly Told[] = []): ToteDecided {
  return { ok: true, tote, told, missing: [] };
}

function refused(...what: Parameters<typeof problem>): ToteDecided {
  return { ok: false, problems: [problem(...what)] };
}
