import {
  type EditionId,
  editionId,
  type LibraryCode,
  storedLibraryCode,
  type WorkId,
  workId,
} from '../../base/brand.ts';
import type { Work } from '../../catalogue/edition.ts';
import type { CatalogueReader, EditionView, WorkView } from '../../catalogue/store.ts';
import { editionIn } from './catalogue-edition-body.ts';
import { holdingReader } from './catalogue-holding-reader.ts';
import { matchReader } from './catalogue-match-reader.ts';
import { provenanceReader } from './catalogue-provenance-reader.ts';
import { relatedReader } from './catalogue-related-reader.ts';
import { sourceReader } from './catalogue-source-reader.ts';
import type { Sqlite } from './open.ts';

/** All reads of the catalogue over one connection: batches in, maps out, every statement prepared once. */
export function catalogueReader(db: Sqlite): CatalogueReader {
  return {
    ...editionReader(db),
    ...provenanceReader(db),
    ...relatedReader(db),
    ...holdingReader(db),
    ...sourceReader(db),
    ...matchReader(db),
  };
}

type EditionReader = Pick<
  CatalogueReader,
  'editions' | 'resolveEdition' | 'editionsByIsbn' | 'works' | 'counts' | 'countsOf' | 'allEditions'
>;

interface EditionRow {
  readonly id: string;
  readonly work: string;
  readonly part_of: string | null;
  readonly version: number;
  readonly body: string;
  readonly libraries: number;
  readonly items: number;
  readonly available: number;
  readonly former: string;
  readonly volumes: string;
}

const LISTED = '(SELECT value FROM json_each(?))';

function editionReader(db: Sqlite): EditionReader {
  const sql = statements(db);
  return {
    async editions(ids) {
      const rows = sql.editions.all(JSON.stringify(ids));
      return new Map(rows.map((row) => [editionId(row.id), toEdition(row)]));
    },
    async resolveEdition(id) {
      const row = sql.resolve.get({ id });
      return row === undefined ? null : editionId(row.id);
    },
    async editionsByIsbn(isbn13) {
      return sql.byIsbn.all(isbn13).map((row) => editionId(row.edition));
    },
    async works(ids) {
      const rows = sql.works.all(JSON.stringify(ids));
      return new Map(rows.map((row) => [workId(row.id), toWork(row)]));
    },
    async counts() {
      const row = sql.counts.get();
      return row ?? { editions: 0, items: 0, records: 0, merged: 0 };
    },
    async countsOf(libraries) {
      const rows = sql.countsOf.all(JSON.stringify(libraries));
      return new Map<LibraryCode, { readonly editions: number; readonly items: number }>(
        rows.map(({ library, editions, items }) => [storedLibraryCode(library), { editions, items }]),
      );
    },
    async allEditions(after, limit) {
      return sql.all.all(after ?? '', limit).map((row) => editionId(row.id));
    },
  };
}

interface WorkRow {
  readonly id: string;
  readonly body: string;
  readonly editions: string;
  readonly libraries: number;
}

function statements(db: Sqlite) {
  return {
    editions: db.prepare<[string], EditionRow>(
      `SELECT e.id, e.work, e.part_of, e.version, e.body, e.libraries, e.items, e.available,
         (SELECT json_group_array(from_id) FROM edition_redirect r WHERE r.to_id = e.id) AS former,
         (SELECT json_group_array(v.id) FROM edition v WHERE v.part_of = e.id) AS volumes
       FROM edition e WHERE e.id IN ${LISTED}`,
    ),
    resolve: db.prepare<[{ id: string }], { id: string }>(
      'SELECT id FROM edition WHERE id = coalesce((SELECT to_id FROM edition_redirect WHERE from_id = @id), @id)',
    ),
    byIsbn: db.prepare<[string], { edition: string }>(
      'SELECT edition FROM edition_isbn WHERE isbn = ? ORDER BY edition',
    ),
    works: db.prepare<[string], WorkRow>(
      `SELECT w.id, w.body, (SELECT json_group_array(id) FROM (SELECT id FROM edition WHERE work = w.id ORDER BY id)) AS editions,
         (SELECT count(DISTINCT h.library) FROM edition e JOIN holding h ON h.edition = e.id WHERE e.work = w.id) AS libraries
       FROM work w WHERE w.id IN ${LISTED}`,
    ),
    counts: db.prepare<[], { editions: number; items: number; records: number; merged: number }>(
      `SELECT editions, items, records, max(records - editions, 0) AS merged FROM
         (SELECT (SELECT count(*) FROM edition) AS editions, (SELECT coalesce(sum(items), 0) FROM holding) AS items,
            (SELECT count(*) FROM source_record) AS records)`,
    ),
    countsOf: db.prepare<[string], { library: string; editions: number; items: number }>(
      `SELECT library, count(DISTINCT edition) AS editions, sum(items) AS items FROM holding WHERE library IN ${LISTED} GROUP BY library`,
    ),
    all: db.prepare<[string, number], { id: string }>('SELECT id FROM edition WHERE id > ? ORDER BY id LIMIT ?'),
  };
}

function toEdition(row: EditionRow): EditionView {
  return {
    id: editionId(row.id),
    work: workId(row.work),
    edition: editionIn(row.body),
    formerIds: idsIn(row.former),
    partOf: row.part_of === null ? null : editionId(row.part_of),
    volumes: idsIn(row.volumes),
    libraryCount: row.libraries,
    itemCount: row.items,
    availableCount: row.available,
    version: row.version,
  };
}

function toWork(row: WorkRow): WorkView {
  const id: WorkId = workId(row.id);
  return { id, work: JSON.parse(row.body) as Work, editions: idsIn(row.editions), libraryCount: row.libraries };
}

function idsIn(json: string): readonly EditionId[] {
  return (JSON.parse(json) as readonly string[]).map(editionId);
}
