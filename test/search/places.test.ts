import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { readPlaces } from '../../src/search/engines/embedded/places.ts';

const read = (text: string) => [...readPlaces(Buffer.from(text))];

it('reads places one after the other', () => {
  expect(read('7')).toEqual([7]);
  expect(read('1 2 30 4000000000')).toEqual([1, 2, 30, 4_000_000_000]);
  expect(read('')).toEqual([]);
  expect([...readPlaces(null)]).toEqual([]);
});

it('puts them in order where they came in none', () => {
  expect(read('30 2 1 100')).toEqual([1, 2, 30, 100]);
});

it('reads what SQLite writes', () => {
  const db = new Database(':memory:');
  const bytes = db
    .prepare<[], Uint8Array>(
      `WITH RECURSIVE n(at) AS (SELECT 1 UNION ALL SELECT at * 3 FROM n WHERE at < 2000000000 / 3)
       SELECT CAST(group_concat(at, ' ') AS BLOB) FROM n`,
    )
    .pluck()
    .get();
  db.close();
  expect([...readPlaces(bytes ?? null)]).toEqual(Array.from({ length: 20 }, (_, at) => 3 ** at));
});
