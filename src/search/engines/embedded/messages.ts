import type { EditionId } from '../../../base/brand.ts';
import type { SearchDoc } from '../../document.ts';
import type { EngineHealth, SearchPage, SearchRequest, Suggestion } from '../../engine.ts';

/** What the threads of the index are asked. */
export type ReaderCall =
  | { readonly do: 'search'; readonly request: SearchRequest }
  | { readonly do: 'suggest'; readonly prefix: string; readonly first: number };
export type WriterCall =
  | {
      readonly do: 'put';
      readonly docs: readonly SearchDoc[];
      readonly removed: readonly EditionId[];
      readonly seq: number;
      readonly after: number | null;
    }
  | { readonly do: 'health' }
  /** Fills the index that is to lie in this file with what was gathered beside it. */
  | { readonly do: 'fill'; readonly file: string }
  /** Completes it and makes it current. */
  | { readonly do: 'finish'; readonly file: string; readonly seq: number };
export type Call = ReaderCall | WriterCall;

export type AnswerTo<C extends Call> = C extends { do: 'search' }
  ? SearchPage
  : C extends { do: 'suggest' }
    ? readonly Suggestion[]
    : C extends { do: 'health' }
      ? EngineHealth
      : null;

export interface ThreadData {
  readonly role: 'reader' | 'writer';
  readonly folder: string;
  /** A librarian's own aliases, as JSON of `Aliases`; may be absent. */
  readonly aliasFile: string | null;
}
