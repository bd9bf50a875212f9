import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { iso2709 } from '../../src/record/formats/iso2709.ts';
import type { RawRecord } from '../../src/record/raw.ts';
import { readRecord } from '../../src/record/read.ts';
import { BOOK, iso2709Record } from './build.ts';

/** 红 in GB2312 and the other characters of the book, through the platform's own table turned round. */
const gbBytes = new Map<string, readonly [number, number]>();
const decoder = new TextDecoder('gb18030');
for (let lead = 0xa1; lead <= 0xf7; lead++) {
  for (let trail = 0xa1; trail <= 0xfe; trail++) gbBytes.set(decoder.decode(Uint8Array.of(lead, trail)), [lead, trail]);
}
const gb = (text: string): Uint8Array =>
  Uint8Array.from([...text].flatMap((char) => gbBytes.get(char) ?? [char.charCodeAt(0)]));

async function split(bytes: Uint8Array, size = bytes.length): Promise<RawRecord[]> {
  async function* parts(): AsyncIterable<Uint8Array> {
    for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
  }
  const records: RawRecord[] = [];
  for await (const record of iso2709.split(parts())) records.push(record);
  return records;
}

const read = (raw: RawRecord) => readRecord(raw, { profile: 'auto', charset: 'detect' });
const right = iso2709Record(BOOK);

describe('ISO 2709', () => {
  it('reads a record in UTF-8', async () => {
    const [raw] = await split(right);
    expect(raw && read(raw)).toMatchObject({
      ok: true,
      findings: [],
      value: {
        localId: 'T0001',
        title: '红楼梦',
        partNumber: '上',
        titlePinyin: 'hong lou meng',
        responsibility: '(清)曹雪芹著 ; 无名氏续',
        contributors: [{ name: '曹雪芹', role: '著', dynasty: '清' }],
        publisher: '人民文学出版社',
        year: 2008,
        isbns: ['9787020002207'],
        classNumber: 'I242.4',
        holdings: ['T001', 'T002', 'T003'].map((barcode) => ({ barcode, callNumber: 'I242.4/12', copies: 1 })),
      },
    });
  });

  it('reads GBK whose directory counts characters, as school programs write it', async () => {
    const bytes = Buffer.concat([iso2709Record(BOOK, { encode: gb, count: 'characters' }), Buffer.from('\r\n')]);
    const [first, second] = await split(Buffer.concat([bytes, bytes]));
    const plain = read({ format: 'iso2709', bytes: right, place: { kind: 'byte', at: 0 } });
    for (const raw of [first, second]) {
      const found = raw && read(raw);
      expect(found?.ok === true && plain.ok && found.value).toEqual(plain.ok && plain.value);
      expect(found?.findings.map((finding) => finding.code)).toEqual(['DIRECTORY_WRONG']);
    }
  });

  it('finds the same records however the delivery is cut into parts', async () => {
    const file = Buffer.concat([right, Buffer.from('\r\n'), right, Buffer.from([0x1a])]);
    const whole = await split(file);
    for (const size of [1, 7, 100]) expect(await split(file, size)).toEqual(whole);
    expect(whole.map((raw) => raw.place.at)).toEqual([0, right.length + 2]);
  });

  it('keeps a good neighbour of a record that lost its end', async () => {
    const file = Buffer.concat([right.subarray(0, right.length - 1), right]);
    const found = (await split(file)).map(read);
    expect(found.map((one) => one.ok)).toEqual([true, true]);
    expect(found[0]?.findings.map((finding) => finding.code)).toContain('RECORD_END_MISSING');
  });

  it('reports bytes that are no record with their place', async () => {
    const file = Buffer.concat([right, Buffer.from('garbage\u001d'), right]);
    const found = (await split(file)).map(read);
    expect(found.map((one) => one.ok)).toEqual([true, false, true]);
    expect(found[1]?.findings[0]).toMatchObject({ code: 'RECORD_TOO_SHORT', place: `byte ${right.length}` });
  });

  it('is cut off at every byte without ever throwing', async () => {
    for (let end = 0; end < right.length; end++)
      for (const raw of await split(right.subarray(0, end))) expect(read(raw)).toHaveProperty('ok');
  });

  it('reads damaged bytes without ever throwing', async () => {
    const damage = fc.array(fc.tuple(fc.nat(right.length - 1), fc.nat(255)), { minLength: 1, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(damage, async (changes) => {
        const bytes = Buffer.from(right);
        for (const [at, byte] of changes) bytes[at] = byte;
        for (const raw of await split(bytes)) expect(read(raw)).toHaveProperty('ok');
      }),
      { numRuns: 500 },
    );
  });
});
