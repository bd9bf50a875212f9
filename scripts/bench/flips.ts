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
          isbns: z.array(z.string()),
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

const ON_SHELF = `{ search(filter: { availableOnly: true }, sort: NEWEST, first: 50) { nodes { isbns
  holdings(first: 20) { nodes { library { code } items(first: 20) { nodes { barcode availability } } } } } } }`;
const REPORT = `mutation ($input: ReportAvailabilityInput!) {
  reportAvailability(input: $input) { changed problems { code } } }`;
const AVAILABLE = `query ($isbn: String!, $library: String!) {
  search(query: $isbn, filter: { libraries: [$library], availableOnly: true }, first: 1) { totalCount degraded } }`;
const Total = z.object({ data: z.object({ search: z.object({ totalCount: z.number(), degraded: z.boolean() }) }) });

const LOOK_MS = 10;
const PATIENCE_MS = 10_000;

/** Copies whose last loan is reported, one after the other. */
export interface Flips {
  /**
   * Milliseconds from the answer to a report of a loan until a search for the book, where it is in, no longer finds it in
   * this library; null where there are no copies left.
   */
  next(): Promise<number | null>;
}

export async function openFlips(engine: string, { gateway, operator }: Site): Promise<Flips> {
  const ask: Ask = (query, variables = {}) => post(gateway.url, operator, { query, variables: { ...variables } });
  const { nodes } = Seen.parse(await ask(ON_SHELF)).data.search;
  // A title of which the library has one copy, which is in: once that is lent, the library has none to ask for.
  const single = nodes.flatMap(({ isbns: [isbn], holdings }) =>
    holdings.nodes.flatMap(({ library, items }) => {
      const [only, second] = items.nodes;
      if (only?.barcode == null || only.availability !== 'AVAILABLE' || second !== undefined) return [];
      return isbn === undefined ? [] : [{ isbn, library: library.code, barcode: only.barcode }];
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
  { isbn, library, barcode }: { readonly isbn: string; readonly library: string; readonly barcode: string },
  ask: Ask,
): Promise<number> {
  const before = (await answered(ask, { isbn, library })).totalCount;
  const items = [{ barcode, availability: 'ON_LOAN' }];
  const input = { library, items, idempotencyKey: `bench-${engine}-${barcode}` };
  Flip.parse(await ask(REPORT, { input }));
  const told = performance.now();
  while ((await answered(ask, { isbn, library })).totalCount >= before) {
    if (performance.now() - told > PATIENCE_MS) break;
    await delay(LOOK_MS);
  }
  return performance.now() - told;
}

/** What the engine itself says: a standby knows sooner. */
async function answered(ask: Ask, book: { readonly isbn: string; readonly library: string }) {
  for (const began = performance.now(); performance.now() - began < PATIENCE_MS; await delay(LOOK_MS)) {
    const { search } = Total.parse(await ask(AVAILABLE, book)).data;
    if (!search.degraded) return search;
  }
  return { totalCount: Number.POSITIVE_INFINITY };
}
