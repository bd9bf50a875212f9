import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { post } from './sample.ts';
import type { Site } from './site.ts';

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

const LOOK_MS = 10;
const PATIENCE_MS = 10_000;

/** Copies whose last loan is reported, one after the other. */
export interface Flips {
  /**
   * Milliseconds from the answer to a report of a loan until a search for what is in no longer finds the title; null
   * where there are no copies left.
   */
  next(): Promise<number | null>;
}

export async function openFlips(engine: string, { gateway, operator }: Site): Promise<Flips> {
  const ask: Ask = (query, variables = {}) => post(gateway.url, operator, { query, variables: { ...variables } });
  const { nodes } = Seen.parse(await ask(ON_SHELF)).data.search;
  // A title of which the library has one copy, which is in: once that is lent, the library has none to ask for.
  const single = nodes.flatMap(({ holdings }) =>
    holdings.nodes.flatMap(({ library, items }) => {
      const [only, second] = items.nodes;
      if (only?.barcode == null || only.availability !== 'AVAILABLE' || second !== undefined) return [];
      return [{ library: library.code, barcode: only.barcode }];
    }),
  );
  return {
    async next() {
      const copy = single.shift();
      return copy === undefined ? null : flipped(engine, copy, ask);
    },
  };
}

type Ask = (query: string, variables?: object) => Promise<unknown>;

async function flipped(
  engine: string,
  { library, barcode }: { readonly library: string; readonly barcode: string },
  ask: Ask,
): Promise<number> {
  const before = (await answered(ask, library)).totalCount;
  const items = [{ barcode, availability: 'ON_LOAN' }];
  const input = { library, items, idempotencyKey: `bench-${engine}-${barcode}` };
  Flip.parse(await ask(REPORT, { input }));
  const told = performance.now();
  while ((await answered(ask, library)).totalCount >= before) {
    if (performance.now() - told > PATIENCE_MS) break;
    await delay(LOOK_MS);
  }
  return performance.now() - told;
}

/** What the engine itself says: a standby knows sooner. */
async function answered(ask: Ask, library: string) {
  for (const began = performance.now(); performance.now() - began < PATIENCE_MS; await delay(LOOK_MS)) {
    const { search } = Total.parse(await ask(AVAILABLE, { library })).data;
    if (!search.degraded) return search;
  }
  return { totalCount: Number.POSITIVE_INFINITY };
}
