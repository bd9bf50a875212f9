import { type Dice, dice } from './dice.ts';
import { damaged, spliced } from './fuzz-damage.ts';
import type { Seed } from './fuzz-seeds.ts';
import { complaint, isSheet, lostNeighbour } from './fuzz-verdict.ts';

export interface FuzzCase {
  readonly number: number;
  readonly seed: string;
  readonly format: string;
  /** What went wrong; null where nothing did. */
  readonly complaint: string | null;
  readonly bytes: Buffer;
}

/** One damaged delivery, read. The same run and number always give the same bytes. */
export async function fuzzCase(seeds: readonly Seed[], run: number, number: number): Promise<FuzzCase> {
  const chance = dice(run * 1_000_003 + number);
  const seed = chance.pick(seeds);
  const { bytes, lost } = await trial(seed, seeds, chance);
  const wrong = lost ?? (await complaint(seed.format, bytes, chance));
  return { number, seed: seed.name, format: seed.format, complaint: wrong, bytes };
}

async function trial(
  seed: Seed,
  seeds: readonly Seed[],
  chance: Dice,
): Promise<{ bytes: Buffer; lost: string | null }> {
  const { bytes, whole } = seed;
  if (whole !== null && chance.happens(0.6)) {
    const victim = chance.below(whole.length);
    const raw = whole[victim];
    const start = raw?.place.at ?? 0;
    const hurt = damaged(bytes, start, Math.max(start + 1, start + (raw?.bytes.length ?? 0) - END_KEPT), chance);
    return { bytes: hurt, lost: isSheet(seed.format) ? null : await lostNeighbour(seed, victim, hurt) };
  }
  if (chance.happens(0.3))
    return { bytes: spliced(bytes, chance.pick(seeds).bytes.subarray(0, 60_000), chance), lost: null };
  if (chance.happens(0.2)) return { bytes: bytes.subarray(0, chance.below(bytes.length + 1)), lost: null };
  return { bytes: bytes.length === 0 ? bytes : damaged(bytes, 0, bytes.length, chance), lost: null };
}

/** What stands between two records belongs to both: damage to it is not damage to one. */
const END_KEPT = 2;
