import { describe, expect, it } from 'vitest';
import { alephSequential, jsonShapes, mnemonic, worksheet, yazLines } from '../../scripts/dev/write-marc.ts';
import { withoutBorrowers } from '../../src/record/borrowers.ts';
import type { MarcRecord } from '../../src/record/marc.ts';
import type { RawRecord, RecordFormat } from '../../src/record/raw.ts';
import { readRecord } from '../../src/record/read.ts';
import { toIso2709 } from '../../src/record/write/iso2709.ts';
import { toMarcXml } from '../../src/record/write/marcxml.ts';

const READER = 'R0000123';
const SINCE = '20260901';
const RECORD: MarcRecord = {
  leader: '00000nam0 2200000   450 ',
  fields: [
    { tag: '001', value: '0986000123' },
    { tag: '010', ind1: ' ', ind2: ' ', subfields: [{ code: 'a', value: '978-7-5063-6543-7' }] },
    { tag: '200', ind1: '1', ind2: ' ', subfields: [{ code: 'a', value: '草房子' }] },
    {
      ...{ tag: '986', ind1: ' ', ind2: ' ' },
      subfields: [
        ...[
          { code: 'a', value: 'B000001' },
          { code: 'b', value: '书库' },
        ],
        ...[
          { code: 'r', value: READER },
          { code: 't', value: SINCE },
        ],
        { code: 'z', value: '附光盘' },
      ],
    },
  ],
};
const shape = Object.values(jsonShapes)[0];
const BYTES: Readonly<Record<Exclude<RecordFormat, 'row' | 'bdf'>, Uint8Array | string>> = {
  iso2709: toIso2709(RECORD) ?? '',
  marcxml: toMarcXml(RECORD),
  'marc-json': JSON.stringify(shape?.(RECORD)),
  aleph: alephSequential(RECORD, 1),
  mrk: mnemonic(RECORD),
  'marc-text': yazLines(RECORD),
};

const raw = (format: RecordFormat, bytes: Uint8Array | string): RawRecord => ({
  format,
  bytes: Buffer.from(bytes),
  place: { kind: 'byte', at: 0 },
});
const textOf = ({ bytes }: Pick<RawRecord, 'bytes'>): string => Buffer.from(bytes).toString('utf8');
const described = (record: RawRecord) => readRecord(record, { profile: 'dp2', charset: 'detect' });

describe('a record leaves its library without the names of readers', () => {
  it.each(Object.entries(BYTES))('in %s', (format, bytes) => {
    const told = raw(format as RecordFormat, bytes);
    expect(textOf(told)).toContain(READER);
    const clean = withoutBorrowers(told);
    expect(textOf(clean)).not.toContain(READER);
    expect(textOf(clean)).not.toContain(SINCE);
    expect(described(clean)).toEqual(described(told));
    expect(described(clean)).toMatchObject({ ok: true, value: { holdings: [{ barcode: 'B000001' }] } });
    expect(withoutBorrowers(clean)).toBe(clean);
  });

  it('in a worksheet of dt1000', () => {
    expect(textOf(withoutBorrowers(raw('marc-text', worksheet(RECORD))))).not.toContain(READER);
  });

  it('keeps every other byte of ISO 2709 and of XML', () => {
    const iso = textOf(raw('iso2709', BYTES.iso2709));
    const blot = (text: string) => '*'.repeat(text.length);
    expect(textOf(withoutBorrowers(raw('iso2709', BYTES.iso2709)))).toBe(
      iso.replace(READER, blot(READER)).replace(SINCE, blot(SINCE)),
    );
    const xml = String(BYTES.marcxml);
    expect(textOf(withoutBorrowers(raw('marcxml', xml)))).toBe(xml.replace(READER, '*').replace(SINCE, '*'));
  });

  it('in the items of a .bdf file, which still tell that somebody has the copy', () => {
    const item = `<dprms:item xmlns:dprms="x"><barcode>B1</barcode><borrower>${READER}</borrower></dprms:item>`;
    expect(textOf(withoutBorrowers(raw('bdf', item)))).toBe(item.replace(READER, '*'));
  });

  it('in the columns of a sheet, of copies too', () => {
    const row = {
      cells: { 题名: '草房子', 读者姓名: READER },
      copies: [{ 条码号: 'B2', 借阅人: READER, 状态: '借出' }],
    };
    const clean = withoutBorrowers(raw('row', JSON.stringify(row)));
    expect(JSON.parse(textOf(clean))).toEqual({ cells: { 题名: '草房子' }, copies: [{ 条码号: 'B2', 状态: '借出' }] });
  });

  it('comes back as it is where it names nobody', () => {
    const plain = { ...RECORD, fields: RECORD.fields.slice(0, 3) };
    const same = [
      raw('iso2709', toIso2709(plain) ?? ''),
      raw('marcxml', toMarcXml(plain)),
      raw('row', '{"cells":{"题名":"读者文摘"}}'),
      raw('mrk', mnemonic(plain)),
      raw('iso2709', 'no record 986'),
      raw('row', '读者'),
    ];
    for (const record of same) expect(withoutBorrowers(record)).toBe(record);
  });
});
