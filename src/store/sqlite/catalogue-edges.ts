import type { FormId, JudgedEdge } from '../../catalogue/decision.ts';
import type { Sqlite } from './open.ts';

/** An edge as clustering sees it. */
export type PlainEdge = Pick<JudgedEdge, 'a' | 'b' | 'score' | 'state'>;

export interface EdgeTables {
  /** Replaces what rules decided; a librarian's verdict stays. */
  put(edge: JudgedEdge, ruleVersion: number): void;
  /** A verdict; replaces whatever stands. */
  putVerdict(edge: JudgedEdge, ruleVersion: number): void;
  /** True where there was an edge. */
  drop(a: FormId, b: FormId): boolean;
  /** Edges from this form to earlier ones, reviews left out. */
  toEarlier(id: FormId): readonly PlainEdge[];
  /** Later forms joined to this one by auto and must edges. */
  later(id: FormId): readonly FormId[];
  /** Forms joined to this one by auto and must edges. */
  neighbours(id: FormId): readonly FormId[];
  removeOf(id: FormId): void;
}

/** Whether an edge makes two forms one component. */
export const isJoining = ({ state }: PlainEdge): boolean => state === 'auto' || state === 'must';

export function edgeTables(db: Sqlite): EdgeTables {
  const columns = 'INSERT INTO edge (a, b, score, state, evidence, rule_version) VALUES (?, ?, ?, ?, ?, ?)';
  const update =
    'ON CONFLICT (b, a) DO UPDATE SET score = excluded.score, state = excluded.state, evidence = excluded.evidence, rule_version = excluded.rule_version';
  type Row = [number, number, number, string, string, number];
  const put = db.prepare<Row>(`${columns} ${update} WHERE edge.state NOT IN ('must', 'cannot')`);
  const verdict = db.prepare<Row>(`${columns} ${update}`);
  const drop = db.prepare<[number, number]>(
    "DELETE FROM edge WHERE a = ? AND b = ? AND state NOT IN ('must', 'cannot')",
  );
  const earlier = db.prepare<[number], PlainEdge>(
    "SELECT a, b, score, state FROM edge WHERE b = ? AND state <> 'review'",
  );
  const later = db.prepare<[number], { id: number }>(
    "SELECT b AS id FROM edge WHERE a = ? AND state IN ('auto', 'must')",
  );
  const removeEarlier = db.prepare<[number]>('DELETE FROM edge WHERE b = ?');
  const removeLater = db.prepare<[number]>('DELETE FROM edge WHERE a = ?');
  const row = (edge: JudgedEdge, version: number): Row => [
    edge.a,
    edge.b,
    edge.score,
    edge.state,
    edge.evidence,
    version,
  ];
  const laterOf = (id: FormId): readonly FormId[] => later.all(id).map((found) => found.id);
  return {
    put: (edge, version) => put.run(...row(edge, version)),
    putVerdict: (edge, version) => verdict.run(...row(edge, version)),
    drop: (a, b) => drop.run(a, b).changes > 0,
    toEarlier: (id) => earlier.all(id),
    later: laterOf,
    neighbours: (id) => [
      ...laterOf(id),
      ...earlier
        .all(id)
        .filter(isJoining)
        .map(({ a }) => a),
    ],
    removeOf(id) {
      removeEarlier.run(id);
      removeLater.run(id);
    },
  };
}
