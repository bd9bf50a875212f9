import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { LOAN_STATES_FILE, loanStatesPage } from '../../scripts/dev/loan-states.ts';

it('docs/loan-states.md shows the tables as they are', () => {
  expect(readFileSync(LOAN_STATES_FILE, 'utf8'), 'run: npx tsx scripts/dev/loan-states.ts').toBe(loanStatesPage());
});
