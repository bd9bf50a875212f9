import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { judgeSweep } from '../../src/push/commit.ts';
import type { BeginPush, Push } from '../../src/push/store.ts';
import { bringing, buried, deleting, LIBRARY, ORDINARY, OTHER, type PushLedgerBench } from './push-bench.ts';

const DAY_MS = 86_400_000;

/** What every store of pushes remembers of deleted records. */
export function pushTombstonesSuite(name: string, make: () => Promise<PushLedgerBench>): void {
  describe(`${name} and deleted records`, () => {
    let at: PushLedgerBench;
    beforeEach(async () => {
      at = await make();
    });
    afterEach(() => at[Symbol.asyncDispose]());

    type Chunk = ReturnType<typeof bringing>;
    const delivery = async (chunks: readonly Chunk[], more: Partial<BeginPush> = {}): Promise<Push> => {
      const { push } = await at.writer.begin({ ...ORDINARY, ...more }, `key ${Math.random()}`);
      if (push === null) throw new Error('no push');
      for (const [seq, decide] of chunks.entries())
        await at.writer.applyChunk({ push: push.id, seq, bodyHash: String(seq) }, decide);
      await at.writer.startCommit(push.id, true);
      return await at.writer.finishCommit(push.id, judgeSweep);
    };
    const remembered = async (ids: readonly string[], library = LIBRARY) => {
      const { push } = await at.writer.begin({ ...ORDINARY, library }, `key ${Math.random()}`);
      if (push === null) throw new Error('no push');
      const found = await buried(at.writer, push.id, 0, ids);
      await at.writer.abandon(push.id);
      return Object.fromEntries(found);
    };

    it('keeps the version that a deleted record had, for its library alone', async () => {
      await delivery([bringing(['a', 'b'], '2'), bringing(['c'])]);
      await delivery([deleting(['a', 'c', 'never'])]);
      expect(await remembered(['a', 'b', 'c', 'never'])).toEqual({ a: '2' });
      expect(await remembered(['a'], OTHER)).toEqual({});
    });

    it('knows it from the next chunk on', async () => {
      const { push } = await at.writer.begin(ORDINARY, 'key');
      if (push === null) throw new Error('no push');
      await at.writer.applyChunk({ push: push.id, seq: 0, bodyHash: '0' }, bringing(['a'], '2'));
      await at.writer.applyChunk({ push: push.id, seq: 1, bodyHash: '1' }, deleting(['a']));
      expect(await buried(at.writer, push.id, 2, ['a'])).toEqual(new Map([['a', '2']]));
    });

    it('forgets it when the record returns, and when it goes again without a version', async () => {
      await delivery([bringing(['a', 'b'], '2'), deleting(['a', 'b'])]);
      await delivery([bringing(['a'], '3')]);
      expect(await remembered(['a', 'b'])).toEqual({ b: '2' });
      await delivery([bringing(['b']), deleting(['a', 'b'])]);
      expect(await remembered(['a', 'b'])).toEqual({ a: '3' });
    });

    it('keeps it for what the sweep of a SNAPSHOT takes away too', async () => {
      await delivery([bringing(['a', 'b'], '2')]);
      expect(await delivery([bringing(['b'], '2')], { mode: 'SNAPSHOT' })).toMatchObject({ deleted: 1 });
      expect(await remembered(['a', 'b'])).toEqual({ a: '2' });
    });

    it('keeps nothing of a rehearsal', async () => {
      await delivery([bringing(['a'], '2')]);
      await delivery([deleting(['a'])], { dryRun: true });
      expect(await remembered(['a'])).toEqual({});
    });

    it('keeps nothing of a chunk that fails half way', async () => {
      await delivery([bringing(['a', 'b'], '2')]);
      at.breakNextMerge();
      await expect(delivery([deleting(['a', 'b'])])).rejects.toThrow();
      at.clock.advance(DAY_MS);
      expect(await remembered(['a', 'b'])).toEqual({});
    });

    it('forgets it 400 days later, when a delivery of the library ends', async () => {
      await delivery([bringing(['a', 'b'], '2'), deleting(['a'])]);
      at.clock.advance(300 * DAY_MS);
      await delivery([deleting(['b'])]);
      expect(await remembered(['a', 'b'])).toEqual({ a: '2', b: '2' });
      at.clock.advance(101 * DAY_MS);
      await delivery([], { library: OTHER });
      expect(await remembered(['a', 'b'])).toEqual({ a: '2', b: '2' });
      await delivery([]);
      expect(await remembered(['a', 'b'])).toEqual({ b: '2' });
    });
  });
}
