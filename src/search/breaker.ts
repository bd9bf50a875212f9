/** Keeps callers away from what just failed, and lets one of them look whether it is well again. */
export interface Breaker {
  /** Nobody should ask now. */
  readonly open: boolean;
  succeeded(): void;
  /** `gone`: nothing listens there; otherwise it was slow, which once may be chance. */
  failed(how: 'gone' | 'slow'): void;
  /** Whether it has rested long enough for one attempt; the next is due only after {@link succeeded} or {@link failed}. */
  tryNow(): boolean;
}

const SLOW_IN_A_ROW = 2;
const REST_MS = { first: 1_000, longest: 15_000 } as const;

/** Opens at once for what is gone and at the second slowness in a row; the rest doubles with every failed attempt. */
export function breaker(now: () => number): Breaker {
  let slow = 0;
  let restMs: number = REST_MS.first;
  /** When the next attempt is due; null while closed. */
  let due: number | null = null;
  let trying = false;
  return {
    get open() {
      return due !== null;
    },
    succeeded() {
      slow = 0;
      due = null;
      trying = false;
      restMs = REST_MS.first;
    },
    failed(how) {
      slow += 1;
      if (due === null && how === 'slow' && slow < SLOW_IN_A_ROW) return;
      // Questions that were under way when it opened tell nothing new.
      if (due !== null && !trying) return;
      if (trying) restMs = Math.min(restMs * 2, REST_MS.longest);
      due = now() + restMs;
      trying = false;
    },
    tryNow() {
      if (due === null || trying || now() < due) return false;
      // Half open: one attempt, and until it has ended nobody else's.
      trying = true;
      return true;
    },
  };
}
