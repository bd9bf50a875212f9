import type { Clock } from '../base/clock.ts';
import { Fault } from '../base/problem.ts';
import { breaker } from './breaker.ts';
import {
  type EngineHealth,
  NO_FILTER,
  type SearchEngine,
  type SearchPage,
  type SearchRequest,
  type StandIn,
} from './engine.ts';

/** What people search with: an engine, or two of which one stands by. */
export type Searching = Pick<SearchEngine, 'name' | 'search' | 'suggest' | 'health'>;

export interface StandbyNeeds {
  readonly primary: Searching;
  /** Kept as fresh as the primary, by a pump of its own. */
  readonly standby: Searching;
  /** The last entry of the outbox: where both should stand. */
  readonly lastSeq: () => Promise<number>;
  readonly clock: Clock;
  readonly log: (event: string, values: Readonly<Record<string, string | number>>) => void;
}

export interface StandingBy extends Searching, AsyncDisposable {}

/** A question that takes longer is asked of the standby. */
const PATIENCE_MS = 800;
const LOOK_MS = 500;
/** An index that has not heard in this time what the outbox told is behind. */
const BEHIND_MS = 15_000;

const PROBE: SearchRequest = {
  text: '',
  field: 'ANY',
  filter: NO_FILTER,
  sort: 'RELEVANCE',
  groupByWork: false,
  near: null,
  facets: [],
  first: 1,
  after: null,
};

/**
 * Asks the primary, and the standby instead where the primary is gone, slow or behind, or had no time to put what it
 * found in order; such pages are marked degraded. It looks by itself whether the primary is well again, so that no reader
 * has to wait for the attempt.
 */
export function withStandby(needs: StandbyNeeds): StandingBy {
  const { primary, standby, clock, log } = needs;
  const state = breaker(() => clock.now().getTime());
  const stopping = new AbortController();
  const behind = lagWatch(needs);
  let usable = true;
  const turned = (reason: string): void => {
    const now = !state.open && !behind.found;
    if (now !== usable) log(now ? 'primary index answers again' : 'standby index answers', { reason });
    usable = now;
  };

  let refused = '';
  /** It is there, but could not answer this: that says nothing about the next question. */
  const answeredWithout = (error: unknown): void => {
    state.succeeded();
    if (String(error) !== refused) log('primary index did not answer a question', { detail: String(error) });
    refused = String(error);
  };

  async function primaryWithin<T>(ask: (signal: AbortSignal) => Promise<T>, signal: AbortSignal): Promise<T | null> {
    const patience = AbortSignal.timeout(PATIENCE_MS);
    try {
      const answer = await unlessAborted(AbortSignal.any([signal, patience]), ask);
      state.succeeded();
      return answer;
    } catch (error) {
      if (signal.aborted) throw error;
      if (patience.aborted) state.failed('slow');
      else if (error instanceof Fault && error.code === 'MEILI_UNREACHABLE') state.failed('gone');
      else answeredWithout(error);
      turned(patience.aborted ? 'slow' : String(error));
      return null;
    }
  }
  async function answer<T>(ask: (engine: Searching, signal: AbortSignal) => Promise<T>, signal: AbortSignal) {
    const asked = usable && !state.open;
    const first = asked ? await primaryWithin((own) => ask(primary, own), signal) : null;
    if (first !== null) return { value: first, standIn: null };
    const standIn: StandIn = { name: standby.name, engine: asked ? 'FAILED' : 'SKIPPED' };
    return { value: await ask(standby, signal), standIn };
  }

  const watching = watch(clock, stopping.signal, async () => {
    // A failed attempt has told the breaker by itself.
    if (state.tryNow()) await primaryWithin((own) => primary.search(PROBE, own), stopping.signal);
    if (!state.open && !(await behind.look())) state.failed('slow');
    turned(behind.found ? 'behind' : 'gone or slow');
  });

  return {
    name: primary.name,
    async search(request, signal) {
      const { value, standIn } = await answer((engine, own) => engine.search(request, own), signal);
      if (standIn !== null) return { ...value, degraded: true, standIn };
      return value.degraded ? orderedBy(standby, value, { request, signal }) : value;
    },
    suggest: async (prefix, first, signal) =>
      (await answer((engine, own) => engine.suggest(prefix, first, own), signal)).value,
    health: () => healthOf(needs, usable),
    async [Symbol.asyncDispose]() {
      stopping.abort();
      await watching;
    },
  };
}

/** What the primary had no time to put in order is asked of the standby; where that fails, it is better than nothing. */
async function orderedBy(
  standby: Searching,
  unordered: SearchPage,
  { request, signal }: { readonly request: SearchRequest; readonly signal: AbortSignal },
): Promise<SearchPage> {
  try {
    const page = await standby.search(request, signal);
    return { ...page, degraded: true, standIn: { name: standby.name, engine: 'FAILED' } };
  } catch (error) {
    if (signal.aborted) throw error;
    return unordered;
  }
}

/** Well only while the primary answers; the numbers are those of the engine that does. */
async function healthOf({ primary, standby }: StandbyNeeds, usable: boolean): Promise<EngineHealth> {
  if (usable) {
    const health = await primary.health();
    if (health.ok) return health;
  }
  const health = await standby.health();
  return { ...health, ok: false, detail: `${standby.name} answers for ${primary.name}` };
}

interface LagWatch {
  readonly found: boolean;
  /** False where the primary does not answer. */
  look(): Promise<boolean>;
}

/** Whether the primary has missed for long what the standby knows. */
function lagWatch({ primary, standby, lastSeq, clock }: StandbyNeeds): LagWatch {
  /** What the outbox told, and when. */
  let told: readonly { readonly at: number; readonly seq: number }[] = [];
  /** The entry at which it has caught up; null while it is not behind. */
  let goal: number | null = null;
  return {
    get found() {
      return goal !== null;
    },
    async look() {
      const at = clock.now().getTime();
      const mine = await inTime(primary.health());
      if (mine?.ok !== true) return false;
      const last = await lastSeq();
      // At the first look nothing is known of the time before: what is missing may have been missing for long.
      const due = told.length === 0 ? last : (told.findLast((one) => at - one.at >= BEHIND_MS)?.seq ?? 0);
      told = [...told.filter((one) => at - one.at < 2 * BEHIND_MS), { at, seq: last }];
      if (goal !== null && mine.seq >= goal) goal = null;
      if (goal !== null || mine.seq >= due) return true;
      const other = await inTime(standby.health());
      if (other !== null && other.seq > mine.seq) goal = last;
      return true;
    },
  };
}

async function watch(clock: Clock, signal: AbortSignal, look: () => Promise<void>): Promise<void> {
  while (!signal.aborted) {
    // What goes wrong with one look is met again by the next; stopping ends the wait.
    await look().catch(() => undefined);
    await clock.sleep(LOOK_MS, signal).catch(() => undefined);
  }
}

/** Null where an engine takes too long to say how it is. */
function inTime(health: Promise<EngineHealth>): Promise<EngineHealth | null> {
  return unlessAborted(AbortSignal.timeout(2 * PATIENCE_MS), () => health).catch(() => null);
}

/** Whoever asked need not wait for an engine that does not listen to the signal. */
function unlessAborted<T>(signal: AbortSignal, ask: (signal: AbortSignal) => Promise<T>): Promise<T> {
  if (signal.aborted) return Promise.reject(signal.reason as Error);
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(signal.reason as Error);
    signal.addEventListener('abort', abort, { once: true });
    ask(signal)
      .then(resolve, reject)
      .finally(() => signal.removeEventListener('abort', abort));
  });
}
