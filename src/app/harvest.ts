import { randomUUID } from 'node:crypto';
import type { PushId } from '../base/brand.ts';
import type { Clock } from '../base/clock.ts';
import type { MessageCode } from '../base/messages.ts';
import { Fault } from '../base/problem.ts';
import { backoffMs } from '../base/retry.ts';
import type { Actor, AnswerTo, Command, Commands } from '../command/command.ts';
import { chunksOf } from '../push/client-chunks.ts';
import type { Connector, ConnectorIo, Cursor, Delivery } from '../push/connector.ts';
import type { Source, SourceReader, SourceRun, SourceState, SourceView } from '../push/sources.ts';
import type { Push, PushReader } from '../push/store.ts';
import { type Batch, batchesOf } from './harvest-batches.ts';
import { nextAttempt, nextRun } from './harvest-schedule.ts';
import type { Outgoing, OutgoingOptions } from './outgoing.ts';
import { kindUnknown, settingsOf } from './source-settings.ts';

export interface HarvestNeeds {
  readonly commands: Commands;
  readonly by: Actor;
  readonly sources: SourceReader;
  readonly pushes: PushReader;
  readonly connectors: Readonly<Record<string, Connector<unknown>>>;
  readonly outgoing: (options: OutgoingOptions) => Outgoing;
  /** Where `env:NAME` in settings is looked up. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly clock: Clock;
  readonly random: () => number;
  readonly log: ConnectorIo['log'];
}

export interface HarvestOptions {
  /** Agrees to the deletions that held the last run. */
  readonly confirm: boolean;
  readonly fromStart: boolean;
  readonly signal: AbortSignal;
  readonly onProgress?: (received: number) => void;
}

/** A claim outlives the longest wait for one answer; a run that dies frees its source after this. */
const CLAIM_MS = 20 * 60_000;
/** Attempts in a row without a step forward before a run is given up. */
const ATTEMPTS = 3;
const SETTLE_MS = 50;
const PAUSE = { baseMs: 5_000, maxMs: 120_000 };
/** Deletions in one window beyond this share of the library's records, and this many, are not believed unasked. */
const DELETES = { share: 0.2, least: 10 };

const TRANSIENT: ReadonlySet<MessageCode> = new Set<MessageCode>([
  'SOURCE_UNREACHABLE',
  'SOURCE_TIMEOUT',
  'SOURCE_CLOSED',
  'STORAGE_BUSY',
  'PUSH_IN_PROGRESS',
]);

/**
 * Brings what a source has to say into the catalogue, as a push of its library, and notes how it went. Null where
 * another process is at it. A failure is a run that says so, never a throw; what came before it stays, and the data
 * of the last good run stay in any case.
 *
 * @throws Fault of the store, and an AbortError when the signal fires
 */
export async function harvest(
  needs: HarvestNeeds,
  view: SourceView,
  options: HarvestOptions,
): Promise<SourceRun | null> {
  const { name } = view.source;
  const { claimed } = await needs.commands.run({ do: 'claimSource', name, until: claimEnd(needs) }, needs.by);
  if (!claimed) return null;
  const run = new Run(needs, view, options);
  return await run.whole();
}

const claimEnd = ({ clock }: HarvestNeeds): Date => new Date(clock.now().getTime() + CLAIM_MS);

/** One run: what it reached so far, for whichever end it takes. */
class Run {
  readonly #needs: HarvestNeeds;
  readonly #source: Source;
  readonly #before: SourceState;
  readonly #options: HarvestOptions;
  readonly #startedAt: Date;
  #cursor: Cursor | null;
  #windowDeleted: number;
  #push: PushId | null = null;
  #seq = 0;
  #received = 0;

  constructor(needs: HarvestNeeds, view: SourceView, options: HarvestOptions) {
    this.#needs = needs;
    this.#source = view.source;
    this.#before = view.state;
    this.#options = options;
    this.#startedAt = needs.clock.now();
    // A snapshot must hold everything, so it never goes on from the middle.
    this.#cursor = options.fromStart || view.source.mode === 'SNAPSHOT' ? null : view.state.cursor;
    this.#windowDeleted = view.state.windowDeleted;
  }

  async whole(): Promise<SourceRun> {
    try {
      await this.#everything();
      return await this.#end(await this.#committed());
    } catch (cause) {
      await this.#letGo();
      if (cause instanceof Fault) return await this.#failed(cause.code, cause.message);
      await this.#failed(this.#options.signal.aborted ? 'INTERRUPTED' : 'INTERNAL', null);
      throw cause;
    }
  }

  /** Begun with the first thing to say: a source without news leaves no push behind. */
  async #begun(): Promise<PushId> {
    if (this.#push !== null) return this.#push;
    const { library, profile, charset, mode } = this.#source;
    const input = { library, profile, charset, mode, dryRun: false, expectedCount: null };
    const answer = await this.#run({ do: 'beginPush', input, idempotencyKey: randomUUID() });
    const [problem] = answer.problems;
    if (problem !== undefined || answer.push === null) throw new Fault(problem?.code ?? 'NOT_FOUND', { what: 'push' });
    this.#push = answer.push.id;
    return this.#push;
  }

  /** Goes on from the last checkpoint after a broken connection, as long as each attempt brings something. */
  async #everything(): Promise<void> {
    const { clock, random } = this.#needs;
    for (let attempt = 1; ; attempt++) {
      const before = this.#received;
      try {
        await this.#stream();
        return;
      } catch (cause) {
        if (!(cause instanceof Fault) || !TRANSIENT.has(cause.code)) throw cause;
        if (this.#received > before) attempt = 1;
        if (attempt >= ATTEMPTS) throw cause;
        this.#needs.log('source.retry', { source: this.#source.name, code: cause.code, attempt });
        await clock.sleep(backoffMs(attempt, PAUSE, random()), this.#options.signal);
      }
    }
  }

  async #stream(): Promise<void> {
    const { connectors, clock, log, environment } = this.#needs;
    const connector = connectors[this.#source.kind];
    if (connector === undefined) throw kindUnknown(this.#source.kind, connectors);
    const settings = settingsOf(connector, this.#source.settings, environment);
    await using out = this.#needs.outgoing({ allowPrivate: this.#source.allowPrivate });
    const io: ConnectorIo = { fetch: out.fetch, dial: out.dial, clock, signal: this.#options.signal, log };
    for await (const batch of batchesOf(connector.records(settings, this.#cursor, io))) await this.#send(batch);
  }

  async #send(batch: Batch): Promise<void> {
    const deleted = await this.#believable(batch.deleted);
    for await (const chunk of chunksOf(stream(batch.deliveries))) await this.#apply(chunk.body);
    this.#windowDeleted += deleted;
    if (batch.cursor !== null) this.#cursor = batch.cursor;
    const { name, mode } = this.#source;
    // A snapshot that breaks off begins again, so there is no place to note.
    if (this.#cursor === null || mode === 'SNAPSHOT') return;
    const [cursor, windowDeleted] = [this.#cursor, this.#windowDeleted];
    await this.#run({ do: 'noteSource', name, cursor, windowDeleted, until: claimEnd(this.#needs) });
  }

  /** Known records these deletions would take; throws before a source empties the library by mistake. */
  async #believable(localIds: readonly string[]): Promise<number> {
    if (localIds.length === 0) return 0;
    const { known, records } = await this.#needs.sources.standing(this.#source.library, localIds);
    const all = this.#windowDeleted + known;
    const tooMany = all >= DELETES.least && all > DELETES.share * (records + this.#windowDeleted);
    if (tooMany && !this.#options.confirm) {
      throw new Fault('SOURCE_DELETES_TOO_MANY', { deleted: all, records, source: this.#source.name });
    }
    return known;
  }

  async #apply(body: Uint8Array): Promise<void> {
    const push = await this.#begun();
    const outcome = await this.#run({ do: 'applyChunk', push, seq: this.#seq, body, gzip: true });
    if (outcome.kind !== 'applied') throw new Fault('SOURCE_PUSH_REFUSED', { detail: outcome.kind });
    this.#seq = outcome.answer.nextSeq;
    this.#received += outcome.answer.received;
    this.#options.onProgress?.(this.#received);
  }

  /** The push after its end; null where there was nothing to say. A snapshot says something by being empty, too. */
  async #committed(): Promise<Push | null> {
    if (this.#push === null && this.#source.mode === 'DELTA') return null;
    const push = await this.#begun();
    const answer = await this.#run({ do: 'commitPush', push, confirmShrink: this.#options.confirm });
    const [problem] = answer.problems;
    if (problem !== undefined) throw new Fault(problem.code, {}, { place: push });
    return await this.#settled(push);
  }

  /** A commit answers at once; the sweep behind it takes its time. */
  async #settled(push: PushId): Promise<Push | null> {
    for (;;) {
      const current = await this.#needs.pushes.push(push);
      if (current?.state !== 'APPLYING') return current;
      await this.#needs.clock.sleep(SETTLE_MS, new AbortController().signal);
    }
  }

  /** A broken-off push would keep its library closed to others for an hour. What a DELTA brought is kept. */
  async #letGo(): Promise<void> {
    if (this.#push === null) return;
    const keep = this.#source.mode === 'DELTA';
    try {
      if (keep) {
        await this.#run({ do: 'commitPush', push: this.#push, confirmShrink: false });
        await this.#settled(this.#push);
      } else await this.#run({ do: 'abandonPush', push: this.#push });
    } catch (cause) {
      // The failure that led here is the one to tell.
      this.#needs.log('source.push-left-open', { source: this.#source.name, error: String(cause) });
    }
  }

  async #end(push: Push | null): Promise<SourceRun> {
    if (push !== null && push.state !== 'DONE')
      return await this.#failed('SOURCE_PUSH_REFUSED', push.heldReason ?? push.state, push);
    const { clock, random } = this.#needs;
    return await this.#finish(this.#told('DONE', push, null, null), {
      cursor: this.#source.mode === 'SNAPSHOT' ? null : this.#cursor,
      windowDeleted: 0,
      failures: 0,
      nextRunAt: nextRun(this.#source.schedule, clock.now(), random()),
      lastGoodAt: clock.now(),
    });
  }

  async #failed(error: MessageCode, detail: string | null, known: Push | null = null): Promise<SourceRun> {
    const { clock, random, pushes } = this.#needs;
    const push = known ?? (this.#push === null ? null : await pushes.push(this.#push));
    const held = push?.state === 'HELD' || error === 'SOURCE_DELETES_TOO_MANY';
    const failures = this.#before.failures + 1;
    return await this.#finish(this.#told(held ? 'HELD' : 'FAILED', push, error, detail), {
      cursor: this.#cursor,
      windowDeleted: this.#windowDeleted,
      failures,
      nextRunAt: nextAttempt(this.#source.schedule, failures, clock.now(), random()),
      lastGoodAt: this.#before.lastGoodAt,
    });
  }

  #told(state: SourceRun['state'], push: Push | null, error: MessageCode | null, detail: string | null): SourceRun {
    const { received = 0, added = 0, changed = 0, deleted = 0, quarantined = 0 } = push ?? {};
    const counts = { received, added, changed, deleted, quarantined };
    const times = { startedAt: this.#startedAt, finishedAt: this.#needs.clock.now() };
    return { ...times, state, push: push?.id ?? null, ...counts, error, detail };
  }

  async #finish(run: SourceRun, after: Omit<SourceState, 'runningUntil'>): Promise<SourceRun> {
    await this.#run({ do: 'finishSource', name: this.#source.name, run, after });
    return run;
  }

  #run<C extends Command>(command: C): Promise<AnswerTo<C>> {
    return this.#needs.commands.run(command, this.#needs.by);
  }
}

async function* stream(deliveries: readonly Delivery[]): AsyncIterable<Delivery> {
  yield* deliveries;
}
