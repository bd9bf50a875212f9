import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { Fault } from '../../src/base/problem.ts';

/** `liantu serve` in a process of its own: what goes to it goes the way a member's requests go. */
export interface GatewayProcess {
  readonly url: string;
  readonly pid: number;
  /** Ends it and waits for its orderly shutdown. */
  stop(): Promise<void>;
  /** Resolves when it ends by itself or was stopped, with its exit code. */
  readonly ended: Promise<number>;
}

interface Start {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly signal: AbortSignal;
  /** How long it may take to be ready. */
  readonly patienceMs?: number;
}

const PATIENCE_MS = 30_000;

export async function startGateway({ env, signal, patienceMs = PATIENCE_MS }: Start): Promise<GatewayProcess> {
  const program = process.argv[1] ?? '';
  // The same node with the same loader, so that it works from the sources and from dist.
  const child = spawn(process.execPath, [...process.execArgv, program, 'serve', '--quiet'], {
    env: { LIANTU_LOG: 'warn', ...env },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const ended = once(child, 'exit').then(([code]) => (typeof code === 'number' ? code : 1));
  const url = `http://${env.LIANTU_HOST}:${env.LIANTU_PORT}`;
  const stop = async () => {
    child.kill('SIGTERM');
    await ended;
  };
  try {
    await untilReady(url, child, Date.now() + patienceMs, signal);
  } catch (error) {
    await stop();
    throw error;
  }
  return { url, pid: child.pid ?? 0, stop, ended };
}

async function untilReady(url: string, child: ChildProcess, deadline: number, signal: AbortSignal): Promise<void> {
  while (Date.now() < deadline) {
    if (child.exitCode !== null) break;
    // Refused connections are what waiting for a server looks like.
    const answer = await fetch(`${url}/readyz`, { signal }).catch(() => null);
    if (answer?.ok === true) return;
    await delay(50, undefined, { signal });
  }
  throw new Fault('GATEWAY_NOT_READY', { url });
}

/** The wished port, or any free one where it is taken and `strict` is false. */
export async function portFor(wished: number, host: string): Promise<number> {
  const server = createServer();
  const listening = once(server, 'listening');
  server.listen(wished, host);
  try {
    await listening;
  } catch {
    // Taken: the demo moves aside rather than asking its first-time reader to.
    return portFor(0, host);
  }
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? address.port : wished;
}
