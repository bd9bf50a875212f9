import { setTimeout as delay } from 'node:timers/promises';
import { Agent, request } from 'undici';
import { z } from 'zod';
import { Fault } from '../base/problem.ts';
import { backoffMs, retryAfterMs } from '../base/retry.ts';

/** A gateway and the key to it. */
export interface Target {
  /** `http://127.0.0.1:4000`, with or without a path in front of `/graphql`. */
  readonly url: string;
  readonly key: string;
  /** How long a server that is away is waited for, in ms. */
  readonly patienceMs?: number;
}

export interface Call extends AsyncDisposable {
  graphql<T>(query: string, variables: Readonly<Record<string, unknown>>): Promise<T>;
  putChunk(push: string, seq: number, body: Uint8Array): Promise<z.infer<typeof ChunkAnswer>>;
}

const PATIENCE_MS = 60_000;
/** A server that never answered is more likely a wrong address than a restart. */
const FIRST_PATIENCE_MS = 8_000;
const BACKOFF = { baseMs: 200, maxMs: 10_000 };
/** For one attempt: a chunk of 2,000 records is applied in seconds even on a slow machine. */
const ATTEMPT_MS = 120_000;
/** A chunk before this one may still be under way from an attempt that was given up. */
const ORDER_ATTEMPTS = 4;

const ChunkAnswer = z.object({
  seq: z.number(),
  nextSeq: z.number(),
  received: z.number(),
  added: z.number(),
  changed: z.number(),
  unchanged: z.number(),
  // Servers before this count did not tell it.
  outdated: z.number().default(0),
  quarantined: z.number(),
});
const ErrorBody = z.object({ code: z.string(), message: z.string(), messageZh: z.string() });
const GraphqlBody = z.object({
  data: z.unknown().optional(),
  errors: z
    .array(z.object({ message: z.string(), extensions: z.object({ code: z.string().optional() }).loose().optional() }))
    .optional(),
});

/** Calls on one gateway, over one kept-alive connection, each tried again while the server is away or busy. */
export function connectTo(target: Target, signal: AbortSignal): Call {
  const base = baseOf(target.url);
  const agent = new Agent({
    connections: 2,
    headersTimeout: ATTEMPT_MS,
    bodyTimeout: ATTEMPT_MS,
    keepAliveTimeout: 5_000,
  });
  const headers = { authorization: `Bearer ${target.key}`, accept: 'application/json' };
  let met = false;
  const send = async (path: string, init: Sending) => {
    const whole = target.patienceMs ?? PATIENCE_MS;
    const patience = { ...target, patienceMs: met ? whole : Math.min(whole, FIRST_PATIENCE_MS) };
    const answer = await attempts(patience, signal, () => once(agent, new URL(path, base), init, signal));
    met = true;
    return answer;
  };
  return {
    [Symbol.asyncDispose]: () => agent.destroy(),
    async graphql<T>(query: string, variables: Readonly<Record<string, unknown>>): Promise<T> {
      const body = JSON.stringify({ query, variables });
      const answer = await send('graphql', {
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/json' },
        body,
      });
      return graphqlData<T>(answer);
    },
    async putChunk(push, seq, body) {
      const path = `push/${encodeURIComponent(push)}/${seq}`;
      const chunkHeaders = { ...headers, 'content-type': 'application/x-ndjson', 'content-encoding': 'gzip' };
      for (let attempt = 1; ; attempt++) {
        const answer = await send(path, { method: 'PUT', headers: chunkHeaders, body });
        if (answer.status === 200) return ChunkAnswer.parse(answer.body);
        const refusal = refusalOf(answer);
        if (refusal.code === 'IDEMPOTENCY_CONFLICT') throw new Fault('DELIVERY_CHANGED', { push });
        if (refusal.code !== 'OUT_OF_ORDER' || attempt === ORDER_ATTEMPTS) throw refused(refusal);
        await delay(backoffMs(attempt, BACKOFF, Math.random()), null, { signal });
      }
    },
  };
}

interface Sending {
  readonly method: 'POST' | 'PUT';
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
}

interface Answered {
  readonly status: number;
  readonly body: unknown;
}
type Attempt = Answered | { readonly again: true; readonly pauseMs: number | null; readonly detail: string };

function baseOf(url: string): URL {
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) throw new Fault('BAD_SERVER_ADDRESS', { url });
  return new URL(url.endsWith('/') ? url : `${url}/`);
}

/** Repeats while the server cannot be reached or says it is busy, until the patience is over. */
async function attempts(target: Target, signal: AbortSignal, attempt: () => Promise<Attempt>): Promise<Answered> {
  const deadline = performance.now() + (target.patienceMs ?? PATIENCE_MS);
  for (let tries = 1; ; tries++) {
    const outcome = await attempt();
    if ('status' in outcome) {
      if (outcome.status === 401) throw new Fault('UNAUTHENTICATED');
      if (outcome.status === 403) throw new Fault('FORBIDDEN');
      return outcome;
    }
    const pauseMs = outcome.pauseMs ?? backoffMs(tries, BACKOFF, Math.random());
    if (performance.now() + pauseMs > deadline) {
      throw new Fault('SERVER_AWAY', { url: target.url, detail: outcome.detail });
    }
    await delay(pauseMs, null, { signal });
  }
}

async function once(agent: Agent, url: URL, sending: Sending, signal: AbortSignal): Promise<Attempt> {
  try {
    const { statusCode, headers, body } = await request(url, { ...sending, dispatcher: agent, signal });
    const text = await body.text();
    if (statusCode === 429 || statusCode >= 500) {
      const header = headers['retry-after'];
      const pauseMs = retryAfterMs(typeof header === 'string' ? header : null, new Date());
      return { again: true, pauseMs, detail: `HTTP ${statusCode}` };
    }
    return { status: statusCode, body: parsed(text) };
  } catch (error) {
    signal.throwIfAborted();
    return { again: true, pauseMs: null, detail: reasonOf(error) };
  }
}

/** What a page that is no JSON says is shown by its beginning: most likely it is another program's. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not our gateway, or a proxy before it: the caller reports the text.
    return text.slice(0, 200);
  }
}

function graphqlData<T>(answer: Answered): T {
  const read = GraphqlBody.safeParse(answer.body);
  if (!read.success) throw refused(refusalOf(answer));
  const [error] = read.data.errors ?? [];
  const code = error?.extensions?.code;
  if (code === 'UNAUTHENTICATED' || code === 'FORBIDDEN') throw new Fault(code);
  if (error !== undefined) {
    const zh = error.extensions?.messageZh;
    const messageZh = typeof zh === 'string' ? zh : error.message;
    throw refused({ code: code ?? 'GRAPHQL', message: error.message, messageZh });
  }
  // The queries of this client are written against the schema, which decides the shape.
  return read.data.data as T;
}

type Refusal = z.infer<typeof ErrorBody>;

function refusalOf({ status, body }: Answered): Refusal {
  const read = ErrorBody.safeParse(body);
  if (read.success) return read.data;
  const detail = `HTTP ${status} ${typeof body === 'string' ? body : ''}`.trim();
  return { code: 'HTTP', message: detail, messageZh: detail };
}

function refused(refusal: Refusal): Fault {
  return new Fault('SERVER_REFUSED', refusal);
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return 'code' in error && typeof error.code === 'string' ? error.code : error.message;
}
