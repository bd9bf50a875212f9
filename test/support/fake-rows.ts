/** Rows of a small alliance: four libraries, each holding every title with two copies. */
import {
  type EditionId,
  editionId,
  type LibraryCode,
  loanId,
  pushId,
  storedLibraryCode,
  workId,
} from '../../src/base/brand.ts';
import type { Edition } from '../../src/catalogue/edition.ts';
import type { Library } from '../../src/catalogue/library.ts';
import type { Loan } from '../../src/loan/loan.ts';
import type { Push, QualityMark, QuarantineEntry } from '../../src/push/store.ts';
import type { World } from './fakes.ts';

export const PUBLIC_LIBRARY = storedLibraryCode('CN-320500-SZLIB');
export const OWN_SCHOOL = storedLibraryCode('CN-320508-C-OWN');
export const OTHER_SCHOOL = storedLibraryCode('CN-320508-C-OTH');
export const FAR_SCHOOL = storedLibraryCode('CN-320581-C-FAR');

export const NOW = new Date('2026-11-23T01:30:00Z');

export function libraries(): Library[] {
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

export function addTitle(world: World, number: number): void {
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
  };
}

export function pushOf(library: LibraryCode): Push {
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
    outdated: 0,
    deleted: 0,
    quarantined: 1,
    heldReason: null,
    startedAt: NOW,
    finishedAt: NOW,
  };
}

export function markOf({ id, library }: Push, score: number): QualityMark {
  const missing = { code: 'ISBN_INVALID', severity: 'warning', count: 2, places: ['r1'], examples: ['123'] } as const;
  return {
    push: id,
    library,
    at: NOW,
    report: {
      records: 10,
      described: 9,
      quarantined: 1,
      copies: 20,
      findings: [missing],
      completeness: [{ field: 'isbns', filled: 9, share: 1 }],
      score,
    },
  };
}

export function quarantineEntry(): QuarantineEntry {
  return { position: 7, localId: null, findings: [], raw: { format: 'row', bytes: Buffer.from('{}') } };
}

export function loanBetween(id: string, requester: LibraryCode, supplier: LibraryCode): Loan {
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
    follows: null,
    items: [{ barcode: 'B11', library: supplier, state: 'WILL_SUPPLY', dueDate: null }],
    condition: null,
    unfilledReason: null,
    minQuantity: null,
    bookFrom: null,
    bookUntil: null,
    neededBy: null,
    dueDate: null,
    fileUrl: null,
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
