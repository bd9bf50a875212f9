import { type LibraryCode, type PushId, storedLibraryCode } from '../../src/base/brand.ts';
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

const NONE = { received: 0, added: 0, changed: 0, unchanged: 0, outdated: 0, deleted: 0, quarantined: 0, unnamed: 0 };

/** Brings these records, each with its id as its content. */
export function bringing(ids: readonly string[], version: string | null = null) {
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
        version,
        profile: 'auto',
      }),
    );
    const counts = { ...NONE, received: ids.length, added: fresh.length, unchanged: ids.length - fresh.length };
    const brought = new Map(ids.map((localId) => [localId, localId]));
    return { incoming, quarantined: [], brought, gone: new Map(), versions: new Map(), counts };
  };
}

/** Deletes what stands of these. */
export function deleting(ids: readonly string[]) {
  return (push: Push, known: KnownRecords): ChunkChange => {
    const standing = ids.flatMap((localId) => {
      const record = known.stored(localId);
      return record === null ? [] : [{ localId, version: record.version }];
    });
    return {
      incoming: standing.map(({ localId }) => ({ kind: 'deleted', key: { library: push.library, localId } })),
      quarantined: [],
      brought: new Map(ids.map((localId) => [localId, null])),
      gone: new Map(standing.map(({ localId, version }) => [localId, version])),
      versions: new Map(),
      counts: { ...NONE, received: ids.length, deleted: standing.length, unchanged: ids.length - standing.length },
    };
  };
}

/** Which of these ids are remembered as deleted: localId → version. */
export async function buried(
  writer: PushWriter,
  push: PushId,
  seq: number,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  await writer.applyChunk({ push, seq, bodyHash: 'look' }, (_push, known) => {
    for (const id of ids) {
      const version = known.gone(id);
      if (version !== null) found.set(id, version);
    }
    return { incoming: [], quarantined: [], brought: new Map(), gone: new Map(), versions: new Map(), counts: NONE };
  });
  return found;
}

export function quarantining(count: number, localId: string | null = null): ChunkChange {
  const quarantined = Array.from({ length: count }, (_, index) => ({
    position: index + 1,
    localId,
    findings: [{ code: 'LINE_UNREADABLE', severity: 'error', place: 'line 1' } as const],
    raw: { format: 'row', bytes: Buffer.from('raw') } as const,
  }));
  const counts = { ...NONE, received: count, quarantined: count, unnamed: localId === null ? count : 0 };
  return {
    incoming: [],
    quarantined,
    brought: new Map(localId === null ? [] : [[localId, null]]),
    gone: new Map(),
    versions: new Map(),
    counts,
  };
}

export function applied(answer: { seq: number; received: number; added: number }): ChunkOutcome {
  const { seq, received, added } = answer;
  return {
    kind: 'applied',
    answer: { seq, nextSeq: seq + 1, received, added, changed: 0, unchanged: 0, outdated: 0, quarantined: 0 },
  };
}
