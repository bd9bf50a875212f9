import { describe, expect, it } from 'vitest';
import { storedLibraryCode } from '../../src/base/brand.ts';
import type {
  CatalogueReader,
  CatalogueWriter,
  Incoming,
  IncomingRecord,
  SourceKey,
} from '../../src/catalogue/store.ts';
import type { Description, HoldingStatement } from '../../src/record/description.ts';

/** A catalogue store under test, empty at first. */
export interface CatalogueStage extends Disposable {
  readonly reader: CatalogueReader;
  readonly writer: CatalogueWriter;
  merge(batch: readonly Incoming[]): void;
  /** Editions that the index was told of since the last call. */
  told(): readonly string[];
}

const A = storedLibraryCode('CN-320508-C-AAA');
const B = storedLibraryCode('CN-320508-C-BBB');
const C = storedLibraryCode('CN-320508-C-CCC');

const HUOZHE: Omit<Description, 'localId' | 'holdings'> = {
  title: '活着',
  contributors: [{ name: '余华', role: '著' }],
  publisher: '作家出版社',
  year: 2012,
  isbns: ['9787506365437'],
  extent: '191页',
  language: 'chi',
};

let serial = 0;

function record(
  library: SourceKey['library'],
  localId: string,
  told: Partial<Description>,
  holdings: readonly HoldingStatement[] = [],
): IncomingRecord {
  serial += 1;
  return {
    kind: 'record',
    key: { library, localId },
    description: { ...HUOZHE, ...told, localId, holdings },
    findings: [],
    raw: { format: 'iso2709', bytes: new TextEncoder().encode(`${library} ${localId} ${serial}`) },
    contentHash: String(serial),
    version: null,
    profile: 'auto',
  };
}

/** What every catalogue store keeps to. */
export function catalogueStoreSuite(name: string, open: () => CatalogueStage): void {
  describe(`${name} keeps the catalogue`, () => {
    const editionOf = async ({ reader }: CatalogueStage, library: SourceKey['library'], localId: string) => {
      const found = await reader.sourceRecord({ library, localId });
      if (found === null) throw new Error(`no record ${localId}`);
      return found.edition;
    };

    it('merges two libraries’ records of one book, and shows both holdings', async () => {
      using stage = open();
      stage.merge([
        record(A, '1', {}, [{ callNumber: 'I247.5/1', barcode: '0001', copies: 1, availability: 'AVAILABLE' }]),
      ]);
      stage.merge([record(B, '9', {}, [{ callNumber: 'I247/9', copies: 3 }])]);
      const id = await editionOf(stage, A, '1');
      expect(await editionOf(stage, B, '9')).toBe(id);
      const view = (await stage.reader.editions([id])).get(id);
      expect(view).toMatchObject({
        libraryCount: 2,
        itemCount: 4,
        availableCount: 1,
        edition: { title: '活着', year: 2012 },
      });
      const holdings = (await stage.reader.holdings([id])).get(id) ?? [];
      expect(holdings.map(({ source, itemCount, statusKnown }) => [source.library, itemCount, statusKnown])).toEqual([
        [A, 1, true],
        [B, 3, false],
      ]);
      const items = await stage.reader.items(holdings.map((holding) => holding.id));
      expect([...items.values()].flat().map(({ barcode, availability }) => [barcode, availability])).toEqual([
        ['0001', 'AVAILABLE'],
        [null, 'UNKNOWN'],
        [null, 'UNKNOWN'],
        [null, 'UNKNOWN'],
      ]);
      for (const item of [...items.values()].flat()) expect(await stage.reader.item(item.id)).toEqual(item);
      expect(stage.told()).toContain(id);
    });

    it('never makes two volumes of one ISBN copies of each other, and links them to their set', async () => {
      using stage = open();
      stage.merge([
        record(A, 'up', { partNumber: '上' }),
        record(B, 'down', { partNumber: '下册' }),
        record(C, 'set', { extent: '2册' }),
      ]);
      const [up, down, set] = await Promise.all([
        editionOf(stage, A, 'up'),
        editionOf(stage, B, 'down'),
        editionOf(stage, C, 'set'),
      ]);
      expect(new Set([up, down, set]).size).toBe(3);
      const views = await stage.reader.editions([up, down, set]);
      expect(views.get(up)?.partOf).toBe(set);
      expect(views.get(down)?.partOf).toBe(set);
      expect([...(views.get(set)?.volumes ?? [])].sort()).toEqual([up, down].sort());
      expect(new Set([...views.values()].map(({ work }) => work)).size).toBe(1);
    });

    it('counts a holder of the set as holder of each volume, and no copy twice', async () => {
      using stage = open();
      const lot = (barcode: string): HoldingStatement => ({ barcode, copies: 1, availability: 'AVAILABLE' });
      const set = record(C, 'set', { extent: '2册' }, [lot('S1')]);
      stage.merge([
        record(A, 'up', { partNumber: '上' }, [lot('U1')]),
        record(B, 'down', { partNumber: '下册' }, [lot('D1')]),
        set,
      ]);
      const [up, down] = await Promise.all([editionOf(stage, A, 'up'), editionOf(stage, B, 'down')]);
      const holders = async () =>
        [...(await stage.reader.holdings([up, down])).values()].map((some) => some.map(({ source }) => source.library));
      const counts = async () => {
        const view = (await stage.reader.editions([up])).get(up);
        return [view?.libraryCount, view?.itemCount, view?.availableCount];
      };
      expect(await holders()).toEqual([
        [A, C],
        [B, C],
      ]);
      expect(await counts()).toEqual([2, 2, 2]);
      expect(await stage.reader.counts()).toMatchObject({ editions: 3, items: 3, records: 3 });
      stage.told();
      await stage.writer.reportAvailability(C, [{ barcode: 'S1', availability: 'ON_LOAN', dueDate: null }]);
      expect(await counts()).toEqual([2, 2, 1]);
      expect(stage.told()).toEqual(expect.arrayContaining([up, down]));
      stage.merge([{ kind: 'deleted', key: set.key }]);
      expect(await holders()).toEqual([[A], [B]]);
      expect(await counts()).toEqual([1, 1, 1]);
      expect(stage.told()).toEqual(expect.arrayContaining([up, down]));
    });

    it('leads the id of a merged edition to the survivor for ever', async () => {
      using stage = open();
      const apart = { isbns: [], publisher: '余华书屋', year: 1999, extent: '80页' };
      stage.merge([record(A, '1', {}), record(B, '1', {})]);
      stage.merge([record(C, '1', apart)]);
      const [kept, lost] = [await editionOf(stage, A, '1'), await editionOf(stage, C, '1')];
      expect(lost).not.toBe(kept);
      stage.merge([record(C, '1', {})]);
      expect(await editionOf(stage, C, '1')).toBe(kept);
      expect(await stage.reader.resolveEdition(lost)).toBe(kept);
      expect((await stage.reader.editions([kept])).get(kept)?.formerIds).toEqual([lost]);
      expect(stage.told()).toEqual(expect.arrayContaining([kept, lost]));
    });

    it('keeps the id when the only record of an edition is corrected, and forgets it with the last record', async () => {
      using stage = open();
      stage.merge([record(A, '1', { title: '活看' })]);
      const id = await editionOf(stage, A, '1');
      stage.merge([record(A, '1', {})]);
      expect(await editionOf(stage, A, '1')).toBe(id);
      stage.merge([{ kind: 'deleted', key: { library: A, localId: '1' } }]);
      expect(await stage.reader.resolveEdition(id)).toBeNull();
      expect(await stage.reader.counts()).toMatchObject({ editions: 0, records: 0, items: 0 });
    });

    it('remembers a librarian’s DIFFERENT and SAME through changes and a rebuild', async () => {
      using stage = open();
      const [one, other]: readonly SourceKey[] = [
        { library: A, localId: '1' },
        { library: B, localId: '1' },
      ];
      if (one === undefined || other === undefined) throw new Error('two keys');
      stage.merge([record(A, '1', {}), record(B, '1', {}), record(C, '1', {})]);
      await stage.writer.decideReview(one, other, 'DIFFERENT', 'lib');
      const apart = async () => (await editionOf(stage, A, '1')) !== (await editionOf(stage, B, '1'));
      expect(await apart()).toBe(true);
      stage.merge([record(A, '1', { price: 'CNY30.00' })]);
      expect(await apart()).toBe(true);
      await stage.writer.rebuild(() => undefined);
      expect(await apart()).toBe(true);
      const [matches] = await stage.reader.matchesOf([one]);
      expect(matches).toContainEqual({ other, score: 0, evidence: ['verdict'], decidedBy: 'librarian' });
      await stage.writer.decideReview(one, other, 'SAME', 'lib');
      expect(await apart()).toBe(false);
    });

    it('keeps the day’s report through a push that tells no status, and takes a status told anew', async () => {
      using stage = open();
      const held = (availability?: HoldingStatement['availability']): readonly HoldingStatement[] => [
        { callNumber: 'I247.5/1', barcode: '0001', copies: 1, ...(availability === undefined ? {} : { availability }) },
      ];
      const status = async () => (await stage.reader.itemByBarcode(A, '0001'))?.availability;
      stage.merge([record(A, '1', {}, held())]);
      expect(await status()).toBe('UNKNOWN');
      const report = [{ barcode: `${A}.0001`, availability: 'ON_LOAN' as const, dueDate: '2026-12-01' }];
      expect(
        await stage.writer.reportAvailability(A, [...report, { barcode: '77', availability: 'LOST', dueDate: null }]),
      ).toEqual({
        changed: 1,
        unknownBarcodes: ['77'],
      });
      stage.merge([record(A, '1', { price: 'CNY20.00' }, held())]);
      expect(await status()).toBe('ON_LOAN');
      stage.merge([record(A, '1', { price: 'CNY21.00' }, held('AVAILABLE'))]);
      expect(await status()).toBe('AVAILABLE');
      const id = await editionOf(stage, A, '1');
      expect((await stage.reader.editions([id])).get(id)?.availableCount).toBe(1);
    });

    it('keeps equal barcodes of two libraries apart', async () => {
      using stage = open();
      const held = [{ barcode: '0001234', copies: 1 }];
      stage.merge([record(A, '1', {}, held), record(B, '1', { title: '许三观卖血记', isbns: [] }, held)]);
      const [mine, theirs] = await stage.reader.itemsByBarcode([
        { library: A, barcode: '0001234' },
        { library: B, barcode: '0001234' },
      ]);
      expect([mine?.library, theirs?.library]).toEqual([A, B]);
      expect(mine?.edition).not.toBe(theirs?.edition);
    });

    it('shows where each field came from, and a pin speaks over all records until it is taken away', async () => {
      using stage = open();
      stage.merge([record(A, '1', { publisher: '作家' }), record(B, '1', { publisher: '作家出版社' })]);
      const id = await editionOf(stage, A, '1');
      const read = async () => (await stage.reader.editions([id])).get(id)?.edition;
      const told = async () => (await stage.reader.provenance([id])).get(id) ?? [];
      expect((await told()).find(({ field }) => field === 'title')).toMatchObject({
        value: '活着',
        rule: 'agreed',
      });
      await stage.writer.pin(id, 'title', '活着（长篇小说）', 'lib');
      stage.merge([record(C, '1', {})]);
      expect((await read())?.title).toBe('活着（长篇小说）');
      expect((await told()).find(({ field }) => field === 'title')).toMatchObject({
        rule: 'pinned',
        alternatives: ['活着'],
      });
      await stage.writer.pin(id, 'title', null, 'lib');
      expect((await read())?.title).toBe('活着');
      await expect(stage.writer.pin(id, 'shelf', 'x', 'lib')).rejects.toMatchObject({ code: 'PIN_FIELD_UNKNOWN' });
    });

    it('queues a doubtful pair once, and not after a verdict', async () => {
      using stage = open();
      const twin = { title: '天才是这样炼成的', extent: '215页', price: 'CNY19.90' };
      stage.merge([record(A, '1', twin), record(B, '1', { ...twin, isbns: ['9787506344517'] }), record(C, '1', twin)]);
      const queue = await stage.reader.reviewQueue(null, 10, null);
      expect(queue.total).toBe(1);
      const [pair] = queue.rows;
      if (pair === undefined) throw new Error('no pair');
      expect(pair.evidence).toContain('isbn≠');
      expect((await stage.reader.reviewQueue(B, 10, null)).rows[0]?.b.library).toBe(B);
      await stage.writer.decideReview(pair.a, pair.b, 'DIFFERENT', 'lib');
      expect((await stage.reader.reviewQueue(null, 10, null)).total).toBe(0);
    });
  });
}
