import type { ZodType } from 'zod';
import { z } from 'zod';
import type { Rehearsal } from '../../../src/app/rehearsal.ts';
import { type Clock, shanghaiDay } from '../../../src/base/clock.ts';
import { Fault } from '../../../src/base/problem.ts';
import type { Words } from '../../cli/command.ts';
import type { DemoKeys } from '../members.ts';

/** One line of the diary, at its day. */
export type Entry = Words & { readonly day: string };

/** Where the rehearsal happens: people who ask and act through GraphQL, a calendar, and a diary. */
export interface Stage {
  /** What the holder of that key gets for a query. A refusal ends the rehearsal with its own words. */
  ask<T>(who: string, query: string, variables: object, shape: ZodType<T>): Promise<T>;
  /** The same for a mutation: its payload, which must have no problems. */
  act<T>(who: string, query: string, input: object, shape: ZodType<T>): Promise<T>;
  /** Lives through the days until that one, ten in the morning; what is due each morning happens. */
  goTo(day: string): Promise<void>;
  today(): string;
  tell(words: Words): void;
  readonly diary: readonly Entry[];
}

/** A clock that stands still until it is set. */
export interface StageClock extends Clock {
  set(instant: Date): void;
}

export function stageClock(start: Date): StageClock {
  let now = start;
  return {
    now: () => now,
    today: () => shanghaiDay(now),
    // The servers own rounds of waiting run in real time; nothing of the rehearsal waits.
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(resolve, ms);
        signal.addEventListener('abort', () => {
          clearTimeout(timer);
          reject(signal.reason instanceof Error ? signal.reason : new Error('aborted'));
        });
      }),
    set(instant) {
      now = instant;
    },
  };
}

const Answer = z.object({
  data: z.record(z.string(), z.unknown()).nullish(),
  errors: z.array(z.object({ message: z.string() })).optional(),
});
const Payload = z.object({ problems: z.array(z.object({ code: z.string(), message: z.string() })) });

const MORNING = '07:00';
const DAY_MS = 86_400_000;

export function stageOf(rehearsal: Rehearsal, clock: StageClock, keys: DemoKeys): Stage {
  const diary: Entry[] = [];
  let acts = 0;
  async function ask<T>(who: string, query: string, variables: object, shape: ZodType<T>): Promise<T> {
    const answer = Answer.parse(await rehearsal.ask(keys[who] ?? '', query, variables));
    if (answer.errors !== undefined || !answer.data) fail(who, answer.errors?.map(({ message }) => message) ?? []);
    return shape.parse(answer.data);
  }
  return {
    ask,
    async act(who, query, input, shape) {
      const key = `rehearsal-${clock.now().getTime()}-${acts++}`;
      const data = await ask(
        who,
        query,
        { input: { ...input, idempotencyKey: key } },
        z.record(z.string(), z.unknown()),
      );
      const [payload] = Object.values(data);
      const { problems } = Payload.parse(payload);
      if (problems.length > 0)
        fail(
          who,
          problems.map(({ code, message }) => `${code}: ${message}`),
        );
      return shape.parse(payload);
    },
    async goTo(day) {
      const end = Date.parse(`${day}T${MORNING}:00+08:00`);
      const next = Date.parse(`${shanghaiDay(clock.now())}T${MORNING}:00+08:00`) + DAY_MS;
      for (let morning = next; morning <= end; morning += DAY_MS) {
        clock.set(new Date(morning));
        await rehearsal.sweep();
      }
      clock.set(new Date(`${day}T10:00:00+08:00`));
    },
    today: () => shanghaiDay(clock.now()),
    tell(words) {
      diary.push({ ...words, day: shanghaiDay(clock.now()) });
    },
    diary,
  };
}

function fail(who: string, said: readonly string[]): never {
  throw new Fault('DEMO_STEP_FAILED', { command: who, said: said.join('; ') });
}
