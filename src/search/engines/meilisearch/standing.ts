import { stage, swapIn } from './build.ts';
import type { IndexPlace } from './client.ts';
import { INDEX_FORM } from './settings.ts';
import { type IndexState, readState } from './state.ts';

/** The state of the index that answers, as far as this process knows it. */
export interface Standing {
  /** As the server has it now: another process may have swapped. Makes the index where there is none of our form. */
  read(): Promise<IndexState>;
  /** Good enough for a question; looked up again now and then without anybody waiting. */
  recent(): Promise<IndexState>;
  /** One change at a time; what went wrong with the one before does not matter to the next. */
  change(next: (now: IndexState) => Promise<IndexState>): Promise<void>;
  /** Resolves when no change is under way. */
  idle(): Promise<unknown>;
}

const FRESH_MS = 5_000;

export function standingOf(place: IndexPlace): Standing {
  const { client, uid } = place;
  let state: IndexState | null = null;
  let looked = 0;
  let turn: Promise<unknown> = Promise.resolve();
  const know = (found: IndexState): IndexState => {
    state = found;
    looked = performance.now();
    return found;
  };
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = turn.then(work, work);
    turn = mine.catch(() => undefined);
    return mine;
  }
  async function made(): Promise<IndexState> {
    const found = await readState(client, uid);
    return know(found?.form === INDEX_FORM ? found : await swapIn(client, uid, await stage(client, uid, none(), 0)));
  }
  async function read(): Promise<IndexState> {
    const found = await readState(client, uid);
    return found?.form === INDEX_FORM ? know(found) : inTurn(made);
  }
  return {
    read,
    async recent() {
      if (state === null) return read();
      // The next who asks will meet the failure himself.
      if (performance.now() - looked > FRESH_MS) void read().catch(() => undefined);
      return state;
    },
    change: (next) =>
      inTurn(async () => {
        know(await next(await made()));
      }),
    idle: () => turn,
  };
}

async function* none(): AsyncIterable<never> {}
