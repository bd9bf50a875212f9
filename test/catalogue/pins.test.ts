import { describe, expect, it } from 'vitest';
import { alliance } from '../../scripts/dev/alliance.ts';
import { editionId } from '../../src/base/brand.ts';
import type { IncomingRecord } from '../../src/catalogue/store.ts';
import { type MemoryCatalogue, memoryCatalogue, nameOf } from '../matching/catalogue.ts';

const records = alliance({ seed: 808, records: 300, libraries: 8 }).map(({ incoming }) => incoming);

/** As a newer delivery would have it: other bytes, other price, the rest as it was. */
function again(record: IncomingRecord, round: number): IncomingRecord {
  const description = { ...record.description, summary: `第 ${round} 次重报的提要` };
  return { ...record, description, contentHash: `${record.contentHash}#${round}` };
}

async function titleAt(catalogue: MemoryCatalogue, record: IncomingRecord): Promise<string | undefined> {
  const place = catalogue.placesOf().get(nameOf(record.key));
  if (place === undefined) return undefined;
  const id = editionId(place.edition);
  return (await catalogue.reader.editions([id])).get(id)?.edition.title;
}

/** An edition with several records, and those records. */
function popular(catalogue: MemoryCatalogue): {
  readonly edition: string;
  readonly members: readonly IncomingRecord[];
} {
  const places = catalogue.placesOf();
  const members = new Map<string, IncomingRecord[]>();
  for (const record of records) {
    const edition = places.get(nameOf(record.key))?.edition ?? '';
    members.set(edition, [...(members.get(edition) ?? []), record]);
  }
  const [found] = [...members].sort((a, b) => b[1].length - a[1].length);
  if (found === undefined || found[1].length < 4) throw new Error('the alliance has no popular edition');
  return { edition: found[0], members: found[1] };
}

const PINNED = '馆员改定的题名';

async function pinned(): Promise<{
  readonly catalogue: MemoryCatalogue;
  readonly members: readonly [IncomingRecord, ...IncomingRecord[]];
}> {
  const catalogue = memoryCatalogue();
  catalogue.merge(records);
  const { edition, members } = popular(catalogue);
  await catalogue.writer.pin(editionId(edition), 'title', PINNED, 'li');
  const [first, ...others] = members;
  if (first === undefined) throw new Error('no members');
  return { catalogue, members: [first, ...others] };
}

describe('a field that a librarian pinned', () => {
  it('outlives reloads of every record, deletions of some and a rebuild', async () => {
    const { catalogue, members } = await pinned();
    using _closing = catalogue;
    const [first, second] = members;
    expect(await titleAt(catalogue, first)).toBe(PINNED);
    for (const round of [1, 2]) catalogue.merge(records.map((record) => again(record, round)));
    expect(await titleAt(catalogue, first)).toBe(PINNED);
    catalogue.merge(members.slice(2).map(({ key }) => ({ kind: 'deleted', key })));
    expect(await titleAt(catalogue, second ?? first)).toBe(PINNED);
    await catalogue.writer.rebuild(() => undefined);
    expect(await titleAt(catalogue, first)).toBe(PINNED);
  });

  it('waits for an edition whose records all go and come again', async () => {
    const { catalogue, members } = await pinned();
    using _closing = catalogue;
    catalogue.merge(members.map(({ key }) => ({ kind: 'deleted', key })));
    expect(await titleAt(catalogue, members[0])).toBeUndefined();
    catalogue.merge(members);
    expect(await titleAt(catalogue, members[0])).toBe(PINNED);
  });

  it('moves with an edition that another swallows, and is gone when it is taken away', async () => {
    const { catalogue, members } = await pinned();
    using _closing = catalogue;
    const other = records.find((record) => !members.includes(record));
    if (other === undefined) throw new Error('no other record');
    const id = editionId(catalogue.placesOf().get(nameOf(other.key))?.edition ?? '');
    await catalogue.writer.pin(id, 'place', '苏州', 'li');
    await catalogue.writer.decideReview(members[0].key, other.key, 'SAME', 'li');
    const place = editionId(catalogue.placesOf().get(nameOf(members[0].key))?.edition ?? '');
    const merged = (await catalogue.reader.editions([place])).get(place);
    expect([merged?.edition.title, merged?.edition.place]).toEqual([PINNED, '苏州']);
    await catalogue.writer.pin(place, 'title', null, 'li');
    expect(await titleAt(catalogue, members[0])).not.toBe(PINNED);
  });
});
