import type { EditionId } from '../base/brand.ts';
import type { Stage } from '../catalogue/edition.ts';
import type { LibraryKind } from '../catalogue/library.ts';
import type { Carrier } from '../record/description.ts';
import type { SearchDoc } from './document.ts';

export const SEARCH_FIELDS = [
  'ANY',
  'TITLE',
  'CONTRIBUTOR',
  'SUBJECT',
  'ISBN',
  'CALL_NUMBER',
  'PUBLISHER',
  'SERIES',
] as const;
export type SearchField = (typeof SEARCH_FIELDS)[number];
export const SEARCH_SORTS = ['RELEVANCE', 'NEWEST', 'OLDEST', 'TITLE_PINYIN', 'MOST_HELD', 'CALL_NUMBER'] as const;
export type SearchSort = (typeof SEARCH_SORTS)[number];
export const MATCH_STAGES = ['IDENTIFIER', 'EXACT', 'PHRASE', 'WORDS', 'HOMOPHONE', 'FUZZY', 'LIVE'] as const;
export type MatchStage = (typeof MATCH_STAGES)[number];
export const FACET_FIELDS = [
  'LIBRARY',
  'KIND',
  'AREA',
  'STAGE',
  'CLASS',
  'LANGUAGE',
  'CARRIER',
  'YEAR',
  'READING_LIST',
  'AVAILABILITY',
] as const;
export type FacetField = (typeof FACET_FIELDS)[number];

export interface SearchFilter {
  readonly libraries: readonly string[];
  readonly kinds: readonly LibraryKind[];
  readonly areas: readonly string[];
  readonly stages: readonly Stage[];
  /** 中图法 prefixes. */
  readonly classes: readonly string[];
  readonly languages: readonly string[];
  readonly carriers: readonly Carrier[];
  readonly readingLists: readonly string[];
  readonly yearFrom: number | null;
  readonly yearTo: number | null;
  readonly availableOnly: boolean;
}

/** Lets everything pass. */
export const NO_FILTER: SearchFilter = {
  libraries: [],
  kinds: [],
  areas: [],
  stages: [],
  classes: [],
  languages: [],
  carriers: [],
  readingLists: [],
  yearFrom: null,
  yearTo: null,
  availableOnly: false,
};

/** What a person asked, validated and clamped; the plan (search/plan.ts) turns `text` into stages. */
export interface SearchRequest {
  readonly text: string;
  readonly field: SearchField;
  readonly filter: SearchFilter;
  readonly sort: SearchSort;
  readonly groupByWork: boolean;
  /** Own library, preferred among equals. */
  readonly near: string | null;
  readonly facets: readonly FacetField[];
  readonly first: number;
  readonly after: string | null;
}

export interface SearchHit {
  readonly id: EditionId;
  readonly stage: MatchStage;
  readonly cursor: string;
}

export interface SearchPage {
  readonly hits: readonly SearchHit[];
  readonly total: number;
  readonly totalIsExact: boolean;
  readonly hasNext: boolean;
  readonly facets: readonly {
    readonly field: FacetField;
    readonly values: readonly { readonly value: string; readonly count: number }[];
  }[];
  readonly didYouMean: string | null;
  /** Answered by a stand-in, or by an engine that ran out of time: the best may not stand first. */
  readonly degraded: boolean;
  /** Who answered in the place of the engine that was meant to. */
  readonly standIn?: StandIn;
}

export interface StandIn {
  readonly name: string;
  /** Whether the engine was asked this and failed, or is kept from questions just now. */
  readonly engine: 'FAILED' | 'SKIPPED';
}

export type SuggestionKind = 'TITLE' | 'CONTRIBUTOR' | 'SUBJECT';
export interface Suggestion {
  /** A title as it is written; a contributor's name as it is looked up. */
  readonly text: string;
  readonly kind: SuggestionKind;
  /** The edition of a title; of a contributor one that tells how the name is written. */
  readonly edition: EditionId | null;
}

export interface EngineHealth {
  readonly ok: boolean;
  readonly documents: number;
  /** Last outbox entry applied. */
  readonly seq: number;
  readonly detail: string;
}

/**
 * Where documents are found. Takes documents by id and version (an older version never overwrites a newer one, the
 * same one twice changes nothing) and answers ids; rows are brought from the store by the gateway.
 */
export interface SearchEngine {
  readonly name: string;
  /**
   * Applies changes and remembers `seq` with them, so that a restart knows where to go on. With `after`, nothing is
   * applied unless the engine stands at that entry: an index built anew meanwhile must not skip any.
   */
  put(docs: readonly SearchDoc[], removed: readonly EditionId[], seq: number, after?: number): Promise<void>;
  search(request: SearchRequest, signal: AbortSignal): Promise<SearchPage>;
  suggest(prefix: string, first: number, signal: AbortSignal): Promise<readonly Suggestion[]>;
  /** Builds a new index beside the old and swaps; `seq` is the outbox entry the documents are at least as new as. */
  rebuild(all: AsyncIterable<SearchDoc>, seq: number): Promise<void>;
  health(): Promise<EngineHealth>;
  close(): Promise<void>;
}

/** An engine as whoever feeds it needs it. */
export type FedEngine = Pick<SearchEngine, 'name' | 'put' | 'rebuild' | 'health' | 'close'>;
