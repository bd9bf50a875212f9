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

/** Libraries that cannot be harvested, asked while somebody waits. */
export interface LiveTargets {
  /** Each source's answer as it comes, the quickest first; it ends when all have answered or their time is over. */
  search(query: LiveQuery, options: LiveOptions): AsyncIterable<LiveAnswer>;
}
