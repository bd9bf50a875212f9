import { storedLibraryCode } from '../../base/brand.ts';
import type { CatalogueReader, MatchView, ReviewPairView, SourceKey } from '../../catalogue/store.ts';
import type { Sqlite } from './open.ts';

type MatchReader = Pick<CatalogueReader, 'matchesOf' | 'reviewQueue'>;

interface MatchRow {
  readonly library: string;
  readonly local_id: string;
  readonly score: number;
  readonly state: string;
  readonly evidence: string;
}

interface QueueRow {
  readonly a: number;
  readonly b: number;
  readonly score: number;
  readonly evidence: string;
  readonly library_a: string;
  readonly local_id_a: string;
  readonly library_b: string;
  readonly local_id_b: string;
}

/** Records that say the very same share a form: more of them than this prove nothing more. */
const SAME_FORM_MOST = 20;
const MATCHES_MOST = 50;

/** Why records stand together, and which pairs the rules would not decide alone. */
export function matchReader(db: Sqlite): MatchReader {
  const sql = statements(db);
  return {
    async matchesOf(keys) {
      return keys.map(({ library, localId }) => {
        const form = sql.form.get(library, localId)?.form;
        if (form === undefined) return [];
        const twins = sql.twins.all(form, library, localId, SAME_FORM_MOST).map(toTwin);
        return [...twins, ...sql.matches.all({ form, most: MATCHES_MOST }).map(toMatch)];
      });
    },
    async reviewQueue(library, first, after) {
      const [a, b] = (after ?? '').split('.').map(Number);
      const place = { library, a: a ?? 0, b: b ?? 0 };
      const rows = sql.queue.all({ ...place, limit: first + 1 });
      const shown = rows.slice(0, first);
      const last = shown.at(-1);
      return {
        rows: shown.map(toPair),
        hasNext: rows.length > first,
        endCursor: last === undefined ? null : `${last.a}.${last.b}`,
        total: sql.queueSize.get({ library })?.total ?? 0,
      };
    },
  };
}

/** One doubt a pair of editions, its likeliest forms speaking for it; pairs that a librarian told apart are no doubt. */
const DOUBTS = `
  WITH told AS MATERIALIZED (
    SELECT min(x.edition, y.edition) AS one, max(x.edition, y.edition) AS other
    FROM edge c JOIN form x ON x.id = c.a JOIN form y ON y.id = c.b WHERE c.state = 'cannot'
  ), doubt AS MATERIALIZED (
    SELECT e.a, e.b, max(e.score) AS score, e.evidence, min(x.edition, y.edition) AS one, max(x.edition, y.edition) AS other
    FROM edge e JOIN form x ON x.id = e.a JOIN form y ON y.id = e.b
    WHERE e.state = 'review' AND x.edition <> y.edition
      AND (@library IS NULL OR EXISTS (SELECT 1 FROM source_record r WHERE r.form IN (e.a, e.b) AND r.library = @library))
    GROUP BY 5, 6
  ), open AS (
    SELECT * FROM doubt d WHERE NOT EXISTS (SELECT 1 FROM told t WHERE t.one = d.one AND t.other = d.other)
  )`;

function statements(db: Sqlite) {
  const best = (form: string): string =>
    `(SELECT ref FROM source_record r WHERE r.form = ${form} ORDER BY r.library IS NOT @library, r.quality DESC, r.library, r.local_id LIMIT 1)`;
  return {
    form: db.prepare<[string, string], { form: number }>(
      'SELECT form FROM source_record WHERE library = ? AND local_id = ?',
    ),
    twins: db.prepare<[number, string, string, number], { library: string; local_id: string }>(
      `SELECT library, local_id FROM source_record WHERE form = ? AND NOT (library = ? AND local_id = ?)
       ORDER BY quality DESC, library, local_id LIMIT ?`,
    ),
    matches: db.prepare<[{ form: number; most: number }], MatchRow>(
      `SELECT r.library, r.local_id, e.score, e.state, e.evidence FROM
         (SELECT b AS form, score, state, evidence FROM edge WHERE a = @form
          UNION ALL SELECT a, score, state, evidence FROM edge WHERE b = @form) e
       JOIN source_record r ON r.ref = (SELECT ref FROM source_record s WHERE s.form = e.form ORDER BY s.quality DESC, s.library, s.local_id LIMIT 1)
       ORDER BY e.score DESC, r.library, r.local_id LIMIT @most`,
    ),
    queue: db.prepare<[{ library: string | null; a: number; b: number; limit: number }], QueueRow>(
      `${DOUBTS} SELECT o.a, o.b, o.score, o.evidence, ra.library AS library_a, ra.local_id AS local_id_a,
         rb.library AS library_b, rb.local_id AS local_id_b
       FROM open o JOIN source_record ra ON ra.ref = ${best('o.a')} JOIN source_record rb ON rb.ref = ${best('o.b')}
       WHERE (o.a, o.b) > (@a, @b) ORDER BY o.a, o.b LIMIT @limit`,
    ),
    queueSize: db.prepare<[{ library: string | null }], { total: number }>(
      `${DOUBTS} SELECT count(*) AS total FROM open`,
    ),
  };
}

function keyOf(library: string, localId: string): SourceKey {
  return { library: storedLibraryCode(library), localId };
}

function toTwin(row: { readonly library: string; readonly local_id: string }): MatchView {
  return { other: keyOf(row.library, row.local_id), score: 1, evidence: ['form='], decidedBy: 'rule' };
}

function toMatch(row: MatchRow): MatchView {
  const decidedBy =
    row.state === 'must' || row.state === 'cannot' ? 'librarian' : row.state === 'review' ? 'open' : 'rule';
  return { other: keyOf(row.library, row.local_id), score: row.score, evidence: row.evidence.split(' '), decidedBy };
}

function toPair(row: QueueRow): ReviewPairView {
  return {
    a: keyOf(row.library_a, row.local_id_a),
    b: keyOf(row.library_b, row.local_id_b),
    score: row.score,
    evidence: row.evidence.split(' '),
  };
}
