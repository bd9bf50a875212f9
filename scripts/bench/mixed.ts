import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import type { Delivery } from '../../src/push/connector.ts';
import { type BenchRun, type BenchSetting, bench } from './bench-run.ts';
import { ask } from './load.ts';
import { post, questionsOf, sampleTitles } from './sample.ts';
import type { Site } from './site.ts';

/** p99 of titles asked while a library pushes at full speed, beside the same questions asked alone. */
export async function benchWhilePushing(
  site: Site,
  delivery: { readonly library: string; readonly records: AsyncIterable<Delivery> },
  { size, signal, note }: BenchSetting,
): Promise<readonly BenchRun[]> {
  const { gateway, operator } = site;
  const questions = questionsOf(await sampleTitles(gateway, operator)).title ?? [];
  const alone = await ask(gateway.url, operator, questions, signal);
  note('search while pushing');
  const pushing = { done: false };
  const push = site.push(delivery.library, 'DELTA', delivery.records).finally(() => {
    pushing.done = true;
  });
  const during: number[] = [];
  while (!pushing.done) during.push((await ask(gateway.url, operator, questions.slice(0, 50), signal)).p99);
  await push;
  if (during.length === 0) return [];
  const value = Math.max(...during);
  return [
    bench('search title p99 while pushing', { size, value, unit: 'ms' }, { name: 'search alone', value: alone.p99 }),
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
const AVAILABLE = `query ($library: String!) { search(filter: { libraries: [$library], availableOnly: true }, first: 1) { totalCount } }`;
const Total = z.object({ data: z.object({ search: z.object({ totalCount: z.number() }) }) });

const ROUNDS = 20;
const PATIENCE_MS = 10_000;

/** Milliseconds from the answer to a report of a loan until a search for what is in no longer finds the title. */
export async function benchAvailability(site: Site, { size, note }: BenchSetting): Promise<readonly BenchRun[]> {
  const { gateway, operator } = site;
  const ask = (query: string, variables: Readonly<Record<string, unknown>> = {}) =>
    post(gateway.url, operator, { query, variables });
  const { nodes } = Seen.parse(await ask(ON_SHELF)).data.search;
  // A title of which the library has one copy, in or untold: once that is lent, the library has none to ask for.
  const single = nodes.flatMap(({ holdings }) =>
    holdings.nodes.flatMap(({ library, items }) => {
      const [only, second] = items.nodes;
      return only?.barcode == null || second !== undefined ? [] : [{ library: library.code, barcode: only.barcode }];
    }),
  );
  note(`availability: ${Math.min(single.length, ROUNDS)} flips`);
  const waits: number[] = [];
  for (const [round, { library, barcode }] of single.slice(0, ROUNDS).entries()) {
    const before = Total.parse(await ask(AVAILABLE, { library })).data.search.totalCount;
    const input = {
      library,
      items: [{ barcode, availability: 'ON_LOAN' }],
      idempotencyKey: `bench-${round}-${barcode}`,
    };
    Flip.parse(await ask(REPORT, { input }));
    const told = performance.now();
    while (Total.parse(await ask(AVAILABLE, { library })).data.search.totalCount >= before) {
      if (performance.now() - told > PATIENCE_MS) break;
      await delay(2);
    }
    waits.push(performance.now() - told);
  }
  if (waits.length === 0) return [];
  return [bench('availability flip → visible, slowest', { size, value: Math.max(...waits), unit: 'ms' })];
}
