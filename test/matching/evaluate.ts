import type { LabelledRecord } from '../../scripts/dev/alliance.ts';

/** How well one way of putting records together did. Pairs are pairs of records said to be one edition. */
export interface Figures {
  readonly precision: number;
  readonly recall: number;
  /** B-cubed: precision and recall averaged over records. */
  readonly bPrecision: number;
  readonly bRecall: number;
}

export interface Evaluation extends Figures {
  readonly byFamily: ReadonlyMap<string, Figures>;
}

/** Compares clusters with the truth. `clusterOf` names the cluster of each record, `truthOf` what it should be. */
export function evaluate(
  records: readonly LabelledRecord[],
  clusterOf: (record: LabelledRecord, at: number) => string,
  truthOf: (record: LabelledRecord) => string = ({ truth }) => truth.edition,
): Evaluation {
  const rows = records.map((record, at) => ({
    cluster: clusterOf(record, at),
    truth: truthOf(record),
    family: record.truth.family,
  }));
  const sizes = { cluster: count(rows, ({ cluster }) => cluster), truth: count(rows, ({ truth }) => truth) };
  const both = count(rows, ({ cluster, truth }) => `${cluster}\0${truth}`);
  const families = new Map<string, Tally>([['all', new Tally()]]);
  for (const { cluster, truth, family } of rows) {
    const shared = both.get(`${cluster}\0${truth}`) ?? 1;
    const [inCluster, inTruth] = [sizes.cluster.get(cluster) ?? 1, sizes.truth.get(truth) ?? 1];
    const tally = families.get(family) ?? new Tally();
    families.set(family, tally);
    tally.add(shared, inCluster, inTruth);
    families.get('all')?.add(shared, inCluster, inTruth);
  }
  const figures = new Map([...families].map(([family, tally]) => [family, tally.figures()]));
  const all = figures.get('all') ?? new Tally().figures();
  figures.delete('all');
  return { ...all, byFamily: figures };
}

/** Sums over records; each record stands for half of each of its pairs. */
class Tally {
  #records = 0;
  #right = 0;
  #joined = 0;
  #wanted = 0;
  #bPrecision = 0;
  #bRecall = 0;

  add(shared: number, inCluster: number, inTruth: number): void {
    this.#records += 1;
    this.#right += shared - 1;
    this.#joined += inCluster - 1;
    this.#wanted += inTruth - 1;
    this.#bPrecision += shared / inCluster;
    this.#bRecall += shared / inTruth;
  }

  figures(): Figures {
    return {
      precision: this.#joined === 0 ? 1 : this.#right / this.#joined,
      recall: this.#wanted === 0 ? 1 : this.#right / this.#wanted,
      bPrecision: this.#records === 0 ? 1 : this.#bPrecision / this.#records,
      bRecall: this.#records === 0 ? 1 : this.#bRecall / this.#records,
    };
  }
}

function count<T>(rows: readonly T[], of: (row: T) => string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const row of rows) counts.set(of(row), (counts.get(of(row)) ?? 0) + 1);
  return counts;
}
