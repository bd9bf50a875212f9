import { Fault } from '../../src/base/problem.ts';
import type { ConnectorIo } from '../../src/push/connector.ts';
import type { WebFileSettings } from './settings.ts';

export interface Download {
  /** What the server calls this state of the file; null where it does not say. */
  readonly stamp: string | null;
  readonly bytes: AsyncIterable<Uint8Array>;
}

/**
 * The file as it comes, never held whole; null where it is still the one of `stamp`. Redirects are not followed.
 *
 * @throws Fault SOURCE_LOGIN_REFUSED, SOURCE_REDIRECTED, SOURCE_HTTP_STATUS, SOURCE_UNREACHABLE, SOURCE_TIMEOUT;
 * SOURCE_TOO_LARGE while it is read
 */
export async function download(own: WebFileSettings, stamp: string | null, io: ConnectorIo): Promise<Download | null> {
  const deadline = AbortSignal.timeout(own.timeoutSeconds * 1000);
  const signal = AbortSignal.any([io.signal, deadline]);
  const failed = (cause: unknown): unknown => faultOf(cause, own, deadline, io);
  const headers = { ...loginOf(own), ...conditionOf(stamp) };
  const response = await io.fetch(own.url, { headers, redirect: 'manual', signal }).catch((cause: unknown) => {
    throw failed(cause);
  });
  if (response.status === 304 || !response.ok) await response.body?.cancel();
  if (response.status === 304) return null;
  if (!response.ok) throw refusal(response, own.url);
  const tag = response.headers.get('etag') ?? response.headers.get('last-modified');
  return { stamp: tag, bytes: capped(response, own.maxBytes, failed) };
}

function loginOf({ login }: WebFileSettings): Readonly<Record<string, string>> {
  if (login === null) return {};
  return { authorization: `Basic ${Buffer.from(`${login.user}:${login.password}`).toString('base64')}` };
}

/** A tag stands in quotes, a time of change does not (RFC 9110 §8.8, §13.1). */
function conditionOf(stamp: string | null): Readonly<Record<string, string>> {
  if (stamp === null) return {};
  return /^(?:W\/)?"/.test(stamp) ? { 'if-none-match': stamp } : { 'if-modified-since': stamp };
}

function refusal({ status, headers }: Response, from: string): Fault {
  const location = headers.get('location');
  if (status >= 300 && status < 400 && location !== null && URL.canParse(location, from)) {
    const { origin, pathname } = new URL(location, from);
    return new Fault('SOURCE_REDIRECTED', { address: origin + pathname });
  }
  return status === 401 || status === 403
    ? new Fault('SOURCE_LOGIN_REFUSED')
    : new Fault('SOURCE_HTTP_STATUS', { status });
}

async function* capped(
  response: Response,
  limit: number,
  failed: (cause: unknown) => unknown,
): AsyncIterable<Uint8Array> {
  let total = 0;
  const reader = response.body?.getReader();
  try {
    for (;;) {
      const part = await reader?.read().catch((cause: unknown) => {
        throw failed(cause);
      });
      if (part === undefined || part.done) return;
      total += part.value.length;
      if (total > limit) throw new Fault('SOURCE_TOO_LARGE', { limit });
      yield part.value;
    }
  } finally {
    await reader?.cancel().catch(() => undefined);
  }
}

/** The caller's abort as it is; a Fault as it is; the rest as what a librarian can act on. */
function faultOf(cause: unknown, own: WebFileSettings, deadline: AbortSignal, io: ConnectorIo): unknown {
  if (io.signal.aborted) return io.signal.reason;
  if (cause instanceof Fault) return cause;
  if (deadline.aborted) return new Fault('SOURCE_TIMEOUT', { seconds: own.timeoutSeconds }, { cause });
  const detail = cause instanceof Error ? cause.message : String(cause);
  return new Fault('SOURCE_UNREACHABLE', { address: new URL(own.url).host, detail }, { cause });
}
