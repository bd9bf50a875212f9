import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LoanMessage } from '../../src/loan/partner.ts';
import type { IsoMessage, IsoVersion } from '../../src/loan/partners/iso18626/message.ts';
import { phrase } from '../../src/loan/partners/iso18626/phrase.ts';
import { readIso } from '../../src/loan/partners/iso18626/read.ts';
import { understandRequesting, understandSupplying } from '../../src/loan/partners/iso18626/understand.ts';
import { writeIso } from '../../src/loan/partners/iso18626/write.ts';
import type { Particulars, Talk } from '../../src/loan/talk.ts';

const day = fc
  .date({ min: new Date('2026-01-01'), max: new Date('2031-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const text = fc.constantFrom('城南旧事', 'a <b> & "c"', '𠮷野家', "it's", '请于周三送达');
const code = fc.constantFrom('NotOnShelf', 'OnLoan', 'PolicyProblem');
const fen = fc.integer({ min: 1, max: 999_999 });
const barcode = fc.stringMatching(/^[A-Z0-9]{4,12}$/);

/** What each word may carry over the wire of both editions. */
const talk: fc.Arbitrary<Talk> = fc.oneof(
  lender(['EXPECTS', 'PROMISES', 'RECALLED', 'COMPLETED', 'NOT_RETURNED', 'CANCEL_AGREED', 'OVERDUE'], {}),
  lender(['CANNOT'], { reason: code }),
  lender(['ASKS_RETRY'], {
    reason: code,
    retryAfter: day,
    retryBefore: day,
    costFen: fen,
    currency: fc.constant('CNY'),
  }),
  lender(['CONDITIONS'], {
    conditionCode: fc.constantFrom('LibraryUseOnly', 'SignatureRequired'),
    costFen: fen,
    currency: fc.constant('CNY'),
  }),
  lender(['SHIPPED'], { dueDate: day, barcodes: fc.tuple(barcode) }),
  lender(['RENEWAL_ALLOWED', 'RENEWAL_REFUSED'], { dueDate: day }),
  lender(['COPY_SENT'], { fileUrl: fc.constant('https://ill.example.cn/a?b=1&c=2') }),
  borrower(['CANCELS', 'RECEIVED', 'RENEWS', 'RETURNED', 'ASKS_STATUS', 'NOTICE']),
  borrower(['LOST']),
);

type Fields = { readonly [field in keyof Particulars]?: fc.Arbitrary<Particulars[field]> };

function lender(says: readonly Extract<Talk, { to: 'REQUESTER' }>['says'][], fields: Fields): fc.Arbitrary<Talk> {
  const withAll = fc.record({ note: text, ...fields } as Record<string, fc.Arbitrary<unknown>>);
  return fc.record({
    to: fc.constant('REQUESTER'),
    says: fc.constantFrom(...says),
    with: withAll,
  }) as fc.Arbitrary<Talk>;
}

function borrower(says: readonly Extract<Talk, { to: 'SUPPLIER' }>['says'][]): fc.Arbitrary<Talk> {
  const withNote = fc.record({ note: text });
  return fc.record({
    to: fc.constant('SUPPLIER'),
    says: fc.constantFrom(...says),
    with: withNote,
  }) as fc.Arbitrary<Talk>;
}

function messageOf(said: Talk): LoanMessage {
  return {
    talk: said,
    requestId: 'ln1-1',
    peerRequestId: 'p-1',
    ownRequestId: 'ln1',
    previousRequestId: null,
    requester: 'CN-320508-C-HOME',
    supplier: 'ISIL:CN-SZLIB',
    at: '2026-11-23T02:00:00.000Z',
    serviceType: 'LOAN',
    about: { title: '城南旧事', contributor: null, isbn: null, edition: null, publisher: null, year: null },
    deliverTo: { line1: '', line2: null, locality: null, postalCode: null, country: 'CN', email: null },
    anyEdition: true,
    quantity: 1,
    neededBy: null,
    dueDate: null,
    costFen: null,
    currency: null,
    supplierState: 'SHIPPED',
    first: true,
  };
}

function read(source: string): IsoMessage {
  const found = readIso(source);
  if (found.kind !== 'message') throw new Error(source);
  return found.message;
}

function understood(message: IsoMessage): Talk | null {
  if (message.kind === 'supplyingAgencyMessage') return understandSupplying(message);
  return message.kind === 'requestingAgencyMessage' ? understandRequesting(message, false) : null;
}

describe('a word on its way to a partner', () => {
  it('means the same in both editions, and after a journey from one to the other and back', () => {
    fc.assert(
      fc.property(talk, fc.constantFrom<IsoVersion>('1.2', '2021'), (said, version) => {
        const other: IsoVersion = version === '1.2' ? '2021' : '1.2';
        const arrived = read(writeIso(phrase(messageOf(said), version, null)));
        const heard = understood(arrived);
        expect(heard).toMatchObject({ to: said.to, says: said.says });
        expect(facts(heard)).toEqual(facts(said));
        const there = read(writeIso({ ...arrived, version: other }));
        const back = read(writeIso({ ...there, version }));
        expect(understood(back)).toEqual(heard);
      }),
      { numRuns: 400 },
    );
  });
});

/** Particulars that a word is about; a loss is told in the note of 1.2, and days come with the words that set them. */
function facts(heard: Talk | null): object {
  const { note: _note, dueDate, ...rest } = heard?.with ?? {};
  const dated = heard?.says === 'SHIPPED' || heard?.says.startsWith('RENEWAL') === true;
  return dated ? { ...rest, dueDate } : rest;
}
