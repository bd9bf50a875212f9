import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

/** A private server with its data in a temporary folder, which can be hurt. */
export interface MeiliServer extends AsyncDisposable {
  readonly url: string;
  readonly key: string | null;
  /** Kills it as a power cut would; its data stay. */
  kill(): Promise<void>;
  /** Stops it from answering without ending it. */
  freeze(): void;
  thaw(): void;
  /** Starts it again over the same data at the same address. */
  restart(): Promise<void>;
}

const onPath = ((): boolean => {
  try {
    execFileSync('meilisearch', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();

/** Whether tests can have a server: one that runs (MEILI_URL), or the program to start one. */
export const meiliPresent = onPath || process.env.MEILI_URL !== undefined;
/** Whether a server can be started, and so be killed. */
export const meiliOnPath = onPath;

if (!meiliPresent) {
  console.warn('\n!!! SKIPPED: no MEILI_URL and no meilisearch on PATH — the second search engine is not tested !!!\n');
} else if (!onPath) {
  console.warn('\n!!! SKIPPED: no meilisearch on PATH — nothing is tested with a server that fails !!!\n');
}

/** The server of MEILI_URL as it is, else one of our own. */
export async function startMeilisearch(options: readonly string[] = []): Promise<MeiliServer> {
  if (!onPath) return existing(process.env.MEILI_URL ?? '');
  const folder = mkdtempSync(join(tmpdir(), 'liantu-meili-'));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  let child = launch(folder, port, options);
  await answering(url);
  const kill = async (): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  };
  const orphaned = (): void => void child.kill('SIGKILL');
  process.once('exit', orphaned);
  return {
    url,
    key: null,
    kill,
    freeze: () => void child.kill('SIGSTOP'),
    thaw: () => void child.kill('SIGCONT'),
    async restart() {
      await kill();
      child = launch(folder, port, options);
      await answering(url);
    },
    async [Symbol.asyncDispose]() {
      process.off('exit', orphaned);
      await kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function launch(folder: string, port: number, options: readonly string[]): ChildProcess {
  const place = ['--db-path', join(folder, 'data'), '--dump-dir', join(folder, 'dumps')];
  const settings = [
    '--http-addr',
    `127.0.0.1:${port}`,
    '--env',
    'development',
    '--no-analytics',
    '--log-level',
    'ERROR',
    '--max-indexing-memory',
    '2Gb',
  ];
  return spawn('meilisearch', [...place, ...settings, ...options], { stdio: 'ignore', cwd: folder });
}

async function answering(url: string): Promise<void> {
  for (let tries = 0; tries < 400; tries++) {
    const well = await fetch(`${url}/health`, { signal: AbortSignal.timeout(1_000) }).then(
      (answer) => answer.ok,
      () => false,
    );
    if (well) return;
    await delay(25);
  }
  throw new Error(`no meilisearch at ${url}`);
}

function existing(url: string): MeiliServer {
  const never = (): never => {
    throw new Error('this server is not ours to hurt');
  };
  return {
    url,
    key: process.env.MEILI_KEY ?? null,
    kill: async () => never(),
    freeze: never,
    thaw: never,
    restart: async () => never(),
    async [Symbol.asyncDispose]() {},
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no free port');
  return address.port;
}
