import { setImmediate as othersTurn } from 'node:timers/promises';
import type { EditionId } from '../../base/brand.ts';
import type { Decide, FormId } from '../../catalogue/decision.ts';
import { type Beside, openBeside } from './catalogue-beside.ts';
import { takeChanges } from './catalogue-catch-up.ts';
import { componentOf, mergeAnew, settle } from './catalogue-settle.ts';
import { companyOf, swapIn } from './catalogue-swap.ts';
import type { CatalogueTables } from './catalogue-tables.ts';
import { isFull, storeFault } from './faults.ts';
import type { Sqlite } from './open.ts';
import type { Writing } from './transaction.ts';

/** Records matched, or components looked at, before others have their turn. */
const SLICE = 250;
/** Editions merged in one transaction. */
const EDITIONS = 250;

export interface Rebuilding {
  readonly store: Writing;
  readonly tables: CatalogueTables;
  readonly decide: Decide;
  /** Tells the index of editions that are other than they were. */
  readonly tell: (editions: Iterable<EditionId>) => void;
}

/**
 * Makes forms, edges and clusters anew from the records and verdicts; ids stay where most records of an edition stay
 * together. The result is what the pushes one by one have made, or a newer rule makes of it.
 *
 * Matching goes on beside the standing catalogue, which answers and takes in meanwhile; what differs in the end is
 * written in one transaction. Then every edition is merged anew, some hundred in a transaction. Killed at any moment,
 * the catalogue is whole: as it was, or regrouped with some editions still merged by the former rules.
 */
export async function rebuildCatalogue(
  rebuilding: Rebuilding,
  onProgress: (done: number, all: number) => void,
): Promise<void> {
  const { store, tables, decide, tell } = rebuilding;
  const beside = openBeside(store.db, tables, decide);
  try {
    await store.transact(() => reserve(store.db, tables, beside));
    let known = stateOf(store.db);
    await matchAll(tables, beside, onProgress);
    if (stateOf(store.db) !== known) {
      // Whatever came meanwhile, so that little is left for the transaction.
      await store.transact(() => reserve(store.db, tables, beside));
      known = stateOf(store.db);
      takeChanges(tables, beside);
    }
    const unsettled = await findUnsettled(rebuilding, beside);
    await store.transact(() => {
      if (stateOf(store.db) !== known) {
        reserve(store.db, tables, beside);
        for (const form of takeChanges(tables, beside)) for (const each of companyOf(tables, form)) unsettled.add(each);
      }
      tell(settle(tables, decide, swapIn(store.db, tables, beside, unsettled)));
      return null;
    });
  } catch (error) {
    // The folder for temporary files is full.
    throw isFull(error) ? storeFault(error) : error;
  } finally {
    beside.close();
  }
  await mergeAll(rebuilding);
}

/** Sets aside as many numbers of forms as there are records. */
function reserve(db: Sqlite, tables: CatalogueTables, beside: Beside): null {
  const last = db.prepare<[], number>("SELECT seq FROM sqlite_sequence WHERE name = 'form'").pluck().get();
  const from = (last ?? 0) + 1;
  const to = from + tables.records.countAll();
  if (last === undefined) db.prepare("INSERT INTO sqlite_sequence (name, seq) VALUES ('form', ?)").run(to);
  else db.prepare("UPDATE sqlite_sequence SET seq = ? WHERE name = 'form'").run(to);
  beside.number(from, to);
  return null;
}

/** Another text after any change that anyone made to the store. */
function stateOf(db: Sqlite): string {
  const own = db.prepare<[], number>('SELECT total_changes()').pluck().get();
  return `${own} ${db.pragma('data_version', { simple: true })}`;
}

async function matchAll(
  tables: CatalogueTables,
  beside: Beside,
  onProgress: (done: number, all: number) => void,
): Promise<void> {
  const all = tables.records.countAll();
  for (let [after, done] = [0, 0]; done < all; ) {
    const page = tables.records.page(after, Math.min(SLICE, all - done));
    const last = page.at(-1);
    if (last === undefined) return;
    beside.take(page, []);
    after = last.standing.ref;
    done += page.length;
    onProgress(done, all);
    await othersTurn();
  }
}

/** Forms of every component that is divided otherwise than its forms stand now. */
async function findUnsettled({ tables, decide }: Rebuilding, beside: Beside): Promise<Set<FormId>> {
  const unsettled = new Set<FormId>();
  const seen = new Set<FormId>();
  let components = 0;
  for (const seed of beside.tables.forms.all()) {
    if (seen.has(seed)) continue;
    const component = componentOf(beside.tables, seed);
    const settled = decide.cluster(component).every((group) => standsTogether(tables, group));
    for (const id of component.forms.keys()) {
      seen.add(id);
      if (!settled) unsettled.add(id);
    }
    components += 1;
    if (components % SLICE === 0) await othersTurn();
  }
  return unsettled;
}

function standsTogether(tables: CatalogueTables, group: readonly FormId[]): boolean {
  const [first, ...others] = group.map((form) => tables.forms.standing(form)?.edition ?? null);
  if (first === undefined || first === null || others.some((edition) => edition !== first)) return false;
  return tables.forms.ofEdition(first).length === group.length;
}

async function mergeAll({ store, tables, decide, tell }: Rebuilding): Promise<void> {
  for (let after = ''; ; ) {
    const last = await store.transact(() => {
      tables.forms.lookAgain();
      const page = tables.editions.page(after, EDITIONS);
      tell(mergeAnew(tables, decide, page));
      return page.at(-1) ?? null;
    });
    if (last === null) return;
    after = last;
    await othersTurn();
  }
}
