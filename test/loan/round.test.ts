import { describe, expect, it } from 'vitest';
import type { Loan } from '../../src/loan/loan.ts';
import { CITY, FAR, HOME, loanIn, MONDAY, NEAR, smallAlliance } from './alliance.ts';

const lender = (loan: Loan) => (loan.supplier?.kind === 'member' ? loan.supplier.library : null);

describe('a loan runs its round', () => {
  it('from the wish to the book back on its shelf, the copy following', () => {
    const { request, act, book, statusOf } = smallAlliance();
    let loan = loanIn(request({ edition: book }));
    expect(loan.requesterState).toBe('SENT');
    expect(lender(loan)).toBe(NEAR);
    expect(loan.waitingFor).toEqual({ kind: 'member', library: NEAR });

    loan = loanIn(act(loan, 'SUPPLIER', 'UNFILLED', { reason: 'NotOnShelf' }));
    expect(lender(loan)).toBe(CITY);
    expect(loan.rota[0]).toMatchObject({ party: { library: NEAR }, outcome: 'UNFILLED NotOnShelf' });

    loan = loanIn(act(loan, 'SUPPLIER', 'WILL_SUPPLY'));
    expect([loan.requesterState, loan.supplierState]).toEqual(['WILL_SUPPLY', 'WILL_SUPPLY']);
    loan = loanIn(act(loan, 'SUPPLIER', 'SHIP', { barcodes: ['C2'] }));
    expect(loan.requesterState).toBe('SHIPPED');
    expect(loan.items).toMatchObject([{ barcode: 'C2', library: CITY, state: 'SHIPPED', dueDate: loan.dueDate }]);
    expect(statusOf(CITY, 'C2')).toBe('ON_LOAN');
    loan = loanIn(act(loan, 'REQUESTER', 'RECEIVE'));
    expect([loan.requesterState, loan.supplierState]).toEqual(['RECEIVED', 'RECEIVED']);
    loan = loanIn(act(loan, 'REQUESTER', 'RETURN'));
    expect(statusOf(CITY, 'C2')).toBe('IN_TRANSIT');
    loan = loanIn(act(loan, 'SUPPLIER', 'CHECK_IN'));
    expect([loan.requesterState, loan.supplierState]).toEqual(['COMPLETED', 'COMPLETED']);
    expect(statusOf(CITY, 'C2')).toBe('AVAILABLE');
    expect(loan.actions).toEqual({ REQUESTER: [], SUPPLIER: [] });
    expect(loan.events.map(({ action, from, to }) => `${action} ${from} ${to}`)).toEqual([
      'CREATED null DRAFT',
      'SUBMIT DRAFT SOURCING',
      'ASK_NEXT SOURCING SENT',
      'UNFILLED SENT SOURCING',
      'ASK_NEXT SOURCING SENT',
      'WILL_SUPPLY SENT WILL_SUPPLY',
      'SHIP WILL_SUPPLY SHIPPED',
      'RECEIVE SHIPPED RECEIVED',
      'RETURN RECEIVED RETURN_SHIPPED',
      'CHECK_IN RETURN_SHIPPED COMPLETED',
    ]);
  });

  it('tells in its history what was noted with the wish', () => {
    const { request, book } = smallAlliance();
    const loan = loanIn(request({ edition: book, note: '五年级3班整班共读' }));
    expect(loan.events[0]).toMatchObject({ action: 'CREATED', by: HOME, note: '五年级3班整班共读' });
  });

  it('ends unfilled when everyone was asked', () => {
    const { request, act, book } = smallAlliance();
    let loan = loanIn(request({ edition: book }));
    const asked: unknown[] = [];
    while (loan.requesterState === 'SENT') {
      asked.push(lender(loan));
      loan = loanIn(act(loan, 'SUPPLIER', 'UNFILLED'));
    }
    expect(asked).toEqual([NEAR, CITY, FAR]);
    expect(loan.requesterState).toBe('UNFILLED');
    expect(loan.supplier).toBeNull();
  });

  it('has an order by version: a stale one is refused', () => {
    const { request, act, book } = smallAlliance();
    const loan = loanIn(request({ edition: book }));
    loanIn(act(loan, 'SUPPLIER', 'WILL_SUPPLY', { version: loan.version }));
    const late = act(loan, 'REQUESTER', 'CANCEL', { version: loan.version });
    expect(late.problems.map(({ code }) => code)).toEqual(['STALE_VERSION']);
    expect(late.loan?.requesterState).toBe('WILL_SUPPLY');
  });

  it('answers the same command again with the same answer, and other content under the same key with a conflict', () => {
    const { request, act, book, reader } = smallAlliance();
    const loan = loanIn(request({ edition: book, idempotencyKey: 'once' }));
    expect(request({ edition: book, idempotencyKey: 'once' })).toEqual({ loan, problems: [] });
    expect(request({ edition: book, quantity: 2, idempotencyKey: 'once' }).problems[0]?.code).toBe(
      'IDEMPOTENCY_CONFLICT',
    );
    const promised = act(loan, 'SUPPLIER', 'WILL_SUPPLY', { idempotencyKey: 'promise' });
    loanIn(act(loan, 'SUPPLIER', 'SHIP', { barcodes: ['N1'] }));
    expect(act(loan, 'SUPPLIER', 'WILL_SUPPLY', { idempotencyKey: 'promise' })).toEqual(promised);
    return expect(reader.loan(loan.id)).resolves.toMatchObject({ requesterState: 'SHIPPED' });
  });

  it('lets each library act for itself only', () => {
    const { request, act, book } = smallAlliance();
    const loan = loanIn(request({ edition: book }));
    expect(act(loan, 'SUPPLIER', 'WILL_SUPPLY', { actor: FAR }).problems[0]?.code).toBe('LOAN_NOT_YOURS');
    expect(act(loan, 'SUPPLIER', 'WILL_SUPPLY', { actor: HOME }).problems[0]?.code).toBe('LOAN_NOT_YOURS');
    expect(act(loan, 'SUPPLIER', 'CHECK_IN').problems[0]?.code).toBe('LOAN_ACTION_NOT_NOW');
  });

  it('starts as a draft where asked to', () => {
    const { request, act, book } = smallAlliance();
    const loan = loanIn(request({ edition: book, draft: true }));
    expect(loan.requesterState).toBe('DRAFT');
    expect(loan.actions.REQUESTER).toEqual(['SUBMIT', 'CANCEL', 'CLOSE']);
    expect(loanIn(act(loan, 'REQUESTER', 'SUBMIT')).requesterState).toBe('SENT');
  });
});

describe('copies', () => {
  it('leave by their own barcodes, once', () => {
    const { request, act, book } = smallAlliance();
    const first = loanIn(request({ edition: book }));
    const second = loanIn(request({ edition: book }));
    const codes = (barcodes: string[], loan = second) =>
      act(loan, 'SUPPLIER', 'SHIP', { barcodes }).problems.map(({ code }) => code);
    expect(codes([])).toEqual(['BARCODES_NEEDED']);
    expect(codes(['C1'])).toEqual(['BARCODE_UNKNOWN']);
    expect(codes(['N1', 'N2'])).toEqual(['BARCODES_TOO_MANY']);
    expect(codes(['N1'], first)).toEqual([]);
    expect(codes(['N1'])).toEqual(['COPY_IN_OTHER_LOAN']);
    expect(codes(['N2'])).toEqual([]);
  });

  it('may be scanned with their owner in front', () => {
    const { request, act, book } = smallAlliance();
    const loan = loanIn(request({ edition: book }));
    const shipped = loanIn(act(loan, 'SUPPLIER', 'SHIP', { barcodes: [`${NEAR}.N1`] }));
    expect(shipped.items.map(({ barcode }) => barcode)).toEqual(['N1']);
    const wrong = loanIn(request({ edition: book }));
    expect(act(wrong, 'SUPPLIER', 'SHIP', { barcodes: [`${FAR}.N2`] }).problems[0]?.code).toBe('BARCODE_UNKNOWN');
  });

  it('that are out bring the edition up to date for the index', () => {
    const { request, act, book, db } = smallAlliance();
    const entries = () => db.prepare<[], { n: number }>('SELECT count(*) AS n FROM outbox').get()?.n;
    const available = () =>
      db.prepare<[string], { available: number }>('SELECT available FROM edition WHERE id = ?').get(book)?.available;
    const loan = loanIn(request({ edition: book }));
    loanIn(act(loan, 'SUPPLIER', 'SHIP', { barcodes: ['N1'] }));
    expect([entries(), available()]).toEqual([1, 1]);
  });

  it('that are not lendable stay', () => {
    const { request, act, book, db } = smallAlliance();
    db.prepare("UPDATE item SET told = 'REFERENCE_ONLY' WHERE barcode = 'N1'").run();
    const loan = loanIn(request({ edition: book }));
    expect(act(loan, 'SUPPLIER', 'SHIP', { barcodes: ['N1'] }).problems[0]?.code).toBe('COPY_NOT_LENDABLE');
  });

  it('of a library that only counts them need no barcode', () => {
    const alliance = smallAlliance();
    const book = alliance.title('爱的教育');
    alliance.unmarked(NEAR, book, 4);
    const loan = loanIn(alliance.request({ edition: book }));
    expect(loan.rota[0]?.reasons).toEqual(['same-area', 'status-unknown:4']);
    expect(loanIn(alliance.act(loan, 'SUPPLIER', 'SHIP')).items).toEqual([]);
  });

  it('on its own shelf are looked at before anyone is asked', () => {
    const alliance = smallAlliance();
    alliance.copies(HOME, alliance.book, 'H', 1);
    let loan = loanIn(alliance.request({ edition: alliance.book }));
    expect([loan.requesterState, loan.supplier, loan.flags]).toEqual(['SOURCING', null, ['NEEDS_ATTENTION']]);
    loan = loanIn(alliance.act(loan, 'REQUESTER', 'SUBMIT'));
    expect(lender(loan)).toBe(NEAR);
  });
});

describe('lists', () => {
  it('page through a library’s loans, newest first, and count them', async () => {
    const { request, book, reader } = smallAlliance();
    const ids = Array.from({ length: 5 }, (_, at) => {
      const loan = loanIn(request({ edition: book }, new Date(MONDAY.getTime() + at * 1000)));
      return loan.id;
    }).reverse();
    const filter = { library: HOME, role: null, open: true, states: [], flags: [] };
    const first = await reader.list(filter, 3, null);
    expect([first.rows.map(({ id }) => id), first.hasNext, first.total]).toEqual([ids.slice(0, 3), true, 5]);
    const second = await reader.list(filter, 3, first.endCursor);
    expect([second.rows.map(({ id }) => id), second.hasNext]).toEqual([ids.slice(3), false]);
    expect((await reader.list({ ...filter, role: 'SUPPLIER' }, 3, null)).total).toBe(0);
    expect((await reader.list({ ...filter, library: NEAR, states: ['SENT'] }, 3, null)).total).toBe(5);
    expect((await reader.list({ ...filter, library: NEAR, states: ['SHIPPED'] }, 3, null)).total).toBe(0);
  });

  it('tells changes after an event, for both sides', async () => {
    const { request, act, book, reader } = smallAlliance();
    const loan = loanIn(request({ edition: book }));
    const seq = await reader.lastEventSeq();
    loanIn(act(loan, 'SUPPLIER', 'WILL_SUPPLY'));
    expect((await reader.changedAfter(HOME, seq, 10)).map((each) => each.loan.requesterState)).toEqual(['WILL_SUPPLY']);
    expect((await reader.changedAfter(NEAR, seq, 10)).length).toBe(1);
    expect(await reader.changedAfter(FAR, 0, 10)).toEqual([]);
  });
});
