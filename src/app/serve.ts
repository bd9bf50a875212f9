import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import pino, { type Logger } from 'pino';
import { Fault } from '../base/problem.ts';
import { createGateway } from '../gateway/app.ts';
import { type Composition, compose } from './compose.ts';
import type { Settings } from './settings.ts';
import { shutDown } from './shutdown.ts';

export interface Serving extends AsyncDisposable {
  /** `http://127.0.0.1:4000`, with the port really taken. */
  readonly url: string;
  readonly composition: Composition;
  /** Resolves with the reason when the server cannot go on by itself. */
  readonly broken: Promise<string>;
}

/**
 * Starts the gateway over a data folder. It answers when the promise resolves.
 *
 * @throws Fault PORT_TAKEN, and what opening the store throws
 */
export async function serve(settings: Settings, version: string): Promise<Serving> {
  const log = logger(settings);
  const composition = await compose(settings, { version, log });
  try {
    const gateway = await createGateway(composition.needs);
    await gateway.listen({ host: settings.host, port: settings.port });
    const url = urlOf(gateway.server.address(), settings.host);
    log.info({ url, data: settings.dataFolder }, 'serving');
    return {
      url,
      composition,
      broken: composition.broken,
      async [Symbol.asyncDispose]() {
        composition.stop('stopping');
        const drained = await shutDown({ gateway, behind: composition });
        log.info({ drained }, 'stopped');
      },
    };
  } catch (error) {
    await composition[Symbol.asyncDispose]();
    throw portFault(error, settings);
  }
}

/** Serves until the signal fires; true where the end was wanted, false where the server broke. */
export async function serveUntil(serving: Serving, signal: AbortSignal): Promise<boolean> {
  const stopped = signal.aborted ? Promise.resolve() : once(signal, 'abort');
  const reason = await Promise.race([stopped.then(() => null), serving.broken]);
  await serving[Symbol.asyncDispose]();
  return reason === null;
}

/** Log lines are JSON on stderr: stdout belongs to the command. Nothing that could be a key is ever written. */
function logger(settings: Settings): Logger {
  return pino(
    {
      level: settings.logLevel,
      redact: ['req.headers.authorization', 'req.headers.cookie', '*.key', '*.authorization'],
    },
    pino.destination({ dest: 2, sync: true }),
  );
}

function urlOf(address: string | AddressInfo | null, host: string): string {
  const port = address === null || typeof address === 'string' ? 0 : address.port;
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

function portFault(error: unknown, { host, port }: Settings): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  if (code === 'EADDRINUSE' || code === 'EACCES' || code === 'EADDRNOTAVAIL') {
    return new Fault('PORT_TAKEN', { address: `${host}:${port}`, detail: code }, { cause: error });
  }
  return error;
}
