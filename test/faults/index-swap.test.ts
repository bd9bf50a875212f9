import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, expect, it } from 'vitest';
import { openIndexedVersions } from '../../src/search/engines/embedded/audit.ts';
import { openEmbeddedEngine } from '../../src/search/engines/embedded/index.ts';
import { request } from '../search/documents.ts';
import { BOOKS, storeAt } from './index-swap-run.ts';

/** Kills; `LIANTU_KILL_ROUNDS=50 npx vitest run test/faults/index-swap.test.ts` for a long run. */
const ROUNDS = Number(process.env.LIANTU_KILL_ROUNDS ?? 3);
const PATIENCE_MS = 60_000;
const folder = mkdtempSync(join(tmpdir(), 'liantu-index-swap-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The ids and versions that an index at this place must hold. */
const wanted = (seq: number) =>
  [...storeAt(seq).values()].map(({ id, version }) => ({ id, version })).sort((a, b) => (a.id < b.id ? -1 : 1));

/** Lets one program write and rebuild, asks it from here all the while, and kills it somewhere in the middle. */
async function round(builds: number): Promise<{ readonly asked: number; readonly wrong: readonly string[] }> {
  const program = ['--import', 'tsx', join(import.meta.dirname, 'index-swap-run.ts'), 'swap', folder];
  const child = spawn(process.execPath, program, { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'exit');
  const signal = AbortSignal.timeout(PATIENCE_MS);
  let built = 0;
  let written = 0;
  const told = (async () => {
    for await (const line of createInterface({ input: child.stdout })) {
      if (line.startsWith('built')) built += 1;
      else written = Number(line);
    }
  })();
  while (built === 0 || written < 2 * BOOKS) {
    signal.throwIfAborted();
    await delay(5);
  }
  const reader = await openEmbeddedEngine({ folder, aliasFile: null, readers: 1 });
  const wrong: string[] = [];
  let asked = 0;
  const goal = built + builds;
  while (built < goal) {
    const { hits, total } = await reader.search(request('共有之书', { first: 100 }), signal);
    asked += 1;
    // Each book once, and never a half-built or emptied index: of thirty books at most five are away at a time.
    if (new Set(hits.map(({ id }) => id)).size !== total) wrong.push('a book twice');
    if (total < 20) wrong.push(`${total} books`);
  }
  await delay(Math.random() * 30);
  child.kill('SIGKILL');
  await ended;
  await told;
  await reader.close();
  return { asked, wrong };
}

it(
  `${ROUNDS} times kill -9 while an index is built and swapped beside writes leave what the store holds`,
  async () => {
    const places: number[] = [];
    for (let at = 0; at < ROUNDS; at++) {
      const { asked, wrong } = await round(3 + (at % 3));
      expect(wrong).toEqual([]);
      expect(asked).toBeGreaterThan(0);
      const engine = await openEmbeddedEngine({ folder, aliasFile: null, readers: 0 });
      const { seq } = await engine.health();
      await engine.close();
      places.push(seq);
      using known = openIndexedVersions(folder);
      expect(known?.between('', null)).toEqual(wanted(seq));
    }
    console.log(`killed at changes ${places.join(', ')}`);
    expect(readdirSync(folder).filter((name) => /^index-\d+\.db$/.test(name)).length).toBeLessThan(4);
  },
  ROUNDS * 100_000,
);
