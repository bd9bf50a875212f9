import type { FastifyBaseLogger } from 'fastify';
import type { Clock } from '../base/clock.ts';
import type { LibraryReader } from '../catalogue/library.ts';
import type { CatalogueReader } from '../catalogue/store.ts';
import type { Commands } from '../command/command.ts';
import type { KeyReader, KeyRecord } from '../command/keys.ts';
import type { ToteReader } from '../loan/courier/tote.ts';
import type { DocumentReader, DocumentShelf } from '../loan/document.ts';
import type { LoanPost } from '../loan/exchange.ts';
import type { LoanReader } from '../loan/store.ts';
import type { LiveTargets } from '../push/live.ts';
import type { PushReader } from '../push/store.ts';
import type { EmptySearchCounts } from '../search/empty-searches.ts';
import type { SearchEngine } from '../search/engine.ts';

/** Everything the gateway knows of the world: readers, one way to write, an engine, the time, and its settings. */
export interface Needs {
  readonly catalogue: CatalogueReader;
  readonly libraries: LibraryReader;
  readonly pushes: PushReader;
  readonly loans: LoanReader & DocumentReader;
  readonly documents: DocumentShelf;
  readonly totes: ToteReader;
  /** Messages to outside agencies that could not be delivered. */
  readonly letters: Pick<LoanPost, 'dead'>;
  readonly keys: Pick<KeyReader, 'byId'>;
  /** Told of each key that proved itself; must cost nothing. */
  readonly keyUse: { used(key: Pick<KeyRecord, 'id' | 'lastUsedDay'>): void };
  readonly search: Pick<SearchEngine, 'name' | 'search' | 'suggest' | 'health'>;
  readonly emptySearches: EmptySearchCounts;
  /** Libraries asked while somebody waits. */
  readonly live: LiveTargets;
  readonly commands: Commands;
  readonly clock: Clock;
  /** What `/readyz` tells of the store: integrity, migrations, disk, outbox lag. Called at most once a second. */
  readonly readiness: () => Promise<readonly Check[]>;
  readonly settings: GatewaySettings;
  /** Where faults and refusals are written; null keeps silent. */
  readonly log: FastifyBaseLogger | null;
}

/** One line of `/readyz`. A failing check that is not `vital` degrades the service but leaves it ready. */
export interface Check {
  readonly name: string;
  readonly ok: boolean;
  readonly vital: boolean;
  readonly detail: string;
}

export interface GatewaySettings {
  readonly version: string;
  /** Addresses or CIDR ranges of proxies whose X-Forwarded-For counts; empty: none does. */
  readonly trustProxy: readonly string[];
  /** Foreign origins, e.g. `https://portal.example.cn`, whose pages may open subscriptions. */
  readonly allowedOrigins: readonly string[];
  /** Requests a minute that one key may make. */
  readonly keyRequestsPerMinute: number;
  /** Requests a minute from one address to what needs no key: a school of fifty readers sits behind one. */
  readonly addressRequestsPerMinute: number;
}

export const GATEWAY_DEFAULTS = {
  trustProxy: [],
  allowedOrigins: [],
  keyRequestsPerMinute: 300_000,
  addressRequestsPerMinute: 6_000,
} as const satisfies Omit<GatewaySettings, 'version'>;
