import type { EditionId } from '../base/brand.ts';

/** How the catalogue stands: what an operator looks at after a large push. */
export interface ClusterStatistics {
  readonly records: number;
  readonly editions: number;
  readonly works: number;
  /** Pairs that the rules would not decide alone. */
  readonly inDoubt: number;
  /** How many editions have so many records, smallest first. */
  readonly sizes: readonly { readonly records: number; readonly editions: number }[];
  /** Editions held together by the weakest edge, weakest first. */
  readonly doubtful: readonly {
    readonly edition: EditionId;
    readonly title: string;
    readonly records: number;
    readonly weakest: number;
  }[];
  /** ISBNs that several titles claim: they prove nothing any more. */
  readonly demotedIsbns: readonly { readonly isbn: string; readonly titles: number }[];
  /** Blocking keys that too many records share to be compared. */
  readonly cappedKeys: readonly { readonly key: string; readonly size: number }[];
}

export interface StatisticsReader {
  /** @param most rows of each list */
  clusters(most: number): ClusterStatistics;
  /** The oldest version of the rules by which a standing pair was judged; null where there is none. */
  oldestRules(): number | null;
}
