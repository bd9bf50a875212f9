import type { EditionId, LibraryCode, LoanId, PushId, WorkId } from '../base/brand.ts';
import type { FieldProvenance } from '../catalogue/edition.ts';
import type { Library } from '../catalogue/library.ts';
import type {
  EditionView,
  HoldingView,
  ItemView,
  MatchView,
  SourceKey,
  SourceRecordView,
  WorkView,
} from '../catalogue/store.ts';
import type { Loan } from '../loan/loan.ts';
import type { Push, QualityMark } from '../push/store.ts';
import { refuse } from './errors.ts';
import type { Needs } from './needs.ts';

/** Rows asked for one by one and read together: a field of a list costs one read for the whole list. */
export interface Loader<K, V> {
  load(key: K): Promise<V>;
  many(keys: readonly K[]): Promise<readonly V[]>;
}

export interface Loaders {
  readonly library: Loader<LibraryCode, Library | null>;
  readonly libraryCounts: Loader<LibraryCode, { readonly editions: number; readonly items: number }>;
  readonly lastPush: Loader<LibraryCode, Push | null>;
  readonly quality: Loader<PushId, QualityMark | null>;
  readonly lastQuality: Loader<LibraryCode, QualityMark | null>;
  readonly edition: Loader<EditionId, EditionView | null>;
  readonly provenance: Loader<EditionId, readonly FieldProvenance[]>;
  readonly work: Loader<WorkId, WorkView | null>;
  readonly relatedWorks: Loader<WorkId, readonly WorkId[]>;
  readonly holdings: Loader<EditionId, readonly HoldingView[]>;
  readonly holding: Loader<string, HoldingView | null>;
  readonly items: Loader<string, readonly ItemView[]>;
  readonly itemByBarcode: Loader<{ readonly library: LibraryCode; readonly barcode: string }, ItemView | null>;
  readonly sourceRecord: Loader<SourceKey, SourceRecordView | null>;
  readonly sourceRecordsOf: Loader<EditionId, readonly SourceRecordView[]>;
  readonly matches: Loader<SourceKey, readonly MatchView[]>;
  readonly loan: Loader<LoanId, Loan | null>;
  /** Forgets what was read, so that the next event of a subscription shows the present. */
  forget(): void;
}

/** The loaders of one request; what they read is kept for as long as the request lasts. */
export function loadersFor(needs: Needs, signal: AbortSignal): Loaders {
  const { catalogue, libraries, pushes, loans } = needs;
  const batches: Batch[] = [];
  const loader = <K, V>(read: (keys: readonly K[]) => Promise<readonly V[]>, name: (key: K) => string) => {
    const made = batching(read, name, signal);
    batches.push(made);
    return made;
  };
  const mapped = <K extends string, V, N>(read: (keys: readonly K[]) => Promise<ReadonlyMap<K, V>>, none: N) =>
    loader<K, V | N>(
      async (keys) => {
        const found = await read(keys);
        return keys.map((key) => found.get(key) ?? none);
      },
      (key) => key,
    );
  return {
    library: mapped((codes) => libraries.libraries(codes), null),
    libraryCounts: mapped((codes) => catalogue.countsOf(codes), { editions: 0, items: 0 }),
    lastPush: mapped((codes) => pushes.lastPushes(codes), null),
    quality: mapped((ids) => pushes.qualities(ids), null),
    lastQuality: mapped((codes) => pushes.lastQualities(codes), null),
    edition: mapped((ids) => catalogue.editions(ids), null),
    provenance: mapped((ids) => catalogue.provenance(ids), []),
    work: mapped((ids) => catalogue.works(ids), null),
    relatedWorks: mapped((ids) => catalogue.relatedWorks(ids), []),
    holdings: mapped((ids) => catalogue.holdings(ids), []),
    holding: mapped((ids) => catalogue.holdingsByKey(ids), null),
    items: mapped((ids) => catalogue.items(ids), []),
    itemByBarcode: loader(
      (keys) => catalogue.itemsByBarcode(keys),
      ({ library, barcode }) => `${library} ${barcode}`,
    ),
    sourceRecord: loader((keys) => catalogue.sourceRecords(keys), sourceName),
    sourceRecordsOf: mapped((ids) => catalogue.sourceRecordsOf(ids), []),
    matches: loader((keys) => catalogue.matchesOf(keys), sourceName),
    loan: mapped((ids) => loans.loans(ids), null),
    forget() {
      for (const batch of batches) batch.forget();
    },
  };
}

const sourceName = ({ library, localId }: SourceKey) => `${library} ${localId}`;

interface Batch {
  forget(): void;
}

interface Waiting<K, V> {
  readonly key: K;
  readonly resolve: (value: V) => void;
  readonly reject: (reason: unknown) => void;
}

/** More keys than this are read in several calls, so that no statement grows without bound. */
const MOST_AT_ONCE = 500;

/**
 * Collects keys until every resolver that is ready has asked, then reads them in one call. A promise settles in the
 * microtask queue, so the read is put behind the present one with `nextTick` from within a microtask (the trick of
 * Facebook's DataLoader).
 */
function batching<K, V>(
  read: (keys: readonly K[]) => Promise<readonly V[]>,
  nameOf: (key: K) => string,
  signal: AbortSignal,
): Loader<K, V> & Batch {
  const known = new Map<string, Promise<V>>();
  let waiting: Waiting<K, V>[] = [];

  const dispatch = async (batch: readonly Waiting<K, V>[]) => {
    try {
      if (signal.aborted) throw refuse('DEADLINE_PASSED');
      const values = await read(batch.map(({ key }) => key));
      batch.forEach(({ resolve, reject }, index) => {
        const value = values[index];
        if (value === undefined) reject(new Error('a batch read answered fewer rows than it was asked for'));
        else resolve(value);
      });
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
  };

  const flush = () => {
    const batch = waiting;
    waiting = [];
    for (let at = 0; at < batch.length; at += MOST_AT_ONCE) void dispatch(batch.slice(at, at + MOST_AT_ONCE));
  };

  const load = (key: K): Promise<V> => {
    const name = nameOf(key);
    const before = known.get(name);
    if (before !== undefined) return before;
    const value = new Promise<V>((resolve, reject) => {
      waiting.push({ key, resolve, reject });
      if (waiting.length === 1) void Promise.resolve().then(() => process.nextTick(flush));
    });
    known.set(name, value);
    return value;
  };

  return { load, many: (keys) => Promise.all(keys.map(load)), forget: () => known.clear() };
}
