import { type EdgeTables, edgeTables } from './catalogue-edges.ts';
import { type EditionTables, editionTables, type WorkTables, workTables } from './catalogue-editions.ts';
import { type BlockTables, blockTables, type FormTables, formTables } from './catalogue-forms.ts';
import { type HoldingTables, holdingTables } from './catalogue-holdings.ts';
import { type RecordTables, recordTables, type VerdictTables, verdictTables } from './catalogue-records.ts';
import type { Sqlite } from './open.ts';

/** Every table of the catalogue with its prepared statements; call inside a transaction. */
export interface CatalogueTables {
  readonly records: RecordTables;
  readonly verdicts: VerdictTables;
  readonly holdings: HoldingTables;
  readonly forms: FormTables;
  readonly blocks: BlockTables;
  readonly edges: EdgeTables;
  readonly editions: EditionTables;
  readonly works: WorkTables;
}

export function catalogueTables(db: Sqlite): CatalogueTables {
  return {
    records: recordTables(db),
    verdicts: verdictTables(db),
    holdings: holdingTables(db),
    forms: formTables(db),
    blocks: blockTables(db),
    edges: edgeTables(db),
    editions: editionTables(db),
    works: workTables(db),
  };
}
