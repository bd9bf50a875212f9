import { Fault } from '../../../base/problem.ts';
import { readAliases } from '../../alias-file.ts';
import type { EngineHealth, SearchEngine, SearchRequest } from '../../engine.ts';
import { wordsOf } from '../../words.ts';
import { emptyIndex, stage, swapIn } from './build.ts';
import { MeiliClient } from './client.ts';
import {
  type Answer,
  apart,
  NOTHING_BUT_COUNT,
  type RankingPlace,
  type SetSlice,
  type Slice,
  union,
} from './index-queries.ts';
import { allWith, type Wanted } from './plan.ts';
import { searchIndex } from './searcher.ts';
import { CUTOFF_MS } from './settings.ts';
import { type Standing, standingOf } from './standing.ts';
import type { IndexState } from './state.ts';
import { suggestFrom } from './suggester.ts';
import { putBatch } from './writer.ts';

export interface MeilisearchSettings {
  readonly url: string;
  readonly key: string | null;
  /** Name of the index; several catalogues may share a server. */
  readonly index: string;
  readonly aliasFile: string | null;
  /** How long the index may rank an answer, where it was set otherwise than we set it. */
  readonly cutoffMs?: number;
}

const SLOWEST_COUNT_MS = 10_000;
/** How long kinds and areas of libraries are taken to be as they were; another process or thread may feed the index. */
const KNOWN_FOR_MS = 1_000;

/**
 * The index in a Meilisearch server. It need not run when this is opened: every call says for itself whether it could
 * be reached.
 */
export function openMeilisearchEngine(settings: MeilisearchSettings): SearchEngine {
  const { url, key, index: uid, aliasFile, cutoffMs = CUTOFF_MS } = settings;
  const client = new MeiliClient(url, key);
  const aliases = readAliases(aliasFile);
  const place = { client, uid, cutoffMs, failed: new Set<string>() };
  const standing = standingOf(place);
  const ready = async (oldest?: number): Promise<IndexState> => {
    const state = await standing.recent(oldest);
    if (state === null) throw new Fault('MEILI_REFUSED', { code: 'index not built yet' });
    return state;
  };
  return {
    name: 'meilisearch',
    put: (docs, removed, seq, after) =>
      standing.change(async (now) => {
        if (after !== undefined && (now?.seq ?? 0) !== after) return now;
        return putBatch(place, now ?? (await emptyIndex(place)), { docs, removed, seq });
      }),
    async search(request, signal) {
      // A library that joined since would be left out by its kind and area; no other question asks for these.
      const { libraries } = await ready(asksKinds(request) ? KNOWN_FOR_MS : undefined);
      const asking = askingIn(place, signal);
      const page = await searchIndex({ ...asking, libraries, words: wordsOf, aliases }, request);
      return { ...page, degraded: asking.anyCut() };
    },
    async suggest(prefix, first, signal) {
      await ready();
      return suggestFrom(askingIn(place, signal).askApart, prefix, first);
    },
    async rebuild(all, seq) {
      const staged = await stage(place, all, seq);
      await standing.change(() => swapIn(place, staged));
    },
    health: () => healthOf(place, standing),
    close: async () => {
      await client.close();
      await standing.idle();
    },
  };
}

/** Asks on behalf of one person, and remembers whether anything of it was cut short. */
function askingIn(place: RankingPlace, signal: AbortSignal) {
  let cut = false;
  return {
    async ask(sets: readonly Wanted[], slice: Slice): Promise<Answer> {
      const answer = await union(place, sets, slice, signal);
      cut ||= answer.cut;
      return answer;
    },
    // Of sets apart, pages need only what they hold; a suggestion that takes as long comes too late anyway.
    askApart: (sets: readonly Wanted[], slice: SetSlice) => apart(place, sets, slice, signal),
    anyCut: () => cut,
  };
}

/** Whether the answer depends on what libraries are, and not only on which they are. */
function asksKinds({ filter, facets }: SearchRequest): boolean {
  const counted = filter.libraries.length > 0 && facets.some((field) => field === 'KIND' || field === 'AREA');
  return counted || filter.kinds.length + filter.areas.length > 0;
}

/** A server that does not answer is a state of health, not a fault. */
async function healthOf(place: RankingPlace, standing: Standing): Promise<EngineHealth> {
  try {
    const state = await standing.read();
    if (state === null) return { ok: true, documents: 0, seq: 0, detail: 'no index yet' };
    const { seq, quarantined } = state;
    const everything = [allWith('PHRASE', null)];
    const { total } = await union(place, everything, NOTHING_BUT_COUNT, AbortSignal.timeout(SLOWEST_COUNT_MS));
    const detail = quarantined.map(({ id, reason }) => `${id}: ${reason}`).join('; ');
    return { ok: true, documents: total, seq, detail };
  } catch (error) {
    return { ok: false, documents: 0, seq: 0, detail: error instanceof Error ? error.message : String(error) };
  }
}
