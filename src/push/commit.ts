import type { MessageCode } from '../base/messages.ts';
import { problem } from '../base/problem.ts';
import type { Sweep, SweepVerdict } from './store.ts';

/** Fewer deletions than this are ordinary weeding in any library. */
const FEW_DELETIONS = 10;
const LARGE_SHARE = 0.2;

/**
 * Whether a SNAPSHOT may delete what it did not bring (DESIGN §5). Held for a person where the delivery looks broken:
 * a record whose id cannot be read might be any of those that seem missing; everything gone, or more than 20 % and at
 * least 10 records, is more likely half a file than a closed library.
 */
export function judgeSweep({ push, confirmed, unnamed, before, missing }: Sweep): SweepVerdict {
  if (push.mode === 'DELTA') return { do: 'finish', sweep: false };
  if (missing === 0 || confirmed) return { do: 'finish', sweep: true };
  if (unnamed > 0) return hold('HELD_UNREADABLE_IDS', { unnamed, missing });
  const everything = missing === before;
  const large = missing >= FEW_DELETIONS && missing > before * LARGE_SHARE;
  return everything || large ? hold('HELD_SHRINK', { missing, before }) : { do: 'finish', sweep: true };
}

/** One text for both languages: it is shown as it stands wherever the push is looked at. */
function hold(code: MessageCode, values: Readonly<Record<string, number>>): SweepVerdict {
  const reason = problem(code, values);
  return { do: 'hold', reason: `${reason.messageZh} / ${reason.message}` };
}
