import { setTimeout as delay } from 'node:timers/promises';

/** Time as the program sees it; tests hand in one they move by hand. */
export interface Clock {
  now(): Date;
  /** The day in the zone, `2026-11-23`. */
  today(zone: 'Asia/Shanghai'): string;
  /** Rejects with an AbortError when the signal fires first. */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
}

/** China has no daylight saving time since 1991, so a fixed offset is exact. */
const SHANGHAI_OFFSET_MS = 8 * 3_600_000;

export function shanghaiDay(instant: Date): string {
  return new Date(instant.getTime() + SHANGHAI_OFFSET_MS).toISOString().slice(0, 10);
}

export const systemClock: Clock = {
  now: () => new Date(),
  today: () => shanghaiDay(new Date()),
  sleep: (ms, signal) => delay(ms, undefined, { signal }),
};
