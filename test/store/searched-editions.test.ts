import { expect, it } from 'vitest';
import { editionId, storedLibraryCode } from '../../src/base/brand.ts';
import type { CatalogueReader, IncomingRecord } from '../../src/catalogue/store.ts';
import type { Description } from '../../src/record/description.ts';
import { searchedEditions } from '../../src/store/sqlite/searched-editions.ts';
import { memoryCatalogue } from '../matching/catalogue.ts';

const [A, B, C] = ['A', 'B', 'C'].map((letter) => storedLibraryCode(`CN-320508-C-${letter.repeat(3)}`));

const HUOZHE = {
  title: '活着',
  contributors: [{ name: '余华', role: '著' }],
  publisher: '作家出版社',
  year: 2012,
  isbns: ['9787506365437'],
};

function record(library: typeof A, localId: string, told: Partial<Description>): IncomingRecord {
  if (library === undefined) throw new Error('no library');
  const description = { ...HUOZHE, holdings: [], ...told, localId };
  const raw = { format: 'row', bytes: new TextEncoder().encode(localId) } as const;
  const contentHash = `${library}/${localId}/${JSON.stringify(told)}`;
  const key = { library, localId };
  return { kind: 'record', key, description, findings: [], raw, contentHash, version: null, profile: 'auto' };
}

/** The same of the catalogue's other readers, which show a librarian everything. */
async function told(reader: CatalogueReader, id: ReturnType<typeof editionId>) {
  const view = (await reader.editions([id])).get(id);
  const holdings = (await reader.holdings([id])).get(id) ?? [];
  const items = await reader.items(holdings.map((holding) => holding.id));
  return {
    ...{ id, work: view?.work, version: view?.version, edition: view?.edition },
    holdings: holdings.map(({ id: key, source: { library }, callNumber, availableCount, statusKnown }) => ({
      ...{ id: key, library, callNumber, availableCount, statusKnown },
      barcodes: (items.get(key) ?? []).flatMap(({ barcode }) => barcode ?? []),
    })),
  };
}

it('reads of each edition what the catalogue tells of it, in the order asked, and nothing of what is gone', async () => {
  const { db, reader, merge, [Symbol.dispose]: close } = memoryCatalogue();
  try {
    const lot = (barcode: string, availability: 'AVAILABLE' | 'ON_LOAN' = 'AVAILABLE') => ({
      ...{ barcode, copies: 1, availability, callNumber: 'I247.5/1' },
    });
    merge([
      record(C, 'set', { extent: '2册', holdings: [lot('S1'), lot('S2', 'ON_LOAN')] }),
      record(B, 'up', { partNumber: '上', holdings: [lot('U2', 'ON_LOAN'), lot('U1')] }),
      record(A, 'down', { partNumber: '下册', holdings: [{ copies: 3 }, { copies: 1, callNumber: 'I247/9' }] }),
      record(A, 'other', { title: '草房子', isbns: ['9787534618123'], holdings: [lot('0001')] }),
      record(B, 'sold', { title: '卖掉的书', isbns: ['9787020002207'], holdings: [lot('X1')] }),
    ]);
    const before = await reader.allEditions(null, 100);
    if (B === undefined) throw new Error('no library');
    merge([{ kind: 'deleted', key: { library: B, localId: 'sold' } }]);
    const standing = await reader.allEditions(null, 100);
    expect([before.length, standing.length]).toEqual([5, 4]);
    const asked = [...before].reverse();
    const read = searchedEditions(db).read([...asked, editionId('nobody')]);
    expect(read.map(({ id }) => id)).toEqual(asked.filter((id) => standing.includes(id)));
    for (const one of read) expect(one).toEqual(await told(reader, one.id));
    // Volumes have their own holders and that of the set.
    expect(read.map(({ holdings }) => holdings.length).sort()).toEqual([1, 1, 2, 3]);
  } finally {
    close();
  }
});
