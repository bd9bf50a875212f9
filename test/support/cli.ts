import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from './data.ts';

export interface CliAnswer {
  readonly exit: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

type Env = Readonly<Record<string, string>>;

/** Runs `liantu` as a process of its own, from the sources, as `npm run liantu -- …` does. */
export async function liantu(args: readonly string[], env: Env = {}, cwd: string = projectRoot): Promise<CliAnswer> {
  const child = start(args, env, cwd);
  let stdout = '';
  let stderr = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const [exit] = (await once(child, 'close')) as [number | null];
  return { exit, stdout, stderr };
}

function start(args: readonly string[], env: Env, cwd: string): ChildProcess {
  const tsx = import.meta.resolve('tsx');
  return spawn(process.execPath, ['--import', tsx, `${projectRoot}scripts/liantu.ts`, ...args], {
    cwd,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, LIANTU_LANG: 'en', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** A gateway in a process of its own, over a data folder of its own. */
export interface RunningGateway extends AsyncDisposable {
  readonly url: string;
  readonly data: string;
  readonly env: Env;
  /** Everything the process has written, for when a test fails. */
  readonly log: () => string;
  readonly process: ChildProcess;
}

export async function startGateway(extra: Env = {}): Promise<RunningGateway> {
  const data = await mkdtemp(join(tmpdir(), 'liantu-gateway-'));
  const port = await freePort();
  const env = { LIANTU_DATA: data, LIANTU_PORT: String(port), LIANTU_HOST: '127.0.0.1', ...extra };
  const child = start(['serve'], env, projectRoot);
  let log = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (text: string) => {
      log += text;
    });
  const url = `http://127.0.0.1:${port}`;
  await ready(url, child, () => log);
  return {
    url,
    data,
    env,
    log: () => log,
    process: child,
    [Symbol.asyncDispose]: async () => {
      if (child.exitCode === null && child.signalCode === null) {
        child.kill('SIGTERM');
        await once(child, 'exit');
      }
      await rm(data, { recursive: true, force: true });
    },
  };
}

async function ready(url: string, child: ChildProcess, log: () => string): Promise<void> {
  for (let tries = 0; tries < 300; tries++) {
    if (child.exitCode !== null) throw new Error(`the gateway ended with ${child.exitCode}:\n${log()}`);
    const answer = await fetch(`${url}/readyz`).catch(() => null);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`the gateway was not ready within 30 s:\n${log()}`);
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

/** One GraphQL call; throws with the messages of top-level errors. */
export async function graphql<T>(
  gateway: { readonly url: string },
  key: string,
  query: string,
  variables: Readonly<Record<string, unknown>> = {},
): Promise<T> {
  const answer = await fetch(`${gateway.url}/graphql`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  const body = (await answer.json()) as { data?: T; errors?: readonly { message: string }[] };
  if (body.errors !== undefined || body.data === undefined)
    throw new Error(`${answer.status}: ${body.errors?.map(({ message }) => message).join('; ')}`);
  return body.data;
}

/** Makes a key on the data folder itself and answers its text. */
export async function makeKey(env: Env, role: string, library?: string): Promise<string> {
  const scope = library === undefined ? [] : ['--library', library];
  const { exit, stdout, stderr } = await liantu(
    ['key', 'create', `test ${role}`, '--role', role, ...scope, '--json'],
    env,
  );
  if (exit !== 0) throw new Error(`key create: ${exit} ${stderr}`);
  return (JSON.parse(stdout) as { key: string }).key;
}
