/**
 * Ports of the gateway in memory: a small alliance that tests may look into and change. Every call of a reader is
 * counted under its name, so that a test can prove how many reads a query costs.
 */
import {
  type EditionId,
  editionId,
  type LibraryCode,
  loanId,
  pushId,
  storedLibraryCode,
  workId,
} from '../../src/base/brand.ts';
import { systemClock } from '../../src/base/clock.ts';
import type { Edition } from '../../src/catalogue/edition.ts';
import type { Library, LibraryReader } from '../../src/catalogue/library.ts';
import type {
  CatalogueReader,
  EditionView,
  HoldingView,
  ItemView,
  MatchView,
  Page,
  ReviewPairView,
  SourceKey,
  SourceRecordView,
} from '../../src/catalogue/store.ts';
import type { AnswerTo, Command, Commands } from '../../src/command/command.ts';
import { newKeyText } from '../../src/command/key-text.ts';
import type { KeyReader, KeyRecord, Role } from '../../src/command/keys.ts';
import { GATEWAY_DEFAULTS, type Needs } from '../../src/gateway/needs.ts';
import type { Loan } from '../../src/loan/loan.ts';
import type { LoanReader } from '../../src/loan/store.ts';
import type { Push, PushReader, QuarantineEntry } from '../../src/push/store.ts';
import type { SearchEngine, SearchRequest } from '../../src/search/engine.ts';

export const PUBLIC_LIBRARY = storedLibraryCode('CN-320500-SZLIB');
export const OWN_SCHOOL = storedLibraryCode('CN-320508-C-OWN');
export const OTHER_SCHOOL = storedLibraryCode('CN-320508-C-OTH');
export const FAR_SCHOOL = storedLibraryCode('CN-320581-C-FAR');

const NOW = new Date('2026-11-23T01:30:00Z');

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
  readonly quarantined: QuarantineEntry[];
  readonly loans: Loan[];
  readonly keys: KeyRecord[];
  /** Names of reader methods with how often each was called. */
  readonly calls: Map<string, number>;
  readonly asked: SearchRequest[];
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
    quarantined: [quarantineEntry()],
    loans: [],
    keys: [],
    calls: new Map(),
    asked: [],
    ran: [],
    answer: null,
    searchFault: null,
  };
  for (let number = 1; number <= titles; number++) addTitle(world, number);
  for (const { code } of world.libraries) world.pushes.push(pushOf(code));
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
    loans: counted(world, loansOf(world)),
    keys: keysOf(world),
    search: counted(world, searchOf(world)),
    commands: commandsOf(world),
    clock: { ...systemClock, now: () => NOW, today: () => '2026-11-23' },
    readiness: async () => [{ name: 'store', ok: true, vital: true, detail: 'ok' }],
    settings: { ...GATEWAY_DEFAULTS, version: '0.0.0-test', ...settings },
    log: null,
  };
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

function catalogueOf(world: World): CatalogueReader {
  const edition = (id: EditionId) => world.editions.find((each) => each.id === id);
  const record = ({ library, localId }: SourceKey) =>
    world.records.find(({ key }) => key.library === library && key.localId === localId) ?? null;
  return {
    editions: async (ids) => pairs(ids, edition),
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

function librariesOf(world: World): LibraryReader {
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

function pushesOf(world: World): PushReader {
  return {
    push: async (id) => world.pushes.find((push) => push.id === id) ?? null,
    pushes: async (library, first, after) =>
      pageOf(
        world.pushes.filter((push) => push.library === library),
        first,
        after,
      ),
    lastPushes: async (codes) => pairs(codes, (code) => world.pushes.find(({ library }) => library === code)),
    quarantine: async (_id, first, after) => pageOf(world.quarantined, first, after),
  };
}

function loansOf(world: World): LoanReader {
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
    changedAfter: async (library, seq, limit) =>
      world.loans
        .filter((loan) => involves(loan, library) && lastSeq(loan) > seq)
        .sort((a, b) => lastSeq(a) - lastSeq(b))
        .slice(0, limit)
        .map((loan) => ({ seq: lastSeq(loan), loan })),
    lastEventSeq: async () => Math.max(0, ...world.loans.map(lastSeq)),
    statistics: async () => ({ requests: 2, fillRate: 0.5, medianHoursToAnswer: 3, medianDaysToReceive: null }),
  };
}

function keysOf(world: World): KeyReader {
  return {
    byId: async (id) => world.keys.find((key) => key.id === id) ?? null,
    list: async () => world.keys,
  };
}

/** Finds editions whose title holds the text; enough to see what the gateway does with an answer. */
function searchOf(world: World): Pick<SearchEngine, 'name' | 'search' | 'suggest' | 'health'> {
  return {
    name: 'memory',
    search: async (request) => {
      world.asked.push(request);
      if (world.searchFault !== null) throw world.searchFault;
      const all = world.editions.filter(({ edition }) => edition.title.includes(request.text));
      const start = request.after === null ? 0 : Number(request.after);
      const shown = all.slice(start, start + request.first);
      return {
        hits: shown.map(({ id }, index) => ({ id, stage: 'PHRASE', cursor: String(start + index + 1) })),
        total: all.length,
        totalIsExact: true,
        hasNext: start + shown.length < all.length,
        facets: request.facets.map((field) => ({
          field,
          values:
            field === 'LIBRARY' ? [{ value: OWN_SCHOOL, count: all.length }] : [{ value: 'I', count: all.length }],
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
function commandsOf(world: World): Commands {
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
      const counts = { received: 1, added: 1, changed: 0, unchanged: 0, quarantined: 0 };
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

function libraries(): Library[] {
  const school = { kind: 'SCHOOL', nameEn: null, stages: ['JUNIOR'], pupils: 1_000, parent: null } as const;
  return [
    {
      code: PUBLIC_LIBRARY,
      kind: 'PUBLIC',
      name: '市图书馆',
      nameEn: null,
      area: '320500',
      stages: [],
      pupils: null,
      parent: null,
    },
    { ...school, code: FAR_SCHOOL, name: '远方学校', area: '320581' },
    { ...school, code: OTHER_SCHOOL, name: '邻近学校', area: '320508' },
    { ...school, code: OWN_SCHOOL, name: '本校', area: '320508' },
  ];
}

function addTitle(world: World, number: number): void {
  const id = editionId(`e${number}`);
  const edition = editionNamed(`西游记 ${number}`, [`978702000${String(number).padStart(4, '0')}`]);
  world.editions.push({
    id,
    work: workId(`w${number}`),
    edition,
    formerIds: [],
    partOf: null,
    volumes: [],
    libraryCount: 4,
    itemCount: 8,
    availableCount: 4,
    version: 1,
  });
  for (const { code } of world.libraries) addHolding(world, id, code, number);
}

function addHolding(world: World, edition: EditionId, library: LibraryCode, number: number): void {
  const source = { library, localId: `r${number}` };
  const holding = `h-${library}-${number}`;
  const statusKnown = library !== FAR_SCHOOL;
  const place = { callNumber: `I242.4/${number}`, location: '阅览室' };
  world.holdings.push({
    id: holding,
    edition,
    source,
    ...place,
    coverage: null,
    itemCount: 2,
    availableCount: statusKnown ? 1 : 0,
    statusKnown,
    asOf: NOW,
  });
  for (const copy of [1, 2]) {
    const availability = statusKnown ? (copy === 1 ? 'AVAILABLE' : 'ON_LOAN') : 'UNKNOWN';
    world.items.push({
      id: `i-${library}-${number}-${copy}`,
      holding,
      edition,
      library,
      barcode: `B${number}${copy}`,
      volume: null,
      ...place,
      availability,
      dueDate: availability === 'ON_LOAN' ? '2026-12-01' : null,
    });
  }
  world.records.push({
    key: source,
    edition,
    raw: { format: 'row', bytes: Buffer.from(`{"题名":"西游记 ${number}"}`) },
    description: { localId: source.localId, title: `西游记 ${number}`, holdings: [] },
    findings: [],
  });
}

function editionNamed(title: string, isbns: readonly string[]): Edition {
  return {
    title,
    subtitle: null,
    partNumber: null,
    partTitle: null,
    parallelTitles: [],
    variantTitles: [],
    contributors: [{ name: '吴承恩', role: '著', dynasty: '明' }],
    responsibility: '(明) 吴承恩著',
    publisher: '人民文学出版社',
    place: '北京',
    year: 2010,
    editionStatement: null,
    isbns,
    issn: null,
    unifiedBookNumber: null,
    language: 'chi',
    extent: '2册',
    carrier: 'PRINT',
    series: [],
    classNumber: 'I242.4',
    subjects: ['章回小说'],
    summary: null,
    audience: null,
    price: null,
    stages: ['JUNIOR'],
    readingLists: [],
    titlePinyin: null,
    provenance: [{ field: 'title', value: title, library: PUBLIC_LIBRARY, rule: 'trust', alternatives: [] }],
  };
}

function pushOf(library: LibraryCode): Push {
  return {
    id: pushId(`push-${library}`),
    library,
    profile: 'auto',
    charset: null,
    mode: 'SNAPSHOT',
    dryRun: false,
    state: 'DONE',
    nextSeq: 1,
    received: 10,
    added: 9,
    changed: 0,
    unchanged: 0,
    deleted: 0,
    quarantined: 1,
    heldReason: null,
    startedAt: NOW,
    finishedAt: NOW,
  };
}

function quarantineEntry(): QuarantineEntry {
  return { position: 7, localId: null, findings: [], raw: { format: 'row', bytes: Buffer.from('{}') } };
}

function loanBetween(id: string, requester: LibraryCode, supplier: LibraryCode): Loan {
  const member = (library: LibraryCode) => ({ kind: 'member', library }) as const;
  return {
    id: loanId(id),
    requester: member(requester),
    supplier: member(supplier),
    serviceType: 'LOAN',
    choice: 'ANY_EDITION',
    edition: editionId('e1'),
    title: '西游记 1',
    requesterState: 'EXPECTED',
    supplierState: 'WILL_SUPPLY',
    flags: [],
    quantity: 1,
    parts: [],
    parent: null,
    items: [{ barcode: 'B11', library: supplier, state: 'WILL_SUPPLY', dueDate: null }],
    condition: null,
    unfilledReason: null,
    neededBy: null,
    dueDate: null,
    waitingFor: member(supplier),
    actBy: NOW,
    rota: [{ party: member(supplier), rank: 1, reasons: ['本区'], outcome: null }],
    actions: { REQUESTER: ['CANCEL'], SUPPLIER: ['SHIP', 'UNFILLED'] },
    events: [
      { seq: id === 'loan-1' ? 1 : 2, at: NOW, action: 'SUBMIT', from: null, to: 'SENT', by: 'test', note: null },
    ],
    version: 1,
    createdAt: NOW,
  };
}
