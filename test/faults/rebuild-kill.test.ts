import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { alliance } from '../../scripts/dev/alliance.ts';
import { reconcile } from '../../src/catalogue/reconcile.ts';
import { migrate } from '../../src/store/sqlite/migrate.ts';
import { openForWriting, type Sqlite } from '../../src/store/sqlite/open.ts';
import { catalogueIn, FORMER, type Made, made } from '../catalogue/rebuilding.ts';

/** Kills; `LIANTU_KILL_ROUNDS=50 npx vitest run test/faults/rebuild-kill.test.ts` for a long run. */
const ROUNDS = Number(process.env.LIANTU_KILL_ROUNDS ?? 3);
const RECORDS = 900;
const folder = mkdtempSync(join(tmpdir(), 'liantu-rebuild-kill-'));
const file = (name: string): string => join(folder, `${name}.db`);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Starts a rebuild; kills it after some milliseconds of it, or lets it end and answers how many it took. */
async function rebuildIn(path: string, killAfterMs: number | null): Promise<number> {
  const child = spawn(process.execPath, ['--import', 'tsx', join(import.meta.dirname, 'rebuild-run.ts'), path], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  let took = 0;
  for await (const line of createInterface({ input: child.stdout })) {
    if (line !== 'begun') took = Number(line);
    else if (killAfterMs !== null) await delay(killAfterMs).then(() => child.kill('SIGKILL'));
  }
  await ended;
  return took;
}

async function within<T>(path: string, at: (db: Sqlite) => T | Promise<T>): Promise<T> {
  const db = openForWriting(path);
  try {
    return await at(db);
  } finally {
    db.close();
  }
}

let [former, rebuilt]: Made[] = [];
let tookMs = 0;

beforeAll(async () => {
  const records = alliance({ seed: 909, records: RECORDS, libraries: 9 }).map(({ incoming }) => incoming);
  former = await within(file('former'), async (db) => {
    migrate(db);
    await catalogueIn(db, FORMER).bring(records);
    return made(db);
  });
  rebuilt = await within(file('once'), async (db) => {
    migrate(db);
    await catalogueIn(db, reconcile).bring(records);
    return made(db);
  });
  copyFileSync(file('former'), file('calm'));
  tookMs = await rebuildIn(file('calm'), null);
  expect(await within(file('calm'), made)).toEqual(rebuilt);
}, 60_000);

/** What is regrouped in one step; editions are merged after it. */
const grouping = ({ records, holdings, forms, keys, edges, capped, health }: Made) => ({
  ...{ records, holdings, forms, keys, edges, capped, health },
});

it.each(Array.from({ length: ROUNDS }, (_none, round) => round))(
  'kill -9 at any moment of a rebuild leaves a whole catalogue, and another rebuild ends it, round %d',
  async (round) => {
    const path = file(`round-${round}`);
    copyFileSync(file('former'), path);
    await rebuildIn(path, tookMs * ((round + Math.random()) / ROUNDS));
    await within(path, async (db) => {
      expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
      expect(db.pragma('foreign_key_check')).toEqual([]);
      const left = made(db);
      for (const row of [...left.records, ...left.holdings]) expect(row).toMatchObject({ placed: 1 });
      // As before the swap, or as after it: never between.
      expect([former, rebuilt].map((whole) => whole && grouping(whole))).toContainEqual(grouping(left));
      await catalogueIn(db, reconcile).rebuild(() => undefined);
      expect(made(db)).toEqual(rebuilt);
    });
  },
  60_000,
);
