/**
 * Waiting time before attempt `attempt` (1 = first repetition), in ms: doubles from `baseMs` up to `maxMs`, with full
 * jitter so that many clients do not return together. `random` is in [0, 1).
 */
export function backoffMs(
  attempt: number,
  limits: { readonly baseMs: number; readonly maxMs: number },
  random: number,
): number {
  const ceiling = Math.min(limits.maxMs, limits.baseMs * 2 ** Math.min(attempt - 1, 30));
  return Math.round(ceiling / 2 + (ceiling / 2) * random);
}

/** What a Retry-After header asks for, in ms from `now`: seconds or an HTTP date (RFC 9110 §10.2.3); null if unreadable. */
export function retryAfterMs(header: string | null, now: Date): number | null {
  if (header === null) return null;
  const text = header.trim();
  if (/^\d{1,9}$/.test(text)) return Number(text) * 1000;
  const at = Date.parse(text);
  return Number.isNaN(at) ? null : Math.max(0, at - now.getTime());
}
