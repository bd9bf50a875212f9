import { setTimeout as delay } from 'node:timers/promises';
import type { PushId } from '../base/brand.ts';
import type { Clock } from '../base/clock.ts';
import { Fault } from '../base/problem.ts';
import { type Commands, SYSTEM } from '../command/command.ts';
import { dispatcher } from '../command/dispatch.ts';
import { type OpenWriters, openWriters } from './stores.ts';
import type { WriterEvent } from './writer-client.ts';

/** The writing half of the program over one catalogue file: in the writer thread of a server, or in a command of its own. */
export interface Office extends AsyncDisposable {
  readonly commands: Commands;
  /** Finishes commits that a stopped server left half way. */
  resume(): Promise<void>;
}

const RETRY_MS = 2_000;

export function openOffice(catalogueFile: string, clock: Clock, onEvent: WriterEvent): Office {
  const opened: OpenWriters = openWriters(catalogueFile, clock);
  const dispatch = dispatcher(opened.writers);
  const stopping = new AbortController();
  const finishing = new Set<Promise<void>>();

  /** `commitPush` answers at once; the sweep follows here, and again after a full disk has room. */
  async function finish(push: PushId): Promise<void> {
    while (!stopping.signal.aborted) {
      try {
        const done = await dispatch.run({ do: 'finishPush', push }, SYSTEM);
        onEvent('push finished', { push, state: done.state, deleted: done.deleted });
        return;
      } catch (error) {
        const retry = error instanceof Fault && error.code === 'STORAGE_BUSY';
        onEvent('push not finished', { push, error: error instanceof Error ? error.message : String(error) });
        if (!retry) return;
        await delay(RETRY_MS, null, { signal: stopping.signal }).catch(() => null);
      }
    }
  }

  function inBackground(push: PushId): void {
    const work = finish(push).finally(() => finishing.delete(work));
    finishing.add(work);
  }

  return {
    commands: {
      async run(command, by) {
        const answer = await dispatch.run(command, by);
        if (command.do === 'commitPush' && isApplying(answer)) {
          // After the answer is on its way, because the sweep keeps the thread busy.
          setImmediate(() => inBackground(command.push));
        }
        return answer;
      },
    },
    async resume() {
      for (const push of await opened.writers.pushes.applying()) inBackground(push);
    },
    async [Symbol.asyncDispose]() {
      stopping.abort();
      await Promise.all(finishing);
      opened.close();
    },
  };
}

function isApplying(answer: object): boolean {
  return 'push' in answer && typeof answer.push === 'object' && answer.push !== null && 'state' in answer.push
    ? answer.push.state === 'APPLYING'
    : false;
}
