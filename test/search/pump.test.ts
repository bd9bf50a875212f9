import { expect, it } from 'vitest';
import { editionId } from '../../src/base/brand.ts';
import { systemClock } from '../../src/base/clock.ts';
import type { OutboxEntry } from '../../src/search/outbox.ts';
import { startPump } from '../../src/search/pump.ts';

/** An outbox of editions, those that end in `!` with a change on the shelf only, and an engine that notes what it is told. */
function bench(
  editions: readonly string[],
  { batch, failAt = -1 }: { readonly batch: number; readonly failAt?: number },
) {
  const entries: OutboxEntry[] = editions.map((edition, at) => ({ seq: at + 1, edition: editionId(edition) }));
  const puts: { readonly editions: readonly string[]; readonly seq: number; readonly after: number | undefined }[] = [];
  const behind = (seq: number, limit: number) => entries.filter((entry) => entry.seq > seq).slice(0, limit);
  let place = 0;
  let failing = true;
  const pump = startPump({
    outbox: {
      after: async (seq, limit) => behind(seq, limit),
      ofShelfAfter: async (seq, limit) => behind(seq, Infinity).filter(isOfShelf).slice(0, limit),
      lastSeq: async () => entries.length,
      firstSeq: async () => 1,
    },
    // Nothing stands: every edition is told as removed, which is all that the order of things needs.
    searched: { read: () => [] },
    libraries: { all: async () => [] },
    engine: {
      name: 'noting',
      health: async () => ({ ok: true, documents: 0, seq: place, detail: '' }),
      put: async (_docs, removed, seq, after) => {
        if (puts.length === failAt && failing) {
          failing = false;
          throw new Error('the disk is full');
        }
        puts.push({ editions: removed, seq, after });
        place = seq;
      },
    },
    clock: { ...systemClock, sleep: (ms, signal) => systemClock.sleep(Math.min(ms, 5), signal) },
    pace: { fewest: batch, atFirst: batch, most: batch, longMs: Infinity, shortMs: 0 },
    log: () => undefined,
  });
  return { pump, puts };
}

const isOfShelf = ({ edition }: OutboxEntry): boolean => edition.endsWith('!');

it('carries the loans behind a long push before it, once, and again in their turn', async () => {
  const { pump, puts } = bench(['a', 'b', 'c', 'd', 'lent!', 'e', 'also!'], { batch: 2 });
  await pump.drain();
  await pump.stop();
  expect(puts).toEqual([
    { editions: ['lent!', 'also!'], seq: 0, after: 0 },
    { editions: ['a', 'b'], seq: 2, after: 0 },
    { editions: ['c', 'd'], seq: 4, after: 2 },
    { editions: ['lent!', 'e'], seq: 6, after: 4 },
    { editions: ['also!'], seq: 7, after: 6 },
  ]);
});

it('carries what is near its turn in its turn', async () => {
  const { pump, puts } = bench(['a', 'lent!', 'b'], { batch: 4 });
  await pump.drain();
  await pump.stop();
  expect(puts).toEqual([{ editions: ['a', 'lent!', 'b'], seq: 3, after: 0 }]);
});

it('carries loans ahead again where the engine did not take them', async () => {
  const { pump, puts } = bench(['a', 'b', 'lent!'], { batch: 2, failAt: 0 });
  await pump.drain();
  await pump.stop();
  expect(puts.map(({ editions }) => editions)).toEqual([['lent!'], ['a', 'b'], ['lent!']]);
});
