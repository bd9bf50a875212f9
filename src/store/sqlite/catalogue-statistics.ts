import { editionId } from '../../base/brand.ts';
import type { StatisticsReader } from '../../catalogue/statistics.ts';
import type { Sqlite } from './open.ts';

const COUNTS = `
  SELECT (SELECT count(*) FROM source_record) AS records, (SELECT count(*) FROM edition) AS editions,
    (SELECT count(*) FROM work) AS works, (SELECT count(*) FROM edge WHERE state = 'review') AS inDoubt`;
const SIZES = `
  SELECT records, count(*) AS editions
  FROM (SELECT sum(records) AS records FROM form WHERE edition IS NOT NULL GROUP BY edition)
  GROUP BY records ORDER BY records`;
const DOUBTFUL = `
  SELECT x.edition AS edition, json_extract(e.body, '$.title') AS title, min(g.score) AS weakest,
    (SELECT sum(f.records) FROM form f WHERE f.edition = x.edition) AS records
  FROM edge g JOIN form x ON x.id = g.a JOIN form y ON y.id = g.b AND y.edition = x.edition JOIN edition e ON e.id = x.edition
  WHERE g.state = 'auto'
  GROUP BY x.edition ORDER BY weakest, x.edition LIMIT ?`;

// What a librarian decided holds under any rules.
const OLDEST_RULES = "SELECT min(rule_version) AS oldest FROM edge WHERE state IN ('auto', 'review')";

/** Statistics over the whole catalogue: for the command line, never for a request. */
export function statisticsReader(db: Sqlite): StatisticsReader {
  return {
    oldestRules: () => db.prepare<[], { oldest: number | null }>(OLDEST_RULES).get()?.oldest ?? null,
    clusters(most) {
      const counts = db
        .prepare<[], { records: number; editions: number; works: number; inDoubt: number }>(COUNTS)
        .get();
      const doubtful = db
        .prepare<[number], { edition: string; title: string; weakest: number; records: number }>(DOUBTFUL)
        .all(most);
      return {
        records: counts?.records ?? 0,
        editions: counts?.editions ?? 0,
        works: counts?.works ?? 0,
        inDoubt: counts?.inDoubt ?? 0,
        sizes: db.prepare<[], { records: number; editions: number }>(SIZES).all(),
        doubtful: doubtful.map((row) => ({ ...row, edition: editionId(row.edition) })),
        demotedIsbns: db
          .prepare<[number], { isbn: string; titles: number }>(
            'SELECT isbn, titles FROM isbn_health ORDER BY titles DESC, isbn LIMIT ?',
          )
          .all(most),
        cappedKeys: db
          .prepare<[number], { key: string; size: number }>(
            'SELECT key, size FROM capped_key ORDER BY size DESC, key LIMIT ?',
          )
          .all(most),
      };
    },
  };
}
