import type { LibraryCode } from '../base/brand.ts';
import type { MessageCode } from '../base/messages.ts';
import type { Description } from '../record/description.ts';
import type { LiveQuery } from './connector.ts';

/** What one live source said. */
export interface LiveAnswer {
  readonly source: string;
  readonly library: LibraryCode;
  /** SKIPPED: it failed again and again lately and is left in peace for a while. */
  readonly state: 'ANSWERED' | 'FAILED' | 'TIMED_OUT' | 'SKIPPED';
  readonly total: number;
  readonly records: readonly Description[];
  /** When the source said so: an answer may be kept for a minute. */
  readonly asOf: Date;
  readonly error: MessageCode | null;
}

export interface LiveOptions {
  /** Records wanted of each source. */
  readonly limit: number;
  /** Longest wait for any source. */
  readonly waitMs: number;
  readonly signal: AbortSignal;
}

/** How a live source stands to a question that nobody asks it now. */
export interface LiveStanding {
  readonly source: string;
  readonly library: LibraryCode;
  /** ANSWERED: it was asked the same a moment ago; FAILED: it is left in peace for a while; UNASKED: it could be asked. */
  readonly state: 'ANSWERED' | 'FAILED' | 'UNASKED';
  readonly total: number | null;
  readonly asOf: Date | null;
}

/** Libraries that cannot be harvested, asked while somebody waits. */
export interface LiveTargets {
  /** Every live source and what is known here of its answer; asks nobody. */
  standing(query: LiveQuery): Promise<readonly LiveStanding[]>;
  /** Each source's answer as it comes, the quickest first; it ends when all have answered or their time is over. */
  search(query: LiveQuery, options: LiveOptions): AsyncIterable<LiveAnswer>;
}
