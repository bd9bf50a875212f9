import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Party } from '../../src/loan/loan.ts';
import { boundsOf, isMonth, type SettledLoan, settle } from '../../src/loan/settlement.ts';
import { settlementSheet } from '../../src/loan/settlement-sheet.ts';
import { CITY, HOME, loanIn, MONDAY, NEAR, smallAlliance } from './alliance.ts';

const member = (library: typeof HOME): Party => ({ kind: 'member', library });
const at = (day: string) => new Date(`${day}+08:00`);
const loan = (more: Partial<SettledLoan>): SettledLoan => ({
  lender: member(NEAR),
  borrower: member(HOME),
  serviceType: 'LOAN',
  copies: 1,
  lost: 0,
  costFen: null,
  currency: null,
  shippedAt: at('2026-11-23T10:00:00'),
  closedAt: null,
  ...more,
});
const nameOf = (party: Party) => (party.kind === 'member' ? `馆 ${party.library}` : party.name);

describe('the account of a month', () => {
  it('sets what two libraries lent each other against each other', () => {
    const { pairs, libraries } = settle('2026-11', [
      loan({ copies: 3, costFen: 1500 }),
      loan({ copies: 2 }),
      loan({ lender: member(HOME), borrower: member(NEAR), copies: 1, costFen: 2050 }),
    ]);
    expect(pairs).toEqual([
      {
        a: member(HOME),
        b: member(NEAR),
        aToB: { volumes: 1, documents: 0, lost: 0, fen: 2050 },
        bToA: { volumes: 5, documents: 0, lost: 0, fen: 1500 },
        netFen: 550,
        foreign: [],
      },
    ]);
    expect(libraries.map(({ netCopies, netFen }) => [netCopies, netFen])).toEqual([
      [-4, 550],
      [4, -550],
    ]);
  });

  it('counts a volume when it left, a document when it came, a loss when it was given up', () => {
    const document = loan({ serviceType: 'COPY', shippedAt: null, closedAt: at('2026-11-30T23:59:59'), costFen: 60 });
    const lost = loan({ shippedAt: at('2026-10-08T09:00:00'), closedAt: at('2026-11-02T09:00:00'), lost: 1 });
    const [pair] = settle('2026-11', [document, lost]).pairs;
    expect(pair?.bToA).toEqual({ volumes: 0, documents: 1, lost: 1, fen: 60 });
    expect(settle('2026-10', [document, lost]).pairs[0]?.bToA).toEqual({ volumes: 1, documents: 0, lost: 0, fen: 0 });
    expect(settle('2026-12', [document, lost]).pairs).toEqual([]);
  });

  it('ends a month at midnight in China', () => {
    const last = loan({ shippedAt: new Date('2026-11-30T15:59:59Z') });
    const first = loan({ shippedAt: new Date('2026-11-30T16:00:00Z'), copies: 7 });
    expect(settle('2026-11', [last, first]).pairs[0]?.bToA.volumes).toBe(1);
    expect(settle('2026-12', [last, first]).pairs[0]?.bToA.volumes).toBe(7);
    expect(boundsOf('2026-12').to.toISOString()).toBe('2026-12-31T16:00:00.000Z');
    expect([isMonth('2026-11'), isMonth('2026-13'), isMonth('2026-1'), isMonth('11-2026')]).toEqual([
      true,
      false,
      false,
      false,
    ]);
  });

  it('does not add other currencies to yuan', () => {
    const outside: Party = { kind: 'outside', symbol: 'ISIL:US-X', name: '海外馆' };
    const { pairs, libraries } = settle('2026-11', [loan({ lender: outside, costFen: 3500, currency: 'USD' })]);
    expect([pairs[0]?.netFen, pairs[0]?.foreign]).toEqual([0, ['USD 35.00 a→b']]);
    expect(libraries.every(({ netFen }) => netFen === 0)).toBe(true);
  });

  it('never makes or loses a fen or a volume, whatever was lent', () => {
    const party = fc.constantFrom(member(HOME), member(NEAR), member(CITY));
    const any = fc.record({
      lender: party,
      borrower: party,
      copies: fc.integer({ min: 1, max: 45 }),
      costFen: fc.option(fc.integer({ min: 0, max: 1e6 })),
    });
    fc.assert(
      fc.property(fc.array(any, { maxLength: 40 }), (rows) => {
        const loans = rows.filter(({ lender, borrower }) => lender !== borrower).map(loan);
        const { libraries, pairs } = settle('2026-11', loans);
        const sum = (numbers: readonly number[]) => numbers.reduce((all, each) => all + each, 0);
        expect(sum(libraries.map(({ netFen }) => netFen))).toBe(0);
        expect(sum(libraries.map(({ netCopies }) => netCopies))).toBe(0);
        expect(sum(libraries.map(({ lent }) => lent.fen))).toBe(sum(loans.map(({ costFen }) => costFen ?? 0)));
        expect(sum(pairs.map(({ aToB, bToA }) => aToB.volumes + bToA.volumes))).toBe(
          sum(loans.map(({ copies }) => copies)),
        );
        expect(settle('2026-11', [...loans].reverse())).toEqual({ month: '2026-11', pairs, libraries });
      }),
    );
  });

  it('is a sheet that Excel opens', () => {
    const sheet = settlementSheet(settle('2026-11', [loan({ costFen: 1250 })]), (party) => `=${nameOf(party)},甲"`);
    expect(sheet.startsWith('\uFEFF月份,')).toBe(true);
    const [head = '', row = ''] = sheet.split('\r\n');
    expect(head.split(',').length).toBe(18);
    expect(row).toContain(`"'=馆 ${HOME},甲"""`);
    expect(row).toContain(',0.00,12.50,12.50,');
    expect(row).toContain(',-1,');
  });
});

describe('the store', () => {
  it('tells the account and the figures of what was lent', async () => {
    const alliance = smallAlliance();
    const { request, act, book, reader } = alliance;
    alliance.set('', 'routes', [{ name: '东线', stops: [HOME, NEAR], weekdays: [1] }]);
    const later = (hours: number) => new Date(MONDAY.getTime() + hours * 3_600_000);
    let loan = loanIn(request({ edition: book }));
    loan = loanIn(
      act(loan, 'SUPPLIER', 'SET_CONDITION', { conditionCode: 'SignatureRequired', costFen: 1250 }, later(2)),
    );
    loan = loanIn(act(loan, 'REQUESTER', 'ACCEPT_CONDITION', {}, later(3)));
    loan = loanIn(act(loan, 'SUPPLIER', 'SHIP', { barcodes: ['N1'] }, later(3)));
    loan = loanIn(act(loan, 'REQUESTER', 'RECEIVE', {}, later(51)));
    const refused = loanIn(request({ edition: book }));
    loanIn(act(refused, 'SUPPLIER', 'UNFILLED', {}, later(4)));
    const { pairs } = await reader.settlement('2026-11', null);
    expect(pairs).toMatchObject([{ a: member(HOME), b: member(NEAR), bToA: { volumes: 1, fen: 1250 }, netFen: -1250 }]);
    expect((await reader.settlement('2026-12', null)).pairs).toEqual([]);
    expect((await reader.settlement('2026-11', CITY)).pairs).toEqual([]);
    expect(await reader.settlementSheet('2026-11', HOME)).toContain(`馆 ${NEAR}`);
    const { lenders, routes } = await reader.figures(MONDAY, later(24));
    const near = { asked: 2, filled: 1, fillRate: 0.5, medianHoursToAnswer: 3, medianDaysToReceive: 2 };
    expect(lenders.find(({ party }) => party.kind === 'member' && party.library === NEAR)).toMatchObject(near);
    expect(routes).toEqual([{ route: '东线', ...near }]);
  });
});
