import { backoffMs } from '../base/retry.ts';
import type { Schedule } from '../push/sources.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** Shanghai has no daylight saving time. */
const SHANGHAI_MS = 8 * 3_600_000;
const RETRY = { baseMs: 2 * MINUTE_MS, maxMs: 6 * 60 * MINUTE_MS };
/** Part of the interval by which runs are spread, so that sources of one schedule do not all begin together. */
const SPREAD = 0.05;

/** When a source that ran well runs again; null where it has no schedule. `random` is in [0, 1). */
export function nextRun(schedule: Schedule | null, now: Date, random: number): Date | null {
  if (schedule === null) return null;
  if (schedule.kind === 'every') return new Date(now.getTime() + schedule.minutes * MINUTE_MS * (1 + SPREAD * random));
  const midnight = Math.floor((now.getTime() + SHANGHAI_MS) / DAY_MS) * DAY_MS - SHANGHAI_MS;
  const today = midnight + (schedule.hour * 60 + schedule.minute) * MINUTE_MS;
  return new Date(today > now.getTime() ? today : today + DAY_MS);
}

/** When a source that failed is tried again: sooner than planned at first, never later than planned. */
export function nextAttempt(schedule: Schedule | null, failures: number, now: Date, random: number): Date | null {
  const planned = nextRun(schedule, now, random);
  if (planned === null) return null;
  return new Date(Math.min(planned.getTime(), now.getTime() + backoffMs(failures, RETRY, random)));
}
