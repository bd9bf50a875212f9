import { pushId, storedLibraryCode } from '../../base/brand.ts';
import type { Push, PushMode, PushState } from '../../push/store.ts';

/** A line of the table `pushes`, as SQLite gives it. */
export interface PushRow {
  readonly id: string;
  readonly library: string;
  readonly profile: string;
  readonly charset: string | null;
  readonly mode: PushMode;
  readonly dry_run: number;
  readonly state: PushState;
  readonly next_seq: number;
  readonly received: number;
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly deleted: number;
  readonly quarantined: number;
  readonly unnamed: number;
  readonly expected_count: number | null;
  readonly confirmed: number;
  readonly held_reason: string | null;
  readonly input_hash: string;
  readonly started_at: number;
  readonly touched_at: number;
  readonly finished_at: number | null;
}

export function toPush(row: PushRow): Push {
  return {
    id: pushId(row.id),
    library: storedLibraryCode(row.library),
    profile: row.profile,
    charset: row.charset,
    mode: row.mode,
    dryRun: row.dry_run === 1,
    state: row.state,
    nextSeq: row.next_seq,
    received: row.received,
    added: row.added,
    changed: row.changed,
    unchanged: row.unchanged,
    deleted: row.deleted,
    quarantined: row.quarantined,
    heldReason: row.held_reason,
    startedAt: new Date(row.started_at),
    finishedAt: row.finished_at === null ? null : new Date(row.finished_at),
  };
}
