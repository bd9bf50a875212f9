import type { EditionId, WorkId } from '../base/brand.ts';
import type { Edition, Work } from './edition.ts';
import type { MatchForm } from './form.ts';
import type { Incoming, IncomingRecord, SourceKey, SourceRef } from './store.ts';
import type { WorkFacet } from './work-facet.ts';

/**
 * How the catalogue decides: pure, synchronous steps, between which a store reads what the step before made necessary
 * and writes what it decided, all in one transaction. The same steps run on any store.
 *
 * The result is a function of the records and verdicts that stand, never of the order in which they came.
 */
export interface Decide {
  readonly ruleVersion: number;
  /** `bound`: a librarian's verdict speaks of this very record, so it stands as a form of its own. */
  prepare(record: IncomingRecord, bound: boolean): Prepared;
  /** The blocking keys of a form; equal forms have equal keys. */
  keysOf(form: MatchForm): readonly string[];
  judge(task: JudgeTask): Judgement;
  cluster(component: Component): readonly (readonly FormId[])[];
  merge(task: MergeTask): MergedEdition;
  group(block: readonly WorkMember[]): readonly WorkGroup[];
}

export type FormId = number;

/** A record with what matching made of it. */
export interface Prepared {
  readonly incoming: IncomingRecord;
  readonly hash: string;
  readonly form: MatchForm;
  /** 0–1000: how much the record may say about the edition it stands in. */
  readonly quality: number;
}

/** A distinct way of describing a book, shared by all records that say the same. */
export interface FormNode {
  readonly id: FormId;
  readonly hash: string;
  readonly form: MatchForm;
  readonly edition: EditionId | null;
}

/** All forms under one blocking key; `nodes` is empty where the key is or becomes capped. */
export interface Block {
  readonly key: string;
  readonly sizeBefore: number;
  readonly size: number;
  readonly nodes: readonly FormId[];
}

export interface JudgeTask {
  /** Forms that came with this batch. */
  readonly fresh: readonly FormId[];
  readonly nodes: ReadonlyMap<FormId, FormNode>;
  /** Every block of a form that came or went. */
  readonly blocks: readonly Block[];
  /** Keys capped before this batch. */
  readonly capped: (key: string) => boolean;
  /** Distinct titles of an ISBN as stored; the blocks at hand are newer. */
  readonly titlesOf: (isbn: string) => number;
}

export interface Judgement {
  /** Replaces what is stored of these pairs. */
  readonly edges: readonly JudgedEdge[];
  /** Pairs that are no longer candidates, or apart without a doubt. */
  readonly dropped: readonly (readonly [FormId, FormId])[];
  readonly health: readonly { readonly isbn: string; readonly titles: number; readonly forms: number }[];
}

export interface JudgedEdge {
  readonly a: FormId;
  readonly b: FormId;
  readonly score: number;
  readonly state: 'auto' | 'review' | 'must' | 'cannot';
  readonly evidence: string;
}

/** Forms connected by auto and must edges, with every edge among them. */
export interface Component {
  readonly nodes: readonly FormNode[];
  readonly edges: readonly Pick<JudgedEdge, 'a' | 'b' | 'score' | 'state'>[];
}

export interface MergeMember {
  readonly ref: SourceRef;
  readonly key: SourceKey;
  readonly incoming: Pick<IncomingRecord, 'description'>;
  readonly quality: number;
}

export interface MergeTask {
  /** The best records of the edition, best first; at most {@link MERGE_MEMBERS}. */
  readonly members: readonly MergeMember[];
  readonly forms: readonly MatchForm[];
  readonly pins: Readonly<Record<string, string>>;
}

/** An edition is merged from at most so many of its best records: the rest could only repeat them. */
export const MERGE_MEMBERS = 12;

export interface MergedEdition {
  readonly edition: Edition;
  readonly facet: WorkFacet;
  readonly workKeys: readonly string[];
}

export interface WorkMember {
  readonly edition: EditionId;
  readonly anchor: string;
  readonly facet: WorkFacet;
}

export interface WorkGroup {
  readonly editions: readonly EditionId[];
  readonly work: Work;
  /** Volume → set, among the editions of this work. */
  readonly partOf: ReadonlyMap<EditionId, EditionId>;
}

/** What a batch did; `touched` editions must reach the index, gone ones included. */
export interface Applied {
  readonly touched: readonly EditionId[];
  readonly added: number;
  readonly changed: number;
  readonly deleted: number;
}

export type Batch = readonly Incoming[];
export type { WorkId };
