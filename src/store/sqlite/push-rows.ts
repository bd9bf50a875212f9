import { pushId, storedLibraryCode } from '../../base/brand.ts';
import type { Push } from '../../push/store.ts';
import type { ColumnMeanings } from '../../record/columns.ts';
import type { PushRow } from './tables/pushes.ts';

export function toPush(row: PushRow): Push {
  return {
    id: pushId(row.id),
    library: storedLibraryCode(row.library),
    profile: row.profile,
    charset: row.charset,
    ...(row.columns === null ? {} : { columns: JSON.parse(row.columns) as ColumnMeanings }),
    mode: row.mode,
    dryRun: row.dry_run === 1,
    state: row.state,
    nextSeq: row.next_seq,
    received: row.received,
    added: row.added,
    changed: row.changed,
    unchanged: row.unchanged,
    outdated: row.outdated,
    deleted: row.deleted,
    quarantined: row.quarantined,
    heldReason: row.held_reason,
    startedAt: new Date(row.started_at),
    finishedAt: row.finished_at === null ? null : new Date(row.finished_at),
  };
}
