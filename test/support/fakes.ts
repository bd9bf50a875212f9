/**
 * Ports of the gateway in memory: a small alliance that tests may look into and change. Every call of a reader is
 * counted under its name, so that a test can prove how many reads a query costs.
 */
import type { EditionId, LibraryCode } from '../../src/base/brand.ts';
import { systemClock } from '../../src/base/clock.ts';
import type { Library } from '../../src/catalogue/library.ts';
import type {
  EditionView,
  HoldingView,
  ItemView,
  MatchView,
  ReviewPairView,
  SourceRecordView,
} from '../../src/catalogue/store.ts';
import type { Command } from '../../src/command/command.ts';
import { newKeyText } from '../../src/command/key-text.ts';
import type { KeyRecord, Role } from '../../src/command/keys.ts';
import { GATEWAY_DEFAULTS, type Needs } from '../../src/gateway/needs.ts';
import type { DeadLetter } from '../../src/loan/exchange.ts';
import type { Loan } from '../../src/loan/loan.ts';
import type { Push, QualityMark, QuarantineEntry } from '../../src/push/store.ts';
import { emptySearchCounts } from '../../src/search/empty-searches.ts';
import type { FacetField, SearchRequest } from '../../src/search/engine.ts';
import { catalogueOf, commandsOf, keysOf, librariesOf, liveOf, loansOf, pushesOf, searchOf } from './fake-ports.ts';
import {
  addTitle,
  FAR_SCHOOL,
  libraries,
  loanBetween,
  markOf,
  NOW,
  OTHER_SCHOOL,
  OWN_SCHOOL,
  PUBLIC_LIBRARY,
  pushOf,
  quarantineEntry,
} from './fake-rows.ts';
import { totesOf } from './fake-totes.ts';

export { FAR_SCHOOL, OTHER_SCHOOL, OWN_SCHOOL, PUBLIC_LIBRARY } from './fake-rows.ts';

export interface World {
  readonly libraries: Library[];
  readonly editions: EditionView[];
  readonly holdings: HoldingView[];
  readonly items: ItemView[];
  readonly records: SourceRecordView[];
  readonly matches: Map<string, MatchView[]>;
  readonly review: ReviewPairView[];
  readonly redirects: Map<EditionId, EditionId>;
  readonly pushes: Push[];
  readonly qualities: QualityMark[];
  readonly quarantined: QuarantineEntry[];
  readonly loans: Loan[];
  /** What did not reach agencies outside. */
  readonly letters: DeadLetter[];
  readonly keys: KeyRecord[];
  /** Names of reader methods with how often each was called. */
  readonly calls: Map<string, number>;
  readonly asked: SearchRequest[];
  /** Values that each facet is answered with; `I` where none are told. */
  readonly facetValues: Partial<Record<FacetField, readonly string[]>>;
  readonly ran: Command[];
  /** What the next command answers; throws where it is an Error. */
  answer: ((command: Command) => unknown) | null;
  /** What every search does instead of answering. */
  searchFault: Error | null;
}

/** An alliance of four libraries holding `titles` editions, each held by all four with two copies. */
export function makeWorld(titles = 3): World {
  const world: World = {
    libraries: libraries(),
    editions: [],
    holdings: [],
    items: [],
    records: [],
    matches: new Map(),
    review: [],
    redirects: new Map(),
    pushes: [],
    qualities: [],
    quarantined: [quarantineEntry()],
    loans: [],
    letters: [],
    keys: [],
    calls: new Map(),
    asked: [],
    facetValues: { LIBRARY: [OWN_SCHOOL], AREA: ['320508', '320506'], LANGUAGE: [] },
    ran: [],
    answer: null,
    searchFault: null,
  };
  for (let number = 1; number <= titles; number++) addTitle(world, number);
  for (const { code } of world.libraries) world.pushes.push(pushOf(code));
  world.qualities.push(...world.pushes.slice(0, 2).map((push, at) => markOf(push, 80 + at * 20)));
  world.loans.push(loanBetween('loan-1', OWN_SCHOOL, OTHER_SCHOOL), loanBetween('loan-2', FAR_SCHOOL, PUBLIC_LIBRARY));
  return world;
}

/** A key of that role; its record may be changed afterwards, e.g. revoked. */
export function addKey(world: World, role: Role, library: LibraryCode | null): { text: string; record: KeyRecord } {
  const { id, text, digest } = newKeyText(role);
  const record: KeyRecord = {
    id,
    name: `${role} ${library ?? ''}`.trim(),
    role,
    library,
    createdAt: NOW,
    expiresAt: null,
    lastUsedDay: null,
    revoked: false,
    digest,
  };
  world.keys.push(record);
  return { text, record };
}

export function replaceKey(world: World, record: KeyRecord, change: Partial<KeyRecord>): void {
  const at = world.keys.findIndex(({ id }) => id === record.id);
  world.keys[at] = { ...record, ...change };
}

/** The gateway's needs, served from that world. */
export function needsOf(world: World, settings: Partial<Needs['settings']> = {}): Needs {
  return {
    catalogue: counted(world, catalogueOf(world)),
    libraries: counted(world, librariesOf(world)),
    pushes: counted(world, pushesOf(world)),
    loans: counted(world, { ...loansOf(world), document: async () => null, alive: async () => new Set<string>() }),
    documents: { put: unwanted, read: async () => null, drop: unwanted, tidy: async () => 0 },
    totes: counted(world, totesOf()),
    letters: { dead: () => world.letters },
    keys: keysOf(world),
    keyUse: { used: () => undefined },
    search: counted(world, searchOf(world)),
    emptySearches: emptySearchCounts(NOW),
    live: liveOf(),
    commands: commandsOf(world),
    clock: { ...systemClock, now: () => NOW, today: () => '2026-11-23' },
    readiness: async () => [{ name: 'store', ok: true, vital: true, detail: 'ok' }],
    settings: { ...GATEWAY_DEFAULTS, version: '0.0.0-test', ...settings },
    log: null,
  };
}

async function unwanted(): Promise<never> {
  throw new Error('no file is expected here');
}

/** Counts calls by method name. */
function counted<T extends object>(world: World, port: T): T {
  return new Proxy(port, {
    get(target, name, receiver) {
      const found: unknown = Reflect.get(target, name, receiver);
      if (typeof found !== 'function') return found;
      return (...values: unknown[]): unknown => {
        world.calls.set(String(name), (world.calls.get(String(name)) ?? 0) + 1);
        return Reflect.apply(found, target, values);
      };
    },
  });
}
