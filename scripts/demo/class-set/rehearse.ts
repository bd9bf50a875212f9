import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rehearse } from '../../../src/app/rehearsal.ts';
import { readSettings } from '../../../src/app/settings.ts';
import type { DemoKeys } from '../members.ts';
import { type Entry, stageClock, stageOf } from './stage.ts';
import { type Outcome, playClassSet } from './story.ts';

/** The first morning of the term. */
const START = new Date('2026-09-01T08:00:00+08:00');

export interface Played {
  readonly outcome: Outcome;
  readonly diary: readonly Entry[];
}

/**
 * Plays the class set on a copy of the demo's data folder, so that the demo itself stays as it is: ten weeks of the
 * alliance in seconds, by a clock of its own, every step through GraphQL with the key of the person who does it.
 */
export async function rehearseClassSet(
  folder: string,
  keys: DemoKeys,
  env: Readonly<Record<string, string | undefined>>,
): Promise<Played> {
  const copy = await mkdtemp(join(tmpdir(), 'liantu-class-set-'));
  try {
    await cp(folder, copy, { recursive: true });
    const clock = stageClock(START);
    await using rehearsal = await rehearse(readSettings({ ...env, LIANTU_DATA: copy }), clock);
    const stage = stageOf(rehearsal, clock, keys);
    const outcome = await playClassSet(stage);
    return { outcome, diary: stage.diary };
  } finally {
    await rm(copy, { recursive: true, force: true });
  }
}
