import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { freePort, liantu, makeKey } from '../support/cli.ts';
import { projectRoot } from '../support/data.ts';

type Env = Readonly<Record<string, string>>;

/** A real server process over a data folder that outlives it, and real client processes. */
export interface Site extends AsyncDisposable {
  readonly folder: string;
  readonly env: Env;
  readonly url: string;
  /** Starts the server and waits until it is ready. */
  start(): Promise<ChildProcess>;
  /** Ends the server as a power cut would, or as an operator does. */
  stop(signal: 'SIGKILL' | 'SIGTERM'): Promise<{ readonly code: number | null; readonly ms: number }>;
  /** Registers libraries and answers an operator's key, which may push for all of them. */
  addLibraries(codes: readonly string[]): Promise<string>;
  /** Starts `liantu push` as a process of its own. */
  push(args: readonly string[], key: string): Client;
  log(): string;
}

export interface Client {
  readonly process: ChildProcess;
  readonly done: Promise<ClientEnd>;
  stderr(): string;
  /** The id of the push, as soon as the client has told it; null where it ended before. */
  id(): Promise<string | null>;
}

export interface ClientEnd {
  readonly exit: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Over a new folder, which goes with it, or as a second server over the folder of another site. */
export async function site(shared?: string): Promise<Site> {
  const folder = shared ?? mkdtempSync(join(tmpdir(), 'liantu-fault-'));
  const port = await freePort();
  const env: Env = { LIANTU_DATA: folder, LIANTU_PORT: String(port), LIANTU_HOST: '127.0.0.1', LIANTU_LANG: 'en' };
  const url = `http://127.0.0.1:${port}`;
  let server: ChildProcess | null = null;
  let log = '';

  async function start(): Promise<ChildProcess> {
    const child = spawnLiantu(['serve'], env);
    server = child;
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (text: Buffer) => (log += text.toString()));
    for (let tries = 0; tries < 600; tries++) {
      if (child.exitCode !== null || child.signalCode !== null) throw new Error(`the server ended: ${log}`);
      if ((await fetch(`${url}/readyz`).catch(() => null))?.ok === true) return child;
      await delay(50);
    }
    throw new Error(`the server was not ready within 30 s: ${log}`);
  }

  async function stop(signal: 'SIGKILL' | 'SIGTERM') {
    const child = server;
    server = null;
    if (child === null || child.exitCode !== null || child.signalCode !== null)
      return { code: child?.exitCode ?? null, ms: 0 };
    const began = performance.now();
    const ended = once(child, 'exit');
    child.kill(signal);
    const [code] = (await ended) as [number | null];
    return { code, ms: performance.now() - began };
  }

  return {
    folder,
    env,
    url,
    start,
    stop,
    async addLibraries(codes) {
      const list = join(folder, 'libraries.json');
      writeFileSync(list, JSON.stringify(codes.map((code) => ({ code, kind: 'SCHOOL', name: code }))));
      const added = await liantu(['library', 'import', list], env);
      if (added.exit !== 0) throw new Error(added.stderr);
      return await makeKey(env, 'OPERATOR');
    },
    push: (args, key) => client(spawnLiantu(['push', ...args, '--to', url, '--json'], { LIANTU_KEY: key })),
    log: () => log,
    async [Symbol.asyncDispose]() {
      await stop('SIGKILL');
      if (shared === undefined) rmSync(folder, { recursive: true, force: true });
    },
  };
}

function spawnLiantu(args: readonly string[], env: Env): ChildProcess {
  const liantuArgs = ['--import', import.meta.resolve('tsx'), `${projectRoot}scripts/liantu.ts`, ...args];
  return spawn(process.execPath, liantuArgs, {
    cwd: projectRoot,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, LIANTU_LANG: 'en', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

function client(child: ChildProcess): Client {
  let stdout = '';
  let stderr = '';
  child.stdout?.on('data', (text: Buffer) => (stdout += text.toString()));
  child.stderr?.on('data', (text: Buffer) => (stderr += text.toString()));
  const done = once(child, 'close').then(
    ([exit]: readonly unknown[]): ClientEnd => ({ exit: typeof exit === 'number' ? exit : null, stdout, stderr }),
  );
  const told = () => /--resume ([\w=-]+)/.exec(stderr)?.[1] ?? null;
  return {
    process: child,
    done,
    stderr: () => stderr,
    async id() {
      while (told() === null && child.exitCode === null && child.signalCode === null) await delay(5);
      return told();
    },
  };
}

/** Writes a CNMARC file of invented books; the same salt makes the same file. */
export function marcFile(folder: string, name: string, count: number, salt = ''): string {
  const path = join(folder, name);
  writeFileSync(path, Buffer.concat(Array.from({ length: count }, (_, at) => book(at, salt))));
  return path;
}

const encoder = new TextEncoder();

function book(at: number, salt: string): Uint8Array {
  const isbn = isbn13(at + 1_000);
  const fields: readonly (readonly [string, string])[] = [
    ['001', `R${String(at).padStart(7, '0')}\x1e`],
    ['010', `  \x1fa${isbn}\x1fdCNY${10 + (at % 40)}.00\x1e`],
    ['101', '0 \x1fachi\x1e'],
    ['200', `1 \x1fa试验用书第${at}种${salt}\x1ff作者${at % 300}著\x1e`],
    ['210', `  \x1fa苏州\x1fc试验出版社\x1fd${2000 + (at % 24)}\x1e`],
    ['905', `  \x1faSCHOOL\x1fbB${String(at).padStart(7, '0')}\x1fdI287.45\x1fe${at}\x1ff2\x1e`],
  ];
  let directory = '';
  let begin = 0;
  for (const [tag, value] of fields) {
    const length = encoder.encode(value).length;
    directory += tag + String(length).padStart(4, '0') + String(begin).padStart(5, '0');
    begin += length;
  }
  const base = 24 + directory.length + 1;
  const leader = `${String(base + begin + 1).padStart(5, '0')}nam0 22${String(base).padStart(5, '0')}   450 `;
  return encoder.encode(`${leader}${directory}\x1e${fields.map(([, value]) => value).join('')}\x1d`);
}

function isbn13(number: number): string {
  const body = `9787${String(number).padStart(8, '0')}`;
  const sum = [...body].reduce((total, digit, at) => total + Number(digit) * (at % 2 === 0 ? 1 : 3), 0);
  return `${body}${(10 - (sum % 10)) % 10}`;
}
