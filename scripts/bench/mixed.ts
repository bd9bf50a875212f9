import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import type { Delivery } from '../../src/push/connector.ts';
import { type BenchRun, type BenchSetting, bench, percentile } from './bench-run.ts';
import { ask } from './load.ts';
import { post, questionsOf, sampleTitles } from './sample.ts';
import type { Site } from './site.ts';

/** p99 of titles asked while a library pushes at full speed, beside the same questions asked alone. */
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
  while (!pushing.done) {
    const round = await asked();
    during.push(...round.samples);
    degraded += round.degraded;
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
    ...standby.map((told) => bench(`${engine} while pushing, of the standby`, told)),
  ];
}

const Flip = z.object({
  data: z.object({
    reportAvailability: z.object({ changed: z.number(), problems: z.array(z.object({ code: z.string() })) }),
  }),
});
const Seen = z.object({
  data: z.object({
    search: z.object({
      nodes: z.array(
        z.object({
          title: z.string(),
          holdings: z.object({
            nodes: z.array(
              z.object({
                library: z.object({ code: z.string() }),
                items: z.object({
                  nodes: z.array(z.object({ barcode: z.string().nullable(), availability: z.string() })),
                }),
              }),
            ),
          }),
        }),
      ),
    }),
  }),
});

const ON_SHELF = `{ search(filter: { availableOnly: true }, sort: NEWEST, first: 50) { nodes { title
  holdings(first: 20) { nodes { library { code } items(first: 20) { nodes { barcode availability } } } } } } }`;
const REPORT = `mutation ($input: ReportAvailabilityInput!) {
  reportAvailability(input: $input) { changed problems { code } } }`;
const AVAILABLE = `query ($library: String!) { search(filter: { libraries: [$library], availableOnly: true }, first: 1) { totalCount degraded } }`;
const Total = z.object({ data: z.object({ search: z.object({ totalCount: z.number(), degraded: z.boolean() }) }) });

const TITLES = 100;
const ROUNDS = 20;
const LOOK_MS = 5;
const PATIENCE_MS = 10_000;

/** Milliseconds from the answer to a report of a loan until a search for what is in no longer finds the title. */
export async function benchAvailability(
  engine: string,
  site: Site,
  { size, note }: BenchSetting,
): Promise<readonly BenchRun[]> {
  const { gateway, operator } = site;
  const ask = (query: string, variables: object = {}) =>
    post(gateway.url, operator, { query, variables: { ...variables } });
  const { nodes } = Seen.parse(await ask(ON_SHELF)).data.search;
  // A title of which the library has one copy, which is in: once that is lent, the library has none to ask for.
  const single = nodes.flatMap(({ holdings }) =>
    holdings.nodes.flatMap(({ library, items }) => {
      const [only, second] = items.nodes;
      return only?.barcode == null || only.availability !== 'AVAILABLE' || second !== undefined
        ? []
        : [{ library: library.code, barcode: only.barcode }];
    }),
  );
  note(`${engine}, availability: ${Math.min(single.length, ROUNDS)} flips`);
  const waits: number[] = [];
  for (const [round, { library, barcode }] of single.slice(0, ROUNDS).entries()) {
    const before = (await answered(ask, library)).totalCount;
    const input = {
      library,
      items: [{ barcode, availability: 'ON_LOAN' }],
      idempotencyKey: `bench-${engine}-${round}-${barcode}`,
    };
    Flip.parse(await ask(REPORT, { input }));
    const told = performance.now();
    while ((await answered(ask, library)).totalCount >= before) {
      if (performance.now() - told > PATIENCE_MS) break;
      await delay(LOOK_MS);
    }
    waits.push(performance.now() - told);
  }
  if (waits.length === 0) return [];
  const figure = (which: string, value: number) =>
    bench(`${engine} availability flip → visible, ${which}`, { size, value, unit: 'ms' });
  return [figure('median', percentile(waits, 0.5)), figure('slowest', Math.max(...waits))];
}

/** What the engine itself says: a standby knows sooner. */
async function answered(ask: (query: string, variables: object) => Promise<unknown>, library: string) {
  for (const began = performance.now(); performance.now() - began < PATIENCE_MS; await delay(LOOK_MS)) {
    const { search } = Total.parse(await ask(AVAILABLE, { library })).data;
    if (!search.degraded) return search;
  }
  return { totalCount: Number.POSITIVE_INFINITY };
}
