import * as asn1 from 'asn1js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bits, integer, numberOf, oidOf, universalOid } from '../../../connectors/z3950/asn1.ts';
import { type Ber, decodeBer, encodeBer, FrameScanner, type TagClass } from '../../../connectors/z3950/ber.ts';
import { initRequest, searchRequest } from '../../../connectors/z3950/pdu.ts';
import { Fault } from '../../../src/base/problem.ts';

const tagClass = fc.constantFrom<TagClass>(0, 1, 2, 3);
/** Any tree of values; end-of-contents (universal 0) cannot be a value. */
const { value } = fc.letrec<{ value: Ber; members: readonly Ber[] }>((tie) => ({
  value: fc
    .oneof(
      { maxDepth: 4 },
      fc.record({ tagClass, tag: fc.nat(500), content: fc.uint8Array({ maxLength: 300 }) }),
      fc.record({ tagClass, tag: fc.nat(500), members: tie('members') }),
    )
    .filter((one) => one.tagClass !== 0 || one.tag !== 0),
  members: fc.array(tie('value'), { maxLength: 4 }),
}));

const plain = (one: Ber): unknown =>
  'members' in one
    ? { ...one, members: one.members.map(plain) }
    : { ...one, content: Buffer.from(one.content).toString('hex') };

/** The same value in the indefinite form throughout. */
function indefinite(one: Ber): Buffer {
  if (!('members' in one)) return Buffer.from(encodeBer(one));
  const head = Buffer.from(encodeBer({ ...one, members: [] })).subarray(0, -1);
  return Buffer.concat([head, Buffer.of(0x80), ...one.members.map(indefinite), Buffer.of(0, 0)]);
}

describe('BER', () => {
  it('decodes what it encoded', () => {
    fc.assert(
      fc.property(value, (one) => {
        expect(plain(decodeBer(encodeBer(one)))).toEqual(plain(one));
      }),
    );
  });

  it('reads the indefinite form as the definite', () => {
    fc.assert(
      fc.property(value, (one) => {
        expect(plain(decodeBer(indefinite(one)))).toEqual(plain(one));
      }),
    );
  });

  it('finds the end of a message in either form, however it is cut', () => {
    fc.assert(
      fc.property(value, fc.boolean(), fc.uint8Array({ maxLength: 9 }), (one, form, rest) => {
        const bytes = Buffer.from(form ? encodeBer(one) : indefinite(one));
        const scanner = new FrameScanner(1_000_000);
        const stream = Buffer.concat([bytes, rest]);
        for (let end = 0; end < bytes.length; end++) expect(scanner.scan(stream.subarray(0, end))).toBeNull();
        expect(scanner.scan(stream)).toBe(bytes.length);
      }),
      { numRuns: 60 },
    );
  });

  it('never throws anything but a Fault on bytes that mean nothing', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        for (const read of [() => decodeBer(bytes), () => new FrameScanner(1000).scan(bytes)]) {
          try {
            read();
          } catch (cause) {
            expect(cause).toBeInstanceOf(Fault);
          }
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('agrees with asn1js on the messages of this client', () => {
    const query = { kind: 'term', attributes: [[1, 4]], term: '西游记' } as const;
    const pdus = [
      initRequest({
        ...{ maxBytes: 4_194_304, negotiateUtf8: true },
        login: { kind: 'idPass', group: 'g', user: 'u', password: 'p' },
      }),
      searchRequest(
        { kind: 'and', left: query, right: { kind: 'or', left: query, right: query } },
        { databases: ['Default'], queryCharset: 'gb18030' },
      ),
    ];
    for (const pdu of pdus) {
      for (const bytes of [Buffer.from(encodeBer(pdu)), indefinite(pdu)]) {
        const { result, offset } = asn1.fromBER(new Uint8Array(bytes).buffer);
        expect(offset).toBe(bytes.length);
        expect(oracle(result)).toEqual(plain(pdu));
      }
    }
  });

  it('writes integers and object identifiers as asn1js does', () => {
    fc.assert(
      fc.property(fc.integer({ min: -(2 ** 47), max: 2 ** 47 }), (number) => {
        const mine = integer(0, number);
        expect(numberOf(mine)).toBe(number);
        const theirs = Buffer.from(asn1.Integer.fromBigInt(BigInt(number)).toBER()).subarray(2);
        expect(Buffer.from('content' in mine ? mine.content : []).toString('hex')).toBe(theirs.toString('hex'));
      }),
    );
    for (const dotted of ['1.2.840.10003.5.10', '1.2.840.10003.5.109.10', '2.16.840.1.113730']) {
      const mine = universalOid(dotted);
      expect(oidOf(mine)).toBe(dotted);
      expect(Buffer.from(encodeBer(mine))).toEqual(Buffer.from(new asn1.ObjectIdentifier({ value: dotted }).toBER()));
    }
  });

  it('proposes UTF-8 in the bytes that yaz-client sends for it', () => {
    const request = initRequest({ login: { kind: 'none' }, maxBytes: 1024, negotiateUtf8: true });
    const theirs = 'bf814920301ea41c06072a8648ce130f03a011a10fa10aa208820628d3160100088301';
    expect(Buffer.from(encodeBer(request)).toString('hex')).toContain(theirs);
    const plain = initRequest({ login: { kind: 'none' }, maxBytes: 1024, negotiateUtf8: false });
    expect(Buffer.from(encodeBer(plain)).toString('hex')).not.toContain('2a8648ce130f03');
  });

  it('refuses lengths and depths that only an attack has', () => {
    expect(() => new FrameScanner(1000).scan(Buffer.from('b084ffffff00', 'hex'))).toThrow(Fault);
    expect(() => new FrameScanner(1000).scan(Buffer.from('b0820fff', 'hex'))).toThrow(Fault);
    expect(() => decodeBer(Buffer.from('3080'.repeat(100), 'hex'))).toThrow(Fault);
    expect(() => new FrameScanner(1_000_000).scan(Buffer.from('3080'.repeat(100), 'hex'))).toThrow(Fault);
  });

  it('puts bits in order from the first', () => {
    expect(Buffer.from(encodeBer(bits(4, [0, 1, 14], 15))).toString('hex')).toBe('840301c002');
  });
});

/** asn1js' tree in the shape of ours. */
function oracle(block: asn1.AsnType): unknown {
  const { tagClass, tagNumber, isConstructed } = block.idBlock;
  const head = { tagClass: tagClass - 1, tag: tagNumber };
  const inner: unknown = block.valueBlock;
  if (isConstructed && inner instanceof Object && 'value' in inner && Array.isArray(inner.value)) {
    return { ...head, members: inner.value.filter((one) => !(one instanceof asn1.EndOfContent)).map(oracle) };
  }
  return { ...head, content: Buffer.from(block.valueBlock.toBER()).toString('hex') };
}
