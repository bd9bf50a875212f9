/** How many entries are carried at once. */
export interface Pace {
  readonly entries: number;
  /** So long a full batch took. */
  took(ms: number): void;
  /** Nothing was left to carry. */
  rested(): void;
}

export interface PaceSettings {
  readonly fewest: number;
  readonly atFirst: number;
  readonly most: number;
  /** Where a batch took longer, the next one is half of it: a loan has to wait for the batch in front of it. */
  readonly longMs: number;
  /** Where it took less, the next one is twice as large. */
  readonly shortMs: number;
}

/** For the index on our own disk, which takes ten times longer where its pages are not in memory yet, as after a quiet night. */
export const OWN_PACE: PaceSettings = { fewest: 50, atFirst: 100, most: 500, longMs: 400, shortMs: 150 };
/** For a server, of which one change alone may take half a second. */
export const SERVER_PACE: PaceSettings = { fewest: 250, atFirst: 500, most: 2_000, longMs: 2_000, shortMs: 800 };

/** As many as are carried in a moment; it begins with few. */
export function pacing({ fewest, atFirst, most, longMs, shortMs }: PaceSettings): Pace {
  let entries = atFirst;
  return {
    get entries() {
      return entries;
    },
    took: (ms) => {
      if (ms > longMs) entries = Math.max(fewest, Math.floor(entries / 2));
      if (ms < shortMs) entries = Math.min(most, entries * 2);
    },
    rested: () => {
      entries = Math.min(entries, atFirst);
    },
  };
}
