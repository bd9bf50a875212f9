import { setImmediate as breathe } from 'node:timers/promises';
import type { EditionId } from '../base/brand.ts';
import type { Clock } from '../base/clock.ts';
import { type DocumentSources, documentsOf } from './assemble.ts';
import type { SearchDoc } from './document.ts';
import type { FedEngine } from './engine.ts';
import type { OutboxEntry, OutboxReader } from './outbox.ts';
import { OWN_PACE, type Pace, type PaceSettings, pacing } from './pace.ts';

export interface PumpNeeds extends DocumentSources {
  readonly outbox: OutboxReader;
  readonly engine: Pick<FedEngine, 'name' | 'put' | 'health'>;
  readonly clock: Clock;
  /** How many entries are carried at once; {@link OWN_PACE} unless told. */
  readonly pace?: PaceSettings;
  readonly log: (event: string, values: Readonly<Record<string, string | number>>) => void;
}

/** Carries changes from the outbox to one engine until it is stopped. */
export interface Pump {
  /** Look now instead of at the next poll. */
  wake(): void;
  /** Resolves when everything that stands in the outbox now has been put into the engine. */
  drain(): Promise<void>;
  stop(): Promise<void>;
}

/** Loans that are told of before a push in front of them, after each batch of it. */
const LOANS_AHEAD = 200;
/** Documents are made in portions, with room for queries between. */
const PORTION = 250;
const POLL_MS = 400;
const RETRY_MS = 1_000;

/**
 * Starts the pump. The place in the outbox is the engine's own, so a crash repeats at most one batch, and an index
 * built anew is caught up from where it was built; at least once, idempotent by id and version. Loans do not wait for a
 * push: what happened on a shelf is carried ahead of its turn, and once more in its turn.
 */
export function startPump(needs: PumpNeeds): Pump {
  const stopping = new AbortController();
  let nudge = new AbortController();
  let told = '';
  // The same trouble every second is one trouble.
  const tell = (detail: string): void => {
    if (detail !== told && detail !== '') needs.log('index behind', { engine: needs.engine.name, detail });
    told = detail;
  };
  const course = { ahead: 0, pace: pacing(needs.pace ?? OWN_PACE) };
  const loop = (async () => {
    while (!stopping.signal.aborted) {
      const moved = await advance(needs, course).catch((error: unknown) => {
        // What stopping breaks off is no trouble.
        if (!stopping.signal.aborted) tell(error instanceof Error ? error.message : String(error));
        return null;
      });
      if (moved !== null) tell('');
      if (moved === true) continue;
      nudge = new AbortController();
      const either = AbortSignal.any([stopping.signal, nudge.signal]);
      // Waking and stopping both end the wait early.
      await needs.clock.sleep(moved === null ? RETRY_MS : POLL_MS, either).catch(() => undefined);
    }
  })();
  return {
    wake: () => nudge.abort(),
    drain: async () => {
      const goal = await needs.outbox.lastSeq();
      while ((await placeOf(needs.engine)) < goal) {
        nudge.abort();
        await needs.clock.sleep(10, stopping.signal);
      }
    },
    stop: async () => {
      stopping.abort();
      await loop;
    },
  };
}

/** Where the engine stands in the outbox; one that does not answer has no place. */
async function placeOf(engine: Pick<FedEngine, 'health'>): Promise<number> {
  const { ok, seq, detail } = await engine.health();
  if (!ok) throw new Error(detail);
  return seq;
}

interface Course {
  readonly pace: Pace;
  /** How far the outbox was read for loans ahead of their turn. */
  ahead: number;
}

/** One batch; false where there was nothing to do. */
async function advance(needs: PumpNeeds, course: Course): Promise<boolean> {
  const { outbox, engine, clock } = needs;
  const after = await placeOf(engine);
  const most = course.pace.entries;
  const entries = await outbox.after(after, most);
  const last = entries.at(-1);
  // A batch that is not full is the last one.
  const full = entries.length === most;
  if (!full) course.pace.rested();
  if (last === undefined) return false;
  if (full) await carryLoans(needs, { place: after, behind: last.seq }, course);
  const began = clock.now().getTime();
  const { docs, removed } = await documentsOfAll(needs, entries);
  await engine.put(docs, removed, last.seq, after);
  if (full) course.pace.took(clock.now().getTime() - began);
  return true;
}

/** Tells the engine, which stays at its place, of loans behind an entry. */
async function carryLoans(
  needs: PumpNeeds,
  { place, behind }: { readonly place: number; readonly behind: number },
  course: Course,
): Promise<void> {
  const loans = await needs.outbox.ofShelfAfter(Math.max(behind, course.ahead), LOANS_AHEAD);
  const last = loans.at(-1);
  if (last === undefined) return;
  const { docs, removed } = await documentsOfAll(needs, loans);
  await needs.engine.put(docs, removed, place, place);
  course.ahead = last.seq;
}

async function documentsOfAll(sources: DocumentSources, entries: readonly OutboxEntry[]) {
  const ids = [...new Set(entries.map(({ edition }) => edition))];
  const docs: SearchDoc[] = [];
  const removed: EditionId[] = [];
  for (let at = 0; at < ids.length; at += PORTION) {
    if (at > 0) await breathe();
    const portion = await documentsOf(sources, ids.slice(at, at + PORTION));
    docs.push(...portion.docs);
    removed.push(...portion.removed);
  }
  return { docs, removed };
}
