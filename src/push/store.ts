import type { LibraryCode, PushId } from '../base/brand.ts';
import type { Finding } from '../base/finding.ts';
import type { Problem } from '../base/problem.ts';
import type { Incoming, Page } from '../catalogue/store.ts';
import type { RecordFormat } from '../record/raw.ts';

export const PUSH_STATES = ['OPEN', 'APPLYING', 'HELD', 'DONE', 'FAILED', 'ABANDONED'] as const;
export type PushState = (typeof PUSH_STATES)[number];
export type PushMode = 'SNAPSHOT' | 'DELTA';

/** One delivery of records by one library. */
export interface Push {
  readonly id: PushId;
  readonly library: LibraryCode;
  readonly profile: string;
  readonly charset: string | null;
  readonly mode: PushMode;
  readonly dryRun: boolean;
  readonly state: PushState;
  readonly nextSeq: number;
  readonly received: number;
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
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
}

/** What a chunk became after reading: the store counts, skips the unchanged, reconciles and remembers, in one transaction. */
export interface ReadChunk {
  readonly push: PushId;
  readonly seq: number;
  /** sha-256 of the body as it came, before inflating. */
  readonly bodyHash: string;
  readonly lines: readonly ReadLine[];
}
export type ReadLine =
  | { readonly kind: 'incoming'; readonly incoming: Incoming }
  | {
      readonly kind: 'quarantined';
      readonly localId: string | null;
      readonly findings: readonly Finding[];
      readonly raw: { readonly format: RecordFormat; readonly bytes: Uint8Array };
    };

export interface ChunkAnswer {
  readonly seq: number;
  readonly nextSeq: number;
  readonly received: number;
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
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
}

/** The writing half; each method is one transaction. */
export interface PushWriter {
  begin(
    input: BeginPush,
    idempotencyKey: string,
  ): Promise<{ readonly push: Push | null; readonly problems: readonly Problem[] }>;
  applyChunk(chunk: ReadChunk): Promise<ChunkOutcome>;
  /** Marks the push APPLYING; {@link finishCommit} does the sweep. */
  startCommit(
    id: PushId,
    confirmShrink: boolean,
  ): Promise<{ readonly push: Push | null; readonly problems: readonly Problem[] }>;
  finishCommit(id: PushId): Promise<Push>;
  abandon(id: PushId): Promise<{ readonly push: Push | null; readonly problems: readonly Problem[] }>;
}
