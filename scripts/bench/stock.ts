import { type LibraryCode, storedLibraryCode } from '../../src/base/brand.ts';
import { systemClock } from '../../src/base/clock.ts';
import type { Decide } from '../../src/catalogue/decision.ts';
import type { Library } from '../../src/catalogue/library.ts';
import { reconcile } from '../../src/catalogue/reconcile.ts';
import type { IncomingRecord } from '../../src/catalogue/store.ts';
import type { Description } from '../../src/record/description.ts';
import type { SearchDoc } from '../../src/search/document.ts';
import { openCatalogue } from '../../src/store/sqlite/catalogue.ts';
import { migrate } from '../../src/store/sqlite/migrate.ts';
import { openForWriting } from '../../src/store/sqlite/open.ts';
import { writing } from '../../src/store/sqlite/transaction.ts';
import { type BenchSetting, timed } from './bench-run.ts';
import { indexDocuments, indexLibraries } from './index-docs.ts';

/** Records of one transaction. */
const CHUNK = 4_000;
const TELL_EVERY = 50_000;
const CACHE_KIB = 1024 * 1024;

/**
 * The catalogue's own way of taking records in, without looking for pairs: holders that describe a book in the same
 * words share a form anyway, and distinct books stay apart. No blocking keys and no edges are kept.
 */
const WITHOUT_MATCHING: Decide = {
  ...reconcile,
  keysOf: () => [],
  judge: () => ({ edges: [], dropped: [], health: [] }),
};

/** How a catalogue was filled. */
export interface Stock {
  readonly records: number;
  readonly seconds: number;
}

/**
 * Fills a catalogue file with `size` editions of eight holdings each through the take-in, merging, grouping into works
 * and outbox of a push, as spreadsheet rows of {@link indexDocuments}; but without matching, without a push to tell of
 * and without waiting for the disk at every chunk. What a search reads stands there as a push would leave it.
 */
export async function stockCatalogue(file: string, { size, signal, note }: BenchSetting): Promise<Stock> {
  const db = openForWriting(file);
  try {
    migrate(db);
    db.pragma('synchronous = OFF');
    db.pragma(`cache_size = -${CACHE_KIB}`);
    const store = writing(db);
    const catalogue = openCatalogue(store, systemClock, WITHOUT_MATCHING);
    let [records, editions] = [0, 0];
    const { seconds } = await timed(async () => {
      for (const chunk of chunks(size)) {
        signal.throwIfAborted();
        await store.transact(() => catalogue.merge(chunk.records));
        records += chunk.records.length;
        if (Math.floor(chunk.editions / TELL_EVERY) > Math.floor(editions / TELL_EVERY))
          note(`stocking: ${chunk.editions.toLocaleString('en')} editions`);
        editions = chunk.editions;
      }
    });
    db.pragma('wal_checkpoint(TRUNCATE)');
    return { records, seconds };
  } finally {
    db.close();
  }
}

/** The libraries that hold the generated documents. */
export function stockLibraries(): readonly Library[] {
  return indexLibraries().map(({ library, kind, area }, at) => ({
    ...{ code: storedLibraryCode(library), kind, area, name: `测速馆 ${at}`, nameEn: null },
    ...{ stages: [], pupils: null, parent: null },
  }));
}

/** Work by work, so that the records of a book are merged together. */
function* chunks(size: number): Generator<{ readonly records: readonly IncomingRecord[]; readonly editions: number }> {
  let records: IncomingRecord[] = [];
  let editions = 0;
  for (const doc of indexDocuments(size)) {
    records.push(...recordsOf(doc));
    editions += 1;
    if (records.length < CHUNK) continue;
    yield { records, editions };
    records = [];
  }
  if (records.length > 0) yield { records, editions };
}

const encoder = new TextEncoder();

function recordsOf(doc: SearchDoc): readonly IncomingRecord[] {
  const described = describedBy(doc);
  return doc.holdings.map(({ library, callNumbers, barcodes, available }) => {
    const [barcode, callNumber] = [barcodes[0] ?? '', callNumbers[0] ?? ''];
    const availability = available ? 'AVAILABLE' : 'ON_LOAN';
    const holdings = [{ callNumber, location: '书库', barcode, copies: 1, availability }] as const;
    return incoming(storedLibraryCode(library), { ...described, localId: barcode, holdings });
  });
}

function describedBy({ title, contributors, publisher, isbns, year, language, ...doc }: SearchDoc) {
  return {
    ...{ title, isbns, subjects: doc.subjects, carrier: doc.carrier },
    contributors: contributors.map((name) => ({ name, role: '著' })),
    ...(publisher === null ? {} : { publisher }),
    ...(year === null ? {} : { year }),
    ...(language === null ? {} : { language }),
    ...(doc.classNumber === null ? {} : { classNumber: doc.classNumber }),
    ...(doc.stages[0] === undefined ? {} : { audience: AUDIENCE[doc.stages[0]] }),
  } as const;
}

/** As catalogues write whom a book is for. */
const AUDIENCE: Readonly<Record<SearchDoc['stages'][number], string>> = {
  PRIMARY_LOWER: '小学低年级',
  PRIMARY_MIDDLE: '小学中年级',
  PRIMARY_UPPER: '小学高年级',
  JUNIOR: '初中',
  SENIOR: '高中',
};

function incoming(library: LibraryCode, description: Description): IncomingRecord {
  const { localId, title, isbns, year, publisher, holdings } = description;
  const [holding] = holdings;
  const row = {
    书名: title,
    ISBN: isbns?.[0],
    出版社: publisher,
    出版年: year,
    索书号: holding?.callNumber,
    条码: localId,
  };
  return {
    ...{ kind: 'record', key: { library, localId }, description, findings: [], version: null, profile: 'auto' },
    raw: { format: 'row', bytes: encoder.encode(JSON.stringify(row)) },
    contentHash: `${library}/${localId}`,
  };
}
