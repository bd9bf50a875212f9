import { randomUUID } from 'node:crypto';
import { type LibraryCode, type PushId, pushId } from '../../base/brand.ts';
import type { Clock } from '../../base/clock.ts';
import { hashOfInput } from '../../base/hash.ts';
import { type Problem, problem } from '../../base/problem.ts';
import type { Incoming } from '../../catalogue/store.ts';
import { IDLE_PUSH_MS, nextState, type PushEvent } from '../../push/session.ts';
import type {
  BeginPush,
  ChunkAnswer,
  ChunkChange,
  ChunkHead,
  ChunkOutcome,
  KnownRecords,
  Push,
  PushWriter,
  Sweep,
} from '../../push/store.ts';
import { type ColumnTable, columnTable, toldColumns } from './library-columns.ts';
import { type PushLedger, prepareLedger } from './push-ledger.ts';
import { prepareQuality } from './push-quality.ts';
import { toPush } from './push-rows.ts';
import { prepareTombstones, type Tombstones } from './push-tombstones.ts';
import type { PushRow } from './tables/pushes.ts';
import type { Writing } from './transaction.ts';

/** The catalogue's half of a push, called inside the push's own transaction. */
export interface PushCatalogue {
  /** A record as it stands. */
  stored(
    library: LibraryCode,
    localId: string,
  ): { readonly contentHash: string; readonly version: string | null } | null;
  /** Records of the library. */
  count(library: LibraryCode): number;
  /** Matches, merges and stores a batch (each key once), and tells the outbox. */
  merge(batch: readonly Incoming[]): void;
}

type PushOrProblems = { readonly push: Push | null; readonly problems: readonly Problem[] };

/** Deleted records are taken from the catalogue in slices of this size, all in one transaction. */
const SWEEP_SLICE = 500;

export function pushWriter(store: Writing, catalogue: PushCatalogue, clock: Clock): PushWriter {
  const ledger = prepareLedger(store.db);
  const quality = prepareQuality(store.db);
  const tombstones = prepareTombstones(store.db);
  const parts: Parts = { ledger, tombstones, columns: columnTable(store.db), catalogue, clock };
  return {
    begin: (input, key) => store.transact(() => begin(parts, input, key)),
    applyChunk: (head, decide) => store.transact(() => applyChunk(parts, head, decide)),
    startCommit: (id, confirmShrink) => store.transact(() => startCommit(parts, id, confirmShrink)),
    finishCommit: (id, decide) => store.transact(() => finishCommit(parts, id, decide)),
    fail: (id, reason) => store.transact(() => move(parts, ledger.require(id), 'fail', reason)),
    abandon: (id) => store.transact(() => abandon(parts, id)),
    readings: async (...asked) => quality.readings(...asked),
    keepQuality: (id, report) => store.transact(() => quality.keepQuality(id, report, clock.now().getTime())),
    unmeasured: async () => quality.unmeasured(),
    applying: async () => ledger.applying().map(pushId),
  };
}

interface Parts {
  readonly ledger: PushLedger;
  readonly tombstones: Tombstones;
  readonly columns: ColumnTable;
  readonly catalogue: PushCatalogue;
  readonly clock: Clock;
}

/**
 * One library has one push at a time, because two would sweep each other's records; a rehearsal does not count. A
 * HELD push gives way to a newer one, and so does one whose client has been silent for {@link IDLE_PUSH_MS}.
 */
function begin(parts: Parts, input: BeginPush, key: string): PushOrProblems {
  const { ledger, clock } = parts;
  if (!ledger.hasLibrary(input.library)) {
    return { push: null, problems: [problem('UNKNOWN_LIBRARY', { library: input.library }, 'library')] };
  }
  const inputHash = hashOfInput(input);
  const before = ledger.byKey(input.library, key);
  if (before !== undefined) {
    if (before.input_hash === inputHash) return { push: toPush(before), problems: [] };
    return { push: null, problems: [problem('IDEMPOTENCY_CONFLICT', {}, 'idempotencyKey')] };
  }
  const now = clock.now().getTime();
  if (!input.dryRun) {
    const open = ledger.inProgress(input.library);
    if (open !== undefined) {
      const idle = open.state === 'OPEN' && now - open.touched_at >= IDLE_PUSH_MS;
      if (open.state !== 'HELD' && !idle) {
        return { push: null, problems: [problem('PUSH_IN_PROGRESS', { push: open.id }, 'library')] };
      }
      move(parts, open, 'abandon', null);
    }
  }
  const id = `p${now.toString(36)}${randomUUID().replaceAll('-', '').slice(0, 12)}`;
  const columns = toldColumns(parts.columns.of(input.library), input.columns);
  if (!input.dryRun) parts.columns.put(input.library, input.columns ?? {});
  ledger.insert({ id, input, key, inputHash, now, columns });
  return { push: toPush(ledger.require(id)), problems: [] };
}

function applyChunk(
  parts: Parts,
  head: ChunkHead,
  decide: (push: Push, known: KnownRecords) => ChunkChange,
): ChunkOutcome {
  const { ledger, tombstones, clock } = parts;
  const row = ledger.find(head.push);
  if (row === undefined) return { kind: 'unknown' };
  const before = ledger.chunk(head.push, head.seq);
  if (before !== undefined) {
    if (before.body_hash !== head.bodyHash) return { kind: 'conflict' };
    return { kind: 'applied', answer: JSON.parse(before.answer) as ChunkAnswer };
  }
  if (nextState(row.state, 'chunk') === null) return { kind: 'closed', state: row.state };
  if (head.seq !== row.next_seq) return { kind: 'outOfOrder', expected: row.next_seq };
  const push = toPush(row);
  const change = decide(push, knownTo(parts, push));
  if (!push.dryRun) {
    if (change.incoming.length > 0) parts.catalogue.merge(change.incoming);
    ledger.tellVersions(push.library, change.versions);
    tombstones.raise(change.incoming);
    tombstones.buryAll(push.library, change.gone, clock.now().getTime());
  }
  ledger.quarantine(push.id, change.quarantined);
  ledger.bring(push.id, change.brought);
  ledger.count(push.id, change.counts, clock.now().getTime());
  const { received, added, changed, unchanged, outdated, quarantined } = change.counts;
  const counts = { received, added, changed, unchanged, outdated, quarantined };
  const answer = { seq: head.seq, nextSeq: head.seq + 1, ...counts };
  ledger.remember(head, answer);
  return { kind: 'applied', answer };
}

function knownTo({ ledger, tombstones, catalogue }: Parts, { id, library }: Push): KnownRecords {
  return {
    stored: (localId) => catalogue.stored(library, localId),
    withContent: (contentHash) => ledger.withContent(library, contentHash),
    brought: (localId) => ledger.brought(id, localId),
    gone: (localId) => tombstones.version(library, localId),
  };
}

function startCommit(parts: Parts, id: PushId, confirmShrink: boolean): PushOrProblems {
  const row = parts.ledger.find(id);
  if (row === undefined) return { push: null, problems: [problem('NOT_FOUND', { what: id }, 'id')] };
  const push = toPush(row);
  if (row.expected_count !== null && row.state === 'OPEN' && row.expected_count !== row.received) {
    const values = { expected: row.expected_count, received: row.received };
    return { push, problems: [problem('PUSH_INCOMPLETE', values, 'id')] };
  }
  const to = nextState(row.state, confirmShrink ? 'confirm' : 'commit');
  if (to === null) return { push, problems: [problem('PUSH_CLOSED', { state: row.state }, 'id')] };
  if (to === row.state) return { push, problems: [] };
  parts.ledger.startCommit(id, to, confirmShrink);
  return { push: toPush(parts.ledger.require(id)), problems: [] };
}

function finishCommit(parts: Parts, id: PushId, decide: Parameters<PushWriter['finishCommit']>[1]): Push {
  const { ledger } = parts;
  const row = ledger.require(id);
  if (row.state !== 'APPLYING') return toPush(row);
  const push = toPush(row);
  const missing = push.mode === 'SNAPSHOT' ? ledger.missing(push.library, push.id) : [];
  // A rehearsal changed nothing, so what stands now stood before.
  const now = parts.catalogue.count(push.library);
  const before = push.dryRun ? now : now - push.added + push.deleted;
  const sweep: Sweep = {
    push,
    confirmed: row.confirmed === 1,
    unnamed: row.unnamed,
    before,
    missing: missing.length,
  };
  const verdict = decide(sweep);
  if (push.dryRun) {
    ledger.countDeleted(id, missing.length);
    return move(parts, row, 'finish', verdict.do === 'hold' ? verdict.reason : null);
  }
  if (verdict.do === 'hold') return move(parts, row, 'hold', verdict.reason);
  if (verdict.sweep) {
    sweepAway(parts, push.library, missing);
    ledger.countDeleted(id, missing.length);
  }
  parts.tombstones.prune(push.library, parts.clock.now().getTime());
  return move(parts, row, 'finish', null);
}

function sweepAway({ catalogue, tombstones, clock }: Parts, library: LibraryCode, missing: readonly string[]): void {
  const now = clock.now().getTime();
  for (let from = 0; from < missing.length; from += SWEEP_SLICE) {
    const slice = missing.slice(from, from + SWEEP_SLICE);
    for (const localId of slice) {
      tombstones.bury(library, localId, catalogue.stored(library, localId)?.version ?? null, now);
    }
    catalogue.merge(slice.map((localId) => ({ kind: 'deleted', key: { library, localId } })));
  }
}

function abandon(parts: Parts, id: PushId): PushOrProblems {
  const row = parts.ledger.find(id);
  if (row === undefined) return { push: null, problems: [problem('NOT_FOUND', { what: id }, 'id')] };
  if (nextState(row.state, 'abandon') === null) {
    return { push: toPush(row), problems: [problem('PUSH_CLOSED', { state: row.state }, 'id')] };
  }
  return { push: move(parts, row, 'abandon', row.held_reason), problems: [] };
}

/** Leads a push on by its state table; one that is over forgets what it brought. */
function move(parts: Parts, row: PushRow, event: PushEvent, reason: string | null): Push {
  const to = nextState(row.state, event) ?? row.state;
  parts.ledger.move(row.id, to, reason, parts.clock.now().getTime());
  return toPush(parts.ledger.require(row.id));
}
