import { beforeEach, describe, expect, it } from 'vitest';
import type { LibraryCode } from '../../src/base/brand.ts';
import type { ActOnTote, Tote, ToteAnswer } from '../../src/loan/courier/tote.ts';
import type { Loan } from '../../src/loan/loan.ts';
import { toteReader } from '../../src/store/sqlite/totes-read.ts';
import { CITY, FAR, HOME, loanIn, NEAR, smallAlliance } from './alliance.ts';

const at = (day: string, time = '10:00') => new Date(`${day}T${time}:00+08:00`);
let alliance: ReturnType<typeof smallAlliance>;
let keys = 0;

beforeEach(() => {
  alliance = smallAlliance();
  // Tuesdays and Fridays; NEAR and HOME on both lines.
  alliance.set('', 'routes', [
    { name: '东线', stops: [NEAR, HOME, CITY], weekdays: [2] },
    { name: '西线', stops: [FAR, HOME], weekdays: [5] },
  ]);
});

function scan(action: ActOnTote['action'], where: LibraryCode, day: Date, more: Partial<ActOnTote> = {}): ToteAnswer {
  const input = { action, at: where, tote: 'Z-1', to: null, route: null, barcodes: [], ...more };
  return alliance.db
    .transaction(() => alliance.loans.actOnTote({ ...input, idempotencyKey: `t${keys++}` }, day))
    .immediate();
}
function toteIn({ tote, problems }: ToteAnswer): Tote {
  if (tote === null || problems.length > 0) throw new Error(problems.map(({ message }) => message).join());
  return tote;
}
const codesOf = ({ problems }: ToteAnswer) => problems.map(({ code }) => code);
async function now(loan: Loan): Promise<Loan> {
  const found = await alliance.reader.loan(loan.id);
  if (found === null) throw new Error('gone');
  return found;
}
const borrow = (quantity = 2): Loan =>
  loanIn(alliance.request({ edition: alliance.book, quantity, splitAllowed: false }, at('2026-09-28')));

describe('a box', () => {
  it('takes no run on a statutory holiday: opened before 国庆, it leaves after it', () => {
    // 29 September is the last Tuesday before the holiday; the next that is worked is 13 October.
    expect(toteIn(scan('OPEN', NEAR, at('2026-09-29'), { to: HOME })).day).toBe('2026-09-29');
    expect(toteIn(scan('OPEN', NEAR, at('2026-09-30'), { to: HOME, tote: 'Z-2' })).day).toBe('2026-10-13');
  });

  it('ships what lies in it when it is closed, and is received with one scan', async () => {
    const loan = borrow();
    toteIn(scan('OPEN', NEAR, at('2026-09-28'), { to: HOME }));
    const packed = toteIn(scan('FILL', NEAR, at('2026-09-28'), { barcodes: ['N1', `${NEAR}.N2`] }));
    expect(packed.copies.map(({ loan: id, barcode, way }) => [id, barcode, way])).toEqual([
      [loan.id, 'N1', 'OUT'],
      [loan.id, 'N2', 'OUT'],
    ]);
    expect((await now(loan)).requesterState).toBe('SENT');
    expect(toteIn(scan('CLOSE', NEAR, at('2026-09-28'))).state).toBe('CLOSED');
    expect((await now(loan)).requesterState).toBe('SHIPPED');
    expect(toteIn(scan('SCAN_OUT', NEAR, at('2026-09-29'))).place).toBeNull();
    expect(toteIn(scan('SCAN_IN', HOME, at('2026-09-29', '15:00'))).state).toBe('ARRIVED');
    const here = await now(loan);
    expect([here.requesterState, here.items.map(({ state }) => state)]).toEqual(['RECEIVED', ['RECEIVED', 'RECEIVED']]);
    expect(here.events.at(-1)?.note).toBe('Z-1 · 东线 2026-09-29');
  });

  it('goes home by the same scans', async () => {
    const loan = borrow();
    loanIn(alliance.act(loan, 'SUPPLIER', 'SHIP', { barcodes: ['N1', 'N2'] }, at('2026-09-28')));
    loanIn(alliance.act(loan, 'REQUESTER', 'RECEIVE', {}, at('2026-09-29')));
    toteIn(scan('OPEN', HOME, at('2026-10-20'), { to: NEAR }));
    toteIn(scan('FILL', HOME, at('2026-10-20'), { barcodes: ['N1', 'N2'] }));
    toteIn(scan('CLOSE', HOME, at('2026-10-20')));
    expect((await now(loan)).requesterState).toBe('RETURN_SHIPPED');
    toteIn(scan('SCAN_OUT', HOME, at('2026-10-20')));
    toteIn(scan('SCAN_IN', NEAR, at('2026-10-20')));
    expect((await now(loan)).requesterState).toBe('COMPLETED');
    expect(alliance.statusOf(NEAR, 'N1')).toBe('AVAILABLE');
  });

  it('takes a copy home from any stop where it was given back', async () => {
    const loan = borrow(1);
    loanIn(alliance.act(loan, 'SUPPLIER', 'SHIP', { barcodes: ['N1'] }, at('2026-09-28')));
    loanIn(alliance.act(loan, 'REQUESTER', 'RECEIVE', {}, at('2026-09-29')));
    toteIn(scan('OPEN', CITY, at('2026-10-20'), { to: NEAR }));
    toteIn(scan('FILL', CITY, at('2026-10-20'), { barcodes: ['N1'] }));
    toteIn(scan('CLOSE', CITY, at('2026-10-20')));
    expect([(await now(loan)).requesterState, (await now(loan)).events.at(-1)?.by]).toEqual([
      'RETURN_SHIPPED',
      'operator',
    ]);
    toteIn(scan('SCAN_OUT', CITY, at('2026-10-20')));
    toteIn(scan('SCAN_IN', NEAR, at('2026-10-20')));
    expect((await now(loan)).requesterState).toBe('COMPLETED');
  });

  it('is missing when it does not come, with every loan in it, and found again', async () => {
    const loan = borrow();
    toteIn(scan('OPEN', NEAR, at('2026-09-28'), { to: HOME }));
    toteIn(scan('FILL', NEAR, at('2026-09-28'), { barcodes: ['N1', 'N2'] }));
    toteIn(scan('CLOSE', NEAR, at('2026-09-28')));
    const gone = toteIn(scan('SCAN_OUT', NEAR, at('2026-09-29')));
    // Two working days after Tuesday 29 September: the holiday does not count.
    expect(gone.lateAt?.toISOString()).toBe('2026-10-08T15:59:59.000Z');
    alliance.db.transaction(() => alliance.loans.sweep(at('2026-10-08'), 100)).immediate();
    expect((await now(loan)).flags).not.toContain('MISSING');
    alliance.db.transaction(() => alliance.loans.sweep(at('2026-10-09'), 100)).immediate();
    expect((await now(loan)).flags).toContain('MISSING');
    expect((await toteReader(alliance.db).tote(gone.id))?.state).toBe('MISSING');
    toteIn(scan('SCAN_IN', HOME, at('2026-10-12')));
    expect([(await now(loan)).requesterState, (await now(loan)).flags]).toEqual(['RECEIVED', []]);
  });

  it('opened at its receiver without a copy that was packed leaves that copy open and missing', async () => {
    const loan = borrow();
    toteIn(scan('OPEN', NEAR, at('2026-09-28'), { to: HOME }));
    toteIn(scan('FILL', NEAR, at('2026-09-28'), { barcodes: ['N1', 'N2'] }));
    toteIn(scan('CLOSE', NEAR, at('2026-09-28')));
    const arrived = toteIn(scan('SCAN_IN', HOME, at('2026-09-29'), { barcodes: ['N2'] }));
    expect(arrived.copies.map(({ state }) => state)).toEqual(['SHORT', 'ARRIVED']);
    const short = await now(loan);
    expect([short.requesterState, short.flags]).toEqual(['SHIPPED', ['MISSING']]);
    expect(short.items.map(({ barcode, state }) => [barcode, state])).toEqual([
      ['N1', 'SHIPPED'],
      ['N2', 'RECEIVED'],
    ]);
  });

  it('set down at another stop waits there for the next run', () => {
    borrow();
    toteIn(scan('OPEN', NEAR, at('2026-09-28'), { to: HOME }));
    toteIn(scan('FILL', NEAR, at('2026-09-28'), { barcodes: ['N1', 'N2'] }));
    toteIn(scan('CLOSE', NEAR, at('2026-09-28')));
    toteIn(scan('SCAN_OUT', NEAR, at('2026-09-29')));
    const aside = toteIn(scan('SCAN_IN', CITY, at('2026-10-09')));
    expect([aside.state, aside.place, aside.day]).toEqual(['CLOSED', CITY, '2026-10-13']);
  });

  it('takes only what a loan sends its way, once, and only where it stands', () => {
    borrow();
    toteIn(scan('OPEN', NEAR, at('2026-09-28'), { to: HOME }));
    expect(codesOf(scan('CLOSE', NEAR, at('2026-09-28')))).toEqual(['TOTE_EMPTY']);
    expect(codesOf(scan('OPEN', NEAR, at('2026-09-28'), { to: HOME }))).toEqual(['TOTE_IN_USE']);
    expect(codesOf(scan('OPEN', NEAR, at('2026-09-28'), { to: FAR, tote: 'Z-9' }))).toEqual(['TOTE_NO_ROUTE']);
    expect(codesOf(scan('FILL', NEAR, at('2026-09-28'), { barcodes: ['N7', 'F1'] }))).toEqual([
      'TOTE_COPY_ASTRAY',
      'TOTE_COPY_ASTRAY',
    ]);
    toteIn(scan('FILL', NEAR, at('2026-09-28'), { barcodes: ['N1'] }));
    expect(codesOf(scan('FILL', NEAR, at('2026-09-28'), { barcodes: ['N1'] }))).toEqual(['TOTE_COPY_TWICE']);
    expect(codesOf(scan('SCAN_OUT', CITY, at('2026-09-28')))).toEqual(['TOTE_NOT_NOW']);
    toteIn(scan('TAKE_OUT', NEAR, at('2026-09-28'), { barcodes: ['N1'] }));
    expect(codesOf(scan('CLOSE', NEAR, at('2026-09-28')))).toEqual(['TOTE_EMPTY']);
  });
});
