import { createHash } from 'node:crypto';
import { Fault } from '../base/problem.ts';
import type { Availability } from '../record/description.ts';
import { connectTo, type Target } from './client-http.ts';

/** One copy's state today. */
export interface CopyState {
  readonly barcode: string;
  readonly availability: Availability;
  /** `2026-12-24`; null where none is told. */
  readonly dueDate: string | null;
}

export interface AvailabilityReport {
  readonly changed: number;
  readonly unknownBarcodes: readonly string[];
}

export interface AvailabilityRun {
  readonly target: Target;
  readonly library: string;
  readonly signal: AbortSignal;
  readonly onSent?: (copies: number) => void;
}

/** What one `reportAvailability` takes. */
const COPIES_A_CALL = 1_000;

const REPORT = `mutation ($input: ReportAvailabilityInput!) {
  reportAvailability(input: $input) { changed unknownBarcodes problems { code message messageZh } } }`;

interface Answer {
  readonly reportAvailability: AvailabilityReport & {
    readonly problems: readonly { readonly code: string; readonly message: string; readonly messageZh: string }[];
  };
}

/**
 * Tells a gateway which copies are out. Each call carries a key made of its content and the day's run, so that a
 * repeated call after a lost answer changes nothing.
 */
export async function reportAvailability(
  run: AvailabilityRun,
  copies: readonly CopyState[],
): Promise<AvailabilityReport> {
  await using call = connectTo(run.target, run.signal);
  const started = Date.now();
  const unknown: string[] = [];
  let changed = 0;
  for (let from = 0; from < copies.length; from += COPIES_A_CALL) {
    const items = copies.slice(from, from + COPIES_A_CALL);
    const idempotencyKey = createHash('sha256')
      .update(`${started} ${from} ${JSON.stringify(items)}`)
      .digest('hex');
    const input = { library: run.library, items, idempotencyKey };
    const { reportAvailability: answer } = await call.graphql<Answer>(REPORT, { input });
    const [problem] = answer.problems;
    if (problem !== undefined) throw new Fault('SERVER_REFUSED', { ...problem });
    changed += answer.changed;
    unknown.push(...answer.unknownBarcodes);
    run.onSent?.(from + items.length);
  }
  return { changed, unknownBarcodes: unknown };
}
