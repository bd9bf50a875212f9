import { setTimeout as delay } from 'node:timers/promises';
import type { PushId } from '../base/brand.ts';
import type { Clock } from '../base/clock.ts';
import { Fault } from '../base/problem.ts';
import { type Commands, SYSTEM } from '../command/command.ts';
import { dispatcher } from '../command/dispatch.ts';
import type { Push } from '../push/store.ts';
import { measureQuality } from './quality.ts';
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
        if (done.state === 'DONE' && !done.dryRun && hasEffect(done)) await measure(push);
        return;
      } catch (error) {
        const retry = error instanceof Fault && error.code === 'STORAGE_BUSY';
        onEvent('push not finished', { push, error: error instanceof Error ? error.message : String(error) });
        if (!retry) return;
        await delay(RETRY_MS, null, { signal: stopping.signal }).catch(() => null);
      }
    }
  }

  /** A mark that could not be made is missed by nobody but its reader, and the next push makes one. */
  async function measure(push: PushId): Promise<void> {
    try {
      const report = await measureQuality(opened.writers.pushes, push, stopping.signal);
      await dispatch.run({ do: 'keepQuality', push, report }, SYSTEM);
    } catch (error) {
      if (!stopping.signal.aborted) onEvent('quality not measured', { push, error: String(error) });
    }
  }

  function inBackground(job: Promise<void>): void {
    const work = job.finally(() => finishing.delete(work));
    finishing.add(work);
  }

  return {
    commands: {
      async run(command, by) {
        const answer = await dispatch.run(command, by);
        if (command.do === 'commitPush' && isApplying(answer)) {
          // After the answer is on its way, because the sweep keeps the thread busy.
          setImmediate(() => inBackground(finish(command.push)));
        }
        return answer;
      },
    },
    async resume() {
      for (const push of await opened.writers.pushes.applying()) inBackground(finish(push));
      for (const push of await opened.writers.pushes.unmeasured()) inBackground(measure(push));
    },
    async [Symbol.asyncDispose]() {
      stopping.abort();
      await Promise.all(finishing);
      opened.close();
    },
  };
}

/** A push that changed nothing leaves the records as good as they were. */
function hasEffect({ added, changed, deleted, quarantined }: Push): boolean {
  return added + changed + deleted + quarantined > 0;
}

function isApplying(answer: object): boolean {
  return 'push' in answer && typeof answer.push === 'object' && answer.push !== null && 'state' in answer.push
    ? answer.push.state === 'APPLYING'
    : false;
}
