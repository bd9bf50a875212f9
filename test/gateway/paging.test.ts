import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Page } from '../../src/catalogue/store.ts';
import { type Connection, pageOf, storePage } from '../../src/gateway/paging.ts';

/** A store as the ports describe it: it tells where its page ends, and nothing of the rows within. */
function storeOf(rows: readonly string[]) {
  return async (first: number, after: string | null): Promise<Page<string>> => {
    const start = after === null ? 0 : rows.indexOf(after) + 1;
    const shown = rows.slice(start, start + first);
    return {
      rows: shown,
      hasNext: start + shown.length < rows.length,
      endCursor: shown.at(-1) ?? null,
      total: rows.length,
    };
  };
}

type Read = (first: number, after: string | null) => Promise<Connection<string>>;

/** All rows, page by page, each page continued from its endCursor. */
async function walked(read: Read, first: number): Promise<readonly string[]> {
  const all: string[] = [];
  for (let after: string | null = null, more = true; more; ) {
    const page: Connection<string> = await read(first, after);
    expect(page.pageInfo.hasPreviousPage).toBe(after !== null);
    all.push(...page.nodes);
    more = page.pageInfo.hasNextPage;
    after = page.pageInfo.endCursor;
  }
  return all;
}

const lists = fc.uniqueArray(fc.string({ minLength: 1 }), { maxLength: 40 });
const sizes = fc.integer({ min: 1, max: 12 });

describe.each([
  [
    'a list in memory',
    (rows: readonly string[]): Read =>
      async (first, after) =>
        pageOf(rows, (row) => row, first, after),
  ],
  [
    'a list in a store',
    (rows: readonly string[]): Read =>
      (first, after) =>
        storePage(storeOf(rows), first, after),
  ],
])('%s', (_name, readerOf) => {
  it('covers each row once, in order, whatever the page size', async () => {
    await fc.assert(
      fc.asyncProperty(lists, sizes, async (rows, first) => {
        expect(await walked(readerOf(rows), first)).toEqual(rows);
      }),
    );
  });

  it('goes on behind any row, not only the last of a page', async () => {
    await fc.assert(
      fc.asyncProperty(lists, sizes, fc.nat(), async (rows, first, pick) => {
        const read = readerOf(rows);
        const { edges } = await read(first, null);
        const edge = edges[pick % Math.max(edges.length, 1)];
        if (edge === undefined) return;
        const place = rows.indexOf(edge.node) + 1;
        const next = await read(first, edge.cursor);
        expect(next.nodes).toEqual(rows.slice(place, place + first));
        // And from within that page again.
        const inner = next.edges[0];
        if (inner !== undefined) expect((await read(3, inner.cursor)).nodes).toEqual(rows.slice(place + 1, place + 4));
      }),
    );
  });

  it('counts all, whatever the page', async () => {
    const page = await readerOf(['a', 'b', 'c'])(0, null);
    expect([page.totalCount, page.nodes, page.pageInfo]).toEqual([
      3,
      [],
      { hasNextPage: true, hasPreviousPage: false, startCursor: null, endCursor: null },
    ]);
  });
});

it('a row that vanished meanwhile costs no repetition', () => {
  const read = (rows: readonly string[], after: string | null) => pageOf(rows, (row) => row, 2, after);
  const first = read(['a', 'b', 'c', 'd'], null);
  expect(read(['a', 'c', 'd'], first.pageInfo.endCursor).nodes).not.toContain('a');
  expect(read(['x', 'a', 'b', 'c', 'd'], first.pageInfo.endCursor).nodes).toEqual(['c', 'd']);
});
