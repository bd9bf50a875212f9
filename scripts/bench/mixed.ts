import type { Delivery } from '../../src/push/connector.ts';
import { type BenchRun, type BenchSetting, bench, percentile } from './bench-run.ts';
import { openFlips } from './flips.ts';
import { ask } from './load.ts';
import { questionsOf, sampleTitles } from './sample.ts';
import type { Site } from './site.ts';

/** Titles asked while a library pushes at full speed, beside the same questions asked alone; and loans reported then. */
export async function benchWhilePushing(
  engine: string,
  site: Site,
  delivery: { readonly library: string; readonly records: AsyncIterable<Delivery> },
  { size, signal, note }: BenchSetting,
): Promise<readonly BenchRun[]> {
  const { gateway, operator } = site;
  const questions = (questionsOf(await sampleTitles(gateway, operator)).title ?? []).slice(0, TITLES);
  const asked = () => ask(gateway.url, operator, questions, signal);
  await asked();
  const alone = await asked();
  note(`${engine}: search while pushing`);
  const pushing = { done: false };
  const push = site.push(delivery.library, 'DELTA', delivery.records).finally(() => {
    pushing.done = true;
  });
  const during: number[] = [];
  let degraded = 0;
  const flips = await openFlips(engine, site);
  const waits: number[] = [];
  while (!pushing.done) {
    const round = await asked();
    during.push(...round.samples);
    degraded += round.degraded;
    const wait = pushing.done ? null : await flips.next();
    if (wait !== null) {
      note(`${engine}: a flip visible after ${wait.toFixed(0)} ms`);
      waits.push(wait);
    }
  }
  await push;
  if (during.length === 0) return [];
  const figure = (share: 0.5 | 0.99, value: number) =>
    bench(
      `${engine} title p${share * 100} while pushing`,
      { size, value: percentile(during, share), unit: 'ms' },
      { name: 'alone', value },
    );
  const standby = degraded === 0 ? [] : [{ size, value: degraded, unit: `of ${during.length} answers` }];
  return [
    figure(0.5, alone.p50),
    figure(0.99, alone.p99),
    ...flipFigures(`${engine} availability flip → visible while pushing`, size, waits),
    ...standby.map((told) => bench(`${engine} while pushing, of the standby`, told)),
  ];
}

/** Milliseconds from the answer to a report of a loan until a search for the book no longer finds it in its library. */
export async function benchAvailability(
  engine: string,
  site: Site,
  { size, note }: BenchSetting,
): Promise<readonly BenchRun[]> {
  note(`${engine}, availability: ${ROUNDS} flips`);
  const flips = await openFlips(engine, site);
  const waits: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const wait = await flips.next();
    if (wait !== null) waits.push(wait);
  }
  return flipFigures(`${engine} availability flip → visible`, size, waits);
}

function flipFigures(name: string, size: number, waits: readonly number[]): readonly BenchRun[] {
  if (waits.length === 0) return [];
  return [
    bench(`${name}, median`, { size, value: percentile(waits, 0.5), unit: 'ms' }),
    bench(`${name}, slowest`, { size, value: Math.max(...waits), unit: 'ms' }),
  ];
}

const TITLES = 100;
const ROUNDS = 20;
