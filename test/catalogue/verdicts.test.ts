import { describe, expect, it } from 'vitest';
import { storedLibraryCode } from '../../src/base/brand.ts';
import type { IncomingRecord } from '../../src/catalogue/store.ts';
import type { Description } from '../../src/record/description.ts';
import { memoryCatalogue, nameOf } from '../matching/catalogue.ts';

const A = storedLibraryCode('CN-320508-C-A');
const BOOK = {
  contributors: [{ name: '余华', role: '著' }],
  publisher: '作家出版社',
  year: 2012,
  isbns: ['9787506365437'],
} as const;

function record(localId: string, description: Partial<Description> & { readonly title: string }): IncomingRecord {
  return {
    kind: 'record',
    key: { library: A, localId },
    description: { localId, holdings: [], ...BOOK, ...description },
    findings: [],
    raw: { format: 'iso2709', bytes: new Uint8Array() },
    contentHash: JSON.stringify(description),
    version: null,
    profile: 'auto',
  };
}

describe('SAME', () => {
  it('makes one edition of two with all their records, whatever the rules hold against it', async () => {
    using catalogue = memoryCatalogue();
    const here = [record('1', { title: '活着' }), record('2', { title: '活着', extent: '191页' })];
    const other = { publisher: '上海文艺出版社', year: 2004, isbns: ['9787532125944'], edition: '2版' };
    const there = [record('3', { title: '活着', ...other }), record('4', { title: '活着', ...other, extent: '195页' })];
    catalogue.merge([...here, ...there]);
    const editionOf = (localId: string) => catalogue.placesOf().get(nameOf({ library: A, localId }))?.edition;
    expect(editionOf('1')).toBe(editionOf('2'));
    expect(editionOf('1')).not.toBe(editionOf('3'));
    await catalogue.writer.decideReview({ library: A, localId: '1' }, { library: A, localId: '3' }, 'SAME', 'li');
    expect(new Set(['1', '2', '3', '4'].map(editionOf)).size).toBe(1);
    await catalogue.writer.decideReview({ library: A, localId: '1' }, { library: A, localId: '3' }, 'DIFFERENT', 'li');
    expect(editionOf('1')).not.toBe(editionOf('3'));
    expect([editionOf('2'), editionOf('4')]).toEqual([editionOf('1'), editionOf('3')]);
  });

  it('lets no silent record bring a second volume in', async () => {
    using catalogue = memoryCatalogue();
    const [first, again] = [
      record('1', { title: '兄弟', partNumber: '上' }),
      record('2', { title: '兄弟', partNumber: '上', year: 2005, extent: '300页' }),
    ];
    catalogue.merge([first, again, record('silent', { title: '兄弟', extent: '301页' })]);
    await catalogue.writer.decideReview(first.key, again.key, 'SAME', 'li');
    catalogue.merge([record('3', { title: '兄弟', partNumber: '下' })]);
    const places = catalogue.placesOf();
    expect(places.get(nameOf({ library: A, localId: '3' }))?.edition).not.toBe(places.get(nameOf(first.key))?.edition);
  });
});
