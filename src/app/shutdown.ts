import { setTimeout as delay } from 'node:timers/promises';

/** How long running answers may take to end. */
const DRAIN_MS = 10_000;

export interface Stopping {
  /** Takes no more requests and lets running ones end. */
  readonly gateway: { close(): PromiseLike<unknown> };
  /** Everything behind the gateway: pump, writer, readers. */
  readonly behind: AsyncDisposable;
  readonly drainMs?: number;
}

/**
 * Ends a server in order: no new requests, the running ones to their end, then what they use. A request that hangs is
 * left behind after ten seconds: a chunk that was not answered will be sent again.
 *
 * @returns whether everything ended by itself
 */
export async function shutDown({ gateway, behind, drainMs = DRAIN_MS }: Stopping): Promise<boolean> {
  const giveUp = new AbortController();
  const drained = await Promise.race([
    Promise.resolve(gateway.close()).then(() => true),
    delay(drainMs, false, { signal: giveUp.signal }).catch(() => false),
  ]);
  giveUp.abort();
  await behind[Symbol.asyncDispose]();
  return drained;
}
