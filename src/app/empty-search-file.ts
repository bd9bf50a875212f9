import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import type { Clock } from '../base/clock.ts';
import { type EmptySearchCounts, emptySearchCounts, type KeptCounts, QUERY_SCRIPTS } from '../search/empty-searches.ts';
import { SEARCH_FIELDS } from '../search/engine.ts';
import type { Warn } from './search-feed.ts';

export interface KeptEmptySearches extends AsyncDisposable {
  readonly counts: EmptySearchCounts;
  /** Writes what was counted since the last time. */
  save(): Promise<void>;
}

const SAVE_MS = 60_000;
/** After this the counts begin anew: older ones say nothing of what readers miss today. */
const KEPT_MS = 366 * 24 * 60 * 60_000;
/** More forms than there can be. */
const MOST_FORMS = 4_000;

const Kept = z.object({
  since: z.coerce.date(),
  forms: z
    .array(
      z.strictObject({
        script: z.enum(QUERY_SCRIPTS),
        charactersUpTo: z.int().positive(),
        field: z.enum(SEARCH_FIELDS),
        filtered: z.boolean(),
        count: z.int().positive(),
      }),
    )
    .max(MOST_FORMS),
});

/**
 * Counts of searches without hits that outlive a restart, in a small file. It is read again before it is written:
 * another gateway over the same folder counts into it too. A file that cannot be read or written stops nobody's search.
 */
export async function keepEmptySearches(file: string, clock: Clock, warn: Warn): Promise<KeptEmptySearches> {
  const counts = emptySearchCounts(clock.now());
  let saving = Promise.resolve();
  const save = (): Promise<void> => {
    saving = saving
      .then(() => mergeInto(file, counts, clock.now()))
      .catch((error: unknown) => {
        warn('counts of searches without hits not kept', { error: String(error) });
      });
    return saving;
  };
  const kept = await readKept(file, clock.now(), warn);
  if (kept !== null) counts.keptAs(kept, clock.now());
  const timer = setInterval(() => void save(), SAVE_MS);
  timer.unref();
  return {
    counts,
    save,
    async [Symbol.asyncDispose]() {
      clearInterval(timer);
      await save();
    },
  };
}

async function mergeInto(file: string, counts: EmptySearchCounts, now: Date): Promise<void> {
  const before = await readKept(file, now, () => undefined);
  const merged = counts.mergedWith(before);
  // From here to the end nobody else has a turn, so that no count falls between what is written and what is not.
  if (merged.forms.length > 0 && JSON.stringify(merged) !== JSON.stringify(before)) replace(file, merged);
  counts.keptAs(merged, now);
}

function replace(file: string, kept: KeptCounts): void {
  const draft = `${file}.${process.pid}`;
  try {
    writeFileSync(draft, JSON.stringify(kept), { mode: 0o600 });
    renameSync(draft, file);
  } finally {
    rmSync(draft, { force: true });
  }
}

/** Null where there are none, or they cannot be read, or are too old. */
async function readKept(file: string, now: Date, warn: Warn): Promise<KeptCounts | null> {
  try {
    const kept = Kept.parse(JSON.parse(await readFile(file, 'utf8')));
    return now.getTime() - kept.since.getTime() > KEPT_MS ? null : kept;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT'))
      warn('counts of searches without hits begin anew', { error: String(error) });
    return null;
  }
}
