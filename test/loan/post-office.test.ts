import { describe, expect, it } from 'vitest';
import { systemClock } from '../../src/base/clock.ts';
import type { Outcome, Waiting } from '../../src/loan/exchange.ts';
import type { LoanMessage, Sent } from '../../src/loan/partner.ts';
import { letterFor, requestSheet } from '../../src/loan/partners/email.ts';
import { outcomeOf, postOffice } from '../../src/loan/post-office.ts';
import { MONDAY } from './alliance.ts';

const failed: Sent = { kind: 'failed', detail: 'HTTP 503' };
const message: LoanMessage = {
  talk: { to: 'SUPPLIER', says: 'ASKED', with: {} },
  requestId: 'ln1-1',
  peerRequestId: null,
  ownRequestId: null,
  previousRequestId: null,
  requester: 'CN-320508-C-HOME',
  supplier: 'ISIL:X',
  at: MONDAY.toISOString(),
  serviceType: 'LOAN',
  about: {
    title: '=城南,旧事',
    contributor: '林海音',
    isbn: '9787544291170',
    edition: null,
    publisher: null,
    year: null,
  },
  deliverTo: {
    line1: '平江实验学校图书馆',
    line2: null,
    locality: '苏州',
    postalCode: '215005',
    country: 'CN',
    email: null,
  },
  anyEdition: true,
  quantity: 1,
  neededBy: '2026-12-01',
  dueDate: null,
  costFen: null,
  currency: null,
  supplierState: 'NEW',
  first: true,
};

describe('the post', () => {
  it('waits longer each time, up to a day, and gives up in the end', () => {
    const waits = Array.from({ length: 15 }, (_, attempts) => {
      const outcome = outcomeOf(failed, attempts, MONDAY, 0.5);
      return outcome.kind === 'failed' && outcome.retryAt !== null
        ? (outcome.retryAt.getTime() - MONDAY.getTime()) / 1000
        : null;
    });
    expect(waits.slice(0, 4)).toEqual([30, 60, 120, 240]);
    expect(waits[14]).toBe(86_400);
    expect(outcomeOf(failed, 15, MONDAY, 0.5)).toMatchObject({ kind: 'failed', retryAt: null });
  });

  it('leaves a peer alone that failed five times in a row, and others not', async () => {
    let now = MONDAY;
    const asked: string[] = [];
    const settled: Outcome[] = [];
    const to = (symbol: string) =>
      ({
        symbol,
        name: symbol,
        kind: 'iso18626',
        url: '',
        version: '1.2',
        dialect: null,
        secret: null,
        allowPrivate: false,
        lastResort: 0,
      }) as const;
    const due = (): readonly Waiting[] => [
      { id: 1, message, to: to('DOWN'), attempts: 0 },
      { id: 2, message, to: to('UP'), attempts: 0 },
    ];
    const office = postOffice({
      due,
      async settle(_id, outcome) {
        settled.push(outcome);
      },
      partners: {
        iso18626: {
          protocol: 'iso18626',
          async send(_message, { symbol }) {
            asked.push(symbol);
            return symbol === 'UP' ? { kind: 'delivered', peerRequestId: null } : failed;
          },
        },
        email: { protocol: 'email', send: async () => failed },
      },
      clock: { ...systemClock, now: () => now },
      random: () => 0.5,
    });
    const { signal } = new AbortController();
    for (let round = 0; round < 8; round++) await office.round(signal);
    expect(asked.filter((each) => each === 'DOWN').length).toBe(5);
    expect(asked.filter((each) => each === 'UP').length).toBe(8);
    now = new Date(MONDAY.getTime() + 11 * 60_000);
    await office.round(signal);
    expect(asked.filter((each) => each === 'DOWN').length).toBe(6);
    expect(settled.filter(({ kind }) => kind === 'delivered').length).toBe(9);
  });
});

describe('a letter', () => {
  it('says what is wanted, where to send it, and names no reader', () => {
    const { subject, text } = letterFor(message, 'ill@example.cn');
    expect(subject).toMatch(/馆际互借申请.*\[ln1-1\]/);
    expect(text).toContain('林海音');
    expect(text).toContain('215005 苏州 平江实验学校图书馆');
    expect(text).not.toMatch(/undefined|null/);
  });
  it('or a sheet that no cell of which is a formula', () => {
    const [head, row] = requestSheet([message]).split('\r\n');
    expect(head).toContain('题名');
    expect(row).toContain(`"'=城南,旧事"`);
  });
});
