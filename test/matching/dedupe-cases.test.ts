import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { storedLibraryCode } from '../../src/base/brand.ts';
import type { IncomingRecord } from '../../src/catalogue/store.ts';
import { describeRow } from '../../src/record/describe-row.ts';
import { PROFILES } from '../../src/record/profiles/index.ts';
import { dataPresent, sharedData } from '../support/data.ts';
import { type MemoryCatalogue, memoryCatalogue, nameOf } from './catalogue.ts';

interface CaseRecord {
  readonly title: string;
  readonly responsibility?: string;
  readonly isbn?: string;
  readonly publisher?: string;
  readonly year?: string;
  readonly pages?: string;
  readonly price?: string;
  readonly series?: string;
  readonly binding?: string;
  readonly gmd?: string;
  readonly ubsn?: string;
  readonly issn?: string;
  readonly barcode?: string;
}
interface Case {
  readonly id: number;
  readonly a: CaseRecord;
  readonly b: CaseRecord;
  readonly verdict: string;
  readonly why: string;
}

const SIDES = [storedLibraryCode('CN-320508-C-A'), storedLibraryCode('CN-320508-C-B')] as const;

/** Each side as its library's sheet would have it, read by the reader of sheets. */
function recordOf(id: number, side: 0 | 1, told: CaseRecord): IncomingRecord {
  const cells = Object.fromEntries(
    Object.entries({
      书名: told.title,
      作者: told.responsibility,
      ISBN: told.isbn,
      出版社: told.publisher,
      出版日期: told.year,
      页数: told.pages,
      价格: told.price,
      丛书名: told.series,
      条形码: told.barcode,
    }).filter((cell): cell is [string, string] => cell[1] !== undefined),
  );
  const profile = PROFILES['excel-title'];
  if (profile === undefined) throw new Error('no profile of sheets');
  const read = describeRow({ cells }, profile, `case ${id}`);
  if (!read.ok) throw new Error(`case ${id} is unreadable`);
  const localId = String(id);
  return {
    kind: 'record',
    key: { library: SIDES[side], localId },
    description: { ...read.value, localId, ...(told.gmd === '录音资料' ? { carrier: 'AUDIO' as const } : {}) },
    findings: [],
    raw: { format: 'row', bytes: new Uint8Array([side, id]) },
    contentHash: `${side}-${id}`,
    version: null,
    profile: 'excel-title',
  };
}

type Decision = 'one edition' | 'queued' | 'one work' | 'apart';

/** What each verdict of the labels means here; those of {@link QUEUED} may wait for a librarian instead. */
const ALLOWED: Readonly<Record<string, readonly Decision[]>> = {
  'same-manifestation': ['one edition'],
  'same-expression': ['one work'],
  'same-work': ['one work'],
  'volume-of-set': ['one work', 'apart'],
  contains: ['apart'],
  'related-adaptation': ['apart'],
  different: ['apart'],
  'never-match-key': ['apart'],
};
/** 18: all alike but the ISBN; 33: hardback by its price, one side without ISBN. */
const QUEUED = [18, 33];

describe.skipIf(!dataPresent)('the labelled pairs of a school catalogue', () => {
  const { cases } = dataPresent
    ? (JSON.parse(readFileSync(sharedData('books/dedupe-cases.json'), 'utf8')) as { readonly cases: readonly Case[] })
    : { cases: [] };
  const decisions = new Map<number, Decision>();
  const catalogues: MemoryCatalogue[] = [];

  beforeAll(async () => {
    for (const { id, a, b } of cases) {
      const catalogue = memoryCatalogue();
      catalogues.push(catalogue);
      const [one, other] = [recordOf(id, 0, a), recordOf(id, 1, b)];
      catalogue.merge([one, other]);
      const places = catalogue.placesOf();
      const [here, there] = [places.get(nameOf(one.key)), places.get(nameOf(other.key))];
      const queued = (await catalogue.reader.reviewQueue(null, 1, null)).total > 0;
      if (here?.edition === there?.edition) decisions.set(id, 'one edition');
      else if (queued) decisions.set(id, 'queued');
      else decisions.set(id, here?.work === there?.work ? 'one work' : 'apart');
    }
  });
  afterAll(() => {
    for (const catalogue of catalogues) catalogue[Symbol.dispose]();
  });

  it.each(cases.map((one) => [one.id, one.verdict, one.why, one] as const))('%i is %s: %s', (id, verdict) => {
    const waits: readonly Decision[] = QUEUED.includes(id) ? ['queued'] : [];
    expect([...(ALLOWED[verdict] ?? []), ...waits]).toContain(decisions.get(id));
  });

  it('asks a librarian about four of them at most, by name', () => {
    const queued = [...decisions].filter(([, decision]) => decision === 'queued').map(([id]) => id);
    expect(queued).toEqual(QUEUED);
  });
});
