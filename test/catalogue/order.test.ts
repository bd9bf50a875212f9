import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alliance } from '../../scripts/dev/alliance.ts';
import { storedLibraryCode } from '../../src/base/brand.ts';
import { BLOCK_CAP } from '../../src/catalogue/keys.ts';
import type { Incoming, IncomingRecord } from '../../src/catalogue/store.ts';
import { type MemoryCatalogue, memoryCatalogue } from '../matching/catalogue.ts';

/** Who stands with whom, in editions and in works, whatever the ids. */
function picture(catalogue: MemoryCatalogue): {
  readonly editions: readonly string[];
  readonly works: readonly string[];
} {
  const editions = new Map<string, string[]>();
  const works = new Map<string, string[]>();
  for (const [name, { edition, work }] of catalogue.placesOf()) {
    editions.set(edition, [...(editions.get(edition) ?? []), name]);
    works.set(work, [...(works.get(work) ?? []), name]);
  }
  const sorted = (groups: ReadonlyMap<string, readonly string[]>) =>
    [...groups.values()].map((names) => [...names].sort().join(' ')).sort();
  return { editions: sorted(editions), works: sorted(works) };
}

/** What readers are shown of every edition, by its smallest record: merged fields, sets, counts. */
function shown(catalogue: MemoryCatalogue): readonly unknown[] {
  return catalogue.db
    .prepare<[], { record: string }>(
      `SELECT (SELECT min(library || '/' || local_id) FROM form f JOIN source_record r ON r.form = f.id WHERE f.edition = e.id) AS record,
         e.body, e.anchor, e.libraries, e.items, e.available,
         (SELECT min(library || '/' || local_id) FROM form f JOIN source_record r ON r.form = f.id WHERE f.edition = e.part_of) AS whole
       FROM edition e`,
    )
    .all()
    .sort((a, b) => (a.record < b.record ? -1 : 1));
}

function bring(catalogue: MemoryCatalogue, batch: readonly Incoming[], chunk: number): void {
  for (let from = 0; from < batch.length; from += chunk) catalogue.merge(batch.slice(from, from + chunk));
}

function shuffled<T>(list: readonly T[], order: readonly number[]): readonly T[] {
  return list
    .map((value, at) => ({ value, by: order[at % order.length] ?? 0, at }))
    .sort((a, b) => a.by - b.by || ((a.at * 7919) % 1009) - ((b.at * 7919) % 1009))
    .map(({ value }) => value);
}

/** The record as an earlier delivery had it: another book's description under this key. */
function withDescriptionOf(record: IncomingRecord, other: IncomingRecord): IncomingRecord {
  const { localId } = record.key;
  return { ...record, description: { ...other.description, localId }, contentHash: `${record.contentHash}*` };
}

const orders = fc.array(fc.nat(1000), { minLength: 40, maxLength: 80 });

describe('the catalogue does not remember in which order records came', () => {
  it('clusters, works, merged fields and counts are those of a catalogue that was given the last state at once', () => {
    fc.assert(
      fc.property(fc.nat(10_000), orders, fc.integer({ min: 1, max: 60 }), (seed, order, chunk) => {
        const records = alliance({ seed, records: 90, libraries: 6 }).map(({ incoming }) => incoming);
        using once = memoryCatalogue();
        using often = memoryCatalogue();
        const kept = records.filter((_record, at) => at % 7 !== 3);
        bring(once, kept, 500);
        const others = shuffled(records, order);
        // First states that were wrong, then records to be deleted, then the last state, some of it twice.
        bring(
          often,
          shuffled(records, order).map((record, at) =>
            withDescriptionOf(record, others[(at * 13) % others.length] ?? record),
          ),
          chunk,
        );
        bring(often, shuffled(kept, [...order].reverse()), chunk);
        bring(
          often,
          records.filter((_record, at) => at % 7 === 3).map(({ key }) => ({ kind: 'deleted', key })),
          chunk,
        );
        bring(often, kept.slice(0, 20), 3);
        expect(picture(often)).toEqual(picture(once));
        expect(shown(often)).toEqual(shown(once));
      }),
      { numRuns: 25 },
    );
  }, 120_000);

  it('nor when a librarian decided: verdicts bind the same records, whatever came before or after them', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(10_000), orders, fc.integer({ min: 1, max: 60 }), async (seed, order, chunk) => {
        const records = alliance({ seed, records: 70, libraries: 6 }).map(({ incoming }) => incoming);
        const decisions = order.slice(0, 6).flatMap((number, at) => {
          const [a, b] = [records[number % records.length], records[(number * 31 + at) % records.length]];
          if (a === undefined || b === undefined || a === b) return [];
          return [{ a, b, verdict: at % 2 === 0 ? ('DIFFERENT' as const) : ('SAME' as const) }];
        });
        using before = memoryCatalogue();
        using after = memoryCatalogue();
        // Decided among the first states, of which some records go and come again …
        bring(before, shuffled(records, order), chunk);
        for (const { a, b, verdict } of decisions) await before.writer.decideReview(a.key, b.key, verdict, 'li');
        const leaving = records.filter((_record, at) => at % 5 === 2);
        bring(
          before,
          leaving.map(({ key }) => ({ kind: 'deleted', key })),
          chunk,
        );
        bring(before, shuffled(leaving, order), chunk);
        bring(before, records.slice(0, 25), 4);
        // … or in the end, or all made anew.
        bring(after, records, 500);
        for (const { a, b, verdict } of [...decisions].reverse())
          await after.writer.decideReview(a.key, b.key, verdict, 'li');
        expect(picture(before)).toEqual(picture(after));
        expect(shown(before)).toEqual(shown(after));
        await before.writer.rebuild(() => undefined);
        expect(picture(before)).toEqual(picture(after));
      }),
      { numRuns: 15 },
    );
  }, 120_000);

  it('and a rebuild from the records changes neither who stands with whom nor any id', async () => {
    const records = alliance({ seed: 4711, records: 600, libraries: 10 }).map(({ incoming }) => incoming);
    using catalogue = memoryCatalogue();
    bring(catalogue, records, 37);
    const [before, fields] = [catalogue.placesOf(), shown(catalogue)];
    await catalogue.writer.rebuild(() => undefined);
    expect(catalogue.placesOf()).toEqual(before);
    expect(shown(catalogue)).toEqual(fields);
  });

  it('nor when a block outgrows its cap and shrinks again', () => {
    const records = crowd(BLOCK_CAP + 40);
    const few = records.slice(0, BLOCK_CAP - 20);
    using once = memoryCatalogue();
    using grown = memoryCatalogue();
    using shrunk = memoryCatalogue();
    bring(once, records, 500);
    bring(grown, [...records].reverse(), 17);
    expect(picture(grown)).toEqual(picture(once));
    expect(once.db.prepare('SELECT key, size FROM capped_key').all()).toEqual([
      { key: '小学生必读名家经|y2010', size: BLOCK_CAP + 40 },
    ]);
    bring(
      grown,
      records.slice(few.length).map(({ key }) => ({ kind: 'deleted', key })),
      9,
    );
    bring(shrunk, few, 31);
    expect(picture(grown)).toEqual(picture(shrunk));
    // Below the cap the likeness of titles is seen, above it is not.
    expect(picture(shrunk).editions.length).toBeLessThan(few.length);
    expect(picture(once).editions.length).toBe(records.length);
  });
});

/** Titles that begin alike, in pairs one character apart, which share no key but their beginning and the year. */
function crowd(size: number): readonly IncomingRecord[] {
  return Array.from({ length: size }, (_none, at) => {
    const pair = Math.floor(at / 2)
      .toString()
      .padStart(3, '0')
      .replace(/\d/gu, (digit) => '甲乙丙丁戊己庚辛壬癸'[Number(digit)] ?? '');
    const localId = String(at);
    return {
      kind: 'record',
      key: { library: storedLibraryCode('CN-320508-C-CAP'), localId },
      description: {
        localId,
        title: `小学生必读名家经典丛书之${pair}${pair}${pair}${at % 2 === 0 ? '篇' : '编'}`,
        publisher: `${pair}出版社`,
        year: 2010,
        extent: `${100 + at - (at % 2)}页`,
        holdings: [],
      },
      findings: [],
      raw: { format: 'row', bytes: new Uint8Array() },
      contentHash: localId,
      version: null,
      profile: 'auto',
    };
  });
}
