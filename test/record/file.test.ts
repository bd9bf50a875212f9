import { gzipSync } from 'node:zlib';
import * as xlsx from '@e965/xlsx';
import { describe, expect, it } from 'vitest';
import { openFile } from '../../src/record/file.ts';
import { toIso2709 } from '../../src/record/write/iso2709.ts';

const RECORD = toIso2709({
  leader: '00000nam0 2200000   450 ',
  fields: [{ tag: '200', ind1: '1', ind2: ' ', subfields: [{ code: 'a', value: '草房子'.repeat(50) }] }],
});

async function* once(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  yield bytes;
}

async function countOf(bytes: Uint8Array | AsyncIterable<Uint8Array>): Promise<number> {
  const parts = bytes instanceof Uint8Array ? once(bytes) : bytes;
  const { records } = await openFile(parts, { charset: 'detect', columns: {} });
  let count = 0;
  for await (const _ of records) count += 1;
  return count;
}

describe('a gzip file', () => {
  const plain = Buffer.concat(Array.from({ length: 400 }, () => Buffer.from(RECORD ?? [])));
  const packed = gzipSync(plain, { level: 0 });

  it('is read as what it holds', async () => {
    expect(await countOf(packed)).toBe(400);
  });

  it.each([
    ['cut off', packed.subarray(0, packed.length - 100)],
    ['damaged', Buffer.from(packed).fill(0, packed.length >> 1, (packed.length >> 1) + 9)],
  ])('%s is refused with the place, not with a word about permissions', async (_what, bytes) => {
    await expect(countOf(bytes)).rejects.toMatchObject({ code: 'GZIP_BROKEN' });
  });

  it('whose source fails, fails as the source does', async () => {
    async function* failing(): AsyncIterable<Uint8Array> {
      yield packed.subarray(0, 40_000);
      throw new Error('the cable was pulled');
    }
    await expect(countOf(failing())).rejects.toThrow('the cable was pulled');
  });
});

describe('a sheet', () => {
  const wide = (columns: number, last: string): string => `题名,条码号${','.repeat(columns)}${last}\n草房子,0001\n`;

  it('of a million columns is refused, and one whose columns are only empty is read', async () => {
    await expect(countOf(Buffer.from(wide(1_000_000, '说明')))).rejects.toMatchObject({ code: 'SHEET_TOO_WIDE' });
    expect(await countOf(Buffer.from(wide(16_382, '')))).toBe(1);
  });

  it('of a workbook likewise', async () => {
    const workbookOf = (cell: string): Buffer => {
      const sheet = xlsx.utils.aoa_to_sheet([
        ['题名', '条码号'],
        ['草房子', '0001'],
      ]);
      xlsx.utils.sheet_add_aoa(sheet, [[cell]], { origin: 'XFD1' });
      const book = xlsx.utils.book_new();
      xlsx.utils.book_append_sheet(book, sheet, '藏书');
      return Buffer.from(xlsx.write(book, { type: 'array', bookType: 'xlsx' }) as ArrayBuffer);
    };
    expect(await countOf(workbookOf(''))).toBe(1);
    await expect(countOf(workbookOf('说明'))).rejects.toMatchObject({ code: 'WORKBOOK_TOO_WIDE' });
  });
});
