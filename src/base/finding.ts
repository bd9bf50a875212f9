import type { MessageCode } from './messages.ts';

/** What a reader had to repair (`info`), doubts (`warning`) or could not read (`error`), with its place in the source. */
export interface Finding {
  readonly code: MessageCode;
  readonly severity: 'info' | 'warning' | 'error';
  /** `byte 9214`, `row 17`, `200$a`, `line 3`: where a person would look. */
  readonly place: string;
  /** The offending text, cut to 80 characters by whoever made the finding. */
  readonly got?: string;
}

/** The outcome of reading one thing: a value with remarks, or the reasons why there is none. */
export type Read<T> =
  | { readonly ok: true; readonly value: T; readonly findings: readonly Finding[] }
  | { readonly ok: false; readonly findings: readonly [Finding, ...Finding[]] };
