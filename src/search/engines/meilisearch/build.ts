import { randomUUID } from 'node:crypto';
import { setImmediate as breathe } from 'node:timers/promises';
import { z } from 'zod';
import { Fault } from '../../../base/problem.ts';
import type { SearchDoc } from '../../document.ts';
import type { IndexPlace, MeiliClient } from './client.ts';
import { deliver, type Line } from './delivery.ts';
import type { KnownLibraries } from './filter.ts';
import { INDEX_FORM, INDEX_SETTINGS } from './settings.ts';
import { type IndexState, type Quarantined, readState } from './state.ts';
import { deliverWithState, noteLibraries, wholeLine } from './writer.ts';

/** The server takes few large portions far quicker than many small ones. */
const PORTION_BYTES = 32 * 1024 * 1024;
const BREATHE_EVERY = 20;
/** An index left behind by a build that was killed is dropped after this. */
const ABANDONED_MS = 60 * 60_000;

const Indexes = z.object({ results: z.array(z.object({ uid: z.string(), updatedAt: z.string() })) });

/** A new index beside the one that answers, filled from nothing. */
export interface Staged {
  readonly uid: string;
  readonly state: Omit<IndexState, 'generation'>;
}

/** Where indexes are built, and those of ours that were not finished: dropped with the next build. */
export interface BuildPlace extends IndexPlace {
  readonly failed: Set<string>;
}

/** Fills an index of its own; whoever asks meanwhile sees the old one. */
export async function stage(place: BuildPlace, all: AsyncIterable<SearchDoc>, seq: number): Promise<Staged> {
  await dropAbandoned(place);
  const own = `${place.uid}_next_${randomUUID().slice(0, 8)}`;
  try {
    return await filled({ client: place.client, uid: own }, all, seq);
  } catch (error) {
    place.failed.add(own);
    throw error;
  }
}

async function filled(place: IndexPlace, all: AsyncIterable<SearchDoc>, seq: number): Promise<Staged> {
  await createIndex(place.client, place.uid);
  const quarantined: Quarantined[] = [];
  const libraries = new Map<string, KnownLibraries[number]>();
  let sending: Promise<readonly Quarantined[]> = Promise.resolve([]);
  let lines: Line[] = [];
  let bytes = 0;
  const send = async (): Promise<void> => {
    // One portion is indexed there while the next is made here.
    quarantined.push(...(await sending));
    sending = deliver(place, lines);
    // Its failure is met at the next await; until then it must not count as unhandled.
    sending.catch(() => undefined);
    [lines, bytes] = [[], 0];
  };
  for await (const doc of all) {
    const line = wholeLine(doc);
    lines.push(line);
    bytes += Buffer.byteLength(line.json);
    noteLibraries(libraries, doc);
    if (lines.length % BREATHE_EVERY === 0) await breathe();
    if (bytes >= PORTION_BYTES) await send();
  }
  await send();
  quarantined.push(...(await sending));
  return { uid: place.uid, state: { form: INDEX_FORM, seq, libraries: [...libraries.values()], quarantined } };
}

/** Makes a filled index the one that answers, in one task; where there was one, it is dropped. */
export async function swapIn(place: BuildPlace, staged: Staged): Promise<IndexState> {
  try {
    return await swapped(place, staged);
  } catch (error) {
    // What bears this name is not finished, or is what it replaced.
    place.failed.add(staged.uid);
    throw error;
  }
}

async function swapped({ client, uid }: IndexPlace, { uid: own, state }: Staged): Promise<IndexState> {
  const generation = ((await readState(client, uid))?.generation ?? 0) + 1;
  const written = await deliverWithState({ client, uid: own }, [], { ...state, generation });
  const rename = !(await exists(client, uid));
  const body = JSON.stringify([{ indexes: rename ? [own, uid] : [uid, own], rename }]);
  await client.mustChange({ method: 'POST', path: '/swap-indexes', body });
  if (!rename) await client.mustChange({ method: 'DELETE', path: `/indexes/${own}` });
  return written;
}

/** An index with nothing in it, for a catalogue that begins. */
export async function emptyIndex(place: BuildPlace): Promise<IndexState> {
  return swapIn(place, await stage(place, none(), 0));
}

async function* none(): AsyncIterable<never> {}

async function createIndex(client: MeiliClient, uid: string): Promise<void> {
  await client.mustChange({ method: 'POST', path: '/indexes', body: JSON.stringify({ uid, primaryKey: 'id' }) });
  const body = JSON.stringify(INDEX_SETTINGS);
  await client.mustChange({ method: 'PATCH', path: `/indexes/${uid}/settings`, body });
}

async function exists(client: MeiliClient, uid: string): Promise<boolean> {
  try {
    await client.ask({ method: 'GET', path: `/indexes/${uid}` }, z.object({ uid: z.string() }));
    return true;
  } catch (error) {
    if (error instanceof Fault && error.values.code === 'index_not_found') return false;
    throw error;
  }
}

async function dropAbandoned({ client, uid, failed }: BuildPlace): Promise<void> {
  const { results } = await client.ask({ method: 'GET', path: '/indexes?limit=1000' }, Indexes);
  for (const one of results) {
    const abandoned = failed.has(one.uid) || Date.now() - Date.parse(one.updatedAt) > ABANDONED_MS;
    if (one.uid.startsWith(`${uid}_next_`) && abandoned)
      await client.mustChange({ method: 'DELETE', path: `/indexes/${one.uid}` });
  }
  failed.clear();
}
