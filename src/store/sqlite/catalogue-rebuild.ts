import type { EditionId } from '../../base/brand.ts';
import type { Decide } from '../../catalogue/decision.ts';
import { settle } from './catalogue-settle.ts';
import type { CatalogueTables } from './catalogue-tables.ts';
import { lookAnew, stillness } from './catalogue-take-in.ts';

const SLICE = 2_000;

/**
 * Forgets all forms, edges and clusters and makes them anew from the records and verdicts; ids stay where most records
 * of an edition stay together. The result is what the pushes one by one have made, or a newer rule makes of it.
 */
export function rebuildCatalogue(
  tables: CatalogueTables,
  decide: Decide,
  onProgress: (done: number, all: number) => void,
): ReadonlySet<EditionId> {
  const all = tables.records.countAll();
  tables.forms.clear();
  const motion = stillness();
  let done = 0;
  for (let after = 0; ; ) {
    const page = tables.records.page(after, SLICE);
    const last = page.at(-1);
    if (last === undefined) break;
    lookAnew(tables, decide, page, motion);
    after = last.standing.ref;
    done += page.length;
    onProgress(done, all);
  }
  // A verdict needs both its records, and the second may have come later than the first.
  return settle(tables, decide, motion);
}
