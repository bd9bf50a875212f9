import { type BenchRun, type BenchSetting, bench } from './bench-run.ts';
import { ask, type Latencies } from './load.ts';
import { questionsOf, sampleTitles } from './sample.ts';
import type { Site } from './site.ts';

const PER_CLASS = 300;

/** Answers per question class through HTTP GraphQL, beside the same server's `{__typename}`. */
export async function benchSearch(
  engine: string,
  site: Site,
  { size, signal, note }: BenchSetting,
): Promise<readonly BenchRun[]> {
  const { gateway, operator } = site;
  const sample = await sampleTitles(gateway, operator);
  const nothing = Array.from({ length: PER_CLASS }, () => ({ query: '{ __typename }' }));
  await ask(gateway.url, operator, nothing, signal);
  const floor = await ask(gateway.url, operator, nothing, signal);
  const runs: BenchRun[] = [];
  for (const [name, questions] of Object.entries(questionsOf(sample))) {
    const some = questions.slice(0, PER_CLASS);
    if (some.length === 0) continue;
    note(`${engine}, ${name}: ${some.length} questions`);
    // Asked once to warm the caches that a day's work keeps warm, then measured.
    await ask(gateway.url, operator, some.slice(0, 30), signal);
    const measured = await ask(gateway.url, operator, some, signal);
    note(`${engine}, ${name}: p50 ${measured.p50.toFixed(1)}, p99 ${measured.p99.toFixed(1)} ms`);
    runs.push(...figures(`${engine} ${name}`, size, measured, floor));
  }
  return runs;
}

function figures(name: string, size: number, measured: Latencies, floor: Latencies): readonly BenchRun[] {
  const shares = ['p50', 'p95', 'p99'] as const;
  const runs = shares.map((share) =>
    bench(
      `search ${name} ${share}`,
      { size, value: measured[share], unit: 'ms' },
      { name: '{__typename}', value: floor[share] },
    ),
  );
  // A class that fails, or that another engine answered, is no measurement of speed: it is shown, not hidden.
  const { failures, degraded } = measured;
  const told = (what: string, value: number) =>
    value === 0 ? [] : [bench(`search ${name} ${what}`, { size, value, unit: 'answers' })];
  return [...runs, ...told('failures', failures), ...told('of the standby', degraded)];
}
