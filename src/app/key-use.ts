import type { Clock } from '../base/clock.ts';
import { type Commands, SYSTEM } from '../command/command.ts';
import type { KeyRecord } from '../command/keys.ts';
import type { WriterEvent } from './writer-client.ts';

export interface KeyUse extends AsyncDisposable {
  /** Notes, some seconds later, that the key was used today; costs a look into a set where that is known. */
  used(key: Pick<KeyRecord, 'id' | 'lastUsedDay'>): void;
}

export interface KeyUseNeeds {
  readonly commands: Commands;
  readonly clock: Clock;
  readonly onEvent: WriterEvent;
}

/** Keys of a morning, when everybody begins, are written together. */
const GATHER_MS = 5_000;

/**
 * Keeps the day on which each key was last used: an operator who looks for forgotten keys needs no more, and more would
 * be a trace of persons. Written at most once a key and day, outside the request.
 */
export function noteKeyUse({ commands, clock, onEvent }: KeyUseNeeds, gatherMs: number = GATHER_MS): KeyUse {
  let day = '';
  let known = new Set<string>();
  let waiting: string[] = [];
  let timer: NodeJS.Timeout | null = null;
  let writing: Promise<void> = Promise.resolve();

  const write = async (ids: readonly string[], then: string): Promise<void> => {
    try {
      await commands.run({ do: 'noteKeyUse', ids, day: then }, SYSTEM);
    } catch (error) {
      onEvent('use of keys not noted', { error: String(error) });
      // The next use tells it again.
      if (day === then) for (const id of ids) known.delete(id);
    }
  };
  const writeNow = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    const [ids, then] = [waiting, day];
    waiting = [];
    if (ids.length > 0) writing = writing.then(() => write(ids, then));
  };
  return {
    used({ id, lastUsedDay }) {
      const today = clock.today('Asia/Shanghai');
      if (today !== day) {
        writeNow();
        [day, known] = [today, new Set()];
      }
      if (known.has(id) || lastUsedDay === today) return;
      known.add(id);
      waiting.push(id);
      timer ??= setTimeout(writeNow, gatherMs).unref();
    },
    async [Symbol.asyncDispose]() {
      writeNow();
      await writing;
    },
  };
}
