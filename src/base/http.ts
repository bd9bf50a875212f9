import type { Clock } from './clock.ts';
import { Fault } from './problem.ts';
import { backoffMs, retryAfterMs } from './retry.ts';

/** What a request needs from outside; the caller's `fetch` decides which addresses may be reached. */
export interface HttpIo {
  readonly fetch: typeof fetch;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

export interface HttpAsk {
  readonly url: URL;
  readonly method?: 'GET' | 'POST';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly maxBytes: number;
  /** For one attempt with its whole body, however slowly it trickles. */
  readonly timeoutSeconds: number;
  /** Attempts in all; 429, 5xx and broken connections are tried again. */
  readonly attempts: number;
}

export interface HttpAnswer {
  readonly headers: Headers;
  readonly bytes: Uint8Array;
}

const BACKOFF = { baseMs: 1000, maxMs: 60_000 };
/** A source that asks for a longer pause is left to the next scheduled run. */
const LONGEST_PAUSE_MS = 300_000;

/**
 * One answer with status 2xx, read whole. Redirects are not followed: where they lead was never agreed to. Throws
 * Fault SOURCE_*; an abort of the caller's signal is thrown as it is.
 */
export async function ask(io: HttpIo, request: HttpAsk): Promise<HttpAnswer> {
  for (let attempt = 1; ; attempt++) {
    const outcome = await attemptOnce(io, request);
    if ('bytes' in outcome) return outcome;
    if (!outcome.again || attempt >= request.attempts) throw outcome.fault;
    const pauseMs = outcome.pauseMs ?? backoffMs(attempt, BACKOFF, Math.random());
    if (pauseMs > LONGEST_PAUSE_MS) throw outcome.fault;
    await io.clock.sleep(pauseMs, io.signal);
  }
}

type Failed = { readonly fault: Fault; readonly again: boolean; readonly pauseMs: number | null };

async function attemptOnce(io: HttpIo, request: HttpAsk): Promise<HttpAnswer | Failed> {
  const deadline = AbortSignal.timeout(request.timeoutSeconds * 1000);
  const signal = AbortSignal.any([io.signal, deadline]);
  try {
    const { method = 'GET', headers = {}, body } = request;
    const init = { method, headers, redirect: 'manual', signal, ...(body === undefined ? {} : { body }) } as const;
    const response = await io.fetch(request.url, init);
    if (response.ok) return { headers: response.headers, bytes: await readCapped(response, request.maxBytes) };
    await response.body?.cancel();
    return refused(response, request.url, io.clock.now());
  } catch (cause) {
    io.signal.throwIfAborted();
    if (cause instanceof Fault) return { fault: cause, again: cause.code === 'SOURCE_UNREACHABLE', pauseMs: null };
    const fault = deadline.aborted
      ? new Fault('SOURCE_TIMEOUT', { seconds: request.timeoutSeconds }, { cause })
      : new Fault('SOURCE_UNREACHABLE', { address: request.url.host, detail: reason(cause) }, { cause });
    return { fault, again: true, pauseMs: null };
  }
}

function refused(response: Response, from: URL, now: Date): Failed {
  const { status } = response;
  const location = response.headers.get('location');
  if (status >= 300 && status < 400 && location !== null && URL.canParse(location, from.href)) {
    const { origin, pathname } = new URL(location, from);
    return { fault: new Fault('SOURCE_REDIRECTED', { address: origin + pathname }), again: false, pauseMs: null };
  }
  const again = status === 429 || status >= 500;
  return {
    fault:
      status === 401 || status === 403
        ? new Fault('SOURCE_LOGIN_REFUSED')
        : new Fault('SOURCE_HTTP_STATUS', { status }),
    again,
    pauseMs: retryAfterMs(response.headers.get('retry-after'), now),
  };
}

/** The body in one piece; stops reading at the first byte over the limit. */
export async function readCapped(response: Response, maxBytes: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let total = 0;
  if (response.body === null) return new Uint8Array(0);
  const reader = response.body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    total += value.length;
    if (total > maxBytes) {
      await reader.cancel();
      throw new Fault('SOURCE_TOO_LARGE', { limit: maxBytes });
    }
    parts.push(value);
  }
  const whole = new Uint8Array(total);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** The innermost message: `fetch failed` says nothing, its cause does. */
function reason(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  return cause.cause instanceof Error ? reason(cause.cause) : cause.message;
}
