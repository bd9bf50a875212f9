/** The ports of the gateway over a world in memory. */

import type { EditionId, LibraryCode } from '../../src/base/brand.ts';
import { editionId, pushId } from '../../src/base/brand.ts';
import type { LibraryReader } from '../../src/catalogue/library.ts';
import type { CatalogueReader, Page, SourceKey } from '../../src/catalogue/store.ts';
import type { AnswerTo, Command, Commands } from '../../src/command/command.ts';
import type { KeyReader } from '../../src/command/keys.ts';
import type { Loan } from '../../src/loan/loan.ts';
import { settle } from '../../src/loan/settlement.ts';
import type { LoanReader } from '../../src/loan/store.ts';
import type { LiveTargets } from '../../src/push/live.ts';
import type { PushReader } from '../../src/push/store.ts';
import { readCursor, writeCursor } from '../../src/search/cursor.ts';
import type { SearchEngine } from '../../src/search/engine.ts';
import { OWN_SCHOOL, PUBLIC_LIBRARY, pushOf } from './fake-rows.ts';
import { TOTE } from './fake-totes.ts';
import type { World } from './fakes.ts';

export function catalogueOf(world: World): CatalogueReader {
  const edition = (id: EditionId) => world.editions.find((each) => each.id === id);
  const record = ({ library, localId }: SourceKey) =>
    world.records.find(({ key }) => key.library === library && key.localId === localId) ?? null;
  return {
    editions: async (ids) => pairs(ids, edition),
    provenance: async (ids) =>
      new Map(
        ids.map((id) => [
          id,
          [
            {
              field: 'title',
              value: edition(id)?.edition.title ?? '',
              library: PUBLIC_LIBRARY,
              rule: 'trust',
              alternatives: [],
            },
          ],
        ]),
      ),
    resolveEdition: async (id) => (edition(id) ? id : (world.redirects.get(id) ?? null)),
    editionsByIsbn: async (isbn) =>
      world.editions.filter((each) => each.edition.isbns.includes(isbn)).map(({ id }) => id),
    works: async (ids) =>
      pairs(ids, (id) => {
        const editions = world.editions.filter(({ work }) => work === id);
        const [first] = editions;
        if (first === undefined) return undefined;
        const { title, contributors } = first.edition;
        return { id, work: { title, contributors }, editions: editions.map((each) => each.id), libraryCount: 4 };
      }),
    relatedWorks: async (ids) => new Map(ids.map((id) => [id, []])),
    holdings: async (ids) => pairs(ids, (id) => world.holdings.filter(({ edition: of }) => of === id)),
    holdingsByKey: async (ids) => pairs(ids, (id) => world.holdings.find((holding) => holding.id === id)),
    items: async (ids) => pairs(ids, (id) => world.items.filter(({ holding }) => holding === id)),
    itemByBarcode: async (library, barcode) =>
      world.items.find((item) => item.library === library && item.barcode === barcode) ?? null,
    itemsByBarcode: async (keys) =>
      keys.map((key) => world.items.find((i) => i.library === key.library && i.barcode === key.barcode) ?? null),
    item: async (id) => world.items.find((item) => item.id === id) ?? null,
    sourceRecord: async (key) => record(key),
    sourceRecords: async (keys) => keys.map(record),
    sourceRecordsOf: async (ids) => pairs(ids, (id) => world.records.filter((each) => each.edition === id)),
    matchesOf: async (keys) => keys.map(({ library, localId }) => world.matches.get(`${library} ${localId}`) ?? []),
    reviewQueue: async (library, first, after) =>
      pageOf(
        world.review.filter(({ a, b }) => library === null || a.library === library || b.library === library),
        first,
        after,
      ),
    counts: async () => ({ editions: world.editions.length, items: world.items.length, records: 12, merged: 9 }),
    countsOf: async (codes) =>
      pairs(codes, (code) => ({
        editions: new Set(world.holdings.filter(({ source }) => source.library === code).map((h) => h.edition)).size,
        items: world.items.filter((item) => item.library === code).length,
      })),
    allEditions: async () => world.editions.map(({ id }) => id),
  };
}

export function librariesOf(world: World): LibraryReader {
  return {
    libraries: async (codes) => pairs(codes, (code) => world.libraries.find((each) => each.code === code)),
    list: async ({ kind, area }, first, after) =>
      pageOf(
        world.libraries.filter(
          (each) => (kind === null || each.kind === kind) && (area === null || each.area === area),
        ),
        first,
        after,
      ),
    all: async () => world.libraries,
  };
}

export function pushesOf(world: World): PushReader {
  return {
    push: async (id) => world.pushes.find((push) => push.id === id) ?? null,
    pushes: async (library, first, after) =>
      pageOf(
        world.pushes.filter((push) => push.library === library),
        first,
        after,
      ),
    columns: async () => ({}),
    qualities: async (ids) => pairs(ids, (id) => world.qualities.find(({ push }) => push === id)),
    lastQualities: async (codes) => pairs(codes, (code) => world.qualities.find(({ library }) => library === code)),
    lastPushes: async (codes) => pairs(codes, (code) => world.pushes.find(({ library }) => library === code)),
    quarantine: async (_id, first, after) => pageOf(world.quarantined, first, after),
  };
}

export function loansOf(world: World): LoanReader {
  const involves = (loan: Loan, code: LibraryCode) =>
    [loan.requester, loan.supplier].some((party) => party?.kind === 'member' && party.library === code);
  const lastSeq = (loan: Loan) => loan.events.at(-1)?.seq ?? 0;
  return {
    loan: async (id) => world.loans.find((loan) => loan.id === id) ?? null,
    loans: async (ids) => pairs(ids, (id) => world.loans.find((loan) => loan.id === id)),
    list: async ({ library }, first, after) =>
      pageOf(
        world.loans.filter((loan) => involves(loan, library)),
        first,
        after,
      ),
    stuck: async (_now, first, after) => pageOf(world.loans, first, after),
    changedAfter: async (library, seq, limit) =>
      world.loans
        .filter((loan) => involves(loan, library) && lastSeq(loan) > seq)
        .sort((a, b) => lastSeq(a) - lastSeq(b))
        .slice(0, limit)
        .map((loan) => ({ seq: lastSeq(loan), loan })),
    lastEventSeq: async () => Math.max(0, ...world.loans.map(lastSeq)),
    statistics: async () => ({ requests: 2, fillRate: 0.5, medianHoursToAnswer: 3, medianDaysToReceive: null }),
    settlement: async (month) => settle(month, []),
    settlementSheet: async () => '\uFEFF',
    figures: async () => ({ lenders: [], routes: [] }),
  };
}

export function keysOf(world: World): KeyReader {
  return {
    byId: async (id) => world.keys.find((key) => key.id === id) ?? null,
    list: async () => world.keys,
  };
}

/** Finds editions whose title holds the text; enough to see what the gateway does with an answer. */
export function searchOf(world: World): Pick<SearchEngine, 'name' | 'search' | 'suggest' | 'health'> {
  return {
    name: 'memory',
    search: async (request) => {
      world.asked.push(request);
      if (world.searchFault !== null) throw world.searchFault;
      const all = world.editions.filter(({ edition }) => edition.title.includes(request.text));
      const start = request.after === null ? 0 : (readCursor(request.after)?.at ?? 0);
      const shown = all.slice(start, start + request.first);
      return {
        hits: shown.map(({ id }, index) => ({
          id,
          stage: 'PHRASE',
          cursor: writeCursor({ at: start + index + 1, id }),
        })),
        total: all.length,
        totalIsExact: true,
        hasNext: start + shown.length < all.length,
        facets: request.facets.map((field) => ({
          field,
          values: (world.facetValues[field] ?? ['I']).map((value) => ({ value, count: all.length })),
        })),
        didYouMean: null,
        degraded: false,
      };
    },
    suggest: async (prefix, first) =>
      world.editions
        .filter(({ edition }) => edition.title.startsWith(prefix))
        .slice(0, first)
        .map(({ id, edition }) => ({ text: edition.title, kind: 'TITLE', edition: id })),
    health: async () => ({ ok: true, documents: world.editions.length, seq: 0, detail: '' }),
  };
}

/** Remembers every command, and answers what the test told it to. */
/** Two live sources: one that holds a book of the catalogue, one that is down. */
export function liveOf(): LiveTargets {
  return {
    standing: async () => [
      { source: 'quick', library: OWN_SCHOOL, state: 'ANSWERED', total: 7, asOf: new Date('2026-11-23T00:00:00Z') },
      { source: 'slow', library: OWN_SCHOOL, state: 'UNASKED', total: null, asOf: null },
    ],
    async *search({ title = '' }, { limit }) {
      const common = { library: OWN_SCHOOL, asOf: new Date('2026-11-23T00:00:00Z') };
      const record = {
        ...{ localId: '1', title, isbns: ['9787020000001'], year: 2010 },
        holdings: [{ copies: 1, callNumber: 'I242.4/1', location: '总馆' }],
      };
      yield { ...common, source: 'quick', state: 'ANSWERED', total: 7, records: [record].slice(0, limit), error: null };
      yield { ...common, source: 'slow', state: 'TIMED_OUT', total: 0, records: [], error: 'SOURCE_TIMEOUT' };
    },
  };
}

export function commandsOf(world: World): Commands {
  return {
    async run<C extends Command>(command: C) {
      world.ran.push(command);
      const answered = world.answer === null ? usualAnswer(world, command) : world.answer(command);
      if (answered instanceof Error) throw answered;
      return answered as AnswerTo<C>;
    },
  };
}

function usualAnswer(world: World, command: Command): unknown {
  const problems: readonly [] = [];
  switch (command.do) {
    case 'beginPush': {
      const push = { ...pushOf(command.input.library), id: pushId('push-new'), state: 'OPEN' as const };
      world.pushes.push(push);
      return { push, problems };
    }
    case 'applyChunk': {
      const counts = { received: 1, added: 1, changed: 0, unchanged: 0, outdated: 0, quarantined: 0 };
      return { kind: 'applied', answer: { seq: command.seq, nextSeq: command.seq + 1, ...counts } };
    }
    case 'commitPush':
    case 'abandonPush':
      return { push: world.pushes.find(({ id }) => id === command.push) ?? null, problems };
    case 'reportAvailability':
      return { changed: command.items.length, unknownBarcodes: [], problems };
    case 'decideReview':
      return { editions: [editionId('e1')], problems };
    case 'requestLoan':
    case 'actOnLoan':
      return { loan: world.loans[0] ?? null, problems };
    case 'startRotation':
    case 'passRotation':
      return { loans: world.loans.slice(0, 1), problems };
    case 'actOnTote':
      return { tote: TOTE, problems };
    case 'resolveLoanMessage': {
      const at = world.letters.findIndex(({ id }) => id === command.id);
      if (at >= 0) world.letters.splice(at, 1);
      return { resolved: at >= 0 };
    }
    default:
      throw new Error(`no answer for ${command.do}`);
  }
}

function pairs<K, V>(keys: readonly K[], of: (key: K) => V | undefined): Map<K, V> {
  return new Map(
    keys.flatMap((key): [K, V][] => {
      const value = of(key);
      return value === undefined ? [] : [[key, value]];
    }),
  );
}

function pageOf<T>(rows: readonly T[], first: number, after: string | null): Page<T> {
  const start = after === null ? 0 : Number(after);
  const shown = rows.slice(start, start + first);
  const end = start + shown.length;
  return {
    rows: shown,
    hasNext: end < rows.length,
    endCursor: shown.length === 0 ? null : String(end),
    total: rows.length,
  };
}
