import { describe, expect, it } from 'vitest';
import { type EditionId, editionId } from '../../src/base/brand.ts';
import type { OutboxReader } from '../../src/search/outbox.ts';

export interface OutboxBench extends Disposable {
  readonly reader: OutboxReader;
  /** Appends in one transaction, which fails at its end where asked. */
  append(
    editions: readonly EditionId[],
    how?: { readonly fail?: boolean; readonly changed?: 'RECORDS' | 'SHELF' },
  ): Promise<void>;
  /** Drops entries up to this one, as housekeeping does. */
  prune(upTo: number): Promise<void>;
}

/** What the index may rely on, whatever store writes the outbox. */
export function outboxSuite(name: string, make: () => OutboxBench): void {
  const ids = (...names: readonly string[]) => names.map(editionId);

  describe(`${name} as an outbox`, () => {
    it('is empty at first', async () => {
      using at = make();
      expect(await at.reader.lastSeq()).toBe(0);
      expect(await at.reader.firstSeq()).toBe(1);
      expect(await at.reader.after(0, 10)).toEqual([]);
    });

    it('tells each change once, in the order of the transactions, from any position on', async () => {
      using at = make();
      await at.append(ids('a', 'b'));
      await at.append(ids('a'));
      const all = await at.reader.after(0, 10);
      expect(all.map(({ edition }) => edition)).toEqual(['a', 'b', 'a']);
      const [first] = all;
      expect(await at.reader.after(first?.seq ?? 0, 1)).toEqual(all.slice(1, 2));
      expect(await at.reader.lastSeq()).toBe(all.at(-1)?.seq);
    });

    it('names an edition once a transaction', async () => {
      using at = make();
      await at.append(ids('a', 'a', 'a'));
      expect(await at.reader.after(0, 10)).toHaveLength(1);
    });

    it('tells apart of which only the availability changed', async () => {
      using at = make();
      await at.append(ids('a', 'b'));
      await at.append(ids('a', 'c'), { changed: 'SHELF' });
      await at.append(ids('d'));
      const all = await at.reader.after(0, 10);
      const lent = await at.reader.ofShelfAfter(0, 10);
      expect(lent).toEqual(all.slice(2, 4));
      expect(await at.reader.ofShelfAfter(lent[0]?.seq ?? 0, 10)).toEqual(lent.slice(1));
      expect(await at.reader.ofShelfAfter(0, 1)).toEqual(lent.slice(0, 1));
    });

    it('tells nothing of a transaction that was undone', async () => {
      using at = make();
      await expect(at.append(ids('a'), { fail: true })).rejects.toThrow();
      expect(await at.reader.after(0, 10)).toEqual([]);
    });

    it('never uses a number twice, even after everything was dropped', async () => {
      using at = make();
      await at.append(ids('a', 'b'));
      const last = await at.reader.lastSeq();
      await at.prune(last - 1);
      expect(await at.reader.firstSeq()).toBe(last);
      await at.prune(last);
      expect(await at.reader.firstSeq()).toBe(last + 1);
      expect(await at.reader.after(0, 10)).toEqual([]);
      expect(await at.reader.lastSeq()).toBe(last);
      await at.append(ids('c'));
      expect((await at.reader.after(last, 10)).map(({ edition }) => edition)).toEqual(['c']);
    });
  });
}
