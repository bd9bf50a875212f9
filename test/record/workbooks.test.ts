import { randomBytes } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import * as xlsx from '@e965/xlsx';
import { describe, expect, it } from 'vitest';
import { toGb18030 } from '../../scripts/demo/styles/gb18030.ts';
import { openFile } from '../../src/record/file.ts';
import { oneChunk } from '../../src/record/formats/chunks.ts';
import { readRecord } from '../../src/record/read.ts';

type Value = string | number | null;

function sheetOf(rows: readonly (readonly Value[])[], change: (sheet: xlsx.WorkSheet) => void = () => undefined) {
  const sheet = xlsx.utils.aoa_to_sheet(rows.map((row) => [...row]));
  change(sheet);
  return sheet;
}

function workbook(sheets: Readonly<Record<string, xlsx.WorkSheet>>, bookType: xlsx.BookType = 'xlsx'): Buffer {
  const book = xlsx.utils.book_new();
  for (const [name, sheet] of Object.entries(sheets)) xlsx.utils.book_append_sheet(book, sheet, name);
  return xlsx.write(book, { type: 'buffer', bookType }) as Buffer;
}

async function readFile(bytes: Uint8Array) {
  const opened = await openFile(oneChunk(bytes), { charset: 'detect', columns: {} });
  const reads = [];
  for await (const raw of opened.records) reads.push(readRecord(raw, { profile: 'auto', charset: 'detect' }));
  return {
    sheet: opened.sheet,
    values: reads.flatMap((read) => (read.ok ? [read.value] : [])),
    codes: reads.flatMap((read) => read.findings.map(({ code }) => code)),
  };
}

const BOOKS = [
  ['某某小学图书清单', null, null, null],
  ['书名', '作者', 'ISBN', '复本数'],
  ['草房子', '曹文轩著', 9787020002207, 3],
  ['活着', '余华著', 9787101015393, 2],
  ['合计', null, null, 5],
] as const;

describe('workbooks', () => {
  it.each(['xlsx', 'biff8', 'ods', 'xlml'] as const)('are read alike as %s', async (kind) => {
    const { values } = await readFile(workbook({ 清单: sheetOf(BOOKS) }, kind));
    expect(values.map(({ title, isbns, holdings }) => [title, isbns, holdings[0]?.copies])).toEqual([
      ['草房子', ['9787020002207'], 3],
      ['活着', ['9787101015393'], 2],
    ]);
  });

  it('may be web pages in GB18030, as many programs write .xls, without losing a zero', async () => {
    const page =
      '<html><head><meta charset="gb2312"></head><body><table><tr><td>书名</td><td>作者</td><td>条码号</td><td>ISBN</td></tr>' +
      '<tr><td>活着</td><td>余华著</td><td>0012</td><td>9787101015393</td></tr></table></body></html>';
    const { values } = await readFile(toGb18030(page));
    expect(values.map(({ title, isbns, holdings }) => [title, isbns, holdings[0]?.barcode])).toEqual([
      ['活着', ['9787101015393'], '0012'],
    ]);
  });

  it('are read sheet by sheet, whatever each begins with; a sheet of notes is named and left out', async () => {
    const notes = sheetOf([['填表说明'], ['请勿改动列名']]);
    const more = sheetOf([
      ['题名', '责任者'],
      ['兄弟', '余华著'],
    ]);
    const { sheet, values } = await readFile(workbook({ 说明: notes, 一楼: sheetOf(BOOKS), 二楼: more }));
    expect(values.map(({ title }) => title)).toEqual(['草房子', '活着', '兄弟']);
    expect(sheet?.findings).toContainEqual(expect.objectContaining({ code: 'SHEET_NO_HEADER', got: '说明' }));
  });

  it('may have a header of two lines and cells merged over several copies', async () => {
    const rows = [
      ['书名', '作者', '出版信息', null, '条码号'],
      [null, null, '出版社', '出版年', null],
      ['活着', '余华著', '作家出版社', 2012, '0001'],
      [null, null, null, null, '0002'],
      ['兄弟', '余华著', '作家出版社', 2008, '0003'],
    ];
    const merged = sheetOf(rows, (sheet) => {
      sheet['!merges'] = ['A1:A2', 'B1:B2', 'C1:D1', 'E1:E2', 'A3:A4', 'B3:B4', 'C3:C4', 'D3:D4'].map((range) =>
        xlsx.utils.decode_range(range),
      );
    });
    const { values } = await readFile(workbook({ 清单: merged }));
    expect(values.map(({ title, publisher, year, holdings }) => [title, publisher, year, holdings.length])).toEqual([
      ['活着', '作家出版社', 2012, 2],
      ['兄弟', '作家出版社', 2008, 1],
    ]);
  });

  it('show dates as days and numbers with the zeros their format shows', async () => {
    const rows = [
      ['题名', '条码号', '出版日期', '定价（元）'],
      ['活着', 123, 41061, 20],
      ['兄弟', 124, 41062, 28.5],
    ];
    const formatted = sheetOf(rows, (sheet) => {
      for (const at of [2, 3]) {
        Object.assign(sheet[`B${at}`] as object, { z: '000000' });
        Object.assign(sheet[`C${at}`] as object, { z: 'yyyy"年"m"月"' });
      }
    });
    const { values } = await readFile(workbook({ 清单: formatted }));
    expect(values.map(({ year, price, holdings }) => [year, price, holdings[0]?.barcode])).toEqual([
      [2012, '20', '000123'],
      [2012, '28.5', '000124'],
    ]);
  });

  it('with a format set far below the last book make no lines of it', async () => {
    const stretched = sheetOf(BOOKS, (sheet) => {
      sheet['Z20000'] = { t: 'n', v: undefined, z: '0.00' };
      sheet['!ref'] = 'A1:Z20000';
    });
    expect((await readFile(workbook({ 清单: stretched }))).values).toHaveLength(2);
  });
});

describe('a workbook that cannot be read', () => {
  const refusal = (bytes: Uint8Array) =>
    readFile(bytes).then(
      () => null,
      (fault: unknown) => fault,
    );

  it('is refused when it inflates beyond bounds, whatever its directory says', async () => {
    const bomb = zipOf('xl/worksheets/sheet1.xml', Buffer.alloc(220_000_000), 1_000);
    expect(bomb.length).toBeLessThan(500_000);
    expect(await refusal(bomb)).toMatchObject({ code: 'WORKBOOK_TOO_LARGE' });
  });

  it('is refused when it is larger than any list of books', async () => {
    const huge = Buffer.concat([Buffer.from('PK\u0003\u0004', 'latin1'), Buffer.alloc(31 * 1024 * 1024)]);
    expect(await refusal(huge)).toMatchObject({ code: 'WORKBOOK_TOO_LARGE' });
  });

  it('is refused when it is some other zip file or cut off', async () => {
    expect(await refusal(zipOf('word/document.xml', Buffer.from('<w/>'), 4))).toMatchObject({
      code: 'WORKBOOK_UNREADABLE',
    });
    const whole = workbook({ 清单: sheetOf(BOOKS) });
    expect(await refusal(whole.subarray(0, whole.length / 2))).toMatchObject({ code: 'WORKBOOK_UNREADABLE' });
    const random = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), randomBytes(20_000)]);
    expect(await refusal(random)).toMatchObject({ code: 'WORKBOOK_UNREADABLE' });
  });

  it('is refused as protected when it is encrypted', async () => {
    const book = xlsx.CFB.utils.cfb_new();
    xlsx.CFB.utils.cfb_add(book, '/EncryptionInfo', ENCRYPTION_INFO);
    xlsx.CFB.utils.cfb_add(book, '/EncryptedPackage', randomBytes(4_096));
    const bytes = xlsx.CFB.write(book, { type: 'buffer' }) as Buffer;
    expect(await refusal(bytes)).toMatchObject({ code: 'WORKBOOK_ENCRYPTED' });
  });
});

/** The head of an EncryptionInfo stream of agile encryption ([MS-OFFCRYPTO] 2.3.4.10). */
const ENCRYPTION_INFO = Buffer.concat([
  Buffer.from([4, 0, 4, 0, 0x40, 0, 0, 0]),
  Buffer.from(
    '<?xml version="1.0"?><encryption xmlns="http://schemas.microsoft.com/office/2006/encryption"><keyData saltSize="16"/></encryption>',
  ),
]);

/** A zip file of one entry, whose directory tells `told` bytes as its size. */
function zipOf(name: string, content: Buffer, told: number): Buffer {
  const data = deflateRawSync(content, { level: 9 });
  const sizes = Buffer.alloc(12);
  sizes.writeUInt32LE(data.length, 4);
  sizes.writeUInt32LE(told, 8);
  const common = Buffer.concat([Buffer.from([20, 0, 0, 0, 8, 0, 0, 0, 0, 0]), sizes]);
  const lengths = Buffer.from([name.length, 0, 0, 0]);
  const local = Buffer.concat([Buffer.from('PK\u0003\u0004', 'latin1'), common, lengths, Buffer.from(name), data]);
  const entry = Buffer.concat([
    Buffer.from('PK\u0001\u0002\u0014\0', 'latin1'),
    common,
    lengths,
    Buffer.alloc(14),
    Buffer.from(name),
  ]);
  const end = Buffer.alloc(22);
  end.write('PK\u0005\u0006', 'latin1');
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(entry.length, 12);
  end.writeUInt32LE(local.length, 16);
  return Buffer.concat([local, entry, end]);
}
