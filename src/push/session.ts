import type { PushState } from './store.ts';

export type PushEvent = 'chunk' | 'commit' | 'confirm' | 'abandon' | 'hold' | 'finish' | 'fail';

/**
 * The life of a push. What is not in the table is refused. Committing again what is being or was committed changes
 * nothing, so that a client may repeat a call whose answer it lost.
 */
const STEPS: Readonly<Record<PushState, Partial<Record<PushEvent, PushState>>>> = {
  OPEN: { chunk: 'OPEN', commit: 'APPLYING', confirm: 'APPLYING', abandon: 'ABANDONED' },
  APPLYING: { commit: 'APPLYING', confirm: 'APPLYING', hold: 'HELD', finish: 'DONE', fail: 'FAILED' },
  HELD: { commit: 'HELD', confirm: 'APPLYING', abandon: 'ABANDONED' },
  DONE: { commit: 'DONE', confirm: 'DONE' },
  FAILED: {},
  ABANDONED: { abandon: 'ABANDONED' },
};

/** Where an event leads, or null where it is not allowed in that state. */
export function nextState(state: PushState, event: PushEvent): PushState | null {
  return STEPS[state][event] ?? null;
}

/**
 * How long an OPEN push keeps its library to itself after its last chunk. A client that died may resume meanwhile;
 * afterwards tonight's delivery must not wait for yesterday's.
 */
export const IDLE_PUSH_MS = 60 * 60_000;
