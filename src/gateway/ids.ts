import {
  type EditionId,
  editionId,
  type LoanId,
  libraryCode,
  loanId,
  type PushId,
  pushId,
  type ToteId,
  toteId,
  type WorkId,
  workId,
} from '../base/brand.ts';
import type { SourceKey } from '../catalogue/store.ts';
import { refuse } from './errors.ts';

/** Every type that has a global id. */
export const NODE_TYPES = [
  'Library',
  'Work',
  'Edition',
  'Holding',
  'Item',
  'SourceRecord',
  'Push',
  'Loan',
  'Tote',
] as const;
export type NodeType = (typeof NODE_TYPES)[number];

/**
 * Global id: `Type:id` in base64url, opaque to clients. The URL form of Base64 is used, because the id of a push
 * stands in the address of its chunks.
 */
export function globalId(type: NodeType, id: string): string {
  return Buffer.from(`${type}:${id}`, 'utf8').toString('base64url');
}

/** Takes a global id apart; null where it is none of ours. */
export function readGlobalId(text: string): { readonly type: NodeType; readonly id: string } | null {
  if (text.length > 1_000) return null;
  const plain = Buffer.from(text, 'base64url').toString('utf8');
  const colon = plain.indexOf(':');
  const type = NODE_TYPES.find((name) => name === plain.slice(0, colon));
  const id = plain.slice(colon + 1);
  return type === undefined || id === '' || globalId(type, id) !== text.replace(/=+$/, '') ? null : { type, id };
}

/** The id inside a global id of that type. Anything else is refused as bad input: it can name nothing. */
function idOf(type: NodeType, text: string, field: string): string {
  const read = readGlobalId(text);
  if (read?.type !== type) throw refuse('BAD_USER_INPUT', { detail: `${field} is no id of ${type}` });
  return read.id;
}

export const editionOf = (text: string, field = 'id'): EditionId => editionId(idOf('Edition', text, field));
export const workOf = (text: string, field = 'id'): WorkId => workId(idOf('Work', text, field));
/** A push is also known by its bare id, which messages and the command line print. */
export function pushOf(text: string, field = 'id'): PushId {
  return pushId(/^[0-9A-Za-z-]{8,64}$/.test(text) && readGlobalId(text) === null ? text : idOf('Push', text, field));
}
export const loanOf = (text: string, field = 'id'): LoanId => loanId(idOf('Loan', text, field));
export const toteOf = (text: string, field = 'id'): ToteId => toteId(idOf('Tote', text, field));

/** A library code holds no blank, so the first one divides. */
export function sourceRecordId(key: SourceKey): string {
  return globalId('SourceRecord', `${key.library} ${key.localId}`);
}

export function sourceKeyIn(id: string): SourceKey | null {
  const blank = id.indexOf(' ');
  const library = libraryCode(id.slice(0, blank));
  return blank < 1 || library === null ? null : { library, localId: id.slice(blank + 1) };
}

export function sourceKeyOf(text: string, field: string): SourceKey {
  const key = sourceKeyIn(idOf('SourceRecord', text, field));
  if (key === null) throw refuse('BAD_USER_INPUT', { detail: `${field} is no id of SourceRecord` });
  return key;
}
