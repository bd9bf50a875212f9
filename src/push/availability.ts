import { createHash } from 'node:crypto';
import { Fault } from '../base/problem.ts';
import { AVAILABILITIES, type Availability } from '../record/description.ts';
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

/** Words of Chinese library programs for a copy's state, and the codes themselves (notes/china §1.4). */
const STATE_WORDS: Readonly<Record<string, Availability>> = {
  在馆: 'AVAILABLE',
  在架: 'AVAILABLE',
  可借: 'AVAILABLE',
  可外借: 'AVAILABLE',
  入藏: 'AVAILABLE',
  归还: 'AVAILABLE',
  已还: 'AVAILABLE',
  借出: 'ON_LOAN',
  已借出: 'ON_LOAN',
  外借: 'ON_LOAN',
  在借: 'ON_LOAN',
  阅览: 'REFERENCE_ONLY',
  仅供阅览: 'REFERENCE_ONLY',
  不外借: 'REFERENCE_ONLY',
  馆内阅览: 'REFERENCE_ONLY',
  预约: 'ON_HOLD',
  预约保留: 'ON_HOLD',
  保留: 'ON_HOLD',
  加工中: 'IN_PROCESS',
  编目中: 'IN_PROCESS',
  分编: 'IN_PROCESS',
  调拨: 'IN_TRANSIT',
  在途: 'IN_TRANSIT',
  运送中: 'IN_TRANSIT',
  修补: 'IN_REPAIR',
  装订: 'IN_REPAIR',
  破损: 'IN_REPAIR',
  丢失: 'LOST',
  遗失: 'LOST',
  注销: 'WITHDRAWN',
  剔除: 'WITHDRAWN',
  报废: 'WITHDRAWN',
};

/** A word for a copy's state as a report of the day uses it; null where it is none we know. */
export function availabilityOf(word: string): Availability | null {
  const text = word.trim();
  const code = text.toUpperCase().replaceAll(' ', '_').replaceAll('-', '_');
  return STATE_WORDS[text] ?? AVAILABILITIES.find((known) => known === code) ?? null;
}
