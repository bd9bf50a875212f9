import { describe, expect, it } from 'vitest';
import { daysOfUse } from '../../src/loan/booking.ts';
import { NO_CALENDAR, openDays } from '../../src/loan/calendar.ts';
import type { Loan } from '../../src/loan/loan.ts';
import { CITY, FAR, HOME, loanIn, NEAR, type TestAlliance, testAlliance } from './alliance.ts';

const at = (day: string) => new Date(`${day}T10:00:00+08:00`);
const school = openDays(NO_CALENDAR, true);

/** Ten copies with each of three lenders, and a class that wants thirty. */
function threeLenders(): TestAlliance & { readonly book: ReturnType<TestAlliance['title']> } {
  const alliance = testAlliance();
  for (const code of [HOME, NEAR, FAR]) alliance.library(code, 'SCHOOL', '320508');
  alliance.library(CITY, 'PUBLIC', '320505');
  const book = alliance.title('草房子');
  for (const [code, prefix] of [[NEAR, 'N'] as const, [FAR, 'F'] as const, [CITY, 'C'] as const]) {
    alliance.copies(code, book, prefix, 10);
  }
  return { ...alliance, book };
}

async function shown({ reader }: TestAlliance, { id }: Pick<Loan, 'id'>): Promise<Loan> {
  const loan = await reader.loan(id);
  if (loan === null) throw new Error('no loan');
  return loan;
}

async function partsOf(alliance: TestAlliance, set: Loan): Promise<readonly Loan[]> {
  const ids = (await shown(alliance, set)).parts;
  return await Promise.all(ids.map((id) => shown(alliance, { id })));
}

const sweep = ({ db, loans }: TestAlliance, now: Date): number =>
  db.transaction(() => loans.sweep(now, 100)).immediate();

describe('a booking window', () => {
  it('is used on its school days only: 国庆 and a weekend at its ends fall away', () => {
    expect(daysOfUse({ bookFrom: '2026-10-01', bookUntil: '2026-10-25' }, school)).toEqual({
      first: '2026-10-08',
      last: '2026-10-23',
    });
  });

  it('in a vacation is refused, and the next school day is named', () => {
    const { request, book } = threeLenders();
    const { loan, problems } = request(
      { edition: book, quantity: 30, bookFrom: '2026-07-06', bookUntil: '2026-08-14' },
      at('2026-05-11'),
    );
    expect(loan).toBeNull();
    expect(problems.map(({ code }) => code)).toEqual(['BOOKING_OUT_OF_TERM']);
    expect(problems[0]?.message).toContain('2026-09-01');
  });

  it('lets lenders keep the copies until it begins, and the class until it ends', async () => {
    const alliance = threeLenders();
    const asked = { edition: alliance.book, quantity: 30, bookFrom: '2026-10-12', bookUntil: '2026-11-13' };
    const set = loanIn(alliance.request(asked, at('2026-09-02')));
    for (const part of await partsOf(alliance, set)) {
      loanIn(alliance.act(part, 'SUPPLIER', 'WILL_SUPPLY', {}, at('2026-09-03')));
    }
    const [part] = await partsOf(alliance, set);
    if (part === undefined) throw new Error('no part');
    // Three working days of transit before 12 October; the usual five packing days would have ended in September.
    expect(part.actBy?.toISOString()).toBe('2026-10-08T15:59:59.000Z');
    expect(sweep(alliance, at('2026-10-08'))).toBe(0);
    const prefix = { [NEAR]: 'N', [FAR]: 'F', [CITY]: 'C' }[
      part.supplier?.kind === 'member' ? part.supplier.library : ''
    ];
    const barcodes = Array.from({ length: 10 }, (_, copy) => `${prefix}${copy + 1}`);
    const out = loanIn(alliance.act(part, 'SUPPLIER', 'SHIP', { barcodes }, at('2026-10-08')));
    expect(out.dueDate).toBe('2026-11-18');
  });

  it('of another time does not take the copies of this one', () => {
    const { request, act, book } = threeLenders();
    const first = loanIn(
      request(
        { edition: book, quantity: 10, splitAllowed: false, bookFrom: '2026-09-14', bookUntil: '2026-10-16' },
        at('2026-09-02'),
      ),
    );
    loanIn(act(first, 'SUPPLIER', 'WILL_SUPPLY', {}, at('2026-09-02')));
    const rival = (bookFrom: string, bookUntil: string) =>
      loanIn(request({ edition: book, quantity: 30, bookFrom, bookUntil }, at('2026-09-03'))).parts.length;
    expect(rival('2026-10-12', '2026-11-06')).toBe(2);
    expect(rival('2026-11-16', '2026-12-11')).toBe(3);
  });
});

describe('a set with a deadline', () => {
  it('leaves out who is silent, and frees all copies when nobody decides about the rest', async () => {
    const alliance = threeLenders();
    for (const code of [NEAR, FAR, CITY]) alliance.set(code, 'policy', { answerDays: 60 });
    const set = loanIn(alliance.request({ edition: alliance.book, quantity: 30 }, at('2026-09-02')));
    const [first, ...others] = await partsOf(alliance, set);
    if (first === undefined) throw new Error('no parts');
    for (const part of others) loanIn(alliance.act(part, 'SUPPLIER', 'WILL_SUPPLY', {}, at('2026-09-03')));
    expect((await shown(alliance, set)).actBy?.toISOString()).toBe('2026-09-16T15:59:59.000Z');
    while (sweep(alliance, at('2026-09-17')) > 0);
    const short = await shown(alliance, set);
    expect([short.requesterState, short.flags]).toEqual(['CONDITION_PENDING', ['NEEDS_ATTENTION']]);
    expect((await shown(alliance, first)).requesterState).toBe('EXPIRED');
    // 国庆 does not count; 20 September, a Sunday, is worked.
    expect(short.actBy?.toISOString()).toBe('2026-09-22T15:59:59.000Z');
    while (sweep(alliance, at('2026-09-23')) > 0);
    expect((await shown(alliance, set)).requesterState).toBe('EXPIRED');
    for (const part of await partsOf(alliance, set)) {
      expect(['CANCEL_PENDING', 'EXPIRED']).toContain(part.requesterState);
    }
  });

  it('below its least number of copies fails at the deadline, whole', async () => {
    const alliance = threeLenders();
    for (const code of [NEAR, FAR, CITY]) alliance.set(code, 'policy', { answerDays: 60 });
    const set = loanIn(alliance.request({ edition: alliance.book, quantity: 30, minQuantity: 25 }, at('2026-09-02')));
    const [, ...others] = await partsOf(alliance, set);
    for (const part of others) loanIn(alliance.act(part, 'SUPPLIER', 'WILL_SUPPLY', {}, at('2026-09-03')));
    while (sweep(alliance, at('2026-09-17')) > 0);
    expect((await shown(alliance, set)).requesterState).toBe('UNFILLED');
  });
});
