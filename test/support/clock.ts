import { type Clock, shanghaiDay } from '../../src/base/clock.ts';

/** A clock that moves only when told to. */
export interface TestClock extends Clock {
  advance(ms: number): void;
}

export function testClock(start = '2026-09-01T08:00:00+08:00'): TestClock {
  let now = Date.parse(start);
  return {
    now: () => new Date(now),
    today: () => shanghaiDay(new Date(now)),
    async sleep(ms, signal) {
      signal.throwIfAborted();
      now += ms;
    },
    advance(ms) {
      now += ms;
    },
  };
}
