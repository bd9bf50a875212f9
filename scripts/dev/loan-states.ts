import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { SHOWN_TO_REQUESTER, SHOWN_TO_SUPPLIER } from '../../src/loan/public-state.ts';
import { REQUESTER } from '../../src/loan/requester.ts';
import type { Machine, Rule } from '../../src/loan/step.ts';
import { SUPPLIER } from '../../src/loan/supplier.ts';

/** `tsx scripts/dev/loan-states.ts` writes docs/loan-states.md from the tables; a test demands that it is up to date. */
export const LOAN_STATES_FILE = fileURLToPath(new URL('../../docs/loan-states.md', import.meta.url));

type AnyMachine = Machine<string, string, string>;

/** The whole page: diagrams for the eye, tables for the rest. */
export function loanStatesPage(): string {
  return [
    '# States of a loan · 借阅单状态',
    '',
    '<!-- Written by scripts/dev/loan-states.ts from src/loan/requester.ts and src/loan/supplier.ts. Do not edit. -->',
    '',
    'Each side of a loan keeps its own state; what is shown (`Loan.state`, `stateAs`) is a mapping of it. Flags stand',
    'beside the state. `heard X` is a word of the other side; inside the alliance it arrives in the same transaction.',
    'A cell that is not listed is refused.',
    '',
    ...side('Requester · 借入方', REQUESTER as unknown as AnyMachine, SHOWN_TO_REQUESTER),
    ...side('Supplier · 借出方', SUPPLIER as unknown as AnyMachine, SHOWN_TO_SUPPLIER),
  ].join('\n');
}

function side(title: string, table: AnyMachine, shown: Readonly<Record<string, string>>): readonly string[] {
  return [
    `## ${title}`,
    '',
    ...diagram(table),
    '',
    '| state | shown as | on | goes to | says | flags |',
    '|---|---|---|---|---|---|',
    ...table.states.flatMap((state) => rowsOf(table, state, shown[state] ?? '')),
    '',
  ];
}

/** Only moves are drawn: rows that keep the state, closing by hand and going back would hide the shape. */
function diagram(table: AnyMachine): readonly string[] {
  const arrows = new Map<string, string[]>();
  for (const rule of table.rules) {
    if (rule.to === '=' || rule.to === 'saved' || rule.on.includes('CLOSE')) continue;
    for (const from of rule.from) {
      const key = `${from} --> ${rule.to}`;
      arrows.set(key, [...(arrows.get(key) ?? []), ...rule.on]);
    }
  }
  const lines = [...arrows].map(([arrow, events]) => `  ${arrow}: ${events.join(', ')}`);
  return ['```mermaid', 'stateDiagram-v2', `  [*] --> ${table.states[0]}`, ...lines, '```'];
}

/** Events with the same outcome share a row. */
function rowsOf(table: AnyMachine, state: string, shown: string): readonly string[] {
  const outcomes = new Map<string, string[]>();
  for (const event of table.events) {
    for (const rule of table.cell(state, event)) {
      const outcome = `${rule.to === '=' ? '(stays)' : rule.to === 'saved' ? '(as before)' : rule.to} | ${rule.say ?? ''} | ${flags(rule)}`;
      outcomes.set(outcome, [...(outcomes.get(outcome) ?? []), event]);
    }
  }
  return [...outcomes].map(([outcome, events]) => `| ${state} | ${shown} | ${events.join(', ')} | ${outcome} |`);
}

function flags({ needs, unless, raise = [], clear = [] }: Rule<string, string, string>): string {
  return [
    ...(needs === undefined ? [] : [`if ${needs}`]),
    ...(unless === undefined ? [] : [`unless ${unless}`]),
    ...raise.map((flag) => `+${flag}`),
    ...(clear.length > 2 ? ['clears all'] : clear.map((flag) => `−${flag}`)),
  ].join(' ');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(LOAN_STATES_FILE, loanStatesPage());
