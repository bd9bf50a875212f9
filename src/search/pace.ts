/** How many entries are carried at once. */
export interface Pace {
  readonly entries: number;
  /** So long a full batch took. */
  took(ms: number): void;
  /** Nothing was left to carry. */
  rested(): void;
}

/** A server takes about as long for one change as for thousands. */
export const steady = (entries: number): Pace => ({ entries, took: () => undefined, rested: () => undefined });

const FEWEST = 50;
const AT_FIRST = 100;
const MOST = 500;
/** What a loan may have to wait for the batch in front of it. */
const LONG_MS = 400;
const SHORT_MS = 150;

/**
 * As many as are carried in a moment. An index on the disk takes ten times longer where its pages are not in memory yet, as
 * after a start or a quiet night: it begins with few.
 */
export function pacing(): Pace {
  let entries = AT_FIRST;
  return {
    get entries() {
      return entries;
    },
    took: (ms) => {
      if (ms > LONG_MS) entries = Math.max(FEWEST, Math.floor(entries / 2));
      if (ms < SHORT_MS) entries = Math.min(MOST, entries * 2);
    },
    rested: () => {
      entries = Math.min(entries, AT_FIRST);
    },
  };
}
