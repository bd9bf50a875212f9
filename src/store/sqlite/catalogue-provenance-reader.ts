import { MERGE_MEMBERS } from '../../catalogue/decision.ts';
import { provenanceOf } from '../../catalogue/merge.ts';
import type { CatalogueReader } from '../../catalogue/store.ts';
import { editionTables } from './catalogue-editions.ts';
import { recordTables } from './catalogue-records.ts';
import type { Sqlite } from './open.ts';

/** Provenance is told from the records an edition was merged from, as merging would tell it now. */
export function provenanceReader(db: Sqlite): Pick<CatalogueReader, 'provenance'> {
  const records = recordTables(db);
  const editions = editionTables(db);
  return {
    async provenance(ids) {
      return new Map(
        ids.map((id) => [id, provenanceOf({ members: records.best(id, MERGE_MEMBERS), pins: editions.pins(id) })]),
      );
    },
  };
}
