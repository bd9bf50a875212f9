import type { EditionId, LibraryCode, PushId } from '../base/brand.ts';
import type { Problem } from '../base/problem.ts';
import type { Library } from '../catalogue/library.ts';
import type { ItemReport, ReviewVerdict, SourceKey } from '../catalogue/store.ts';
import type { PassRotation, RotationAnswer, StartRotation } from '../loan/courier/rotation.ts';
import type { ActOnTote, ToteAnswer } from '../loan/courier/tote.ts';
import type { LayDocument, LoanDocument } from '../loan/document.ts';
import type { DeadLetterChoice, Outcome } from '../loan/exchange.ts';
import type { ActOnLoan, Loan, RequestLoan } from '../loan/loan.ts';
import type { PartnerAddress } from '../loan/partner.ts';
import type { LoanRule } from '../loan/rules.ts';
import type { Cursor } from '../push/connector.ts';
import type { Source, SourceRun, SourceState } from '../push/sources.ts';
import type { BeginPush, ChunkOutcome, Push, QualityMark } from '../push/store.ts';
import type { IssuedKey, NewKey } from './keys.ts';

/** Everything that writes, in one union: the thread boundary, the audit log and the review list are the same list. */
export type Command =
  | { readonly do: 'beginPush'; readonly input: BeginPush; readonly idempotencyKey: string }
  /** `body` as it came off the wire, gzip or not; its buffer is transferred, not copied. */
  | {
      readonly do: 'applyChunk';
      readonly push: PushId;
      readonly seq: number;
      readonly body: Uint8Array;
      readonly gzip: boolean;
    }
  | { readonly do: 'commitPush'; readonly push: PushId; readonly confirmShrink: boolean }
  /** The second half of a commit, asked for by the writer itself: the sweep, or holding it. */
  | { readonly do: 'finishPush'; readonly push: PushId }
  /** How good the library's records are after the push, measured by the writer itself. */
  | { readonly do: 'keepQuality'; readonly push: PushId; readonly report: QualityMark['report'] }
  | { readonly do: 'abandonPush'; readonly push: PushId }
  | {
      readonly do: 'reportAvailability';
      readonly library: LibraryCode;
      readonly items: readonly ItemReport[];
      readonly idempotencyKey: string;
    }
  | { readonly do: 'decideReview'; readonly a: SourceKey; readonly b: SourceKey; readonly verdict: ReviewVerdict }
  | { readonly do: 'pinField'; readonly edition: EditionId; readonly field: string; readonly value: string | null }
  | { readonly do: 'rebuildCatalogue' }
  | { readonly do: 'requestLoan'; readonly input: RequestLoan }
  | { readonly do: 'actOnLoan'; readonly input: ActOnLoan }
  | { readonly do: 'startRotation'; readonly input: StartRotation }
  | { readonly do: 'passRotation'; readonly input: PassRotation }
  | { readonly do: 'actOnTote'; readonly input: ActOnTote }
  | ({ readonly do: 'layDocument' } & LayDocument)
  | { readonly do: 'fetchedDocument'; readonly id: string }
  /** Lets loan timers that are due act; asked for by the server itself. */
  | { readonly do: 'sweepLoans' }
  /** One message of an outside agency, as it came by HTTP; `secret` is what came beside it, `loopback`: from this machine. */
  | {
      readonly do: 'receiveLoanMessage';
      readonly body: string;
      readonly secret: string | null;
      readonly loopback: boolean;
    }
  /** What became of a message to an outside agency, told by the server itself. */
  | { readonly do: 'settleLoanMessage'; readonly id: number; readonly outcome: Outcome }
  | { readonly do: 'resolveLoanMessage'; readonly id: number; readonly choice: DeadLetterChoice }
  | { readonly do: 'putPartner'; readonly partner: PartnerAddress }
  | { readonly do: 'putLoanRule'; readonly rule: LoanRule }
  | { readonly do: 'putLibraries'; readonly libraries: readonly Library[] }
  | { readonly do: 'createKey'; readonly key: NewKey }
  | { readonly do: 'revokeKey'; readonly id: string }
  /** Keys that were used on that day (`2026-11-23`), told by the server itself. */
  | { readonly do: 'noteKeyUse'; readonly ids: readonly string[]; readonly day: string }
  | { readonly do: 'putSource'; readonly source: Source }
  | { readonly do: 'removeSource'; readonly name: string }
  /** The steps of a harvest: taking the source, noting how far it came, ending. */
  | { readonly do: 'claimSource'; readonly name: string; readonly until: Date }
  | {
      readonly do: 'noteSource';
      readonly name: string;
      readonly cursor: Cursor;
      readonly windowDeleted: number;
      readonly until: Date;
    }
  | {
      readonly do: 'finishSource';
      readonly name: string;
      readonly run: SourceRun;
      readonly after: Omit<SourceState, 'runningUntil'>;
    };

type PushAnswer = { readonly push: Push | null; readonly problems: readonly Problem[] };
type LoanAnswer = { readonly loan: Loan | null; readonly problems: readonly Problem[] };

export interface Answers {
  readonly beginPush: PushAnswer;
  /** `tooLarge` (413) and `unreadable` (400: truncated or no gzip) refuse the body as a whole; nothing was applied. */
  readonly applyChunk: ChunkOutcome | { readonly kind: 'tooLarge' | 'unreadable'; readonly detail: string };
  readonly commitPush: PushAnswer;
  readonly finishPush: Push;
  readonly keepQuality: Readonly<Record<string, never>>;
  readonly abandonPush: PushAnswer;
  readonly reportAvailability: {
    readonly changed: number;
    readonly unknownBarcodes: readonly string[];
    readonly problems: readonly Problem[];
  };
  readonly decideReview: { readonly editions: readonly EditionId[]; readonly problems: readonly Problem[] };
  readonly pinField: { readonly problems: readonly Problem[] };
  readonly rebuildCatalogue: { readonly records: number };
  readonly requestLoan: LoanAnswer;
  readonly actOnLoan: LoanAnswer;
  readonly actOnTote: ToteAnswer;
  readonly startRotation: RotationAnswer;
  readonly passRotation: RotationAnswer;
  readonly layDocument: { readonly document: LoanDocument | null; readonly problems: readonly Problem[] };
  readonly fetchedDocument: Readonly<Record<string, never>>;
  readonly sweepLoans: { readonly acted: number };
  /** The confirmation to send back. */
  readonly receiveLoanMessage: { readonly status: number; readonly contentType: string; readonly body: string };
  readonly settleLoanMessage: Readonly<Record<string, never>>;
  readonly resolveLoanMessage: { readonly resolved: boolean };
  readonly putPartner: Readonly<Record<string, never>>;
  readonly putLoanRule: Readonly<Record<string, never>>;
  readonly putLibraries: { readonly count: number };
  readonly createKey: IssuedKey;
  readonly revokeKey: { readonly revoked: boolean };
  readonly noteKeyUse: Readonly<Record<string, never>>;
  readonly putSource: Readonly<Record<string, never>>;
  readonly removeSource: { readonly removed: boolean };
  readonly claimSource: { readonly claimed: boolean };
  readonly noteSource: Readonly<Record<string, never>>;
  readonly finishSource: Readonly<Record<string, never>>;
}

export type AnswerTo<C extends Command> = Answers[C['do']];

/** Who does it, for the audit log: the key's name and id, or `cli`, `system`. Authorisation happened before. */
export interface Actor {
  readonly key: string;
  readonly name: string;
}

/** The program itself, where no person asked. */
export const SYSTEM: Actor = { key: 'system', name: 'system' };

export interface Commands {
  run<C extends Command>(command: C, by: Actor): Promise<AnswerTo<C>>;
}
