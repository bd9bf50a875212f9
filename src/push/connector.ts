import type { Duplex } from 'node:stream';
import type { ZodType } from 'zod';
import type { Clock } from '../base/clock.ts';
import { Fault } from '../base/problem.ts';
import type { RawRecord } from '../record/raw.ts';

/** Where a connector stopped and can go on: its own text, opaque to everyone else. */
export type Cursor = string;

export type Delivery =
  | { readonly kind: 'record'; readonly localId?: string; readonly version?: string; readonly raw: RawRecord }
  | { readonly kind: 'deleted'; readonly localId: string }
  /** Everything before this was delivered; a later run may start here. */
  | { readonly kind: 'checkpoint'; readonly cursor: Cursor };

/** How a connector writes where it stopped, and reads it again. */
export interface Cursors<Position> {
  checkpoint(position: Position): Delivery;
  /** @throws Fault SOURCE_CURSOR_UNREADABLE where another connector wrote it, or nobody did */
  readCursor(cursor: Cursor): Position;
}

/** Cursors of one shape, which should have a key that no other connector writes. */
export function cursorsOf<Position>(shape: ZodType<Position>): Cursors<Position> {
  return {
    checkpoint: (position) => ({ kind: 'checkpoint', cursor: JSON.stringify(position) }),
    readCursor(cursor) {
      try {
        return shape.parse(JSON.parse(cursor));
      } catch (cause) {
        throw new Fault('SOURCE_CURSOR_UNREADABLE', {}, { cause });
      }
    },
  };
}

export interface ProbeReport {
  readonly ok: boolean;
  /** What was tried and what came back, in words for a librarian. */
  readonly steps: readonly { readonly what: string; readonly ok: boolean; readonly detail: string }[];
}

export interface ConnectorIo {
  readonly fetch: typeof fetch;
  readonly dial: (host: string, port: number, signal: AbortSignal) => Promise<Duplex>;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** Business events only; never credentials, never record content. */
  readonly log: (event: string, values: Readonly<Record<string, string | number>>) => void;
}

/** What a person is looking for, in the fields every protocol knows; what is set must all be met. */
export interface LiveQuery {
  readonly any?: string;
  readonly title?: string;
  readonly author?: string;
  /** As typed; hyphens do not matter. */
  readonly isbn?: string;
}

/** The query as pairs of an index that every protocol knows (null: any) and what to look for. */
export function livePairs({ any, title, author, isbn }: LiveQuery): readonly (readonly [string | null, string])[] {
  const pairs = [
    [null, any],
    ['title', title],
    ['author', author],
    ['isbn', isbn?.replace(/[^0-9Xx]/g, '')],
  ] as const;
  return pairs.flatMap(([index, text]) => (text === undefined || text.trim() === '' ? [] : [[index, text.trim()]]));
}

export interface LiveHits {
  readonly total: number;
  readonly records: readonly RawRecord[];
}

/** An ability of its own: a source that can be asked while somebody waits. It answers once, or throws a Fault. */
export interface LiveSearch<Settings> {
  search(settings: Settings, query: LiveQuery, limit: number, io: ConnectorIo): Promise<LiveHits>;
}

/** A kind of source. Two methods, on purpose: more abilities are separate interfaces that a real caller asks for. */
export interface Connector<Settings> {
  readonly kind: string;
  readonly settings: ZodType<Settings>;
  readonly abilities: { readonly harvest: boolean; readonly search: boolean; readonly availability: boolean };
  probe(settings: Settings, io: ConnectorIo): Promise<ProbeReport>;
  records(settings: Settings, since: Cursor | null, io: ConnectorIo): AsyncIterable<Delivery>;
}
