import type { LibraryCode, LoanId } from '../../base/brand.ts';
import { shanghaiDay } from '../../base/clock.ts';
import { type Problem, problem } from '../../base/problem.ts';
import { daysOfUse } from '../booking.ts';
import { firstDay } from '../calendar.ts';
import { LENDABLE } from '../copies.ts';
import { type Course, course } from '../course.ts';
import type { Loan } from '../loan.ts';
import { moveSupplier } from '../moves.ts';
import type { LoanChange, Order } from '../order.ts';
import { personalInNote } from '../patron-ref.ts';
import { BLANK } from '../request.ts';
import type { LoanWorld } from '../world.ts';
import type { Told } from './decide-tote.ts';

/** A box of one library that goes from school to school (图书漂流): its copies, and where it is when. */
export interface StartRotation {
  readonly owner: LibraryCode;
  /** What the box is called, e.g. `童话漂流箱 3 号`. */
  readonly name: string;
  readonly barcodes: readonly string[];
  readonly stops: readonly RotationStop[];
  readonly idempotencyKey: string;
}

export interface RotationStop {
  readonly library: LibraryCode;
  readonly from: string;
  readonly until: string;
}

/** The box has come to its next stop, or home. */
export interface PassRotation {
  /** The leg that ends. */
  readonly loan: LoanId;
  /** Where the box is opened now. */
  readonly at: LibraryCode;
  /** Copies found in it; none says that all are there. */
  readonly barcodes: readonly string[];
  readonly idempotencyKey: string;
}

export interface RotationAnswer {
  /** Its legs, or those that moved. */
  readonly loans: readonly Loan[];
  readonly problems: readonly Problem[];
}

type Refusal = { readonly ok: false; readonly problems: readonly [Problem, ...Problem[]] };
type Started = { readonly ok: true; readonly loans: readonly LoanId[]; readonly change: LoanChange } | Refusal;

/** One loan for each stop, promised at once; the copies are held for the first. */
export function decideRotation(world: LoanWorld, input: StartRotation): Started {
  const [first, ...more] = [...wrongBox(world, input), ...wrongStops(world, input)];
  if (first !== undefined) return { ok: false, problems: [first, ...more] };
  const on = course(world);
  const loans: LoanId[] = [];
  for (const stop of input.stops) {
    const leg = legOf(world, input, stop, loans.at(-1) ?? null);
    startLeg(on, leg, input);
    loans.push(leg.id);
  }
  return { ok: true, loans, change: on.change() };
}

function startLeg(on: Course, leg: Order, { owner, barcodes }: StartRotation): void {
  on.put(leg);
  on.begin(leg.id, 'CREATED', owner);
  moveSupplier(on, leg.id, 1, 'WILL_SUPPLY', leg.follows === null ? { barcodes } : {});
}

function legOf(world: LoanWorld, input: StartRotation, stop: RotationStop, follows: LoanId | null): Order {
  const id = world.mint();
  const supply = {
    ...({ rank: 1, party: { kind: 'member', library: input.owner }, edition: null, reasons: ['rotation'] } as const),
    ...({ outcome: null, state: 'NEW', saved: null, requestId: `${id}-1`, peerRequestId: null } as const),
    ...{ askedAt: world.now, answeredAt: null },
  };
  return {
    ...BLANK,
    ...({
      id,
      requester: { kind: 'member', library: stop.library },
      serviceType: 'LOAN',
      choice: 'THIS_EDITION',
    } as const),
    ...{ edition: null, title: input.name.trim(), contributor: null, isbn: null, patronRef: null, note: null },
    ...{ quantity: input.barcodes.length, minQuantity: null, splitAllowed: false, neededBy: null },
    ...{ bookFrom: stop.from, bookUntil: stop.until, createdAt: world.now, submittedAt: world.now },
    ...({ state: 'SENT', rank: 1, supplies: [supply], follows } as const),
  };
}

function wrongBox(world: LoanWorld, { owner, name, barcodes }: StartRotation): readonly Problem[] {
  const problems: Problem[] = [];
  if (name.trim() === '') problems.push(problem('LOAN_TITLE_MISSING', {}, 'name'));
  const personal = personalInNote(name);
  if (personal !== null) problems.push(problem('PERSONAL_DATA_REFUSED', { kind: personal }, 'name'));
  if (barcodes.length === 0) problems.push(problem('BARCODES_NEEDED', { wanted: 1 }, 'barcodes'));
  for (const barcode of barcodes) {
    const copy = world.copy(owner, barcode);
    const availability = copy?.availability ?? 'UNKNOWN';
    if (copy === null) problems.push(problem('BARCODE_UNKNOWN', { library: owner, barcode }, 'barcodes'));
    else if (world.loanOfCopy(owner, barcode) !== null)
      problems.push(problem('COPY_IN_OTHER_LOAN', { barcode }, 'barcodes'));
    else if (!LENDABLE.includes(availability))
      problems.push(problem('COPY_NOT_LENDABLE', { barcode, availability }, 'barcodes'));
  }
  return problems;
}

/** Each stop on school days, and each after the one before. */
function wrongStops(world: LoanWorld, { owner, stops }: StartRotation): readonly Problem[] {
  if (stops.length === 0) return [problem('NOT_FOUND', { what: 'stops' }, 'stops')];
  let last = shanghaiDay(world.now);
  return stops.flatMap(({ library, from, until }): readonly Problem[] => {
    if (library === owner || world.library(library) === null) return [problem('NOT_FOUND', { what: library }, 'stops')];
    if (from < last || until < from) return [problem('LOAN_DAY_WRONG', { day: from, detail: `< ${last}` }, 'stops')];
    last = until;
    const open = world.openDays(library);
    if (daysOfUse({ bookFrom: from, bookUntil: until }, open) !== null) return [];
    const next = firstDay(from, (day) => open.canFallDue(day));
    return [problem('BOOKING_OUT_OF_TERM', { from, until, next }, 'stops')];
  });
}

type Passed = { readonly ok: true; readonly told: readonly Told[]; readonly short: readonly string[] } | Refusal;

/**
 * The box has moved on: what is found in it has come back from the one school and is with the next, in one step and
 * without going by its owner. What is not found stays with the school that had it last.
 */
export function decidePass(leg: Order, next: Order | null, input: PassRotation): Passed {
  const owner = leg.supplies[0]?.party;
  const taker = next === null ? owner : next.requester;
  if (taker?.kind !== 'member' || taker.library !== input.at) {
    return { ok: false, problems: [problem('ROTATION_NOT_HERE', { at: input.at }, 'at')] };
  }
  const with_ = leg.items.filter(({ state }) => state === 'RECEIVED' || state === 'RETURN_SHIPPED');
  const known = with_.map(({ barcode }) => barcode);
  const strange = input.barcodes.find((barcode) => !known.includes(barcode));
  if (strange !== undefined || known.length === 0) {
    return { ok: false, problems: [problem('BARCODE_NOT_IN_LOAN', { barcode: strange ?? '–' }, 'barcodes')] };
  }
  const found = input.barcodes.length === 0 ? known : input.barcodes;
  const back = with_.filter(({ barcode, state }) => state === 'RECEIVED' && found.includes(barcode));
  const tell = (loan: LoanId, as: Told['as'], action: Told['action'], barcodes: readonly string[]): readonly Told[] =>
    barcodes.length === 0 ? [] : [{ loan, as, action, barcodes, actor: null, note: `→ ${input.at}` }];
  return {
    ok: true,
    told: [
      ...tell(
        leg.id,
        'REQUESTER',
        'RETURN',
        back.map(({ barcode }) => barcode),
      ),
      ...tell(leg.id, 'SUPPLIER', 'CHECK_IN', found),
      ...(next === null
        ? []
        : [...tell(next.id, 'SUPPLIER', 'SHIP', found), ...tell(next.id, 'REQUESTER', 'RECEIVE', found)]),
    ],
    short: known.filter((barcode) => !found.includes(barcode)),
  };
}
