import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { portFor } from '../cli/gateway-process.ts';
import { diskUse, ownMemory } from './site.ts';

/** A Meilisearch to measure, with an index of this run's own. */
export interface BenchServer extends AsyncDisposable {
  readonly url: string;
  readonly key: string | null;
  readonly index: string;
  /** MB on disk. */
  disk(): Promise<number>;
  /** MB of its own; null where it is not ours to look at. */
  memory(): Promise<number | null>;
}

const PATIENCE_MS = 30_000;

/** The server of MEILI_URL and MEILI_KEY, else one of our own where the program is there; null where there is neither. */
export async function benchServer(folder: string, signal: AbortSignal): Promise<BenchServer | null> {
  const { MEILI_URL: url, MEILI_KEY: key } = process.env;
  return url === undefined || url === '' ? startServer(folder, signal) : existing(url, key ?? null);
}

const Stats = z.object({ databaseSize: z.number() });

function existing(url: string, key: string | null): BenchServer {
  const index = `liantu_bench_${process.pid}`;
  const headers: Readonly<Record<string, string>> = key === null ? {} : { authorization: `Bearer ${key}` };
  return {
    ...{ url, key, index },
    disk: async () => {
      const stats = await fetch(new URL('/stats', url), { headers });
      return Stats.parse(await stats.json()).databaseSize / 2 ** 20;
    },
    memory: async () => null,
    async [Symbol.asyncDispose]() {
      await fetch(new URL(`/indexes/${index}`, url), { method: 'DELETE', headers });
    },
  };
}

async function startServer(folder: string, signal: AbortSignal): Promise<BenchServer | null> {
  const data = join(folder, 'data');
  await mkdir(folder, { recursive: true });
  const address = `127.0.0.1:${await portFor(0, '127.0.0.1')}`;
  const place = ['--db-path', data, '--dump-dir', join(folder, 'dumps'), '--http-addr', address];
  const how = ['--env', 'development', '--no-analytics', '--log-level', 'ERROR', '--max-indexing-memory', '2Gb'];
  const child = spawn('meilisearch', [...place, ...how], { stdio: 'ignore', cwd: folder });
  const url = `http://${address}`;
  if (!(await answers(url, child, signal))) return null;
  const orphaned = (): void => void child.kill('SIGKILL');
  process.once('exit', orphaned);
  return {
    ...{ url, key: null, index: 'liantu' },
    disk: () => diskUse(data),
    memory: () => ownMemory(child.pid ?? 0),
    async [Symbol.asyncDispose]() {
      process.off('exit', orphaned);
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
    },
  };
}

/** False where there is no such program, or it ends by itself. */
async function answers(url: string, child: ChildProcess, signal: AbortSignal): Promise<boolean> {
  let gone = false;
  child.once('error', () => {
    gone = true;
  });
  const deadline = Date.now() + PATIENCE_MS;
  while (!gone && child.exitCode === null && Date.now() < deadline) {
    // Refused connections are what waiting for a server looks like.
    if ((await fetch(`${url}/health`, { signal }).catch(() => null))?.ok === true) return true;
    await delay(25, undefined, { signal });
  }
  child.kill('SIGKILL');
  return false;
}
