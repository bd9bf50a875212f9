import { type LibraryCode, storedLibraryCode } from '../../src/base/brand.ts';
import type { Incoming } from '../../src/catalogue/store.ts';
import type {
  BeginPush,
  ChunkChange,
  ChunkOutcome,
  KnownRecords,
  Push,
  PushReader,
  PushWriter,
} from '../../src/push/store.ts';
import type { TestClock } from '../support/clock.ts';

/** What the suite needs of an implementation: both halves, and a look at what stands afterwards. */
export interface PushLedgerBench extends AsyncDisposable {
  readonly writer: PushWriter;
  readonly reader: PushReader;
  readonly clock: TestClock;
  /** Records of the library that stand in the catalogue: localId → content hash. */
  records(library: LibraryCode): ReadonlyMap<string, string>;
  /** Number of outbox entries written so far. */
  outboxLength(): Promise<number>;
  /** Makes the next merge fail half way. */
  breakNextMerge(): void;
}

export const LIBRARY = storedLibraryCode('CN-320508-C-PJSY');
export const OTHER = storedLibraryCode('CN-320508-C-SL01');

/** Libraries that the bench must know. */
export const LEDGER_LIBRARIES = [LIBRARY, OTHER] as const;

export const ORDINARY: BeginPush = {
  library: LIBRARY,
  profile: 'auto',
  charset: null,
  mode: 'DELTA',
  dryRun: false,
  expectedCount: null,
};

const NONE = { received: 0, added: 0, changed: 0, unchanged: 0, deleted: 0, quarantined: 0, unnamed: 0 };

/** Brings these records, each with its id as its content. */
export function bringing(ids: readonly string[]) {
  return (push: Push, known: KnownRecords): ChunkChange => {
    const fresh = ids.filter((localId) => known.stored(localId) === null);
    const incoming = fresh.map(
      (localId): Incoming => ({
        kind: 'record',
        key: { library: push.library, localId },
        description: { localId, title: localId, holdings: [] },
        findings: [],
        raw: { format: 'row', bytes: Buffer.from(localId) },
        contentHash: localId,
        version: null,
        profile: 'auto',
      }),
    );
    const counts = { ...NONE, received: ids.length, added: fresh.length, unchanged: ids.length - fresh.length };
    return { incoming, quarantined: [], brought: new Map(ids.map((localId) => [localId, localId])), counts };
  };
}

export function quarantining(count: number, localId: string | null = null): ChunkChange {
  const quarantined = Array.from({ length: count }, (_, index) => ({
    position: index + 1,
    localId,
    findings: [{ code: 'LINE_UNREADABLE', severity: 'error', place: 'line 1' } as const],
    raw: { format: 'row', bytes: Buffer.from('raw') } as const,
  }));
  const counts = { ...NONE, received: count, quarantined: count, unnamed: localId === null ? count : 0 };
  return { incoming: [], quarantined, brought: new Map(localId === null ? [] : [[localId, null]]), counts };
}

export function applied(answer: { seq: number; received: number; added: number }): ChunkOutcome {
  const { seq, received, added } = answer;
  return {
    kind: 'applied',
    answer: { seq, nextSeq: seq + 1, received, added, changed: 0, unchanged: 0, quarantined: 0 },
  };
}
