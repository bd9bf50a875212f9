import type { EditionId, LibraryCode } from '../../base/brand.ts';
import type { Clock } from '../../base/clock.ts';
import { Fault } from '../../base/problem.ts';
import type { Decide } from '../../catalogue/decision.ts';
import { problemOfPin } from '../../catalogue/pins.ts';
import { reconcile } from '../../catalogue/reconcile.ts';
import type { CatalogueWriter, Incoming, SourceKey } from '../../catalogue/store.ts';
import { itemReports } from './catalogue-items.ts';
import { rebuildCatalogue } from './catalogue-rebuild.ts';
import { settle } from './catalogue-settle.ts';
import { type CatalogueTables, catalogueTables } from './catalogue-tables.ts';
import { lookAnew, type Motion, stillness, takeIn } from './catalogue-take-in.ts';
import { outboxAppender } from './outbox.ts';
import type { PushCatalogue } from './pushes.ts';
import type { Writing } from './transaction.ts';

export { catalogueReader } from './catalogue-reader.ts';

/** Records are matched in slices of this size, so that what a slice must know stays small. */
const SLICE = 500;

/** The writing half: what a push calls inside its own transaction, and the commands of librarians. */
export function openCatalogue(
  store: Writing,
  clock: Clock,
  decide: Decide = reconcile,
): PushCatalogue & CatalogueWriter {
  const tables = catalogueTables(store.db);
  const tell = outboxAppender(store.db);
  const reports = itemReports(store.db, tables);
  const settled = (motion: Motion): ReadonlySet<EditionId> => {
    const touched = settle(tables, decide, motion);
    tell(touched, 'RECORDS');
    return touched;
  };
  return {
    stored: tables.records.stored,
    count: tables.records.count,
    merge(batch: readonly Incoming[]) {
      const nowMs = clock.now().getTime();
      tables.forms.lookAgain();
      for (let from = 0; from < batch.length; from += SLICE) {
        const motion = stillness();
        takeIn(tables, decide, batch.slice(from, from + SLICE), motion, nowMs);
        settled(motion);
      }
    },
    async decideReview(a, b, verdict, by) {
      return await store.transact(() => {
        tables.forms.lookAgain();
        const records = [a, b].map((key) => standingRecord(tables, key));
        tables.verdicts.put(a, b, verdict, by, clock.now().getTime());
        const motion = stillness();
        lookAnew(tables, decide, records, motion);
        settled(motion);
        return records.flatMap(({ key }) => tables.records.find(key)?.edition ?? []);
      });
    },
    async pin(edition, field, value, by) {
      await store.transact(() => {
        const id = tables.editions.resolve(edition);
        if (id === null) throw new Fault('NOT_FOUND', { what: edition });
        const fault = problemOfPin(field, value);
        if (fault !== null) throw fault;
        tables.editions.putPin(id, field, value, by, clock.now().getTime());
        const motion = stillness();
        motion.stirred.add(id);
        motion.unmade.add(id);
        settled(motion);
        return null;
      });
    },
    async reportAvailability(library: LibraryCode, items) {
      return await store.transact(() => {
        const { changed, unknownBarcodes, editions } = reports(library, items, clock.now().getTime());
        tell(editions, 'SHELF');
        return { changed, unknownBarcodes };
      });
    },
    async rebuild(onProgress) {
      await rebuildCatalogue({ store, tables, decide, tell: (editions) => tell(editions, 'RECORDS') }, onProgress);
    },
  };
}

function standingRecord(tables: CatalogueTables, key: SourceKey) {
  const record = tables.records.whole(key);
  if (record === null) throw new Fault('NOT_FOUND', { what: `${key.library}/${key.localId}` });
  return record;
}
