import type { LibraryCode, PushId } from '../base/brand.ts';
import type { Finding, Read } from '../base/finding.ts';
import type { Problem } from '../base/problem.ts';
import type { Incoming, Page } from '../catalogue/store.ts';
import type { ColumnMeanings } from '../record/columns.ts';
import type { Description } from '../record/description.ts';
import type { QualityReport } from '../record/quality.ts';
import type { RecordFormat } from '../record/raw.ts';

export const PUSH_STATES = ['OPEN', 'APPLYING', 'HELD', 'DONE', 'FAILED', 'ABANDONED'] as const;
export type PushState = (typeof PUSH_STATES)[number];
const OVER: readonly PushState[] = ['DONE', 'FAILED', 'ABANDONED'];

/** Nothing more will happen to a push in this state. */
export const isOver = (state: PushState): boolean => OVER.includes(state);

export type PushMode = 'SNAPSHOT' | 'DELTA';

/** One delivery of records by one library. */
export interface Push {
  readonly id: PushId;
  readonly library: LibraryCode;
  readonly profile: string;
  readonly charset: string | null;
  /** What the library told of the columns of its sheets, now and before. */
  readonly columns?: ColumnMeanings;
  readonly mode: PushMode;
  readonly dryRun: boolean;
  readonly state: PushState;
  readonly nextSeq: number;
  readonly received: number;
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  /** Of the unchanged: ignored, because an older state of a record came late. */
  readonly outdated: number;
  readonly deleted: number;
  readonly quarantined: number;
  readonly heldReason: string | null;
  readonly startedAt: Date;
  readonly finishedAt: Date | null;
}

export interface QuarantineEntry {
  /** Number of the record within the delivery, from 1. */
  readonly position: number;
  readonly localId: string | null;
  readonly findings: readonly Finding[];
  readonly raw: { readonly format: RecordFormat; readonly bytes: Uint8Array };
}

export interface BeginPush {
  readonly library: LibraryCode;
  readonly profile: string;
  readonly charset: string | null;
  readonly mode: PushMode;
  readonly dryRun: boolean;
  readonly expectedCount: number | null;
  /** What was told of the columns of its sheets with this push: a field, or `auto` to take back what was told before. */
  readonly columns?: Readonly<Record<string, string>>;
}

/** Which chunk of which push, and what its bytes were. */
export interface ChunkHead {
  readonly push: PushId;
  readonly seq: number;
  /** sha-256 (hex) of the lines as sent, inflated: two zlib builds make different bytes of the same lines. */
  readonly bodyHash: string;
}

/** What the store knows of a record before the chunk is applied. */
export interface KnownRecords {
  /** The record as it stands in the library's catalogue. */
  stored(localId: string): { readonly contentHash: string; readonly version: string | null } | null;
  /** The id of a record of the library with just this content. */
  withContent(contentHash: string): string | null;
  /** The content hash this push brought under that id in an earlier chunk (null: quarantined or deleted); undefined: not brought. */
  brought(localId: string): string | null | undefined;
  /** The version that a record had when it was deleted; null where none is remembered, and after its return. */
  gone(localId: string): string | null;
}

/** What a chunk does, decided in memory by push/apply-chunk.ts; the store carries it out in one transaction. */
export interface ChunkChange {
  /** Each key once. */
  readonly incoming: readonly Incoming[];
  readonly quarantined: readonly QuarantineEntry[];
  /** Ids brought by this chunk with their content hash; null where only the id could be read, or it was a deletion. */
  readonly brought: ReadonlyMap<string, string | null>;
  /** Ids that are deleted after this chunk and stood before or within it, with the version they had. */
  readonly gone: ReadonlyMap<string, string | null>;
  /** Records that stay as they are, told again with another version: localId → version. */
  readonly versions: ReadonlyMap<string, string>;
  readonly counts: ChunkCounts;
}

export interface ChunkCounts {
  readonly received: number;
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  /** Of the unchanged: older states that came late. */
  readonly outdated: number;
  readonly deleted: number;
  readonly quarantined: number;
  /** Quarantined records of which not even the id could be read. */
  readonly unnamed: number;
}

export interface ChunkAnswer {
  readonly seq: number;
  readonly nextSeq: number;
  readonly received: number;
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  /** Of the unchanged: older states that came late. */
  readonly outdated: number;
  readonly quarantined: number;
}

export type ChunkOutcome =
  | { readonly kind: 'applied'; readonly answer: ChunkAnswer }
  | { readonly kind: 'conflict' }
  | { readonly kind: 'outOfOrder'; readonly expected: number }
  | { readonly kind: 'closed'; readonly state: PushState }
  | { readonly kind: 'unknown' };

export interface PushReader {
  push(id: PushId): Promise<Push | null>;
  pushes(library: LibraryCode, first: number, after: string | null): Promise<Page<Push>>;
  lastPushes(libraries: readonly LibraryCode[]): Promise<ReadonlyMap<LibraryCode, Push>>;
  quarantine(id: PushId, first: number, after: string | null): Promise<Page<QuarantineEntry>>;
  /** How good the library's records were after each of these pushes, where that was measured. */
  qualities(pushes: readonly PushId[]): Promise<ReadonlyMap<PushId, QualityMark>>;
  /** The same after the last push of each library that was measured. */
  lastQualities(libraries: readonly LibraryCode[]): Promise<ReadonlyMap<LibraryCode, QualityMark>>;
  /** What the library told of the columns of its sheets so far. */
  columns(library: LibraryCode): Promise<ColumnMeanings>;
}

/** How good the records of a library were after one of its pushes. */
export interface QualityMark {
  readonly push: PushId;
  readonly library: LibraryCode;
  readonly at: Date;
  readonly report: QualityReport;
}

/** Records of a library as they were read, or those that a push brought and nobody could read. */
export interface ReadingsPage {
  readonly readings: readonly { readonly read: Read<Description>; readonly place: string }[];
  /** Where the next page begins; null behind the last. */
  readonly next: number | null;
}

/** What a commit would delete, for push/commit.ts to judge. */
export interface Sweep {
  readonly push: Push;
  readonly confirmed: boolean;
  /** Quarantined records of which not even the id could be read. */
  readonly unnamed: number;
  /** Records of the library before this push. */
  readonly before: number;
  /** Those of them that the push did not bring. */
  readonly missing: number;
}
export type SweepVerdict =
  | { readonly do: 'finish'; readonly sweep: boolean }
  | { readonly do: 'hold'; readonly reason: string };

/** The writing half; each method is one transaction. */
export interface PushWriter {
  begin(
    input: BeginPush,
    idempotencyKey: string,
  ): Promise<{ readonly push: Push | null; readonly problems: readonly Problem[] }>;
  /**
   * Checks the chunk against the ledger and, where it is the next one, applies what `decide` makes of it: records,
   * outbox, quarantine, counts and `nextSeq` together. A chunk applied before is answered as it was.
   */
  applyChunk(head: ChunkHead, decide: (push: Push, known: KnownRecords) => ChunkChange): Promise<ChunkOutcome>;
  /** Marks the push APPLYING; {@link finishCommit} does the sweep. */
  startCommit(
    id: PushId,
    confirmShrink: boolean,
  ): Promise<{ readonly push: Push | null; readonly problems: readonly Problem[] }>;
  /** Sweeps what a SNAPSHOT did not bring, or holds it; in a push that is not APPLYING it changes nothing. */
  finishCommit(id: PushId, decide: (sweep: Sweep) => SweepVerdict): Promise<Push>;
  /** Gives up a push whose sweep cannot be carried out; what was applied stays. */
  fail(id: PushId, reason: string): Promise<Push>;
  /** The library's records, or what this push brought and was set aside, from `from` (0: the first). */
  readings(push: PushId, which: 'kept' | 'setAside', from: number, limit: number): Promise<ReadingsPage>;
  /** Notes how good the library's records are after the push; a push measured before keeps its mark. */
  keepQuality(push: PushId, report: QualityReport): Promise<void>;
  /** The last finished push of each library that was never measured. */
  unmeasured(): Promise<readonly PushId[]>;
  /** Pushes whose commit was asked for and not finished, e.g. by a server that was killed. */
  applying(): Promise<readonly PushId[]>;
  abandon(id: PushId): Promise<{ readonly push: Push | null; readonly problems: readonly Problem[] }>;
}
