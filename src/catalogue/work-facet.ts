import type { Contributor } from '../record/description.ts';

/** What an edition shows to the grouping into works; made when the edition is merged. Texts are bare, absent is '' or 0. */
export interface WorkFacet {
  /** Title of the work: without part, variants folded (鲁滨逊飘流记 → 鲁滨孙漂流记). */
  readonly title: string;
  /** As displayed. */
  readonly shown: string;
  /** Names, `whole|behind the last dot`, of those who made the work: authors; adapters where it is an adaptation. */
  readonly makers: readonly string[];
  /** Authors, of an adaptation too: they lead from it to the work it was made of. */
  readonly authors: readonly string[];
  /** Titles in the language of the original, as a translation tells them and the original itself bears one. */
  readonly originals: readonly string[];
  readonly editors: readonly string[];
  readonly contributors: readonly Contributor[];
  /** `注音`, `缩写`, `改编`, `绘本`: an adaptation stands apart from the work it was made of. */
  readonly adapted: readonly string[];
  readonly part: string;
  readonly set: number;
  readonly isbns: readonly string[];
  readonly publisher: string;
  readonly year: number;
}
