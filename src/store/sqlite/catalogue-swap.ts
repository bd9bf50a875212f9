import type { FormId } from '../../catalogue/decision.ts';
import type { Beside, MovedRecord } from './catalogue-beside.ts';
import { type Followed, followTable, goneRows } from './catalogue-follow.ts';
import type { CatalogueTables } from './catalogue-tables.ts';
import { claim, type Motion, stillness } from './catalogue-take-in.ts';
import type { Sqlite } from './open.ts';

/** What the standing catalogue takes over; where a form stands is settled afterwards. */
const FOLLOWED: readonly Followed[] = [
  { table: 'form', key: ['id'], told: ['hash', 'features', 'records'] },
  { table: 'block_key', key: ['key', 'form'], told: [] },
  { table: 'capped_key', key: ['key'], told: ['size'] },
  { table: 'isbn_health', key: ['isbn'], told: ['titles', 'forms'] },
  { table: 'edge', key: ['b', 'a'], told: ['score', 'state', 'evidence', 'rule_version'] },
];

/** Takes over what was matched beside; call inside a transaction. Answers what that set moving, to be settled. */
export function swapIn(db: Sqlite, tables: CatalogueTables, beside: Beside, unsettled: Iterable<FormId>): Motion {
  const motion = stillness();
  for (const form of unsettled) motion.seeds.add(form);
  // Before new forms come: one may say what one that goes has said.
  for (const [id] of goneRows(db, beside.db, 'form', ['id'])) {
    const edition = tables.forms.standing(Number(id))?.edition ?? null;
    if (edition !== null) stir(motion, edition);
    for (const form of companyOf(tables, Number(id))) motion.seeds.add(form);
    tables.forms.remove(Number(id));
  }
  for (const followed of FOLLOWED) followTable(db, beside.db, followed);
  tables.forms.lookAgain();
  for (const moved of beside.moved()) move(tables, motion, moved);
  return motion;
}

/** A form with all that stand in one edition with it, whatever joined them. */
export function companyOf(tables: CatalogueTables, form: FormId): readonly FormId[] {
  const edition = tables.forms.standing(form)?.edition ?? null;
  return edition === null ? [form] : [form, ...tables.forms.ofEdition(edition)];
}

function move(tables: CatalogueTables, motion: Motion, { ref, form, quality }: MovedRecord): void {
  const before = tables.records.standing(ref);
  if (before === null) return;
  const edition = tables.forms.standing(form)?.edition ?? null;
  tables.records.move(ref, form, quality, edition);
  if (before.edition !== edition) tables.holdings.move(ref, edition);
  if (before.form !== form && before.edition !== null) claim(motion, form, before.edition);
  for (const stirred of [before.edition, edition]) if (stirred !== null) stir(motion, stirred);
}

function stir(motion: Motion, edition: Parameters<Motion['stirred']['add']>[0]): void {
  motion.stirred.add(edition);
  motion.unmade.add(edition);
}
