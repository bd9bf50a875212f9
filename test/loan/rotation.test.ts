import { beforeEach, describe, expect, it } from 'vitest';
import type { LibraryCode } from '../../src/base/brand.ts';
import type { PassRotation, RotationAnswer, StartRotation } from '../../src/loan/courier/rotation.ts';
import type { Loan } from '../../src/loan/loan.ts';
import { CITY, code, FAR, HOME, loanIn, NEAR, smallAlliance } from './alliance.ts';

const at = (day: string) => new Date(`${day}T10:00:00+08:00`);
const STOPS = [
  { library: HOME, from: '2026-09-07', until: '2026-09-29' },
  { library: NEAR, from: '2026-10-08', until: '2026-10-30' },
  { library: FAR, from: '2026-11-09', until: '2026-12-04' },
];
let alliance: ReturnType<typeof smallAlliance>;
let keys = 0;

beforeEach(() => {
  alliance = smallAlliance();
});

function start(more: Partial<StartRotation> = {}): RotationAnswer {
  const input = { owner: CITY, name: '童话漂流箱 3 号', barcodes: ['C1', 'C2', 'C3'], stops: STOPS, ...more };
  const key = `r${keys++}`;
  return alliance.db
    .transaction(() => alliance.loans.startRotation({ ...input, idempotencyKey: key }, at('2026-09-01')))
    .immediate();
}
function pass(
  loan: Loan | undefined,
  where: LibraryCode,
  day: string,
  barcodes: readonly string[] = [],
): RotationAnswer {
  if (loan === undefined) throw new Error('no leg');
  const input: PassRotation = { loan: loan.id, at: where, barcodes, idempotencyKey: `r${keys++}` };
  return alliance.db.transaction(() => alliance.loans.passRotation(input, at(day))).immediate();
}
async function now(loan: Loan | undefined): Promise<Loan> {
  const found = loan === undefined ? null : await alliance.reader.loan(loan.id);
  if (found === null) throw new Error('gone');
  return found;
}
const codesOf = ({ problems }: RotationAnswer) => problems.map((each) => each.code);
const sweep = (day: string) => alliance.db.transaction(() => alliance.loans.sweep(at(day), 100)).immediate();

describe('a box that goes from school to school', () => {
  it('is one bulk loan a stop, travels without its owner, and comes home', async () => {
    const [first, second, third] = start().loans;
    expect([first, second, third].map((leg) => [leg?.requesterState, leg?.quantity, leg?.follows])).toEqual([
      ['WILL_SUPPLY', 3, null],
      ['WILL_SUPPLY', 3, first?.id],
      ['WILL_SUPPLY', 3, second?.id],
    ]);
    expect(alliance.statusOf(CITY, 'C1')).toBe('ON_HOLD');
    const sent = loanIn(
      alliance.act(await now(first), 'SUPPLIER', 'SHIP', { barcodes: ['C1', 'C2', 'C3'] }, at('2026-09-02')),
    );
    // Used until 29 September; three open days of transit reach over 国庆.
    expect(sent.dueDate).toBe('2026-10-09');
    loanIn(alliance.act(sent, 'REQUESTER', 'RECEIVE', {}, at('2026-09-07')));
    expect(codesOf(pass(first, FAR, '2026-10-08'))).toEqual(['ROTATION_NOT_HERE']);
    expect(codesOf(pass(first, NEAR, '2026-10-08'))).toEqual([]);
    expect([(await now(first)).requesterState, (await now(second)).requesterState]).toEqual(['COMPLETED', 'RECEIVED']);
    expect(codesOf(pass(second, FAR, '2026-11-09'))).toEqual([]);
    expect(codesOf(pass(third, CITY, '2026-12-07'))).toEqual([]);
    expect((await now(third)).requesterState).toBe('COMPLETED');
    expect(['C1', 'C2', 'C3'].map((barcode) => alliance.statusOf(CITY, barcode))).toEqual(Array(3).fill('AVAILABLE'));
  });

  it('leaves a copy that is not found with the school that had it last', async () => {
    const [first, second] = start().loans;
    const sent = loanIn(
      alliance.act(await now(first), 'SUPPLIER', 'SHIP', { barcodes: ['C1', 'C2', 'C3'] }, at('2026-09-02')),
    );
    loanIn(alliance.act(sent, 'REQUESTER', 'RECEIVE', {}, at('2026-09-07')));
    expect(codesOf(pass(first, NEAR, '2026-10-08', ['C1', 'X9']))).toEqual(['BARCODE_NOT_IN_LOAN']);
    expect(codesOf(pass(first, NEAR, '2026-10-08', ['C1', 'C3']))).toEqual([]);
    const short = await now(first);
    expect([short.flags, short.items.map(({ barcode, state }) => [barcode, state])]).toEqual([
      ['MISSING'],
      [
        ['C1', 'COMPLETED'],
        ['C2', 'RECEIVED'],
        ['C3', 'COMPLETED'],
      ],
    ]);
    expect((await now(second)).items.map(({ barcode }) => barcode)).toEqual(['C1', 'C3']);
    expect(loanIn(alliance.act(short, 'REQUESTER', 'REPORT_LOST', {}, at('2026-10-20'))).requesterState).toBe('LOST');
    expect(alliance.statusOf(CITY, 'C2')).toBe('LOST');
  });

  it('waits at a school that is late without falling apart', async () => {
    const [first, second] = start().loans;
    const sent = loanIn(alliance.act(await now(first), 'SUPPLIER', 'SHIP', { barcodes: ['C1'] }, at('2026-09-02')));
    loanIn(alliance.act(sent, 'REQUESTER', 'RECEIVE', {}, at('2026-09-07')));
    while (sweep('2026-10-20') > 0);
    expect([(await now(first)).flags, (await now(second)).requesterState]).toEqual([['OVERDUE'], 'WILL_SUPPLY']);
    expect(codesOf(pass(first, NEAR, '2026-10-20'))).toEqual([]);
    expect((await now(second)).requesterState).toBe('RECEIVED');
  });

  it('holds only copies of its owner that are free, and stops on school days in order', () => {
    expect(codesOf(start({ barcodes: ['N1'] }))).toEqual(['BARCODE_UNKNOWN']);
    expect(codesOf(start({ stops: [{ library: HOME, from: '2026-07-06', until: '2026-07-31' }] }))).toEqual([
      'LOAN_DAY_WRONG',
    ]);
    expect(codesOf(start({ stops: [{ library: HOME, from: '2027-07-06', until: '2027-07-31' }] }))).toEqual([
      'BOOKING_OUT_OF_TERM',
    ]);
    expect(codesOf(start({ stops: [...STOPS].reverse() }))).toContain('LOAN_DAY_WRONG');
    expect(
      codesOf(start({ stops: [{ library: code('CN-320508-C-NONE'), from: '2026-09-07', until: '2026-09-30' }] })),
    ).toEqual(['NOT_FOUND']);
    expect(codesOf(start())).toEqual([]);
    expect(codesOf(start())).toEqual(['COPY_IN_OTHER_LOAN', 'COPY_IN_OTHER_LOAN', 'COPY_IN_OTHER_LOAN']);
  });
});
