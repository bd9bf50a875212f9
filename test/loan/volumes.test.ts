import { describe, expect, it } from 'vitest';
import { type EditionId, type LibraryCode, loanId } from '../../src/base/brand.ts';
import { systemClock } from '../../src/base/clock.ts';
import type { IncomingRecord } from '../../src/catalogue/store.ts';
import { globalId, readGlobalId } from '../../src/gateway/ids.ts';
import { fitsPart } from '../../src/loan/alternatives.ts';
import type { Description, HoldingStatement } from '../../src/record/description.ts';
import { catalogueReader, openCatalogue } from '../../src/store/sqlite/catalogue.ts';
import { writing } from '../../src/store/sqlite/transaction.ts';
import { CITY, FAR, HOME, NEAR } from './alliance.ts';
import { type Served, served } from './served.ts';

const BOOK: Omit<Description, 'localId' | 'holdings'> = {
  title: '平凡的世界',
  contributors: [{ name: '路遥', role: '著' }],
  publisher: '北京十月文艺出版社',
  year: 2012,
  isbns: ['9787530212004'],
  extent: '2册',
  language: 'chi',
};

function record(library: LibraryCode, told: Partial<Description>, holdings: readonly HoldingStatement[]) {
  const localId = `r-${told.partNumber ?? 'set'}`;
  return {
    kind: 'record',
    key: { library, localId },
    description: { ...BOOK, ...told, localId, holdings },
    findings: [],
    raw: { format: 'row', bytes: Buffer.from(localId) },
    contentHash: `${library} ${localId}`,
    version: null,
    profile: 'auto',
  } as const satisfies IncomingRecord;
}

const lot = (barcode: string, volume?: string): HoldingStatement => ({
  barcode,
  copies: 1,
  availability: 'AVAILABLE',
  ...(volume === undefined ? {} : { volume }),
});

/** One school has the set volume by volume, the city counts its set in copies, a far school has the first volume alone. */
async function shelved({ alliance }: Served): Promise<{ readonly first: EditionId; readonly second: EditionId }> {
  const catalogue = openCatalogue(writing(alliance.db), systemClock);
  const records = [
    record(NEAR, {}, [lot('S1', '上册'), lot('S2', '下册'), lot('S2B', 'v.2')]),
    record(CITY, {}, [lot('T1'), lot('T2')]),
    record(FAR, { partNumber: '上册', extent: '420页' }, [lot('U1')]),
    record(FAR, { partNumber: '下册', extent: '430页' }, []),
  ];
  alliance.db.transaction(() => catalogue.merge(records))();
  const reader = catalogueReader(alliance.db);
  const editionOf = async ({ key }: IncomingRecord): Promise<EditionId> => {
    const found = await reader.sourceRecord(key);
    if (found === null) throw new Error('no record');
    return found.edition;
  };
  const [set, , first, second] = await Promise.all(records.map(editionOf));
  if (first === undefined || second === undefined) throw new Error('no volumes');
  const views = await reader.editions([first, second]);
  expect([views.get(first)?.partOf, views.get(second)?.partOf]).toEqual([set, set]);
  return { first, second };
}

const REQUEST = `mutation ($input: RequestLoanInput!) { requestLoan(input: $input) { problems { code }
  loan { id state rota { party { library { code } } reasons } } } }`;
const ACT = `mutation ($input: ActOnLoanInput!) { actOnLoan(input: $input) { problems { code } loan { state } } }`;

interface Asked {
  readonly problems: readonly { readonly code: string }[];
  readonly loan: {
    readonly id: string;
    readonly state: string;
    readonly rota: readonly {
      readonly party: { readonly library: { readonly code: string } };
      readonly reasons: readonly string[];
    }[];
  };
}

let keys = 0;

async function ask(site: Served, edition: EditionId, more: object = {}): Promise<Asked['loan']> {
  const input = {
    requester: HOME,
    editionId: globalId('Edition', edition),
    choice: 'THIS_EDITION',
    idempotencyKey: `volume ${keys++}`,
    ...more,
  };
  const answer = await site.ask(REQUEST, await site.key('LIBRARIAN', HOME), { input });
  const asked = answer.data?.requestLoan as Asked;
  expect(asked.problems).toEqual([]);
  return asked.loan;
}

async function ship(site: Served, loan: Asked['loan'], lender: LibraryCode, barcode: string): Promise<unknown> {
  const input = { loanId: loan.id, action: 'SHIP', as: 'SUPPLIER', barcodes: [barcode], idempotencyKey: `s${keys++}` };
  return (await site.ask(ACT, await site.key('LIBRARIAN', lender), { input })).data?.actOnLoan;
}

const rotaOf = ({ rota }: Asked['loan']) =>
  rota.map(({ party, reasons }) => [
    party.library.code,
    reasons.find((reason) => /^(available|all-out)/.test(reason)),
    reasons.includes('in-set'),
  ]);

describe('a wish for one volume', () => {
  it('goes to holders of the set too, counting only copies that may be that volume', async () => {
    await using site = await served();
    const { first, second } = await shelved(site);
    expect(rotaOf(await ask(site, second))).toEqual([
      [NEAR, 'available:2', true],
      [CITY, 'available:2', true],
    ]);
    expect(rotaOf(await ask(site, first))).toEqual([
      [NEAR, 'available:1', true],
      [CITY, 'available:2', true],
      [FAR, 'available:1', false],
    ]);
  });

  it('is met from the set with that volume and no other', async () => {
    await using site = await served();
    const { second } = await shelved(site);
    const loan = await ask(site, second);
    expect(await ship(site, loan, NEAR, 'S1')).toMatchObject({ problems: [{ code: 'BARCODE_UNKNOWN' }] });
    expect(await ship(site, loan, NEAR, 'S2B')).toMatchObject({ problems: [], loan: { state: 'SHIPPED' } });
    expect(site.alliance.statusOf(NEAR, 'S2B')).toBe('ON_LOAN');
    const kept = await site.alliance.reader.loan(loanId(readGlobalId(loan.id)?.id ?? ''));
    expect(kept?.supplier).toMatchObject({ library: NEAR });
    expect(rotaOf(await ask(site, second))[0]).toEqual([NEAR, 'available:1', true]);
  });

  it('is not sent on where the set on the own shelf has it', async () => {
    await using site = await served();
    const { second } = await shelved(site);
    const own = record(HOME, {}, [lot('H1', '上册'), lot('H2', '下册')]);
    const catalogue = openCatalogue(writing(site.alliance.db), systemClock);
    site.alliance.db.transaction(() => catalogue.merge([own]))();
    const elsewhere = await ask(site, second);
    expect(elsewhere.state).not.toBe('SENT');
    const half = { ...own, contentHash: 'half', description: { ...own.description, holdings: [lot('H1', '上册')] } };
    site.alliance.db.transaction(() => catalogue.merge([half]))();
    expect((await ask(site, second)).state).toBe('SENT');
  });
});

describe('a copy of a set', () => {
  it.each([
    ['下册', '下', true],
    ['下册', '第2册', true],
    ['下册', '上册', false],
    ['3', '第三卷', true],
    ['3', '2', false],
    ['3', 'V. 3', true],
    ['下册', null, true],
    ['下册', '精装', true],
    [null, '上册', true],
  ])('that is wanted for part %s and told to be %s: %s', (partNumber, told, fits) => {
    expect(fitsPart({ title: '平凡的世界', partNumber }, told)).toBe(fits);
  });

  it('is known by the part at the end of a title as well', () => {
    expect(fitsPart({ title: '平凡的世界.下', partNumber: null }, '上')).toBe(false);
  });
});
