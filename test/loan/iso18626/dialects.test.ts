import { describe, expect, it } from 'vitest';
import { DIALECTS, dialectNamed } from '../../../src/loan/partners/iso18626/dialects/index.ts';
import type { IsoMessage, IsoRequesting, IsoSupplying } from '../../../src/loan/partners/iso18626/message.ts';
import { judge } from '../../../src/loan/partners/iso18626/send.ts';
import { understandRequesting, understandSupplying } from '../../../src/loan/partners/iso18626/understand.ts';

const agency = { type: 'ISIL', value: 'X' };
const header = {
  supplier: agency,
  requester: agency,
  multipleItemRequestId: '',
  timestamp: '2026-11-23T01:00:00.000Z',
  requestId: 'r',
  supplierRequestId: null,
  account: null,
  securityCode: null,
};
const delivery = { dateSent: '', itemIds: [], url: null, sentVia: null, conditions: [], format: null, costs: null };
function supplying(more: Partial<IsoSupplying>): IsoSupplying {
  return {
    kind: 'supplyingAgencyMessage',
    version: '1.2',
    header,
    reason: 'StatusChange',
    answer: null,
    note: null,
    reasonUnfilled: null,
    reasonRetry: null,
    offeredCosts: null,
    retryAfter: null,
    retryBefore: null,
    status: '',
    dueDate: null,
    lastChange: '',
    delivery: null,
    ...more,
  };
}
function requesting(note: string | null, action = 'Notification'): IsoRequesting {
  return { kind: 'requestingAgencyMessage', version: '1.2', header, action, note };
}
function lenderSays(dialect: string, more: Partial<IsoSupplying>): string | undefined {
  const message = dialectNamed(dialect).incoming(supplying(more));
  return message.kind === 'supplyingAgencyMessage' ? understandSupplying(message)?.says : undefined;
}
function borrowerSays(dialect: string, note: string | null): string | undefined {
  const message = dialectNamed(dialect).incoming(requesting(note));
  return message.kind === 'requestingAgencyMessage' ? understandRequesting(message, true)?.says : undefined;
}

describe('Alma', () => {
  it('may leave the status empty', () => {
    expect(lenderSays('alma', { reason: 'CancelResponse', answer: true })).toBe('CANCEL_AGREED');
    expect(lenderSays('alma', { reason: 'CancelResponse', answer: false })).toBe('CANCEL_REFUSED');
    expect(lenderSays('alma', { delivery: { ...delivery, itemIds: ['1'] } })).toBe('SHIPPED');
    expect(lenderSays('alma', { reasonRetry: 'OnLoan' })).toBe('ASKS_RETRY');
    expect(lenderSays('alma', { reasonUnfilled: 'NotHeld' })).toBe('CANNOT');
    expect(lenderSays('alma', {})).toBe('EXPECTS');
  });
  it('accepts and rejects conditions in notes', () => {
    expect(borrowerSays('alma', 'ACCEPT')).toBe('AGREES');
    expect(borrowerSays('alma', 'REJECT too dear')).toBe('CANCELS');
    expect(dialectNamed('alma').outgoing(requesting(null))).toMatchObject({ note: 'ACCEPT' });
  });
  it('copies addresses into notes, which go', () => {
    const note = '#SHIP_TO#Somewhere 1#ST_END#\nplease hurry';
    expect(dialectNamed('alma').incoming(requesting(note))).toMatchObject({ note: 'please hurry' });
  });
  it('marks a duplicate in front of the note', () => {
    const message = supplying({ status: 'Unfilled', note: 'DUPLICATE of 17' });
    expect(dialectNamed('alma').incoming(message)).toMatchObject({ reasonUnfilled: 'Duplicate' });
  });
});

describe('ReShare', () => {
  it('hides conditions and their answers between # signs', () => {
    expect(
      lenderSays('reshare', {
        reason: 'Notification',
        status: 'ExpectToSupply',
        note: '#ReShareAddLoanCondition# LibraryUseOnly',
      }),
    ).toBe('CONDITIONS');
    expect(borrowerSays('reshare', '#ReShareLoanConditionAgreeResponse##seq:3#')).toBe('AGREES');
    expect(borrowerSays('reshare', '#ReShareLoanConditionRejectResponse#')).toBe('CANCELS');
    expect(dialectNamed('reshare').outgoing(requesting(null))).toMatchObject({
      note: '#ReShareLoanConditionAgreeResponse#',
    });
  });
  it('counts its messages in notes, which are no notes', () => {
    expect(
      dialectNamed('reshare').incoming(supplying({ status: 'Loaned', note: '#seq:12# #lastSeq:3#' })),
    ).toMatchObject({ note: null });
  });
});

describe.each(['reshare', 'crosslink'])('%s', (name) => {
  it('puts further items into the note of 1.2, and takes them out again', () => {
    const message = supplying({
      status: 'Loaned',
      note: 'with care',
      delivery: { ...delivery, itemIds: ['B1', 'B2', 'B3'] },
    });
    const sent = dialectNamed(name).outgoing(message);
    expect(sent.note).toContain('B3|');
    const wire: IsoMessage = { ...message, note: sent.note, delivery: { ...delivery, itemIds: ['B1'] } };
    expect(dialectNamed(name).incoming(wire)).toEqual(message);
  });
  it('leaves 2021 alone, which has room for them', () => {
    const message = supplying({ version: '2021', status: 'Loaned', delivery: { ...delivery, itemIds: ['B1', 'B2'] } });
    expect(dialectNamed(name).outgoing(message)).toEqual(message);
  });
});

describe('CrossLink', () => {
  it('names the library behind the broker, and sends on a refusal that ends nothing', () => {
    const message = supplying({ reason: 'Notification', status: 'Unfilled', note: 'Supplier: ISIL:DE-1 not on shelf' });
    expect(dialectNamed('crosslink').incoming(message)).toMatchObject({ note: 'not on shelf' });
    expect(lenderSays('crosslink', { reason: 'Notification', status: 'Unfilled' })).toBe('NOTICE');
  });
});

describe('Koha', () => {
  it('answers 201, and 400 with a confirmation in it', () => {
    const confirmation = (status: string) =>
      `<ISO18626Message version="2021-3"><requestConfirmation><confirmationHeader><timestamp/><timestampReceived/><messageStatus>${status}</messageStatus></confirmationHeader>${status === 'OK' ? '' : '<errorData><errorType>UnrecognizedDataValue</errorType></errorData>'}</requestConfirmation></ISO18626Message>`;
    expect(judge(201, confirmation('OK')).kind).toBe('delivered');
    expect(judge(400, confirmation('ERROR'))).toEqual({ kind: 'refused', detail: 'UnrecognizedDataValue' });
    expect(judge(409, '{"error":"duplicate"}').kind).toBe('failed');
  });
});

describe('any dialect', () => {
  it.each(Object.keys(DIALECTS))('%s bears its own name and leaves plain messages alone', (name) => {
    const plain = supplying({ status: 'WillSupply' });
    expect(dialectNamed(name).name).toBe(name);
    expect(dialectNamed(name).incoming(plain)).toEqual(plain);
    expect(dialectNamed(name).outgoing(plain)).toEqual(plain);
  });
  it('an answer that the request is there already means the first copy arrived', () => {
    const body =
      '<ISO18626Message><requestConfirmation><confirmationHeader><messageStatus>ERROR</messageStatus></confirmationHeader><errorData><errorType>UnrecognisedDataValue</errorType><errorValue>request r already exists</errorValue></errorData></requestConfirmation></ISO18626Message>';
    expect(judge(200, body).kind).toBe('delivered');
  });
  it('a cancel refused because the book is out is the news that it is out', () => {
    expect(lenderSays('', { reason: 'CancelResponse', answer: false, status: 'Loaned' })).toBe('SHIPPED');
  });
});
