import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LOAN_FLAGS, type LoanFlag } from '../../src/loan/loan.ts';
import { SHOWN_TO_REQUESTER, SHOWN_TO_SUPPLIER } from '../../src/loan/public-state.ts';
import { REQUESTER, REQUESTER_ACTIONS, type RequesterEvent, type RequesterState } from '../../src/loan/requester.ts';
import { type Machine, type Side, step } from '../../src/loan/step.ts';
import { SUPPLIER, SUPPLIER_ACTIONS } from '../../src/loan/supplier.ts';
import { REQUESTER_SAYS, SUPPLIER_SAYS } from '../../src/loan/talk.ts';

type AnyMachine = Machine<string, string, string>;
const tables: readonly (readonly [string, AnyMachine, readonly string[]])[] = [
  ['requester', REQUESTER as unknown as AnyMachine, REQUESTER_ACTIONS],
  ['supplier', SUPPLIER as unknown as AnyMachine, SUPPLIER_ACTIONS],
];

/** Every set of flags that a row looks at, and none. */
const flagSets: readonly ReadonlySet<LoanFlag>[] = [
  new Set(),
  ...LOAN_FLAGS.map((flag) => new Set([flag])),
  new Set(LOAN_FLAGS),
];

describe.each(tables)('%s table', (_name, table, actions) => {
  const cells = table.states.flatMap((state) => table.events.map((event) => [state, event] as const));

  it.each(table.states)('%s: each of its cells, under every flag', (state) => {
    for (const event of table.events) checkCell(state, event);
  });

  function checkCell(state: string, event: string): void {
    const rows = table.cell(state, event);
    for (const flags of flagSets) {
      const saved = table.states[0] ?? '';
      const stepped = step(table, { state, saved, flags }, event);
      const row = rows.find(
        ({ needs, unless }) =>
          (needs === undefined || flags.has(needs)) && (unless === undefined || !flags.has(unless)),
      );
      expect(stepped.ok).toBe(row !== undefined);
      if (!stepped.ok || row === undefined) continue;
      expect(stepped.side.state).toBe(row.to === '=' ? state : row.to === 'saved' ? saved : row.to);
      expect(stepped.say).toBe(row.say ?? null);
      for (const flag of row.raise ?? []) expect(stepped.side.flags).toContain(flag);
      for (const flag of row.clear ?? []) expect(stepped.side.flags).not.toContain(flag);
      const untouched = LOAN_FLAGS.filter((flag) => ![...(row.raise ?? []), ...(row.clear ?? [])].includes(flag));
      for (const flag of untouched) expect(stepped.side.flags.has(flag)).toBe(flags.has(flag));
    }
  }

  it('has no row that an earlier one hides', () => {
    const hidden = cells.filter(([state, event]) => {
      const rows = table.cell(state, event);
      const open = rows.findIndex(({ needs, unless }) => needs === undefined && unless === undefined);
      return open >= 0 && open < rows.length - 1;
    });
    expect(hidden).toEqual([]);
  });

  it('leads from the first state to every other, and from every one to an end', () => {
    const next = (state: string) =>
      table.events.flatMap((event) =>
        table.cell(state, event).map(({ to }) => (to === '=' || to === 'saved' ? state : to)),
      );
    const reach = (...from: readonly string[]) => {
      const seen = new Set(from);
      for (const state of seen) for (const each of next(state)) seen.add(each);
      return seen;
    };
    // EXPECTED of a lender is our picture of one outside that said ExpectToSupply: no row leads there.
    const pictured = table.states.includes('NEW') ? ['EXPECTED'] : [];
    expect([...reach(table.states[0] ?? '', ...pictured)].sort()).toEqual([...table.states].sort());
    for (const state of table.states) {
      expect(
        [...reach(state)].some((each) => table.terminal.has(each)),
        state,
      ).toBe(true);
    }
  });

  it('leaves no end, and offers nothing there but to settle a conflict', () => {
    for (const state of table.terminal) {
      for (const event of table.events) {
        for (const row of table.cell(state, event)) expect(row.to, `${state} ${event}`).toBe('=');
      }
      const offered = actions.filter((action) => table.cell(state, action).some(({ needs }) => needs !== 'CONFLICT'));
      expect(offered).toEqual([]);
    }
  });

  it('goes back only to states that were put aside on the way', () => {
    const restoring = cells.filter(([state, event]) => table.cell(state, event).some(({ to }) => to === 'saved'));
    const states = new Set(restoring.map(([state]) => state));
    for (const state of states) {
      const entering = table.rules.filter(({ to, from }) => to === state && !from.every((each) => states.has(each)));
      for (const rule of entering) expect(rule.save, `${rule.from} → ${state}`).toBeDefined();
    }
  });

  it('is never left by a walk, whatever comes', () => {
    const events = fc.array(fc.constantFrom(...table.events), { maxLength: 60 });
    fc.assert(
      fc.property(events, (walk) => {
        let side: Side<string> = { state: table.states[0] ?? '', saved: null, flags: new Set() };
        for (const event of walk) {
          const stepped = step(table, side, event);
          // The only way a listed row may fail is a missing saved state, which would be a hole.
          if (!stepped.ok) {
            const rows = table.cell(side.state, event);
            expect(rows.every(({ needs, unless }) => needs !== undefined || unless !== undefined)).toBe(true);
            continue;
          }
          side = stepped.side;
          expect(table.states).toContain(side.state);
          if (table.terminal.has(side.state)) expect(side.saved).toBeNull();
        }
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('between the tables', () => {
  const talking = REQUESTER.states.filter(
    (state) =>
      REQUESTER.terminal.has(state) ||
      /^(SENT|EXPECTED|WILL_|COND_|RETRY_|CANCEL_|RELEASING|SHIPPED|RECEIVED|ON_LOAN|RETURN_)/.test(state),
  );

  it.each(talking)('%s hears every word of a lender', (state) => {
    const deaf = SUPPLIER_SAYS.filter((says) => !step(REQUESTER, side(state), `heard ${says}`).ok);
    expect(deaf).toEqual([]);
  });

  it.each(SUPPLIER.states)('%s hears every word of a borrower', (state) => {
    const deaf = REQUESTER_SAYS.filter(
      (says) =>
        says !== 'ASKED' && !step(SUPPLIER, { state, saved: 'WILL_SUPPLY', flags: new Set() }, `heard ${says}`).ok,
    );
    expect(deaf).toEqual([]);
  });

  function side(state: RequesterState): Side<RequesterState> {
    return { state, saved: 'SENT', flags: new Set() };
  }

  it('shows every state, and ends as ends', () => {
    const ends = new Set(['COMPLETED', 'UNFILLED', 'CANCELLED', 'DECLINED', 'EXPIRED', 'LOST']);
    for (const state of REQUESTER.states)
      expect(ends.has(SHOWN_TO_REQUESTER[state]), state).toBe(REQUESTER.terminal.has(state));
    for (const state of SUPPLIER.states)
      expect(ends.has(SHOWN_TO_SUPPLIER[state]), state).toBe(SUPPLIER.terminal.has(state));
  });

  it('hold the rows that other programs lack: a cancel that crosses the parcel', () => {
    const crossing: readonly (readonly [RequesterState, RequesterEvent, RequesterState])[] = [
      ['CANCEL_PENDING', 'heard SHIPPED', 'SHIPPED'],
      ['RELEASING', 'heard SHIPPED', 'SHIPPED'],
      ['CANCEL_PENDING', 'heard CANCEL_AGREED', 'CANCELLED'],
      ['RELEASING', 'heard CANCEL_AGREED', 'SOURCING'],
    ];
    for (const [state, event, to] of crossing) {
      const stepped = step(REQUESTER, side(state), event);
      expect(stepped.ok && stepped.side.state).toBe(to);
    }
    const promised: Side<RequesterState> = { state: 'WILL_SUPPLY', saved: null, flags: new Set() };
    const cancelling = step(REQUESTER, promised, 'CANCEL');
    if (!cancelling.ok) throw new Error('CANCEL has no row');
    const refused = step(REQUESTER, cancelling.side, 'heard CANCEL_REFUSED');
    expect(refused.ok && refused.side.state).toBe('WILL_SUPPLY');
  });
});
