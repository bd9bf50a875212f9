import { setImmediate as breathe } from 'node:timers/promises';
import type { EditionId } from '../base/brand.ts';
import { type DocumentSources, documentsOf } from './assemble.ts';
import type { SearchEngine } from './engine.ts';

/** An edition and how new it is. */
export interface EditionVersion {
  readonly id: EditionId;
  readonly version: number;
}

/** What the store holds that should be found, in order of id. */
export interface VersionReader {
  /** Editions with a holding library behind `after`, at most `limit`. */
  page(after: string, limit: number): readonly EditionVersion[];
}

/** What an index holds, by ranges of ids. */
export interface IndexedVersions {
  /** Documents behind `after` up to and with `upTo`; to the end where that is null. */
  between(after: string, upTo: string | null): readonly EditionVersion[];
}

export interface Difference {
  /** In the store, and missing or older in the index. */
  readonly missing: readonly EditionId[];
  /** In the index, and not in the store. */
  readonly surplus: readonly EditionId[];
}

/** Editions compared at once. */
const RANGE = 2_000;

/** Compares store and index range by range; what was written meanwhile shows as a difference that mending makes good. */
export async function* differences(store: VersionReader, index: IndexedVersions): AsyncIterable<Difference> {
  let after = '';
  for (;;) {
    const page = store.page(after, RANGE);
    const last = page.length < RANGE ? null : (page.at(-1)?.id ?? null);
    const known = new Map(index.between(after, last).map(({ id, version }) => [id, version]));
    const missing = page.filter(({ id, version }) => (known.get(id) ?? -1) < version).map(({ id }) => id);
    for (const { id } of page) known.delete(id);
    if (missing.length > 0 || known.size > 0) yield { missing, surplus: [...known.keys()] };
    if (last === null) return;
    after = last;
    await breathe();
  }
}

export interface Mending {
  readonly store: VersionReader;
  readonly index: IndexedVersions;
  readonly sources: DocumentSources;
  readonly engine: Pick<SearchEngine, 'put' | 'health'>;
  readonly signal: AbortSignal;
}

/** Puts into the index what it lacks and takes out what it should not have. Answers how many documents that were. */
export async function mend({ store, index, sources, engine, signal }: Mending): Promise<number> {
  let mended = 0;
  for await (const { missing, surplus } of differences(store, index)) {
    const { docs, removed } = await documentsOf(sources, [...missing, ...surplus]);
    // The place in the outbox stays: what the pump has still to bring, it brings.
    const { seq } = await engine.health();
    await engine.put(docs, removed, seq, seq);
    mended += missing.length + surplus.length;
    if (signal.aborted) break;
  }
  return mended;
}
