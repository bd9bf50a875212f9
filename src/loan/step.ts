import type { LoanFlag } from './loan.ts';

/**
 * One row of a state table: in any state of `from`, on any event of `on`, go `to` and say `say`.
 *
 * `'='` keeps the state, `'saved'` goes back to the one put aside. Flags stand beside the state, so that a loan that is
 * overdue and recalled need not be listed in four states (notes/loans §1.9).
 */
export interface Rule<State extends string, Event extends string, Says extends string> {
  readonly from: readonly State[];
  readonly on: readonly Event[];
  readonly to: State | '=' | 'saved';
  readonly say?: Says;
  readonly raise?: readonly LoanFlag[];
  readonly clear?: readonly LoanFlag[];
  /** Only while this flag is up, or only while it is not. */
  readonly needs?: LoanFlag;
  readonly unless?: LoanFlag;
  /** Puts the state left behind aside (`'from'`), or another one, for a later `to: 'saved'`. */
  readonly save?: State | 'from';
}

/** One side of a loan as the tables see it. */
export interface Side<State extends string> {
  readonly state: State;
  readonly saved: State | null;
  readonly flags: ReadonlySet<LoanFlag>;
}

export type Stepped<State extends string, Event extends string, Says extends string> =
  | {
      readonly ok: true;
      readonly side: Side<State>;
      readonly say: Says | null;
      readonly rule: Rule<State, Event, Says>;
    }
  | { readonly ok: false };

/** A table made ready for look-up: `rules` of each state and event, in order. */
export interface Machine<State extends string, Event extends string, Says extends string> {
  readonly states: readonly State[];
  readonly events: readonly Event[];
  readonly terminal: ReadonlySet<State>;
  readonly rules: readonly Rule<State, Event, Says>[];
  readonly cell: (state: State, event: Event) => readonly Rule<State, Event, Says>[];
}

/** Builds the look-up once; later rows for the same cell apply only where the flags keep the earlier ones off. */
export function machine<State extends string, Event extends string, Says extends string>(table: {
  readonly states: readonly State[];
  readonly events: readonly Event[];
  readonly terminal: readonly State[];
  readonly rules: readonly Rule<State, Event, Says>[];
}): Machine<State, Event, Says> {
  const cells = new Map<string, Rule<State, Event, Says>[]>();
  for (const rule of table.rules) {
    for (const state of rule.from) {
      for (const event of rule.on) {
        const key = `${state} ${event}`;
        const cell = cells.get(key);
        if (cell === undefined) cells.set(key, [rule]);
        else cell.push(rule);
      }
    }
  }
  return { ...table, terminal: new Set(table.terminal), cell: (state, event) => cells.get(`${state} ${event}`) ?? [] };
}

/** The next state of one side, or refused where the table has no row for it. Pure. */
export function step<State extends string, Event extends string, Says extends string>(
  table: Machine<State, Event, Says>,
  side: Side<State>,
  event: Event,
): Stepped<State, Event, Says> {
  const rule = table.cell(side.state, event).find((row) => applies(row, side.flags));
  if (rule === undefined) return { ok: false };
  const state = rule.to === '=' ? side.state : rule.to === 'saved' ? side.saved : rule.to;
  // A table that goes back to a state never put aside has a hole; the walk in the tests looks for it.
  if (state === null) return { ok: false };
  const flags = new Set(side.flags);
  for (const flag of rule.clear ?? []) flags.delete(flag);
  for (const flag of rule.raise ?? []) flags.add(flag);
  const kept = rule.to === 'saved' || table.terminal.has(state) ? null : side.saved;
  const saved = rule.save === undefined ? kept : rule.save === 'from' ? side.state : rule.save;
  return { ok: true, side: { state, saved, flags }, say: rule.say ?? null, rule };
}

/** Whether the flags let a row speak. */
export function applies(
  rule: { readonly needs?: LoanFlag; readonly unless?: LoanFlag },
  flags: ReadonlySet<LoanFlag>,
): boolean {
  if (rule.needs !== undefined && !flags.has(rule.needs)) return false;
  return rule.unless === undefined || !flags.has(rule.unless);
}
