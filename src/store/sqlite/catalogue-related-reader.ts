import { type WorkId, workId } from '../../base/brand.ts';
import type { CatalogueReader } from '../../catalogue/store.ts';
import { areKin } from '../../catalogue/work.ts';
import type { WorkFacet } from '../../catalogue/work-facet.ts';
import { facetIn } from './catalogue-editions.ts';
import type { Sqlite } from './open.ts';

interface NeighbourRow {
  readonly asked: string;
  readonly work: string;
  readonly facet: string;
}

/** Editions that share a work key with one of the works asked for, its own among them. */
const NEIGHBOURS = `
  SELECT DISTINCT a.work AS asked, e.work, e.facet
  FROM (SELECT value AS id FROM json_each(?)) listed
    CROSS JOIN edition a ON a.work = listed.id CROSS JOIN json_each(a.work_keys) k
    CROSS JOIN work_key o ON o.key = k.value CROSS JOIN edition e ON e.id = o.edition
  ORDER BY asked, e.work`;

/** Adaptations of a work, and the work an adaptation was made of. */
export function relatedReader(db: Sqlite): Pick<CatalogueReader, 'relatedWorks'> {
  const neighbours = db.prepare<[string], NeighbourRow>(NEIGHBOURS);
  return {
    async relatedWorks(ids) {
      const facets = new Map<string, Map<string, WorkFacet[]>>(ids.map((id) => [id, new Map()]));
      for (const { asked, work, facet } of neighbours.all(JSON.stringify(ids))) {
        const works = facets.get(asked);
        works?.set(work, [...(works.get(work) ?? []), facetIn(facet)]);
      }
      return new Map(ids.map((id) => [id, kinOf(id, facets.get(id) ?? new Map())]));
    },
  };
}

function kinOf(id: WorkId, works: ReadonlyMap<string, readonly WorkFacet[]>): readonly WorkId[] {
  const own = works.get(id) ?? [];
  return [...works].flatMap(([other, facets]) => (other !== id && areKin(own, facets) ? [workId(other)] : []));
}
