import { lookup } from 'node:dns/promises';
import { isIP, connect as netConnect, type Socket } from 'node:net';
import { Readable } from 'node:stream';
import { Agent, buildConnector, request } from 'undici';
import { Fault } from '../base/problem.ts';
import type { ConnectorIo } from '../push/connector.ts';
import { addressAllowed } from './address.ts';
import { inflated } from './inflate.ts';

export interface OutgoingOptions {
  /** Private and loopback addresses too: set by an operator for one source. */
  readonly allowPrivate: boolean;
  readonly connectTimeoutMs?: number;
}

/** The only way out to other people's servers. Close it when the run is over. */
export interface Outgoing extends Pick<ConnectorIo, 'fetch' | 'dial'>, AsyncDisposable {}

const CONNECT_TIMEOUT_MS = 10_000;

/**
 * Connections to checked addresses only. A name is looked up here, every address it has must be allowed, and the
 * connection goes to the address that was checked: a second look-up could answer otherwise. The connected peer is
 * checked once more. `fetch` follows no redirect and cuts off bodies that inflate beyond reason.
 */
export function outgoing(options: OutgoingOptions): Outgoing {
  const timeoutMs = options.connectTimeoutMs ?? CONNECT_TIMEOUT_MS;
  const dial = async (host: string, port: number, signal: AbortSignal): Promise<Socket> => {
    const address = await checkedAddress(host, options.allowPrivate, signal);
    return connectTo({ host, address, port, allowPrivate: options.allowPrivate, timeoutMs, signal });
  };
  const secure = buildConnector({ timeout: timeoutMs });
  const agent = new Agent({
    headersTimeout: 0,
    bodyTimeout: 0,
    connect: (target, done) => {
      const port = Number(target.port === '' ? (target.protocol === 'https:' ? 443 : 80) : target.port);
      dial(target.hostname, port, AbortSignal.timeout(timeoutMs)).then(
        (socket) =>
          target.protocol === 'https:' ? secure({ ...target, httpSocket: socket }, done) : done(null, socket),
        (cause: unknown) => done(cause instanceof Error ? cause : new Error(String(cause)), null),
      );
    },
  });
  return {
    dial,
    fetch: (input, init) => fetchThrough(agent, input, init),
    [Symbol.asyncDispose]: () => agent.destroy(),
  };
}

async function checkedAddress(host: string, allowPrivate: boolean, signal: AbortSignal): Promise<string> {
  const bare = host.replace(/^\[|\]$/g, '');
  signal.throwIfAborted();
  const found = isIP(bare) === 0 ? await resolve(bare) : [bare];
  const refused = found.find((address) => !addressAllowed(address, allowPrivate));
  if (refused !== undefined) throw new Fault('SOURCE_ADDRESS_REFUSED', { address: host });
  const [first] = found;
  if (first === undefined) throw new Fault('SOURCE_UNREACHABLE', { address: host, detail: 'the name has no address' });
  return first;
}

async function resolve(name: string): Promise<readonly string[]> {
  try {
    return (await lookup(name, { all: true, verbatim: true })).map(({ address }) => address);
  } catch (cause) {
    throw new Fault('SOURCE_UNREACHABLE', { address: name, detail: 'the name is unknown' }, { cause });
  }
}

interface Target {
  readonly host: string;
  readonly address: string;
  readonly port: number;
  readonly allowPrivate: boolean;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

function connectTo(target: Target): Promise<Socket> {
  const { host, address, port, signal } = target;
  return new Promise((resolvePromise, reject) => {
    const socket = netConnect({ host: address, port, noDelay: true });
    const limit = AbortSignal.any([signal, AbortSignal.timeout(target.timeoutMs)]);
    const fail = (cause: unknown): void => {
      limit.removeEventListener('abort', onAbort);
      socket.destroy();
      const detail = cause instanceof Error ? cause.message : String(cause);
      reject(signal.aborted ? signal.reason : new Fault('SOURCE_UNREACHABLE', { address: `${host}:${port}`, detail }));
    };
    const onAbort = (): void => fail('no connection in time');
    limit.addEventListener('abort', onAbort, { once: true });
    if (limit.aborted) onAbort();
    socket.once('error', fail);
    socket.once('connect', () => {
      limit.removeEventListener('abort', onAbort);
      socket.off('error', fail);
      if (addressAllowed(socket.remoteAddress ?? '', target.allowPrivate)) return resolvePromise(socket);
      socket.destroy();
      return reject(new Fault('SOURCE_ADDRESS_REFUSED', { address: host }));
    });
  });
}

async function fetchThrough(agent: Agent, input: string | URL | Request, init: RequestInit = {}): Promise<Response> {
  const url = checkedUrl(input instanceof Request ? input.url : input);
  const headers = {
    'accept-encoding': 'gzip',
    'user-agent': 'Liantu',
    ...Object.fromEntries(new Headers(init.headers)),
  };
  const body = typeof init.body === 'string' ? init.body : null;
  const answer = await request(url, {
    dispatcher: agent,
    method: init.method === 'POST' ? 'POST' : 'GET',
    headers,
    body,
    signal: init.signal ?? null,
  });
  const answerHeaders = new Headers();
  for (const [name, value] of Object.entries(answer.headers)) {
    for (const one of value === undefined ? [] : [value].flat()) answerHeaders.append(name, one);
  }
  const stream = inflated(answer.body, answerHeaders.get('content-encoding'));
  const empty = answer.statusCode === 204 || answer.statusCode === 205 || answer.statusCode === 304;
  if (empty) await answer.body.dump();
  const web = empty ? null : (Readable.toWeb(stream) as ReadableStream<Uint8Array>);
  return new Response(web, { status: answer.statusCode, headers: answerHeaders });
}

/** Only http and https, and no user name: WHATWG URL parsing has already brought odd IPv4 forms to plain ones. */
function checkedUrl(input: string | URL): URL {
  const text = String(input);
  if (!URL.canParse(text)) throw new Fault('SOURCE_URL_REFUSED', { address: text, detail: 'it is no URL' });
  const url = new URL(text);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw new Fault('SOURCE_URL_REFUSED', { address: url.protocol, detail: 'it is not http or https' });
  }
  if (url.username !== '' || url.password !== '') {
    throw new Fault('SOURCE_URL_REFUSED', { address: url.host, detail: 'it holds a user name' });
  }
  return url;
}
