import { availableParallelism, cpus, totalmem } from 'node:os';

/** One figure of the benchmark beside its limit or peer, measured in the same run on the same data. */
export interface BenchRun {
  /** What was done: `read iso2709 gb18030`, `search p99 pinyin`. */
  readonly name: string;
  /** Records or editions it was done with. */
  readonly size: number;
  readonly value: number;
  /** `records/s`, `ms`, `MB` … */
  readonly unit: string;
  readonly beside: { readonly name: string; readonly value: number } | null;
  /** value ÷ beside.value; null where there is nothing beside. */
  readonly ratio: number | null;
}

/** What one part of the benchmark is given. */
export interface BenchSetting {
  /** Editions of the generated alliance, or records to read. */
  readonly size: number;
  /** A folder of its own, removed afterwards. */
  readonly folder: string;
  readonly signal: AbortSignal;
  readonly note: (text: string) => void;
}

export function bench(
  name: string,
  figure: { readonly size: number; readonly value: number; readonly unit: string },
  beside: { readonly name: string; readonly value: number } | null = null,
): BenchRun {
  const rounded = { name, ...figure, value: round(figure.value) };
  if (beside === null) return { ...rounded, beside, ratio: null };
  const peer = { name: beside.name, value: round(beside.value) };
  return { ...rounded, beside: peer, ratio: beside.value === 0 ? null : round(figure.value / beside.value) };
}

/** Three significant digits are all a shared machine is good for. */
const round = (value: number): number => Number(value.toPrecision(value >= 1000 ? 4 : 3));

export function machine(): string {
  const [cpu] = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  return `${availableParallelism()} × ${cpu?.model.trim() ?? 'unknown'}, ${memory} GB, Node ${process.version}, ${process.platform}`;
}

/** Seconds that something took, with what it answered. */
export async function timed<T>(work: () => Promise<T> | T): Promise<{ readonly seconds: number; readonly value: T }> {
  const started = performance.now();
  const value = await work();
  return { seconds: (performance.now() - started) / 1000, value };
}

/** The value below which that share of the samples lies. */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

/** The table that people read: one line a figure. */
export function reportRows(runs: readonly BenchRun[]): readonly (readonly string[])[] {
  return runs.map(({ name, size, value, unit, beside, ratio }) => [
    name,
    size.toLocaleString('en'),
    `${value.toLocaleString('en')} ${unit}`,
    beside === null ? '–' : `${beside.name}: ${beside.value.toLocaleString('en')}`,
    ratio === null ? '–' : `× ${ratio.toLocaleString('en')}`,
  ]);
}
