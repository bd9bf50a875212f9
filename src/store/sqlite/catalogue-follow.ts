import type { Sqlite } from './open.ts';

type Value = string | number | null;
export type Row = readonly Value[];

/** Rows read at a time. */
const PAGE = 5_000;

export interface Followed {
  readonly table: string;
  readonly key: readonly string[];
  /** Columns that follow; any other keeps what it has. */
  readonly told: readonly string[];
}

/**
 * Makes the rows of a table what they are in another file, in the order of their key; what is the same there is not
 * written, so the transaction is as large as the difference.
 */
export function followTable(db: Sqlite, other: Sqlite, { table, key, told }: Followed): void {
  const columns = [...key, ...told];
  const update = told.map((column) => `${column} = excluded.${column}`).join(', ');
  const put = db.prepare<Value[]>(
    `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})
     ON CONFLICT (${key.join(', ')}) DO ${update === '' ? 'NOTHING' : `UPDATE SET ${update}`}`,
  );
  const remove = db.prepare<Value[]>(
    `DELETE FROM ${table} WHERE ${key.map((column) => `${column} = ?`).join(' AND ')}`,
  );
  for (const { before, after } of pairs(rows(db, table, key, columns), rows(other, table, key, columns), key.length)) {
    if (after === null) remove.run(...(before ?? []).slice(0, key.length));
    else if (before?.every((value, at) => value === after[at]) !== true) put.run(...after);
  }
}

/** Keys of the rows that the other file does not have. */
export function* goneRows(db: Sqlite, other: Sqlite, table: string, key: readonly string[]): Generator<Row> {
  const [before, after] = [rows(db, table, key, key), rows(other, table, key, key)];
  for (const pair of pairs(before, after, key.length)) {
    if (pair.after === null && pair.before !== null) yield pair.before;
  }
}

/** A row of either file beside the other's; one of them may be missing. */
interface Pair {
  readonly before: Row | null;
  readonly after: Row | null;
}

function* pairs(before: Iterator<Row>, after: Iterator<Row>, keys: number): Generator<Pair> {
  const read = (rows: Iterator<Row>): Row | null => {
    const { done, value } = rows.next();
    return done === true ? null : value;
  };
  let [one, other] = [read(before), read(after)];
  while (one !== null || other !== null) {
    const order = one === null ? 1 : other === null ? -1 : compare(one, other, keys);
    yield { before: order <= 0 ? one : null, after: order >= 0 ? other : null };
    if (order <= 0) one = read(before);
    if (order >= 0) other = read(after);
  }
}

/** Reads page by page, so that rows that were read may be written meanwhile. */
function* rows(db: Sqlite, table: string, key: readonly string[], columns: readonly string[]): Generator<Row> {
  const list = key.join(', ');
  const select = `SELECT ${columns.join(', ')} FROM ${table}`;
  const first = db.prepare<[number], Row>(`${select} ORDER BY ${list} LIMIT ?`).raw();
  const next = db
    .prepare<Value[], Row>(`${select} WHERE (${list}) > (${key.map(() => '?').join(', ')}) ORDER BY ${list} LIMIT ?`)
    .raw();
  for (let page = first.all(PAGE); page.length > 0; ) {
    yield* page;
    const last = page.at(-1) ?? [];
    page = page.length < PAGE ? [] : next.all(...last.slice(0, key.length), PAGE);
  }
}

/** In the order in which the store keeps rows: numbers, then texts by their bytes. */
function compare(a: Row, b: Row, keys: number): number {
  for (let at = 0; at < keys; at++) {
    const [one, other] = [a[at] ?? null, b[at] ?? null];
    if (one === other) continue;
    if (typeof one === 'number' && typeof other === 'number') return one - other;
    return Buffer.compare(Buffer.from(String(one)), Buffer.from(String(other)));
  }
  return 0;
}
