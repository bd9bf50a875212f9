import { setImmediate as breathe } from 'node:timers/promises';
import type { PushId } from '../base/brand.ts';
import type { PushWriter } from '../push/store.ts';
import { QualityCount, type QualityReport } from '../record/quality.ts';

/** Records read at a stretch: other commands come in between. */
const SLICE = 500;

/**
 * How good a library's records are after one of its pushes, by the rules of `liantu check`: what it has in the
 * catalogue, and what the push brought and nobody could read.
 *
 * @throws AbortError when the signal says so between two slices
 */
export async function measureQuality(
  pushes: Pick<PushWriter, 'readings'>,
  push: PushId,
  signal: AbortSignal,
): Promise<QualityReport> {
  const count = new QualityCount();
  for (const which of ['kept', 'setAside'] as const) {
    for (let from: number | null = 0; from !== null; ) {
      const page = await pushes.readings(push, which, from, SLICE);
      for (const { read, place } of page.readings) count.add(read, place);
      from = page.next;
      await breathe(null, { signal });
    }
  }
  return count.report();
}
