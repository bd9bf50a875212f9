import type { Duplex } from 'node:stream';
import type { ZodType } from 'zod';
import type { Clock } from '../base/clock.ts';
import type { RawRecord } from '../record/raw.ts';

/** Where a connector stopped and can go on: its own text, opaque to everyone else. */
export type Cursor = string;

export type Delivery =
  | { readonly kind: 'record'; readonly localId?: string; readonly version?: string; readonly raw: RawRecord }
  | { readonly kind: 'deleted'; readonly localId: string }
  /** Everything before this was delivered; a later run may start here. */
  | { readonly kind: 'checkpoint'; readonly cursor: Cursor };

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

/** A kind of source. Two methods, on purpose: more abilities are separate interfaces that a real caller asks for. */
export interface Connector<Settings> {
  readonly kind: string;
  readonly settings: ZodType<Settings>;
  readonly abilities: { readonly harvest: boolean; readonly search: boolean; readonly availability: boolean };
  probe(settings: Settings, io: ConnectorIo): Promise<ProbeReport>;
  records(settings: Settings, since: Cursor | null, io: ConnectorIo): AsyncIterable<Delivery>;
}
