import type { LibraryCode, LoanId } from '../base/brand.ts';
import type { Problem } from '../base/problem.ts';
import { problem } from '../base/problem.ts';
import type { Order } from './order.ts';
import { supplyOf } from './order.ts';
import { legalActions, SHOWN_TO_REQUESTER } from './public-state.ts';

/** Copies of articles, reports and standards: a file that the lender lays down, and the borrower alone may fetch. */
export interface LoanDocument {
  readonly id: string;
  readonly loan: LoanId;
  readonly supplier: LibraryCode;
  readonly requester: LibraryCode;
  readonly type: DocumentType;
  readonly bytes: number;
  /** Hex. */
  readonly sha256: string;
  readonly laidAt: Date;
  /** From then on it is deleted. */
  readonly expiresAt: Date;
  readonly goneAt: Date | null;
}

/** Bytes that lie in the folder already and belong to no loan yet. */
export type LaidBytes = Pick<LoanDocument, 'id' | 'type' | 'bytes' | 'sha256'>;

/** A scan of forty pages has some ten MiB. */
export const MAX_DOCUMENT_BYTES = 50 * 1024 * 1024;
export const DOCUMENT_DAYS = 14;

const BEGINNINGS = {
  'application/pdf': ['%PDF-'],
  'image/jpeg': ['\u00FF\u00D8\u00FF'],
  'image/png': ['\u0089PNG\r\n\u001A\n'],
  'image/tiff': ['II*\u0000', 'MM\u0000*'],
} as const satisfies Readonly<Record<string, readonly string[]>>;
export type DocumentType = keyof typeof BEGINNINGS;

export const DOCUMENT_TYPES: readonly DocumentType[] = ['application/pdf', 'image/jpeg', 'image/png', 'image/tiff'];

/** The first bytes that are needed to tell a type. */
export const SNIFFED_BYTES = 8;

/** What a file is by its first bytes, whatever it is called; null for everything that is no page to be read. */
export function sniffDocument(head: Uint8Array): DocumentType | null {
  const text = Buffer.from(head.subarray(0, SNIFFED_BYTES)).toString('latin1');
  return DOCUMENT_TYPES.find((type) => BEGINNINGS[type].some((beginning) => text.startsWith(beginning))) ?? null;
}

/** Where the bytes lie. */
export interface DocumentShelf {
  /**
   * Takes a file in, whole and synced or not at all.
   *
   * @returns what was laid down, or why it was refused: DOCUMENT_TOO_LARGE, DOCUMENT_TYPE_REFUSED
   */
  put(bytes: AsyncIterable<Uint8Array>, signal: AbortSignal): Promise<LaidBytes | Problem>;
  /** The bytes in order; null where they are gone. */
  read(id: string): Promise<AsyncIterable<Uint8Array> | null>;
  drop(id: string): Promise<void>;
  /** Removes what is none of these, but for what is just being laid down. Answers how many went. */
  tidy(alive: ReadonlySet<string>, now: Date): Promise<number>;
}

/** Which documents there are. */
export interface DocumentReader {
  document(id: string): Promise<LoanDocument | null>;
  alive(now: Date): Promise<ReadonlySet<string>>;
}

export interface LayDocument {
  readonly loan: LoanId;
  /** The library that lays it down; null for an operator. */
  readonly actor: LibraryCode | null;
  readonly file: LaidBytes;
}

/** Why a document may not be laid down for a loan; null where it may. */
export function wrongDocument(order: Order, { actor }: Pick<LayDocument, 'actor'>): Problem | null {
  const supply = supplyOf(order);
  const lender = supply?.party.kind === 'member' ? supply.party.library : null;
  if (lender === null || (actor !== null && actor !== lender)) {
    return problem('LOAN_NOT_YOURS', { library: actor ?? '–', role: 'SUPPLIER' });
  }
  if (order.serviceType === 'LOAN') return problem('LOAN_NO_COPY_SERVICE');
  if (order.requester.kind !== 'member') return problem('DOCUMENT_FOR_MEMBERS');
  const possible = legalActions(order.state, supply?.state ?? null, order.flags).SUPPLIER;
  if (possible.includes('SUPPLY_COPY')) return null;
  const values = { state: SHOWN_TO_REQUESTER[order.state], possible: possible.join(', ') || '–' };
  return problem('LOAN_ACTION_NOT_NOW', { action: 'SUPPLY_COPY', ...values });
}

/** The address at which the borrower fetches it. */
export function documentPath(id: string): string {
  return `/documents/${id}`;
}
