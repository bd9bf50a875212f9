import type { Clock } from '../base/clock.ts';
import { Fault } from '../base/problem.ts';
import type { Connector, ConnectorIo, LiveQuery, LiveSearch } from '../push/connector.ts';
import type { LiveAnswer, LiveOptions, LiveTargets } from '../push/live.ts';
import type { Source, SourceReader } from '../push/sources.ts';
import { CHARSETS, type Charset } from '../record/raw.ts';
import { readRecord } from '../record/read.ts';
import type { Outgoing, OutgoingOptions } from './outgoing.ts';
import { settingsOf } from './source-settings.ts';

export interface LiveNeeds {
  readonly sources: SourceReader;
  readonly connectors: Readonly<Record<string, Connector<unknown>>>;
  readonly live: Readonly<Record<string, LiveSearch<unknown>>>;
  readonly outgoing: (options: OutgoingOptions) => Outgoing;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly clock: Clock;
  readonly log: ConnectorIo['log'];
}

/** How long the same question to the same source is answered from memory. */
const KEEP_MS = 60_000;
const KEEP_ANSWERS = 500;
/** Failures in a row after which a source is not asked for {@link REST_MS}. */
const FAILURES = 3;
const REST_MS = 60_000;

interface Breaker {
  failures: number;
  restUntil: number;
}

/** Asks the sources that an operator marked live, all at once, each within its own time and none waiting for another. */
export function liveTargets(needs: LiveNeeds): LiveTargets {
  const kept = new Map<string, LiveAnswer>();
  const breakers = new Map<string, Breaker>();
  const targets = async () => {
    const views = await needs.sources.list();
    return views.filter(({ source }) => source.live && needs.live[source.kind] !== undefined);
  };
  return {
    async standing(query) {
      const now = needs.clock.now().getTime();
      return (await targets()).map(({ source: { name, library } }) => {
        const known = [...kept].findLast(([key]) => key.startsWith(questionOf(name, query)))?.[1];
        if (known !== undefined && now - known.asOf.getTime() < KEEP_MS)
          return { source: name, library, state: 'ANSWERED', total: known.total, asOf: known.asOf };
        const resting = (breakers.get(name)?.restUntil ?? 0) > now;
        return { source: name, library, state: resting ? 'FAILED' : 'UNASKED', total: null, asOf: null };
      });
    },
    async *search(query, options) {
      const asked = await targets();
      const waiting = new Map<string, Promise<LiveAnswer>>();
      for (const { source } of asked)
        waiting.set(source.name, answerOf(needs, { source, query, options, kept, breakers }));
      while (waiting.size > 0) {
        const answer = await Promise.race(waiting.values());
        waiting.delete(answer.source);
        yield answer;
      }
    },
  };
}

/** Where in memory answers to a question begin; how many records were wanted follows. */
const questionOf = (source: string, query: LiveQuery): string => `${JSON.stringify([source, query])} `;

interface Asking {
  readonly source: Source;
  readonly query: LiveQuery;
  readonly options: LiveOptions;
  readonly kept: Map<string, LiveAnswer>;
  readonly breakers: Map<string, Breaker>;
}

/** Never rejects: what goes wrong with a source is its answer. */
async function answerOf(needs: LiveNeeds, asking: Asking): Promise<LiveAnswer> {
  const { source, query, options, kept, breakers } = asking;
  const now = needs.clock.now();
  const key = `${questionOf(source.name, query)}${options.limit}`;
  const before = kept.get(key);
  if (before !== undefined && now.getTime() - before.asOf.getTime() < KEEP_MS) return before;
  const breaker = breakers.get(source.name) ?? { failures: 0, restUntil: 0 };
  breakers.set(source.name, breaker);
  const nothing = { source: source.name, library: source.library, total: 0, records: [], asOf: now } as const;
  if (breaker.restUntil > now.getTime()) return { ...nothing, state: 'SKIPPED', error: null };
  const deadline = AbortSignal.timeout(options.waitMs);
  try {
    const found = await ask(needs, asking, AbortSignal.any([options.signal, deadline]));
    breaker.failures = 0;
    const answer: LiveAnswer = { ...nothing, ...found, state: 'ANSWERED', error: null };
    keep(kept, key, answer);
    return answer;
  } catch (cause) {
    // Whoever asked has gone: that says nothing about the source.
    if (options.signal.aborted) return { ...nothing, state: 'FAILED', error: 'INTERRUPTED' };
    breaker.failures += 1;
    if (breaker.failures >= FAILURES) breaker.restUntil = needs.clock.now().getTime() + REST_MS;
    const error = cause instanceof Fault ? cause.code : 'INTERNAL';
    needs.log('live.failed', { source: source.name, error: deadline.aborted ? 'SOURCE_TIMEOUT' : error });
    return deadline.aborted
      ? { ...nothing, state: 'TIMED_OUT', error: 'SOURCE_TIMEOUT' }
      : { ...nothing, state: 'FAILED', error };
  }
}

async function ask(
  needs: LiveNeeds,
  { source, query, options }: Asking,
  signal: AbortSignal,
): Promise<Pick<LiveAnswer, 'total' | 'records'>> {
  const [connector, live] = [needs.connectors[source.kind], needs.live[source.kind]];
  if (connector === undefined || live === undefined) throw new Fault('SOURCE_KIND_UNKNOWN', { kind: source.kind });
  const settings = settingsOf(connector, source.settings, needs.environment);
  await using out = needs.outgoing({ allowPrivate: source.allowPrivate });
  const { clock, log } = needs;
  const io: ConnectorIo = { fetch: out.fetch, dial: out.dial, clock, signal, log };
  const { total, records } = await live.search(settings, query, options.limit, io);
  const charset: Charset = CHARSETS.find((name) => name === source.charset) ?? 'detect';
  const read = records.map((raw) => readRecord(raw, { profile: source.profile, charset }));
  return { total, records: read.flatMap((one) => (one.ok ? [one.value] : [])) };
}

function keep(kept: Map<string, LiveAnswer>, key: string, answer: LiveAnswer): void {
  kept.delete(key);
  kept.set(key, answer);
  const [oldest] = kept.keys();
  if (kept.size > KEEP_ANSWERS && oldest !== undefined) kept.delete(oldest);
}
