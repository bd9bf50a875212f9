import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { editionId } from '../../src/base/brand.ts';
import type { Library, LibraryKind } from '../../src/catalogue/library.ts';
import { NO_CALENDAR, openDays } from '../../src/loan/calendar.ts';
import { planParts } from '../../src/loan/class-set.ts';
import { USUAL_POLICY } from '../../src/loan/policy.ts';
import { barred, type Candidate, rank, type Wish } from '../../src/loan/rota.ts';
import { symbolOf } from '../../src/loan/talk.ts';
import { code } from './alliance.ts';

function library(id: string, kind: LibraryKind, area: string, parent: string | null = null): Library {
  const parentCode = parent === null ? null : code(parent);
  return { code: code(id), kind, name: id, nameEn: null, area, stages: [], pupils: null, parent: parentCode };
}
function candidate(of: Library, more: Partial<Candidate> = {}): Candidate {
  return {
    library: of,
    edition: editionId('e'),
    inSet: false,
    available: 1,
    unknown: 0,
    policy: USUAL_POLICY,
    open: openDays(NO_CALENDAR, of.kind === 'SCHOOL'),
    openLoans: 0,
    lentMore: 0,
    ...more,
  };
}
const home = library('CN-320508-C-HOME', 'SCHOOL', '320508', 'CN-320508-C-ALL');
const campus = candidate(library('CN-320582-C-CAMP', 'SCHOOL', '320582', 'CN-320508-C-ALL'));
const near = candidate(library('CN-320508-C-NEAR', 'SCHOOL', '320508'));
const routed = candidate(library('CN-320507-C-BUS', 'SCHOOL', '320507'));
const city = candidate(library('CN-320505-1-CITY', 'PUBLIC', '320505'));
const school = candidate(library('CN-320581-C-FAR', 'SCHOOL', '320581'));
const university = candidate(library('CN-320571-4-UNI', 'UNIVERSITY', '320571'));
const institute = candidate(library('CN-320571-8-INFO', 'INSTITUTE', '320571'));
const everyone = [institute, school, city, university, campus, routed, near];
const routes = [
  { name: '北线', stops: ['CN-320507-C-BUS', 'CN-320508-C-HOME'], weekdays: [3] },
  { name: '快线', stops: ['CN-320507-C-BUS', 'CN-320508-C-HOME'], weekdays: [2, 4] },
];
const wish: Wish = {
  requester: home,
  serviceType: 'LOAN',
  quantity: 1,
  today: '2026-11-23',
  neededBy: null,
  tried: new Set(),
};
const outside = [{ symbol: 'ISIL:CN-100081-1-NLC', name: '国家图书馆' }];
const order = (candidates: readonly Candidate[], more: Partial<Wish> = {}) =>
  rank({ ...wish, ...more }, candidates, routes, outside).map(
    ({ party, reasons }) => `${symbolOf(party)} ${reasons[0]}`,
  );

describe('the rota', () => {
  it('asks the nearest first, and outside last', () => {
    expect(order(everyone)).toEqual([
      'CN-320582-C-CAMP own-campus',
      'CN-320508-C-NEAR same-area',
      'CN-320507-C-BUS route',
      'CN-320505-1-CITY public',
      'CN-320581-C-FAR school',
      'CN-320571-4-UNI university',
      'CN-320571-8-INFO institute',
      'ISIL:CN-100081-1-NLC outside',
    ]);
  });

  it('tells the next run of the courier, the earliest of them', () => {
    const [first] = rank(wish, [routed], routes, []);
    expect(first?.reasons).toEqual(['route', 'available:1', 'route:快线 2026-11-24']);
  });

  it('puts copies of unknown status behind known ones, and those that are all out last, dropping none', () => {
    const doubtful = { ...near, available: 0, unknown: 3 };
    const out = { ...campus, available: 0, unknown: 0 };
    expect(order([out, doubtful, routed, city, school]).map((line) => line.split(' ')[0])).toEqual([
      'CN-320507-C-BUS',
      'CN-320508-C-NEAR',
      'CN-320505-1-CITY',
      'CN-320581-C-FAR',
      'CN-320582-C-CAMP',
      'ISIL:CN-100081-1-NLC',
    ]);
  });

  it('defers a closed library, and drops it only where it opens too late', () => {
    const closures = [{ from: '2026-11-20', to: '2026-12-11' }];
    const closed = { ...near, open: openDays({ ...NO_CALENDAR, closures }, true) };
    const ranked = rank(wish, [closed, school], routes, []);
    expect(ranked.map(({ party }) => symbolOf(party))).toEqual(['CN-320581-C-FAR', 'CN-320508-C-NEAR']);
    expect(ranked[1]?.reasons).toContain('closed-until:2026-12-14');
    expect(barred({ ...wish, neededBy: '2026-12-10' }, closed)).toBe('closed-too-long');
    expect(barred({ ...wish, neededBy: '2026-12-20' }, closed)).toBeNull();
    // A weekend is no closure: the answer is simply due on Monday.
    expect(order([near], { today: '2026-11-22' })[0]).toBe('CN-320508-C-NEAR same-area');
  });

  it('shares the burden among equals', () => {
    const [a, b, c] = ['AAA', 'BBB', 'CCC'].map((id) => library(`CN-320508-C-${id}`, 'SCHOOL', '320508'));
    if (!a || !b || !c) throw new Error('three libraries');
    const busy = candidate(a, { openLoans: 4 });
    const generous = candidate(b, { lentMore: 12 });
    const idle = candidate(c, { lentMore: -3 });
    expect(
      order([busy, generous, idle])
        .map((line) => line.split(' ')[0])
        .slice(0, 3),
    ).toEqual([c.code, b.code, a.code]);
  });

  it.each([
    ['lends-not', { lends: false }],
    ['excluded', { excludes: ['CN-320508-C-HOME'] }],
    ['serves-other-kinds', { serves: ['PUBLIC'] as const }],
    ['other-service', { serviceTypes: ['COPY'] as const }],
    ['quota-reached', { maxOpen: 2 }],
  ] as const)('respects the lender’s policy: %s', (reason, policy) => {
    const refusing = { ...near, policy: { ...USUAL_POLICY, ...policy }, openLoans: 2 };
    expect(barred(wish, refusing)).toBe(reason);
    expect(order([refusing])).toEqual(['ISIL:CN-100081-1-NLC outside']);
  });

  it('serves its own campuses whatever kind it serves', () => {
    expect(barred(wish, { ...campus, policy: { ...USUAL_POLICY, serves: ['PUBLIC'] } })).toBeNull();
  });

  it('is the same whatever order the shelves come in, and asks nobody twice', () => {
    const shuffled = fc.shuffledSubarray(everyone, { minLength: everyone.length });
    const expected = order(everyone);
    fc.assert(
      fc.property(shuffled, (candidates) => {
        expect(order(candidates)).toEqual(expected);
      }),
    );
    const tried = new Set(everyone.map(({ library: { code: each } }) => String(each)));
    expect(order(everyone, { tried })).toEqual(['ISIL:CN-100081-1-NLC outside']);
  });
});

describe('a class set', () => {
  it('is spread over the rota, the nearest giving all they can', () => {
    const ranked = rank(
      { ...wish, quantity: 10 },
      [{ ...near, available: 4 }, { ...city, available: 3 }, school],
      [],
      [],
    );
    expect(planParts(10, ranked).map(({ quantity }) => quantity)).toEqual([4, 3, 1]);
    expect(planParts(5, ranked).map(({ quantity }) => quantity)).toEqual([4, 1]);
  });

  it('never plans more than is asked for or held', () => {
    const shelves = fc.array(fc.integer({ min: 0, max: 12 }), { maxLength: 15 });
    fc.assert(
      fc.property(shelves, fc.integer({ min: 1, max: 60 }), (copies, wanted) => {
        const ranked = copies.map((each, at) => ({
          party: { kind: 'outside', symbol: `S${at}`, name: '' } as const,
          edition: null,
          reasons: [],
          copies: each,
        }));
        const plan = planParts(wanted, ranked);
        const all = plan.reduce((sum, { quantity }) => sum + quantity, 0);
        expect(all).toBe(
          Math.min(
            wanted,
            copies.reduce((sum, each) => sum + each, 0),
          ),
        );
        for (const { quantity, ranked: lender } of plan) expect(quantity <= lender.copies && quantity > 0).toBe(true);
      }),
    );
  });
});
