import type { EditionId, LibraryCode } from '../base/brand.ts';
import type { Library } from '../catalogue/library.ts';
import { firstDay, type OpenDays } from './calendar.ts';
import { nextRun as nextRunOf } from './courier/runs.ts';
import type { Party, ServiceType } from './loan.ts';
import type { CourierRoute, LendingPolicy } from './policy.ts';

/** A library that holds what is wanted, with all that its place in the rota depends on. */
export interface Candidate {
  readonly library: Library;
  readonly edition: EditionId;
  /** It has the volume that is wanted as part of a set. */
  readonly inSet: boolean;
  /** Copies told to be in and not promised to someone else. */
  readonly available: number;
  /** Copies of a library that tells no status. */
  readonly unknown: number;
  readonly policy: LendingPolicy;
  readonly open: OpenDays;
  /** Loans it is asked for or has out now, and what it lent less what it borrowed in the last 90 days. */
  readonly openLoans: number;
  readonly lentMore: number;
}

/** An agency outside the alliance that is asked when no member can help. */
export interface LastResort {
  readonly symbol: string;
  readonly name: string;
}

export interface Wish {
  readonly requester: Library;
  readonly serviceType: ServiceType;
  readonly quantity: number;
  readonly today: string;
  readonly neededBy: string | null;
  /** Symbols that have answered already. */
  readonly tried: ReadonlySet<string>;
}

export interface Ranked {
  readonly party: Party;
  readonly edition: EditionId | null;
  /** Codes with values: `same-area`, `available:3`, `route:北线 2026-11-25` …, the reason for its place first. */
  readonly reasons: readonly string[];
  /** Copies it may be able to give. */
  readonly copies: number;
}

/** How near a lender is, the nearest first (issue order of DESIGN §8; schools elsewhere come after public libraries). */
const TIERS = ['own-campus', 'same-area', 'route', 'public', 'school', 'university', 'institute'] as const;
type Tier = (typeof TIERS)[number];

/** A lender that tells no status stands as far back as this many tiers, one whose copies are all out behind all others. */
const UNKNOWN_TIERS = 1.5;
const ALL_OUT_TIERS = TIERS.length * 2;
/** In vacation: behind everyone who could answer this week, but never out of the rota; its time to answer starts when it opens. */
const CLOSED_TIERS = TIERS.length * 4;

/**
 * Ranks who is asked, with the reasons. Pure: the same wish and candidates give the same rota.
 *
 * Own campus, same area, a common courier route (earliest delivery first), public libraries, schools elsewhere,
 * universities and institutes, agencies outside. Known copies before unknown ones. Among equals the less burdened first.
 */
export function rank(
  wish: Wish,
  candidates: readonly Candidate[],
  routes: readonly CourierRoute[],
  lastResort: readonly LastResort[],
): readonly Ranked[] {
  const best = new Map<LibraryCode, Scored>();
  for (const candidate of candidates) {
    if (!mayLend(wish, candidate)) continue;
    const scored = score(wish, candidate, routes);
    const other = best.get(candidate.library.code);
    if (other === undefined || before(scored, other) < 0) best.set(candidate.library.code, scored);
  }
  const members = [...best.values()].sort(before).map((scored) => toRanked(wish, scored));
  const outside = lastResort
    .filter(({ symbol }) => !wish.tried.has(symbol))
    .map(({ symbol, name }): Ranked => {
      const party: Party = { kind: 'outside', symbol, name };
      return { party, edition: null, reasons: ['outside'], copies: wish.quantity };
    });
  return [...members, ...outside];
}

/** Why a library that holds the title cannot be in the rota; null where it can. For explanations and the filter alike. */
export function barred(wish: Wish, candidate: Candidate): string | null {
  const { library, policy } = candidate;
  if (library.code === wish.requester.code) return 'own-shelf';
  if (wish.tried.has(library.code)) return 'asked-before';
  if (!policy.lends) return 'lends-not';
  if (policy.excludes.includes(wish.requester.code)) return 'excluded';
  if (!serves(wish, candidate)) return 'serves-other-kinds';
  if (wish.serviceType !== 'COPY_OR_LOAN' && !policy.serviceTypes.includes(wish.serviceType)) return 'other-service';
  if (candidate.openLoans >= policy.maxOpen) return 'quota-reached';
  const opens = opensOn(wish, candidate);
  if (opens !== null && wish.neededBy !== null && opens > wish.neededBy) return 'closed-too-long';
  return candidate.available + candidate.unknown === 0 && wish.quantity > 1 ? 'too-few' : null;
}

const mayLend = (wish: Wish, candidate: Candidate) => barred(wish, candidate) === null;

function serves(wish: Wish, { library, policy }: Candidate): boolean {
  return sameInstitution(wish.requester, library) || policy.serves.includes(wish.requester.kind);
}

function sameInstitution(a: Library, b: Library): boolean {
  return (a.parent ?? a.code) === (b.parent ?? b.code);
}

interface Scored {
  readonly candidate: Candidate;
  readonly tier: Tier;
  readonly place: number;
  /** Day of the next common run, for those on a common route. */
  readonly delivery: { readonly route: string; readonly day: string } | null;
}

function score(wish: Wish, candidate: Candidate, routes: readonly CourierRoute[]): Scored {
  const delivery = nextRun(wish, candidate, routes);
  const tier = tierOf(wish.requester, candidate.library, delivery !== null);
  const doubt = candidate.available > 0 ? 0 : candidate.unknown > 0 ? UNKNOWN_TIERS : ALL_OUT_TIERS;
  const closed = opensOn(wish, candidate) === null ? 0 : CLOSED_TIERS;
  return { candidate, tier, place: TIERS.indexOf(tier) + doubt + closed, delivery };
}

/** The day a library in vacation, holiday or closure opens again; null for one that is open, or closed for a weekend only. */
function opensOn(wish: Wish, { open }: Candidate): string | null {
  return open.isHoliday(wish.today) ? firstDay(wish.today, (day) => open.isOpen(day)) : null;
}

function tierOf(requester: Library, lender: Library, onRoute: boolean): Tier {
  if (sameInstitution(requester, lender)) return 'own-campus';
  if (requester.area !== null && requester.area === lender.area) return 'same-area';
  if (onRoute) return 'route';
  switch (lender.kind) {
    case 'PUBLIC':
      return 'public';
    case 'SCHOOL':
      return 'school';
    case 'UNIVERSITY':
      return 'university';
    case 'INSTITUTE':
      return 'institute';
  }
}

/** The next day on which one run calls at the lender and after it at the borrower, both open. */
function nextRun(wish: Wish, candidate: Candidate, routes: readonly CourierRoute[]): Scored['delivery'] {
  const runs = routes
    .filter(({ stops }) => stops.includes(candidate.library.code) && stops.includes(wish.requester.code))
    .map((route) => ({
      route: route.name,
      day: nextRunOf(route, wish.today, [candidate.open]),
    }));
  return runs.sort((a, b) => (a.day < b.day ? -1 : 1))[0] ?? null;
}

function before(a: Scored, b: Scored): number {
  return (
    a.place - b.place ||
    (a.delivery?.day ?? '').localeCompare(b.delivery?.day ?? '') ||
    a.candidate.openLoans - b.candidate.openLoans ||
    a.candidate.lentMore - b.candidate.lentMore ||
    Number(a.candidate.inSet) - Number(b.candidate.inSet) ||
    (a.candidate.library.code < b.candidate.library.code ? -1 : 1)
  );
}

function toRanked(wish: Wish, { candidate, tier, delivery }: Scored): Ranked {
  const { library, available, unknown } = candidate;
  const copies = available > 0 ? `available:${available}` : unknown > 0 ? `status-unknown:${unknown}` : 'all-out';
  const opens = opensOn(wish, candidate);
  return {
    party: { kind: 'member', library: library.code },
    edition: candidate.edition,
    reasons: [
      tier,
      copies,
      ...(candidate.inSet ? ['in-set'] : []),
      ...(delivery === null ? [] : [`route:${delivery.route} ${delivery.day}`]),
      ...(candidate.openLoans > 0 ? [`open-loans:${candidate.openLoans}`] : []),
      ...(opens === null ? [] : [`closed-until:${opens}`]),
    ],
    copies: available > 0 ? available : unknown,
  };
}
