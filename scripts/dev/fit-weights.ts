/**
 * Fits the weights of evidence: logistic regression on labelled pairs of generated alliances, by Newton steps with a
 * small ridge. Run `npx tsx scripts/dev/fit-weights.ts` to write src/catalogue/weights.ts anew; the same seeds make the
 * same file. Evaluation uses other seeds (test/matching).
 */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { formHash, formOf, type MatchForm } from '../../src/catalogue/form.ts';
import { titlesClaiming } from '../../src/catalogue/isbn-health.ts';
import { BLOCK_CAP, isbnOfKey, keysOf } from '../../src/catalogue/keys.ts';
import { compareForms } from '../../src/catalogue/match.ts';
import { AUTO, REVIEW } from '../../src/catalogue/weights.ts';
import { alliance } from './alliance.ts';
import { GUESSES } from './evidence-guesses.ts';

/** Never used for evaluation. */
const FITTING_SEEDS: readonly number[] = [9001, 9002, 9003];
const RECORDS = 20_000;
const LIBRARIES = 60;
/** Pulls weights towards the guesses they start from: evidence that the generator makes rarely stays near its guess. */
const RIDGE: number = 0.3;
/** A pair merged wrongly costs more than one left apart. */
const WRONG_MERGE_COST = 3;
const STEPS = 30;

interface Example {
  readonly words: readonly string[];
  readonly same: boolean;
}

function examplesOf(seed: number): readonly Example[] {
  const forms = new Map<string, { readonly form: MatchForm; readonly truths: Set<string> }>();
  for (const { incoming, truth } of alliance({ seed, records: RECORDS, libraries: LIBRARIES })) {
    const form = formOf(incoming.description);
    const hash = formHash(form, null);
    const known = forms.get(hash) ?? { form, truths: new Set<string>() };
    known.truths.add(truth.edition);
    forms.set(hash, known);
  }
  const blocks = new Map<string, string[]>();
  for (const [hash, { form }] of forms)
    for (const key of keysOf(form)) blocks.set(key, [...(blocks.get(key) ?? []), hash]);
  const formsIn = (hashes: readonly string[]) => hashes.flatMap((hash) => forms.get(hash)?.form ?? []);
  const titles = new Map<string, number>();
  for (const [key, hashes] of blocks) {
    const isbn = isbnOfKey(key);
    if (isbn !== null) titles.set(isbn, titlesClaiming(formsIn(hashes)));
  }
  const examples: Example[] = [];
  const seen = new Set<string>();
  for (const hashes of blocks.values()) {
    if (hashes.length > BLOCK_CAP) continue;
    for (const [at, one] of hashes.entries()) {
      for (const other of hashes.slice(at + 1)) {
        const name = one < other ? one + other : other + one;
        const [a, b] = [forms.get(one), forms.get(other)];
        if (seen.has(name) || a === undefined || b === undefined) continue;
        seen.add(name);
        const { words, veto } = compareForms(a.form, b.form, (isbn) => titles.get(isbn) ?? 1);
        if (veto === null) examples.push({ words, same: [...a.truths].some((truth) => b.truths.has(truth)) });
      }
    }
  }
  return examples;
}

interface Row {
  readonly at: readonly number[];
  readonly same: boolean;
  readonly count: number;
}

/** Newton steps on the log-likelihood, each halved until it helps. The problem is convex: there is one best answer. */
function fitted(examples: readonly Example[], names: readonly string[]): readonly number[] {
  const place = new Map(names.map((name, at) => [name, at]));
  const rows: readonly Row[] = grouped(examples).map(({ words, same, count }) => ({
    at: ['bias', ...words].flatMap((word) => place.get(word) ?? []),
    same,
    count: same ? count : count * WRONG_MERGE_COST,
  }));
  const start = names.map((name) => GUESSES[name] ?? 0);
  let weights: readonly number[] = start;
  for (let step = 0; step < STEPS; step++) {
    const direction = newtonStep(rows, weights, start);
    const before = loss(rows, weights, start);
    let length = 1;
    const moved = (): readonly number[] => weights.map((weight, at) => weight + length * (direction[at] ?? 0));
    while (length > 1e-6 && loss(rows, moved(), start) > before) length /= 2;
    weights = moved();
  }
  return weights;
}

function sumOf(row: Row, weights: readonly number[]): number {
  return row.at.reduce((sum, one) => sum + (weights[one] ?? 0), 0);
}

function loss(rows: readonly Row[], weights: readonly number[], start: readonly number[]): number {
  const ridge = weights.reduce((sum, weight, at) => sum + (RIDGE / 2) * (weight - (start[at] ?? 0)) ** 2, 0);
  return rows.reduce((sum, row) => {
    const score = sumOf(row, weights) * (row.same ? 1 : -1);
    return sum + row.count * (score > 0 ? Math.log1p(Math.exp(-score)) : Math.log1p(Math.exp(score)) - score);
  }, ridge);
}

function newtonStep(rows: readonly Row[], weights: readonly number[], start: readonly number[]): readonly number[] {
  const slope = weights.map((weight, at) => RIDGE * ((start[at] ?? 0) - weight));
  const bend = weights.map((_weight, at) => weights.map((_other, to) => (at === to ? RIDGE : 0)));
  for (const row of rows) {
    const likely = 1 / (1 + Math.exp(-sumOf(row, weights)));
    for (const one of row.at) {
      slope[one] = (slope[one] ?? 0) + row.count * ((row.same ? 1 : 0) - likely);
      const line = bend[one] ?? [];
      for (const other of row.at) line[other] = (line[other] ?? 0) + row.count * likely * (1 - likely);
    }
  }
  return solve(bend, slope);
}

function grouped(examples: readonly Example[]): readonly (Example & { readonly count: number })[] {
  const counts = new Map<string, { example: Example; count: number }>();
  for (const example of examples) {
    const name = `${example.same} ${[...example.words].sort().join(' ')}`;
    const known = counts.get(name);
    if (known === undefined) counts.set(name, { example, count: 1 });
    else known.count += 1;
  }
  return [...counts.values()].map(({ example, count }) => ({ ...example, count }));
}

/** Gauss with pivots. */
function solve(matrix: readonly (readonly number[])[], right: readonly number[]): readonly number[] {
  const rows = matrix.map((line, at) => [...line, right[at] ?? 0]);
  const size = rows.length;
  for (let at = 0; at < size; at++) {
    let best = at;
    for (let row = at; row < size; row++)
      if (Math.abs(rows[row]?.[at] ?? 0) > Math.abs(rows[best]?.[at] ?? 0)) best = row;
    const [here, there] = [rows[at] ?? [], rows[best] ?? []];
    rows[at] = there;
    rows[best] = here;
    for (let row = 0; row < size; row++) {
      const line = rows[row] ?? [];
      const factor = row === at ? 0 : (line[at] ?? 0) / (there[at] ?? 1);
      if (factor !== 0)
        for (let column = at; column <= size; column++)
          line[column] = (line[column] ?? 0) - factor * (there[column] ?? 0);
    }
  }
  return rows.map((line, at) => (line[size] ?? 0) / (line[at] ?? 1));
}

function main(): void {
  const examples = FITTING_SEEDS.flatMap(examplesOf);
  const names = [...new Set([...Object.keys(GUESSES), ...examples.flatMap(({ words }) => words)])];
  const weights = fitted(examples, names);
  const lines = names.map(
    (name, at) => `  ${/^\w+$/.test(name) ? name : `'${name}'`}: ${Math.round((weights[at] ?? 0) * 100) / 100},`,
  );
  const file = fileURLToPath(new URL('../../src/catalogue/weights.ts', import.meta.url));
  writeFileSync(file, `${HEAD}${lines.join('\n')}\n};\n${TAIL}`);
  process.stderr.write(`${examples.length} pairs, ${examples.filter(({ same }) => same).length} of them one edition\n`);
}

const HEAD = `/**
 * What each word of evidence weighs, in log-odds. Written by scripts/dev/fit-weights.ts (logistic regression on
 * labelled pairs of generated alliances); not to be edited by hand.
 */
export const WEIGHTS: Readonly<Record<string, number>> = {
`;
const TAIL = `
/** At least so likely one edition: merged without asking. Below the second: apart without asking. */
export const AUTO = ${AUTO};
export const REVIEW = ${REVIEW};
`;

main();
