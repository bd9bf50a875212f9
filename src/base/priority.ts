import { getPriority, setPriority } from 'node:os';

/**
 * Steps of `nice` that a thread stands behind others. Each step is a quarter of the processor time (sched(7)): work in
 * the background goes on, at a third or a fifth of the pace of those who answer while these are busy.
 */
const STEPS = { answers: 5, 'answers and the index': 7 } as const;
const LAST = 19;

/**
 * Lets other threads go before the calling one where there are more of them than processors: those who answer, whom
 * somebody waits for; and those who carry changes into the index, so that what was taken in is found soon after. Linux
 * keeps this per thread (setpriority(2), “C library/kernel differences”); elsewhere it would hold for the whole
 * process, and nothing is done.
 */
export function standBehind(others: keyof typeof STEPS): void {
  if (process.platform !== 'linux') return;
  try {
    setPriority(Math.min(getPriority() + STEPS[others], LAST));
  } catch {
    // A container may forbid it: then all threads share alike.
  }
}
