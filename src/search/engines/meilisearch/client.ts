import { setTimeout as delay } from 'node:timers/promises';
import { type Dispatcher, Pool } from 'undici';
import { z } from 'zod';
import { Fault } from '../../../base/problem.ts';

/** How a change ended. `read` tells that the server took it up and failed over what it holds. */
export type Outcome = { readonly ok: true } | { readonly ok: false; readonly code: string; readonly read: boolean };

/** An index on a server. */
export interface IndexPlace {
  readonly client: MeiliClient;
  readonly uid: string;
}

export interface MeiliCall {
  readonly method: Dispatcher.HttpMethod;
  readonly path: string;
  /** JSON text. */
  readonly body?: string;
}

const Refusal = z.object({ code: z.string() });
const Enqueued = z.object({ taskUid: z.int() });
const Task = z.object({ status: z.string(), error: Refusal.nullish() });

/** Questions are cut off by whoever asks; what changes the index may take its time to be received. */
const SLOWEST_ANSWER_MS = 30_000;
const LOOK_MS = { first: 4, longest: 100 } as const;
const CONNECTIONS = 16;

/**
 * Speaks to one Meilisearch over kept connections. No compression is asked for: its compressed answers arrive in
 * pieces and wait for each other, 48 ms instead of 5 (notes/search §0).
 */
export class MeiliClient {
  readonly #pool: Pool;
  readonly #base: string;
  readonly #headers: Readonly<Record<string, string>>;
  readonly #closing = new AbortController();

  constructor(url: string, key: string | null) {
    const { origin, pathname } = new URL(url);
    this.#base = pathname.replace(/\/$/, '');
    this.#pool = new Pool(origin, { connections: CONNECTIONS, connect: { timeout: 2_000 } });
    this.#headers = {
      accept: 'application/json',
      'accept-encoding': 'identity',
      'content-type': 'application/json',
      ...(key === null ? {} : { authorization: `Bearer ${key}` }),
    };
  }

  /**
   * One answer, checked against its form.
   *
   * @throws Fault MEILI_UNREACHABLE, MEILI_REFUSED; what the signal was aborted with
   */
  async ask<T>(call: MeiliCall, form: z.ZodType<T>, signal?: AbortSignal): Promise<T> {
    const { status, json } = await this.#send(call, signal);
    if (status >= 400) throw new Fault('MEILI_REFUSED', { code: refusalOf(status, json).code });
    const read = form.safeParse(json);
    if (!read.success) throw new Fault('MEILI_REFUSED', { code: 'answer not understood' }, { cause: read.error });
    return read.data;
  }

  /** Sends a change and waits until it is done. */
  async change(call: MeiliCall): Promise<Outcome> {
    const { status, json } = await this.#send(call);
    // Too much at once is refused before it is read; fewer documents may pass.
    if (status >= 400) return { ok: false, code: refusalOf(status, json).code, read: status === 400 || status === 413 };
    const { taskUid } = Enqueued.parse(json);
    for (let pauseMs: number = LOOK_MS.first; ; pauseMs = Math.min(pauseMs * 1.5, LOOK_MS.longest)) {
      const task = await this.ask({ method: 'GET', path: `/tasks/${taskUid}` }, Task);
      if (task.status === 'succeeded') return { ok: true };
      if (task.status === 'failed') return { ok: false, code: task.error?.code ?? 'failed', read: true };
      if (task.status === 'canceled') return { ok: false, code: 'canceled', read: false };
      await delay(pauseMs, undefined, { signal: this.#closing.signal });
    }
  }

  /** A change that only a broken server refuses. @throws Fault MEILI_REFUSED */
  async mustChange(call: MeiliCall): Promise<void> {
    const outcome = await this.change(call);
    if (!outcome.ok) throw new Fault('MEILI_REFUSED', { code: outcome.code });
  }

  async close(): Promise<void> {
    this.#closing.abort();
    await this.#pool.destroy();
  }

  async #send(
    { method, path, body }: MeiliCall,
    signal?: AbortSignal,
  ): Promise<{ readonly status: number; readonly json: unknown }> {
    const limit = AbortSignal.timeout(SLOWEST_ANSWER_MS);
    try {
      const response = await this.#pool.request({
        method,
        path: this.#base + path,
        headers: this.#headers,
        body: body ?? null,
        signal: AbortSignal.any([limit, this.#closing.signal, ...(signal === undefined ? [] : [signal])]),
      });
      const text = await response.body.text();
      return { status: response.statusCode, json: text === '' ? null : JSON.parse(text) };
    } catch (cause) {
      if (signal?.aborted === true) throw signal.reason;
      throw new Fault('MEILI_UNREACHABLE', { detail: reasonOf(cause) }, { cause });
    }
  }
}

function refusalOf(status: number, json: unknown): z.infer<typeof Refusal> {
  const read = Refusal.safeParse(json);
  return read.success ? read.data : { code: `HTTP ${status}` };
}

function reasonOf(cause: unknown): string {
  if (!(cause instanceof Error)) return 'broken';
  return 'code' in cause && typeof cause.code === 'string' ? cause.code : cause.name;
}
