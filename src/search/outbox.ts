import type { EditionId } from '../base/brand.ts';

/** A change that the index has not heard of yet: which edition, never what changed. `seq` only grows. */
export interface OutboxEntry {
  readonly seq: number;
  readonly edition: EditionId;
}

/** Written in the transaction of the change, read here; each engine keeps its own position. */
export interface OutboxReader {
  after(seq: number, limit: number): Promise<readonly OutboxEntry[]>;
  /** Of these, those of which only availability changed. */
  ofShelfAfter(seq: number, limit: number): Promise<readonly OutboxEntry[]>;
  lastSeq(): Promise<number>;
  /** The oldest entry that is kept; one more than the last where none is. */
  firstSeq(): Promise<number>;
}
