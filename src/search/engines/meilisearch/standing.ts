import type { IndexPlace } from './client.ts';
import { INDEX_FORM } from './settings.ts';
import { type IndexState, readState } from './state.ts';

/** The state of the index that answers, as far as this process knows it; null where there is none of our form. */
export interface Standing {
  /** As the server has it now: another process may have swapped. */
  read(): Promise<IndexState | null>;
  /**
   * Good enough for a question; looked up again now and then without anybody waiting.
   *
   * @param oldest older than this, in milliseconds, it is looked up first
   */
  recent(oldest?: number): Promise<IndexState | null>;
  /** One change at a time; what went wrong with the one before does not matter to the next. */
  change(next: (now: IndexState | null) => Promise<IndexState | null>): Promise<void>;
  /** Resolves when no change is under way. */
  idle(): Promise<unknown>;
}

const FRESH_MS = 5_000;

export function standingOf({ client, uid }: IndexPlace): Standing {
  let state: IndexState | null = null;
  let looked = 0;
  let turn: Promise<unknown> = Promise.resolve();
  const know = (found: IndexState | null): IndexState | null => {
    state = found;
    looked = performance.now();
    return found;
  };
  async function read(): Promise<IndexState | null> {
    const found = await readState(client, uid);
    return know(found?.form === INDEX_FORM ? found : null);
  }
  return {
    read,
    async recent(oldest = Number.POSITIVE_INFINITY) {
      if (state === null || performance.now() - looked > oldest) return read();
      // The next who asks will meet the failure himself.
      if (performance.now() - looked > FRESH_MS) void read().catch(() => undefined);
      return state;
    },
    change(next) {
      const work = async (): Promise<void> => {
        know(await next(await read()));
      };
      const mine = turn.then(work, work);
      turn = mine.catch(() => undefined);
      return mine;
    },
    idle: () => turn,
  };
}
