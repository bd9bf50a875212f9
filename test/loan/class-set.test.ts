import { describe, expect, it } from 'vitest';
import type { LibraryCode } from '../../src/base/brand.ts';
import { NO_CALENDAR, openDays } from '../../src/loan/calendar.ts';
import type { ActOnLoan, Loan } from '../../src/loan/loan.ts';
import { code, HOME, loanIn, MONDAY, type TestAlliance, testAlliance } from './alliance.ts';

/** Eleven schools with 4 to 9 copies each, 73 in all, on two courier routes. */
function manySchools(): TestAlliance & {
  readonly book: ReturnType<TestAlliance['title']>;
  readonly lenders: readonly LibraryCode[];
} {
  const alliance = testAlliance();
  alliance.library(HOME, 'SCHOOL', '320508');
  const book = alliance.title('朝花夕拾');
  const lenders = Array.from({ length: 11 }, (_, at) => {
    const school = code(`CN-32058${at % 6}-C-S${String(at).padStart(2, '0')}`);
    alliance.library(school, 'SCHOOL', `32058${at % 6}`);
    alliance.copies(school, book, `S${at}-`, 4 + (at % 6));
    return school;
  });
  const stops = (of: readonly LibraryCode[]) => [...of, HOME];
  alliance.set('', 'routes', [
    { name: '东线', stops: stops(lenders.slice(0, 6)), weekdays: [2] },
    { name: '西线', stops: stops(lenders.slice(6)), weekdays: [3] },
  ]);
  return { ...alliance, book, lenders };
}

async function parts({ reader }: TestAlliance, set: Loan): Promise<readonly Loan[]> {
  const shown = await reader.loan(set.id);
  const found = await reader.loans(shown?.parts ?? []);
  return [...found.values()];
}

const day = (days: number) => new Date(MONDAY.getTime() + days * 86_400_000);

describe('a class set of 45 copies from many schools', () => {
  it('is asked for, gathered, used and returned, over a vacation', async () => {
    const alliance = manySchools();
    const { request, act, reader, book } = alliance;
    const set = loanIn(request({ edition: book, quantity: 45, minQuantity: 40 }));
    expect([set.requesterState, set.supplier]).toEqual(['SENT', null]);
    const asked = await parts(alliance, set);
    expect(asked.reduce((sum, { quantity }) => sum + quantity, 0)).toBe(45);
    expect(asked.length).toBeGreaterThanOrEqual(7);
    expect(asked.every(({ parent }) => parent === set.id)).toBe(true);

    const state = async () => (await reader.loan(set.id))?.requesterState;
    const each = async (as: 'REQUESTER' | 'SUPPLIER', action: ActOnLoan['action'], now: Date) => {
      for (const part of await parts(alliance, set)) {
        if (part.actions[as].includes(action)) loanIn(act(part, as, action, barcodesFor(part, action), now));
      }
    };
    const barcodesFor = (part: Loan, action: string) => {
      if (action !== 'SHIP' || part.supplier?.kind !== 'member') return {};
      const prefix = `S${Number(part.supplier.library.slice(-2))}-`;
      return { barcodes: Array.from({ length: part.quantity }, (_, at) => `${prefix}${at + 1}`) };
    };
    // One school cannot after all: the missing copies are asked of the schools that are left.
    const [first] = asked;
    if (first === undefined) throw new Error('no parts');
    expect(first.actions.SUPPLIER).not.toContain('SHIP');
    loanIn(act(first, 'SUPPLIER', 'UNFILLED', { reason: 'NotOnShelf' }));
    expect((await parts(alliance, set)).length).toBeGreaterThan(asked.length);
    expect(act(asked[1] ?? first, 'SUPPLIER', 'SHIP', barcodesFor(asked[1] ?? first, 'SHIP')).problems[0]?.code).toBe(
      'SET_STILL_GATHERING',
    );
    await each('SUPPLIER', 'WILL_SUPPLY', day(1));
    expect(await state()).toBe('WILL_SUPPLY');
    // Shipped at the end of term: what is out over 寒假 falls due after it.
    await each('SUPPLIER', 'SHIP', day(45));
    expect(await state()).toBe('SHIPPED');
    await each('REQUESTER', 'RECEIVE', day(47));
    expect(await state()).toBe('RECEIVED');
    const out = (await parts(alliance, set)).filter(({ items }) => items.length > 0);
    expect(out.flatMap(({ items }) => items).length).toBe(45);
    const school = openDays(NO_CALENDAR, true);
    for (const { dueDate } of out) expect(dueDate !== null && school.canFallDue(dueDate), `${dueDate}`).toBe(true);
    await each('REQUESTER', 'RETURN', day(90));
    expect(await state()).toBe('RETURN_SHIPPED');
    await each('SUPPLIER', 'CHECK_IN', day(93));
    expect(await state()).toBe('COMPLETED');
    const open = alliance.db.prepare<[], { n: number }>('SELECT count(*) AS n FROM loans WHERE open = 1').get();
    expect(open?.n).toBe(0);
    const away = alliance.db
      .prepare<[], { n: number }>("SELECT count(*) AS n FROM item WHERE lent NOT IN ('AVAILABLE')")
      .get();
    expect(away?.n).toBe(0);
    expect(await reader.statistics()).toMatchObject({ requests: 1, fillRate: 1 });
  });

  it('that nobody can complete is put before the requester, who takes what there is', async () => {
    const alliance = manySchools();
    const set = loanIn(alliance.request({ edition: alliance.book, quantity: 100 }));
    for (const part of await parts(alliance, set)) loanIn(alliance.act(part, 'SUPPLIER', 'WILL_SUPPLY'));
    const short = await alliance.reader.loan(set.id);
    expect([short?.requesterState, short?.flags]).toEqual(['CONDITION_PENDING', ['NEEDS_ATTENTION']]);
    expect(short?.actions.REQUESTER).toEqual(expect.arrayContaining(['ACCEPT_PARTIAL', 'REFUSE_PARTIAL']));
    const accepted = loanIn(alliance.act(short ?? set, 'REQUESTER', 'ACCEPT_PARTIAL'));
    expect(accepted.requesterState).toBe('WILL_SUPPLY');
  });

  it('refused in part lets all its lenders go', async () => {
    const alliance = manySchools();
    const set = loanIn(alliance.request({ edition: alliance.book, quantity: 100 }));
    for (const part of await parts(alliance, set)) loanIn(alliance.act(part, 'SUPPLIER', 'WILL_SUPPLY'));
    expect(loanIn(alliance.act(set, 'REQUESTER', 'REFUSE_PARTIAL')).requesterState).toBe('CANCELLED');
    for (const part of await parts(alliance, set)) {
      expect(part.supplierState).toBe('CANCEL_PENDING');
      expect(loanIn(alliance.act(part, 'SUPPLIER', 'ACCEPT_CANCEL')).requesterState).toBe('CANCELLED');
    }
  });

  it('below the least that is of use fails, and its lenders are let go', async () => {
    const alliance = manySchools();
    const set = loanIn(alliance.request({ edition: alliance.book, quantity: 73, minQuantity: 70 }));
    const [first, second, ...rest] = await parts(alliance, set);
    if (first === undefined || second === undefined) throw new Error('no parts');
    for (const part of rest) loanIn(alliance.act(part, 'SUPPLIER', 'WILL_SUPPLY'));
    loanIn(alliance.act(first, 'SUPPLIER', 'UNFILLED'));
    loanIn(alliance.act(second, 'SUPPLIER', 'UNFILLED'));
    expect((await alliance.reader.loan(set.id))?.requesterState).toBe('UNFILLED');
    const open = (await parts(alliance, set)).filter(({ actions }) => actions.SUPPLIER.includes('SHIP'));
    expect(open.every(({ supplierState }) => supplierState === 'CANCEL_PENDING')).toBe(true);
  });

  it('from one shelf is one loan, its copies scanned one by one', () => {
    const alliance = manySchools();
    const [lender] = alliance.lenders.slice(5);
    let loan = loanIn(alliance.request({ edition: alliance.book, quantity: 4 }));
    expect(loan.parts).toEqual([]);
    const prefix = `S${Number(loan.supplier?.kind === 'member' ? loan.supplier.library.slice(-2) : 0)}-`;
    const barcodes = [1, 2, 3].map((at) => `${prefix}${at}`);
    loan = loanIn(alliance.act(loan, 'SUPPLIER', 'SHIP', { barcodes }));
    loan = loanIn(alliance.act(loan, 'REQUESTER', 'RECEIVE', { barcodes: barcodes.slice(0, 2) }));
    expect([loan.requesterState, loan.items.map(({ state }) => state)]).toEqual([
      'SHIPPED',
      ['RECEIVED', 'RECEIVED', 'SHIPPED'],
    ]);
    expect(alliance.act(loan, 'REQUESTER', 'RECEIVE', { barcodes: ['X'] }).problems[0]?.code).toBe(
      'BARCODE_NOT_IN_LOAN',
    );
    loan = loanIn(alliance.act(loan, 'REQUESTER', 'RECEIVE', { barcodes: barcodes.slice(2) }));
    expect(loan.requesterState).toBe('RECEIVED');
    loan = loanIn(alliance.act(loan, 'REQUESTER', 'RETURN'));
    loan = loanIn(alliance.act(loan, 'SUPPLIER', 'CHECK_IN', { barcodes: barcodes.slice(0, 1) }));
    expect([loan.requesterState, alliance.statusOf(lender ?? HOME, 'none')]).toEqual(['RETURN_SHIPPED', null]);
    loan = loanIn(alliance.act(loan, 'SUPPLIER', 'CHECK_IN', { barcodes: barcodes.slice(1) }));
    expect(loan.requesterState).toBe('COMPLETED');
  });
});
