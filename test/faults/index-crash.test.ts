import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { afterAll, expect, it } from 'vitest';
import { indexFiles } from '../../src/search/engines/embedded/files.ts';
import { openEmbeddedEngine } from '../../src/search/engines/embedded/index.ts';
import { request } from '../search/documents.ts';
import { BATCHES, indexAll } from './index-run.ts';

/** Kills; `LIANTU_KILL_ROUNDS=50 npx vitest run test/faults/index-crash.test.ts` for a long run. */
const ROUNDS = Number(process.env.LIANTU_KILL_ROUNDS ?? 8);
const folder = mkdtempSync(join(tmpdir(), 'liantu-index-crash-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const start = (into: string) =>
  spawn(process.execPath, ['--import', 'tsx', join(import.meta.dirname, 'index-run.ts'), 'index', into], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });

/** Kills the indexing after some batches, while it is somewhere in the next ones. */
async function killAfter(batches: number, into: string): Promise<void> {
  const child = start(into);
  const ended = once(child, 'exit');
  const lines = createInterface({ input: child.stdout });
  let told = 0;
  for await (const _ of lines) {
    told += 1;
    if (told > batches) break;
  }
  await delay(Math.random() * 10);
  child.kill('SIGKILL');
  await ended;
}

/** Everything that an index holds and answers, without the places that depend on when it was written. */
async function stateOf(index: string) {
  const db = new Database(indexFiles(index).current() ?? '', { readonly: true });
  const all = (sql: string): readonly unknown[] => db.prepare(sql).raw().all();
  const integrity = db.pragma('integrity_check', { simple: true });
  const rows = all('SELECT id, version, title, libs, ord FROM sdoc ORDER BY id');
  const keys = all('SELECT d.id, k.kind, k.k FROM skey k LEFT JOIN sdoc d USING(ord) ORDER BY 1, 2, 3');
  const calls = all('SELECT d.id, c.sort FROM scall c LEFT JOIN sdoc d USING(ord) ORDER BY 1, 2');
  const words = all('SELECT term, doc, cnt FROM ftsv ORDER BY term');
  db.close();
  const engine = await openEmbeddedEngine({ folder: index, aliasFile: null, readers: 1 });
  const answers = [];
  for (const text of ['', '第77本书', '新版', '作者3', 'B123', 'I287.45/200', 'diwubenshu'])
    answers.push(
      await engine.search(request(text, { first: 50, facets: ['LIBRARY', 'YEAR'] }), AbortSignal.timeout(9_000)),
    );
  const health = await engine.health();
  await engine.close();
  return { integrity, rows, keys, calls, words, answers, health };
}

it(`${ROUNDS} times kill -9 while indexing leave the index of an undisturbed run`, {
  timeout: ROUNDS * 40_000,
}, async () => {
  const [calm, killed] = [join(folder, 'calm'), join(folder, 'killed')];
  await indexAll(calm);
  const places: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    await killAfter(Math.floor((Math.random() * 1.3 * BATCHES) / (ROUNDS + 1)), killed);
    const engine = await openEmbeddedEngine({ folder: killed, aliasFile: null, readers: 0 });
    places.push((await engine.health()).seq);
    await engine.close();
  }
  console.log(`killed at ${places.join(', ')} of ${BATCHES} batches`);
  expect(places.toSorted((a, b) => a - b)).toEqual(places);
  const amid = places.filter((seq) => seq > 0 && seq < BATCHES).length;
  expect(amid, 'kills that came while it was indexing').toBeGreaterThan(ROUNDS / 2);
  await indexAll(killed);
  const [wanted, left] = [await stateOf(calm), await stateOf(killed)];
  expect(left.health).toMatchObject({ ok: true, seq: BATCHES });
  expect(left).toEqual(wanted);
});
