import { z } from 'zod';
import type { MatchStage } from '../../engine.ts';
import type { MeiliClient } from './client.ts';
import type { Wanted } from './plan.ts';
import { MOST_VALUES } from './settings.ts';

/** What ranking and the page need of a document. */
const Bare = z.object({
  id: z.string(),
  tk: z.string().default(''),
  title: z.string().default(''),
  author: z.string().default(''),
  beside: z.string().default(''),
  hold: z.number().default(0),
  year: z.number().nullish(),
});
/** A document as it is found by one set alone. */
export type BareRow = Readonly<z.infer<typeof Bare>>;
const Row = Bare.extend({ _federation: z.object({ queriesPosition: z.int() }) });
const RANKED_BY = ['id', 'tk', 'title', 'author', 'beside', 'hold', 'year'];

export interface FoundRow extends BareRow {
  readonly stage: MatchStage;
  /** Which of the sets named it first. */
  readonly place: number;
}

export interface Answer {
  readonly rows: readonly FoundRow[];
  readonly total: number;
  readonly facets: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** The server may have run out of time: all that is there was counted, but rows may not be the best, or out of order. */
  readonly cut: boolean;
}

/** An index, and how long it may rank an answer. */
export interface RankingPlace {
  readonly client: Pick<MeiliClient, 'ask'>;
  readonly uid: string;
  readonly cutoffMs: number;
}

/** How much of the union of several sets is wanted, and in what order. */
export interface Slice {
  readonly filter: string | null;
  readonly offset: number;
  readonly limit: number;
  readonly sort: readonly string[];
  readonly facets: readonly string[];
  /** One document a work; the total is then of works, and exact only where the slice is a first page. */
  readonly distinct: boolean;
  /** Ids alone, where nothing is ranked. */
  readonly idsOnly?: boolean;
}

export const NOTHING_BUT_COUNT: Slice = {
  filter: null,
  offset: 0,
  limit: 0,
  sort: [],
  facets: [],
  distinct: false,
};

const Federated = z.object({
  hits: z.array(Row),
  processingTimeMs: z.number(),
  estimatedTotalHits: z.int().optional(),
  totalHits: z.int().optional(),
  facetDistribution: z.record(z.string(), z.record(z.string(), z.int())).optional(),
});

/** Each stage far above the next, however well a later one fits. */
const WEIGHT_STEP = 1e4;

/**
 * Asks for the union of sets as one: each document once, with the best stage that names it, counted exactly.
 *
 * The server does not say that it cut a question short; one that it answered within its time it did not cut. Where the
 * time may have gone into counting facets, which are never cut, the rows are asked for alone.
 *
 * @throws Fault MEILI_UNREACHABLE, MEILI_REFUSED
 */
export async function union(
  place: RankingPlace,
  sets: readonly Wanted[],
  slice: Slice,
  signal: AbortSignal,
): Promise<Answer> {
  const answer = await unionOnce(place, sets, slice, signal);
  if (!answer.cut || slice.facets.length === 0) return answer;
  const { rows, cut } = await unionOnce(place, sets, { ...slice, facets: [] }, signal);
  return { ...answer, rows, cut };
}

async function unionOnce(
  { client, uid, cutoffMs }: RankingPlace,
  sets: readonly Wanted[],
  slice: Slice,
  signal: AbortSignal,
): Promise<Answer> {
  if (sets.length === 0) return { rows: [], total: 0, facets: {}, cut: false };
  const body = JSON.stringify({ federation: federationOf(uid, slice), queries: queriesOf(uid, sets, slice) });
  const answer = await client.ask({ method: 'POST', path: '/multi-search', body }, Federated, signal);
  return {
    rows: answer.hits.map(({ _federation, ...row }) => ({
      ...row,
      place: _federation.queriesPosition,
      stage: sets[_federation.queriesPosition]?.stage ?? 'FUZZY',
    })),
    total: answer.totalHits ?? answer.estimatedTotalHits ?? answer.hits.length,
    facets: answer.facetDistribution ?? {},
    // Where no row is wanted, nothing is ranked.
    cut: slice.limit > 0 && answer.processingTimeMs >= cutoffMs,
  };
}

/** The best of one set and how many there are. */
export interface SetAnswer {
  readonly rows: readonly BareRow[];
  readonly total: number;
}

/** Of each set apart, how much is wanted. */
export type SetSlice = Pick<Slice, 'limit' | 'idsOnly'>;

const Apart = z.object({
  results: z.array(z.object({ hits: z.array(Bare), estimatedTotalHits: z.int() })),
});

/**
 * Asks for several sets, each for itself, in one question: a round trip costs the server more than a small set.
 *
 * @throws Fault MEILI_UNREACHABLE, MEILI_REFUSED
 */
export async function apart(
  { client, uid }: Pick<RankingPlace, 'client' | 'uid'>,
  sets: readonly Wanted[],
  { limit, idsOnly }: SetSlice,
  signal: AbortSignal,
): Promise<readonly SetAnswer[]> {
  if (sets.length === 0) return [];
  const slice = { ...NOTHING_BUT_COUNT, idsOnly: idsOnly ?? false };
  const queries = queriesOf(uid, sets, slice).map((query) => ({ ...query, limit, federationOptions: undefined }));
  const body = JSON.stringify({ queries });
  const { results } = await client.ask({ method: 'POST', path: '/multi-search', body }, Apart, signal);
  return results.map(({ hits, estimatedTotalHits }) => ({ rows: hits, total: estimatedTotalHits }));
}

function federationOf(uid: string, { offset, limit, facets, distinct }: Slice): object {
  // Only a page counts the distinct ones exactly.
  const paged = distinct && offset === 0 && limit > 0;
  return {
    ...(paged ? { page: 1, hitsPerPage: limit } : { offset, limit }),
    ...(distinct ? { distinct: 'workId' } : {}),
    ...(facets.length === 0
      ? {}
      : { facetsByIndex: { [uid]: facets }, mergeFacets: { maxValuesPerFacet: MOST_VALUES } }),
  };
}

function queriesOf(uid: string, sets: readonly Wanted[], { filter, sort, idsOnly }: Slice): readonly object[] {
  return sets.map((set, at) => ({
    indexUid: uid,
    q: set.words,
    attributesToSearchOn: set.fields,
    matchingStrategy: 'all',
    locales: ['eng'],
    attributesToRetrieve: idsOnly === true ? ['id'] : RANKED_BY,
    filter: [set.filter, filter].filter((one) => one !== null),
    ...(sort.length === 0 ? {} : { sort }),
    federationOptions: { weight: WEIGHT_STEP ** (sets.length - 1 - at) },
  }));
}
