import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { alliance, type LabelledRecord } from '../../scripts/dev/alliance.ts';
import { bringIn, type MemoryCatalogue, memoryCatalogue } from './catalogue.ts';
import { type Evaluation, evaluate } from './evaluate.ts';
import { RULES } from './rules.ts';

/** Seeds that nothing was ever fitted on or looked at while rules were made (scripts/dev/fit-weights.ts has its own). */
const SEEDS = [31_415, 27_182, 16_180];
const RECORDS = 12_000;
const LIBRARIES = 60;

/** What a change of the rules may not fall below. */
const GATE = { precision: 0.998, recall: 0.95, workPrecision: 0.99, queuedPerThousand: 20, conflatedPerThousand: 5 };

describe.each(SEEDS)('matching on the generated alliance %i', (seed) => {
  let catalogue: MemoryCatalogue;
  let records: readonly LabelledRecord[];
  let editions: Evaluation;
  let works: Evaluation;
  let placeOf: (record: LabelledRecord) => { readonly edition: string; readonly work: string };

  beforeAll(() => {
    catalogue = memoryCatalogue();
    records = alliance({ seed, records: RECORDS, libraries: LIBRARIES });
    placeOf = bringIn(catalogue, records);
    editions = evaluate(records, (record) => placeOf(record).edition);
    works = evaluate(
      records,
      (record) => placeOf(record).work,
      ({ truth }) => truth.work,
    );
  });
  afterAll(() => catalogue?.[Symbol.dispose]());

  it('merges what is one edition, and nothing else', () => {
    expect(editions.precision).toBeGreaterThanOrEqual(GATE.precision);
    expect(editions.recall).toBeGreaterThanOrEqual(GATE.recall);
  });

  it('has no cluster with two volumes of a set', () => {
    const volumes = new Map<string, Set<string>>();
    for (const record of records) {
      if (record.truth.volume === '') continue;
      const { edition } = placeOf(record);
      volumes.set(edition, (volumes.get(edition) ?? new Set()).add(`${record.truth.work} ${record.truth.volume}`));
    }
    expect([...volumes.values()].filter((some) => some.size > 1)).toEqual([]);
  });

  it('groups editions into works without joining two works', () => {
    expect(works.precision).toBeGreaterThanOrEqual(GATE.workPrecision);
    expect(works.recall).toBeGreaterThanOrEqual(GATE.recall);
  });

  it('asks librarians about few pairs', async () => {
    const { total } = await catalogue.reader.reviewQueue(null, 1, null);
    console.info(`seed ${seed}: ${total} pairs queued of ${records.length} records`);
    expect((total / records.length) * 1000).toBeLessThanOrEqual(GATE.queuedPerThousand);
  });

  it('makes one edition of two only where records leave out what tells them apart', () => {
    const truths = new Map<string, Set<string>>();
    for (const record of records) {
      const { edition } = placeOf(record);
      truths.set(edition, (truths.get(edition) ?? new Set()).add(record.truth.edition));
    }
    const conflated = [...truths.values()].filter((some) => some.size > 1).length;
    expect((conflated / truths.size) * 1000).toBeLessThanOrEqual(GATE.conflatedPerThousand);
  });

  it('does better than the rules of other systems on the same records', () => {
    const others = Object.entries(RULES).map(([name, rule]) => {
      const clusters = rule(records);
      return [name, evaluate(records, (_record, at) => clusters[at] ?? '')] as const;
    });
    report(editions, works, others);
    for (const [name, other] of others) {
      expect(editions.bPrecision * editions.bRecall, name).toBeGreaterThan(other.bPrecision * other.bRecall);
      expect(editions.precision, name).toBeGreaterThanOrEqual(other.precision - 0.002);
    }
  });
});

/** The table of figures, per family and beside the others; `npx vitest run test/matching` shows it. */
function report(ours: Evaluation, works: Evaluation, others: readonly (readonly [string, Evaluation])[]): void {
  const row = (name: string, { precision, recall, bPrecision, bRecall }: Omit<Evaluation, 'byFamily'>): string =>
    `${name.padEnd(26)} ${[precision, recall, bPrecision, bRecall].map((value) => value.toFixed(4)).join('  ')}`;
  const families = [...ours.byFamily].map(([family, figures]) => row(`  ${family}`, figures));
  const lines = [
    `${''.padEnd(26)} prec.   recall  B³prec  B³rec`,
    row('Liantu', ours),
    ...families,
    row('Liantu, works', works),
    ...others.map(([name, other]) => row(name, other)),
  ];
  console.info(lines.join('\n'));
}
