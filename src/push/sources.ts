import type { LibraryCode } from '../base/brand.ts';
import type { Cursor } from './connector.ts';
import type { PushMode } from './store.ts';

/** A place records are fetched from for one library: what an operator configured. */
export interface Source {
  /** Short name, unique: `ucs-01`. */
  readonly name: string;
  readonly kind: string;
  readonly library: LibraryCode;
  readonly profile: string;
  readonly charset: string | null;
  /** SNAPSHOT where the source never tells what it deleted: each run reads all and what is missing goes. */
  readonly mode: PushMode;
  /** As the connector's schema takes them; a text `env:NAME` stands for a value kept in the environment. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** Private and loopback addresses may be contacted: an operator said so. */
  readonly allowPrivate: boolean;
  readonly schedule: Schedule | null;
  /** Asked while somebody waits for an answer, where its kind can be. */
  readonly live: boolean;
}

/** Every so many minutes, or once a day at a time in Shanghai; null in {@link Source}: only when asked. */
export type Schedule =
  | { readonly kind: 'every'; readonly minutes: number }
  | { readonly kind: 'daily'; readonly hour: number; readonly minute: number };

/** Where harvesting stands. */
export interface SourceState {
  readonly cursor: Cursor | null;
  /** Known records deleted since the last run that came to its end: the breaker counts over broken-off runs too. */
  readonly windowDeleted: number;
  /** Runs in a row that failed. */
  readonly failures: number;
  /** Null: only when asked. */
  readonly nextRunAt: Date | null;
  /** When the data here were last complete. */
  readonly lastGoodAt: Date | null;
  /** While it lies ahead, another process is harvesting. */
  readonly runningUntil: Date | null;
}

export const RUN_STATES = ['DONE', 'FAILED', 'HELD'] as const;
export type RunState = (typeof RUN_STATES)[number];

export interface SourceRun {
  readonly startedAt: Date;
  readonly finishedAt: Date;
  readonly state: RunState;
  readonly push: string | null;
  readonly received: number;
  readonly added: number;
  readonly changed: number;
  readonly deleted: number;
  readonly quarantined: number;
  /** Code of the message table where the run did not end well. */
  readonly error: string | null;
  readonly detail: string | null;
}

export interface SourceView {
  readonly source: Source;
  readonly state: SourceState;
  /** Newest first, the last ten. */
  readonly runs: readonly SourceRun[];
}

export interface SourceReader {
  /** By name, all of them. */
  list(): Promise<readonly SourceView[]>;
  byName(name: string): Promise<SourceView | null>;
  /** Records the library has here, and which of these ids are among them: what a deletion would take away. */
  standing(
    library: LibraryCode,
    localIds: readonly string[],
  ): Promise<{ readonly records: number; readonly known: number }>;
}

/** The writing half; each method is one transaction. */
export interface SourceWriter {
  /** Adds a source or replaces its configuration; where it stood is kept unless the kind or the settings changed. */
  put(source: Source, now: Date): Promise<void>;
  remove(name: string): Promise<boolean>;
  /** Takes the source for this process until `until`; false where another process has it. */
  claim(name: string, now: Date, until: Date): Promise<boolean>;
  /** What a running harvest reached; extends its claim. */
  progress(
    name: string,
    at: { readonly cursor: Cursor; readonly windowDeleted: number; readonly until: Date },
  ): Promise<void>;
  /** Ends the claim and keeps the run; `after` is where the next one begins. */
  finish(name: string, run: SourceRun, after: Omit<SourceState, 'runningUntil'>): Promise<void>;
}
