import { beforeEach, describe, expect, it } from 'vitest';
import { problem } from '../../src/base/problem.ts';
import { globalId, sourceRecordId } from '../../src/gateway/ids.ts';
import {
  addKey,
  FAR_SCHOOL,
  makeWorld,
  needsOf,
  OTHER_SCHOOL,
  OWN_SCHOOL,
  PUBLIC_LIBRARY,
  type World,
} from '../support/fakes.ts';
import { codes, testGateway } from '../support/gateway.ts';

let world: World;
beforeEach(() => {
  world = makeWorld();
});

type Who = Parameters<typeof addKey>[1];

async function asked(role: Who, library: Parameters<typeof addKey>[2], query: string, variables = {}) {
  const { text, record } = addKey(world, role, library);
  await using gateway = await testGateway(needsOf(world));
  return { ...(await gateway.ask(text, query, variables)), record };
}

const BEGIN =
  'mutation ($input: BeginPushInput!) { beginPush(input: $input) { push { id state library { code } } problems { code field messageZh } } }';
const REPORT =
  'mutation ($input: ReportAvailabilityInput!) { reportAvailability(input: $input) { changed unknownBarcodes problems { code field } } }';
const REQUEST =
  'mutation ($input: RequestLoanInput!) { requestLoan(input: $input) { loan { id } problems { code field } } }';
const ACT = 'mutation ($input: ActOnLoanInput!) { actOnLoan(input: $input) { loan { id state } problems { code } } }';

describe('beginPush', () => {
  const input = { library: OWN_SCHOOL.toLowerCase(), mode: 'SNAPSHOT', idempotencyKey: 'k1' };

  it('runs the command with every default filled in, in the name of the key', async () => {
    const { data, errors } = await asked('MEMBER_PUSH', OWN_SCHOOL, BEGIN, { input });
    expect(errors).toEqual([]);
    expect(data.beginPush).toEqual({
      push: { id: globalId('Push', 'push-new'), state: 'OPEN', library: { code: OWN_SCHOOL } },
      problems: [],
    });
    expect(world.ran).toEqual([
      {
        do: 'beginPush',
        idempotencyKey: 'k1',
        input: {
          library: OWN_SCHOOL,
          profile: 'auto',
          charset: null,
          mode: 'SNAPSHOT',
          dryRun: false,
          expectedCount: null,
        },
      },
    ]);
  });

  it('passes on the problems of the push room, in both languages', async () => {
    world.answer = () => ({ push: null, problems: [problem('UNKNOWN_LIBRARY', { library: 'X' }, 'library')] });
    const { data } = await asked('OPERATOR', null, BEGIN, { input });
    expect(data.beginPush.problems).toEqual([
      { code: 'UNKNOWN_LIBRARY', field: 'library', messageZh: expect.stringMatching(/\p{Script=Han}/u) },
    ]);
  });

  it('wants a library code and an idempotency key that could be one', async () => {
    expect(codes(await asked('OPERATOR', null, BEGIN, { input: { ...input, library: '我校' } }))).toEqual([
      'BAD_USER_INPUT',
    ]);
    for (const idempotencyKey of ['', ' ', 'x'.repeat(201)]) {
      const { data } = await asked('OPERATOR', null, BEGIN, { input: { ...input, idempotencyKey } });
      expect(data.beginPush).toMatchObject({
        push: null,
        problems: [{ code: 'BAD_USER_INPUT', field: 'idempotencyKey' }],
      });
    }
    expect(world.ran).toEqual([]);
  });
});

describe('reportAvailability', () => {
  const items = (count: number) =>
    Array.from({ length: count }, (_, i) => ({
      barcode: ` 320508${i} `,
      availability: 'ON_LOAN',
      dueDate: '2026-12-01',
    }));

  it('takes a thousand items in one call, and no more', async () => {
    const input = { library: OWN_SCHOOL, idempotencyKey: 'k', items: items(1_000) };
    const { data } = await asked('MEMBER_PUSH', OWN_SCHOOL, REPORT, { input });
    expect(data.reportAvailability).toEqual({ changed: 1_000, unknownBarcodes: [], problems: [] });
    const [command] = world.ran;
    expect(command?.do === 'reportAvailability' && command.items[0]).toEqual({
      barcode: '3205080',
      availability: 'ON_LOAN',
      dueDate: '2026-12-01',
    });
    const more = await asked('MEMBER_PUSH', OWN_SCHOOL, REPORT, { input: { ...input, items: items(1_001) } });
    expect(more.data.reportAvailability).toMatchObject({
      changed: 0,
      problems: [{ code: 'BAD_USER_INPUT', field: 'items' }],
    });
    expect(world.ran).toHaveLength(1);
  });

  it.each(['2026-02-30', '26-1-1', 'tomorrow'])('refuses the day %s', async (dueDate) => {
    const input = {
      library: OWN_SCHOOL,
      idempotencyKey: 'k',
      items: [{ barcode: 'x', availability: 'ON_LOAN', dueDate }],
    };
    expect(codes(await asked('MEMBER_PUSH', OWN_SCHOOL, REPORT, { input }))).toEqual(['BAD_USER_INPUT']);
  });
});

describe('decideReview', () => {
  const decide = (a: string, b: string) =>
    `mutation { decideReview(a: "${a}", b: "${b}", verdict: SAME) { editions { title } problems { code } } }`;
  const record = (library: typeof OWN_SCHOOL) => sourceRecordId({ library, localId: 'r1' });

  it('is for a librarian of one of the two libraries', async () => {
    const { data } = await asked('LIBRARIAN', OWN_SCHOOL, decide(record(OWN_SCHOOL), record(PUBLIC_LIBRARY)));
    expect(data.decideReview).toEqual({ editions: [{ title: '西游记 1' }], problems: [] });
    expect(world.ran).toMatchObject([{ do: 'decideReview', verdict: 'SAME', a: { library: OWN_SCHOOL } }]);
    expect(codes(await asked('LIBRARIAN', OWN_SCHOOL, decide(record(FAR_SCHOOL), record(PUBLIC_LIBRARY))))).toEqual([
      'FORBIDDEN',
    ]);
  });

  it('wants two records that are there', async () => {
    const never = sourceRecordId({ library: OWN_SCHOOL, localId: 'never' });
    expect(codes(await asked('LIBRARIAN', OWN_SCHOOL, decide(never, record(PUBLIC_LIBRARY))))).toEqual(['NOT_FOUND']);
    expect(
      codes(await asked('LIBRARIAN', OWN_SCHOOL, decide(globalId('Edition', 'e1'), record(PUBLIC_LIBRARY)))),
    ).toEqual(['BAD_USER_INPUT']);
    expect(world.ran).toEqual([]);
  });
});

describe('requestLoan', () => {
  const input = { requester: OWN_SCHOOL, editionId: globalId('Edition', 'e1'), idempotencyKey: 'k' };

  it('fills in the defaults of the contract', async () => {
    await asked('LIBRARIAN', OWN_SCHOOL, REQUEST, { input });
    expect(world.ran).toMatchObject([
      {
        do: 'requestLoan',
        input: {
          requester: OWN_SCHOOL,
          edition: 'e1',
          serviceType: 'LOAN',
          choice: 'ANY_EDITION',
          quantity: 1,
          splitAllowed: true,
          draft: false,
        },
      },
    ]);
  });

  it('follows an edition through its merges, and tells one that is gone', async () => {
    world.redirects.set('gone' as never, 'e2' as never);
    await asked('LIBRARIAN', OWN_SCHOOL, REQUEST, { input: { ...input, editionId: globalId('Edition', 'gone') } });
    expect(world.ran).toMatchObject([{ input: { edition: 'e2' } }]);
    const never = await asked('LIBRARIAN', OWN_SCHOOL, REQUEST, {
      input: { ...input, editionId: globalId('Edition', 'never') },
    });
    expect(never.data.requestLoan).toEqual({ loan: null, problems: [{ code: 'NOT_FOUND', field: 'editionId' }] });
  });

  it('lets a teacher draft and not send', async () => {
    expect(codes(await asked('TEACHER', OWN_SCHOOL, REQUEST, { input }))).toEqual(['FORBIDDEN']);
    expect(world.ran).toEqual([]);
    expect(codes(await asked('TEACHER', OWN_SCHOOL, REQUEST, { input: { ...input, draft: true } }))).toEqual([]);
  });

  it('asks for no other library', async () => {
    expect(codes(await asked('LIBRARIAN', OTHER_SCHOOL, REQUEST, { input }))).toEqual(['FORBIDDEN']);
    expect(world.ran).toEqual([]);
  });
});

describe('actOnLoan', () => {
  const act = (as: string, more = {}) => ({
    input: {
      loanId: globalId('Loan', 'loan-1'),
      action: 'SHIP',
      as,
      version: 1,
      barcodes: [' B11 '],
      idempotencyKey: 'k',
      ...more,
    },
  });

  it('is run as the library that the key proved', async () => {
    await asked('LIBRARIAN', OTHER_SCHOOL, ACT, act('SUPPLIER'));
    expect(world.ran).toMatchObject([
      {
        do: 'actOnLoan',
        input: { loan: 'loan-1', actor: OTHER_SCHOOL, as: 'SUPPLIER', barcodes: ['B11'], version: 1 },
      },
    ]);
    await asked('COORDINATOR', null, ACT, act('SUPPLIER'));
    expect(world.ran.at(-1)).toMatchObject({ input: { actor: null } });
  });

  it('is refused to the other side, and does not exist for a third', async () => {
    expect(codes(await asked('LIBRARIAN', OWN_SCHOOL, ACT, act('SUPPLIER')))).toEqual(['FORBIDDEN']);
    expect(codes(await asked('LIBRARIAN', FAR_SCHOOL, ACT, act('SUPPLIER')))).toEqual(['NOT_FOUND']);
    expect(world.ran).toEqual([]);
  });

  it('takes no address that a page should not open', async () => {
    const { data } = await asked('LIBRARIAN', OTHER_SCHOOL, ACT, act('SUPPLIER', { fileUrl: 'javascript:alert(1)' }));
    expect(data.actOnLoan.problems).toEqual([{ code: 'BAD_USER_INPUT' }]);
    expect(world.ran).toEqual([]);
  });
});

describe('a loan', () => {
  const query = `{ loan(id: "${globalId('Loan', 'loan-1')}") { state stateAs(role: SUPPLIER) asRequester: actions(as: REQUESTER) asSupplier: actions(as: SUPPLIER)
    requester { symbol name library { code } } events { cursor to by } items { barcode item { callNumber } } } }`;

  it('is shown to each side as that side knows it, with what it may do', async () => {
    const requester = await asked('LIBRARIAN', OWN_SCHOOL, query);
    expect(requester.data.loan).toMatchObject({
      state: 'EXPECTED',
      stateAs: 'WILL_SUPPLY',
      asRequester: ['CANCEL'],
      asSupplier: [],
    });
    const supplier = await asked('LIBRARIAN', OTHER_SCHOOL, query);
    expect(supplier.data.loan).toMatchObject({
      state: 'WILL_SUPPLY',
      asRequester: [],
      asSupplier: ['SHIP', 'UNFILLED'],
    });
    const coordinator = await asked('COORDINATOR', null, query);
    expect(coordinator.data.loan).toMatchObject({
      state: 'EXPECTED',
      asRequester: ['CANCEL'],
      asSupplier: ['SHIP', 'UNFILLED'],
    });
  });

  it('names its parties and copies', async () => {
    const { data, errors } = await asked('LIBRARIAN', OWN_SCHOOL, query);
    expect(errors).toEqual([]);
    expect(data.loan).toMatchObject({
      requester: { symbol: `ISIL:${OWN_SCHOOL}`, name: '本校', library: { code: OWN_SCHOOL } },
      events: [{ cursor: '1', to: 'SENT', by: 'test' }],
      items: [{ barcode: 'B11', item: { callNumber: 'I242.4/1' } }],
    });
  });
});
