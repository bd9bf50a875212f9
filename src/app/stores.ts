import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Clock } from '../base/clock.ts';
import type { LibraryReader } from '../catalogue/library.ts';
import type { StatisticsReader } from '../catalogue/statistics.ts';
import type { CatalogueReader } from '../catalogue/store.ts';
import type { Writers } from '../command/dispatch.ts';
import type { KeyReader } from '../command/keys.ts';
import type { ToteReader } from '../loan/courier/tote.ts';
import type { DocumentReader } from '../loan/document.ts';
import type { LoanPost } from '../loan/exchange.ts';
import type { PartnerAddress } from '../loan/partner.ts';
import { receiveIso } from '../loan/partners/iso18626/receive.ts';
import type { LoanReader } from '../loan/store.ts';
import type { SourceReader } from '../push/sources.ts';
import type { PushReader } from '../push/store.ts';
import type { SearchedEditions } from '../search/assemble.ts';
import type { OutboxReader } from '../search/outbox.ts';
import type { VersionReader } from '../search/reconcile.ts';
import { catalogueReader, openCatalogue } from '../store/sqlite/catalogue.ts';
import { statisticsReader } from '../store/sqlite/catalogue-statistics.ts';
import { versionReader } from '../store/sqlite/edition-versions.ts';
import { journal } from '../store/sqlite/journal.ts';
import { keyReader, keyWriter } from '../store/sqlite/keys.ts';
import { libraryReader, libraryWriter } from '../store/sqlite/libraries.ts';
import { documentReader } from '../store/sqlite/loan-documents.ts';
import { loanReader, openLoanTables, partnerTables, waitingLetters } from '../store/sqlite/loans.ts';
import { type Migrated, migrate } from '../store/sqlite/migrate.ts';
import { openForReading, openForWriting, requireSound } from '../store/sqlite/open.ts';
import { outboxReader } from '../store/sqlite/outbox.ts';
import { pushReader } from '../store/sqlite/push-reader.ts';
import { pushWriter } from '../store/sqlite/pushes.ts';
import { searchedEditions } from '../store/sqlite/searched-editions.ts';
import { sourceReader, sourceWriter } from '../store/sqlite/sources.ts';
import { toteReader } from '../store/sqlite/totes-read.ts';
import { writing } from '../store/sqlite/transaction.ts';
import { pseudonymKey } from './pseudonym-key.ts';

/** The reading halves of the stores, over one read-only connection. */
export interface Readers extends Disposable {
  readonly catalogue: CatalogueReader;
  readonly libraries: LibraryReader;
  readonly pushes: PushReader;
  readonly loans: LoanReader & DocumentReader;
  readonly totes: ToteReader;
  /** Messages to outside agencies that wait, or could not be delivered. */
  readonly letters: Pick<LoanPost, 'due' | 'dead' | 'requests'>;
  readonly partners: { list(): readonly PartnerAddress[] };
  readonly keys: KeyReader;
  readonly outbox: OutboxReader;
  readonly versions: VersionReader;
  readonly searched: SearchedEditions;
  readonly sources: SourceReader;
  readonly statistics: StatisticsReader;
}

export function openReaders(file: string): Readers {
  const db = openForReading(file);
  return {
    catalogue: catalogueReader(db),
    libraries: libraryReader(db),
    pushes: pushReader(db),
    loans: { ...loanReader(db), ...documentReader(db) },
    totes: toteReader(db),
    letters: waitingLetters(db),
    partners: partnerTables(db),
    keys: keyReader(db),
    outbox: outboxReader(db),
    versions: versionReader(db),
    searched: searchedEditions(db),
    sources: sourceReader(db),
    statistics: statisticsReader(db),
    [Symbol.dispose]: () => db.close(),
  };
}

export interface OpenWriters {
  readonly writers: Writers;
  close(): void;
}

/** The writing halves, over the one writing connection of this process. */
export function openWriters(file: string, clock: Clock): OpenWriters {
  const db = openForWriting(file);
  const store = writing(db);
  const catalogue = openCatalogue(store, clock);
  const loans = openLoanTables(db, pseudonymKey(dirname(file)));
  const writers: Writers = {
    pushes: pushWriter(store, catalogue, clock),
    catalogue,
    loans: {
      request: (input, now) => store.transact(() => loans.requestLoan(input, now)),
      act: (input, now) => store.transact(() => loans.actOnLoan(input, now)),
      startRotation: (input, now) => store.transact(() => loans.startRotation(input, now)),
      passRotation: (input, now) => store.transact(() => loans.passRotation(input, now)),
      tote: (input, now) => store.transact(() => loans.actOnTote(input, now)),
      layDocument: (input, now) => store.transact(() => loans.layDocument(input, now)),
      fetchedDocument: (id, now) => store.transact(() => loans.fetchedDocument(id, now)),
      async sweep(now, limit) {
        const acted = await store.transact(() => loans.sweep(now, limit));
        if (acted > 0 && acted < limit) forgetInWal(db);
        return acted;
      },
      receive: (arrival, now) => store.transact(() => receiveIso(loans.exchange, arrival, now)),
      settle: (id, outcome, now) => store.transact(() => loans.post.settle(id, outcome, now)),
      resolve: (id, choice, now) => store.transact(() => loans.post.resolve(id, choice, now)),
      putPartner: (partner) => store.transact(() => loans.putPartner(partner)),
      putRule: (rule) => store.transact(() => loans.putRule(rule)),
    },
    libraries: libraryWriter(store),
    keys: keyWriter(store),
    sources: sourceWriter(store),
    journal: journal(store),
    clock,
  };
  return {
    writers,
    close: () => db.close(),
  };
}

/** What a sweep purged stands in the write-ahead log until that is begun anew; while somebody reads, the next sweep does it. */
function forgetInWal(db: { pragma(source: string): unknown }): void {
  db.pragma('wal_checkpoint(TRUNCATE)');
}

/**
 * Makes the data folder where there is none, and brings the schema of the catalogue file up to date. A server also
 * reads every page first; a short command leaves that to `doctor`.
 *
 * @throws Fault STORE_CORRUPT, STORE_NEWER, MIGRATION_FAILED and what else `migrate` throws
 */
export async function prepareStore(file: string, check: 'every page' | 'none'): Promise<Migrated> {
  await mkdir(dirname(file), { recursive: true });
  const db = openForWriting(file);
  try {
    if (check === 'every page') requireSound(db);
    return migrate(db);
  } finally {
    db.close();
  }
}
