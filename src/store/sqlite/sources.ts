import { storedLibraryCode } from '../../base/brand.ts';
import type {
  Schedule,
  Source,
  SourceReader,
  SourceRun,
  SourceState,
  SourceView,
  SourceWriter,
} from '../../push/sources.ts';
import type { PushMode } from '../../push/store.ts';
import type { Sqlite } from './open.ts';
import type { Writing } from './transaction.ts';

interface SourceRow {
  readonly name: string;
  readonly kind: string;
  readonly library: string;
  readonly profile: string;
  readonly charset: string | null;
  readonly mode: PushMode;
  readonly settings: string;
  readonly allow_private: number;
  readonly schedule: string | null;
  readonly live: number;
  readonly cursor: string | null;
  readonly window_deleted: number;
  readonly failures: number;
  readonly next_run_at: number | null;
  readonly last_good_at: number | null;
  readonly running_until: number | null;
}

interface RunRow {
  readonly started_at: number;
  readonly finished_at: number;
  readonly state: SourceRun['state'];
  readonly push: string | null;
  readonly received: number;
  readonly added: number;
  readonly changed: number;
  readonly deleted: number;
  readonly quarantined: number;
  readonly error: string | null;
  readonly detail: string | null;
}

const RUNS_KEPT = 100;
const RUNS_SHOWN = 10;

export function sourceReader(db: Sqlite): SourceReader {
  const all = db.prepare<[], SourceRow>('SELECT * FROM source ORDER BY name');
  const one = db.prepare<[string], SourceRow>('SELECT * FROM source WHERE name = ?');
  const runs = db.prepare<[string, number], RunRow>(
    'SELECT * FROM source_run WHERE source = ? ORDER BY id DESC LIMIT ?',
  );
  const records = db.prepare<[string], number>('SELECT count(*) FROM source_record WHERE library = ?').pluck();
  const known = db
    .prepare<[string, string], number>(
      'SELECT count(*) FROM source_record WHERE library = ? AND local_id IN (SELECT value FROM json_each(?))',
    )
    .pluck();
  const view = (row: SourceRow): SourceView => ({
    source: toSource(row),
    state: toState(row),
    runs: runs.all(row.name, RUNS_SHOWN).map(toRun),
  });
  return {
    async list() {
      return all.all().map(view);
    },
    async byName(name) {
      const row = one.get(name);
      return row === undefined ? null : view(row);
    },
    async standing(library, localIds) {
      return { records: records.get(library) ?? 0, known: known.get(library, JSON.stringify(localIds)) ?? 0 };
    },
  };
}

type Configured = Pick<
  SourceRow,
  'name' | 'kind' | 'library' | 'profile' | 'charset' | 'mode' | 'settings' | 'allow_private' | 'schedule' | 'live'
>;

export function sourceWriter(store: Writing): SourceWriter {
  const { db } = store;
  const put = db.prepare<[Configured & { readonly now: number | null }]>(
    `INSERT INTO source (name, kind, library, profile, charset, mode, settings, allow_private, schedule, live, next_run_at)
     VALUES (@name, @kind, @library, @profile, @charset, @mode, @settings, @allow_private, @schedule, @live, @now)
     ON CONFLICT (name) DO UPDATE SET
       cursor = iif(kind = excluded.kind AND settings = excluded.settings AND library = excluded.library, cursor, NULL),
       window_deleted = 0, failures = 0, next_run_at = excluded.next_run_at,
       kind = excluded.kind, library = excluded.library, profile = excluded.profile, charset = excluded.charset,
       mode = excluded.mode, settings = excluded.settings, allow_private = excluded.allow_private,
       schedule = excluded.schedule, live = excluded.live`,
  );
  const remove = db.prepare<[string]>('DELETE FROM source WHERE name = ?');
  const claim = db.prepare<[number, string, number]>(
    'UPDATE source SET running_until = ? WHERE name = ? AND (running_until IS NULL OR running_until <= ?)',
  );
  const progress = db.prepare<[string, number, number, string]>(
    'UPDATE source SET cursor = ?, window_deleted = ?, running_until = ? WHERE name = ?',
  );
  const finish = db.prepare<[string | null, number, number, number | null, number | null, string]>(
    `UPDATE source SET cursor = ?, window_deleted = ?, failures = ?, next_run_at = ?, last_good_at = ?,
       running_until = NULL WHERE name = ?`,
  );
  const addRun = db.prepare<[RunRow & { readonly source: string }]>(
    `INSERT INTO source_run (source, started_at, finished_at, state, push, received, added, changed, deleted, quarantined, error, detail)
     VALUES (@source, @started_at, @finished_at, @state, @push, @received, @added, @changed, @deleted, @quarantined, @error, @detail)`,
  );
  const forget = db.prepare<[string, string, number]>(
    'DELETE FROM source_run WHERE source = ? AND id NOT IN (SELECT id FROM source_run WHERE source = ? ORDER BY id DESC LIMIT ?)',
  );
  return {
    async put(source, now) {
      const next = source.schedule === null ? null : now.getTime();
      await store.transact(() => put.run({ ...configured(source), now: next }));
    },
    remove: (name) => store.transact(() => remove.run(name).changes > 0),
    claim: (name, now, until) => store.transact(() => claim.run(until.getTime(), name, now.getTime()).changes > 0),
    async progress(name, { cursor, windowDeleted, until }) {
      await store.transact(() => progress.run(cursor, windowDeleted, until.getTime(), name));
    },
    async finish(name, run, after) {
      const { cursor, windowDeleted, failures } = after;
      const [next, good] = [after.nextRunAt?.getTime() ?? null, after.lastGoodAt?.getTime() ?? null];
      await store.transact(() => {
        // A source removed while it ran leaves no run behind.
        if (finish.run(cursor, windowDeleted, failures, next, good, name).changes === 0) return;
        addRun.run({ source: name, ...runRow(run) });
        forget.run(name, name, RUNS_KEPT);
      });
    },
  };
}

function configured(source: Source): Configured {
  const { name, kind, library, profile, charset, mode } = source;
  return {
    ...{ name, kind, library, profile, charset, mode },
    settings: JSON.stringify(source.settings),
    allow_private: source.allowPrivate ? 1 : 0,
    schedule: source.schedule === null ? null : JSON.stringify(source.schedule),
    live: source.live ? 1 : 0,
  };
}

function toSource(row: SourceRow): Source {
  const { name, kind, profile, charset, mode } = row;
  return {
    ...{ name, kind, profile, charset, mode },
    library: storedLibraryCode(row.library),
    settings: JSON.parse(row.settings) as Source['settings'],
    allowPrivate: row.allow_private === 1,
    schedule: row.schedule === null ? null : (JSON.parse(row.schedule) as Schedule),
    live: row.live === 1,
  };
}

const date = (ms: number | null): Date | null => (ms === null ? null : new Date(ms));

function toState(row: SourceRow): SourceState {
  return {
    cursor: row.cursor,
    windowDeleted: row.window_deleted,
    failures: row.failures,
    nextRunAt: date(row.next_run_at),
    lastGoodAt: date(row.last_good_at),
    runningUntil: date(row.running_until),
  };
}

function toRun(row: RunRow): SourceRun {
  const { state, push, received, added, changed, deleted, quarantined, error, detail } = row;
  const times = { startedAt: new Date(row.started_at), finishedAt: new Date(row.finished_at) };
  return { ...times, state, push, received, added, changed, deleted, quarantined, error, detail };
}

function runRow(run: SourceRun): RunRow {
  const { startedAt, finishedAt, ...rest } = run;
  return { started_at: startedAt.getTime(), finished_at: finishedAt.getTime(), ...rest };
}
