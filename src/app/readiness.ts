import { statfs } from 'node:fs/promises';
import type { SearchEngine } from '../search/engine.ts';
import type { Readers } from './stores.ts';

/** One line of `/readyz`; see gateway/needs.ts. */
export interface ReadinessCheck {
  readonly name: string;
  readonly ok: boolean;
  readonly vital: boolean;
  readonly detail: string;
}

export interface ReadinessNeeds {
  readonly dataFolder: string;
  readonly readers: Pick<Readers, 'libraries' | 'outbox'>;
  readonly engine: Pick<SearchEngine, 'health'>;
  /** Why no more work is taken: the writer is gone, or the server is stopping; null while all is well. */
  readonly stopped: () => string | null;
}

/** Below this SQLite may soon be unable to write a chunk with its WAL. */
const LOW_DISK_BYTES = 256 * 1024 * 1024;
/** Above this the index is minutes behind the catalogue. */
const LONG_LAG = 50_000;

/** Whether this server can do its work; called at most once a second. */
export async function readiness(needs: ReadinessNeeds): Promise<readonly ReadinessCheck[]> {
  const stopped = needs.stopped();
  const [store, disk, lag] = await Promise.all([storeCheck(needs), diskCheck(needs.dataFolder), lagCheck(needs)]);
  return [{ name: 'writer', ok: stopped === null, vital: true, detail: stopped ?? 'takes commands' }, store, disk, lag];
}

async function storeCheck({ readers }: ReadinessNeeds): Promise<ReadinessCheck> {
  const { total } = await readers.libraries.list({ kind: null, area: null }, 1, null);
  return { name: 'store', ok: true, vital: true, detail: `${total} libraries` };
}

/** A full disk takes no pushes, but answers queries: it degrades the service and no more. */
async function diskCheck(folder: string): Promise<ReadinessCheck> {
  const { bavail, bsize } = await statfs(folder);
  const free = bavail * bsize;
  return {
    name: 'disk',
    ok: free >= LOW_DISK_BYTES,
    vital: false,
    detail: `${Math.floor(free / 1024 / 1024)} MiB free`,
  };
}

async function lagCheck({ readers, engine }: ReadinessNeeds): Promise<ReadinessCheck> {
  const [last, { seq }] = await Promise.all([readers.outbox.lastSeq(), engine.health()]);
  const lag = Math.max(0, last - seq);
  return { name: 'outbox', ok: lag <= LONG_LAG, vital: false, detail: `${lag} changes behind` };
}
