import { describe, expect, it } from 'vitest';
import { openFile } from '../../src/record/file.ts';
import { oneChunk } from '../../src/record/formats/chunks.ts';
import { readRecord } from '../../src/record/read.ts';

async function readSheet(text: string | Uint8Array) {
  const bytes = typeof text === 'string' ? Buffer.from(text, 'utf8') : text;
  const opened = await openFile(oneChunk(bytes), { charset: 'detect', columns: {} });
  const reads = [];
  for await (const raw of opened.records) reads.push(readRecord(raw, { profile: 'auto', charset: 'detect' }));
  return { sheet: opened.sheet, reads, values: reads.flatMap((read) => (read.ok ? [read.value] : [])) };
}

describe('sheets', () => {
  it('finds the header under a title line, leaves out totals and blank lines, and quarantines a line without a title', async () => {
    const { sheet, reads, values } = await readSheet(
      '某某小学馆藏清单,,,\n序号,书名,作者,复本数\n1,《草房子》,曹文轩著,4\n\n2,,无名,1\n3,城南旧事,林海音,2\n合计,,,7\n',
    );
    expect(sheet?.columns).toEqual(['序号', '书名', '作者', '复本数']);
    expect(values.map(({ title, holdings }) => [title, holdings[0]?.copies])).toEqual([
      ['草房子', 4],
      ['城南旧事', 2],
    ]);
    expect(reads[1]).toMatchObject({ ok: false, findings: [{ code: 'TITLE_MISSING', place: 'row 5' }] });
    expect(sheet?.findings.map((finding) => finding.code)).toEqual(['SHEET_TOTALS_ROW']);
  });

  it('makes one record of the lines of a book where a line is a copy', async () => {
    const { values } = await readSheet(
      '条码号,题名,责任者,馆藏状态\nA1,活着,余华著,在馆\nA2,活着,余华著,借出\nA3,兄弟,余华著,在馆\n',
    );
    expect(
      values.map(({ title, holdings }) => [title, holdings.map((holding) => [holding.barcode, holding.availability])]),
    ).toEqual([
      [
        '活着',
        [
          ['A1', 'AVAILABLE'],
          ['A2', 'ON_LOAN'],
        ],
      ],
      ['兄弟', [['A3', 'AVAILABLE']]],
    ]);
  });

  it('names a nameless column of ISBNs by what is in it', async () => {
    const { values } = await readSheet('书名,作者,\n草房子,曹文轩,9787020002207\n活着,余华,9787101015393\n');
    expect(values.map((value) => value.isbns)).toEqual([['9787020002207'], ['9787101015393']]);
  });

  it('reads the English names that programs write', async () => {
    const { values } = await readSheet('title,author,publisher,total_copies\nCharlotte’s Web,E. B. White,Harper,3\n');
    expect(values[0]).toMatchObject({ title: 'Charlotte’s Web', publisher: 'Harper', holdings: [{ copies: 3 }] });
  });

  it('tells nothing about a status where the sheet tells none', async () => {
    const { values } = await readSheet('书名,作者\n草房子,曹文轩\n');
    expect(values[0]?.holdings[0]).toEqual({ copies: 1 });
  });

  it('does not take a book called Total for a sum', async () => {
    const { values } = await readSheet('书名,出版社,册数\nTotal English 3,Gakko Tosho,5\nTotal,,5\n');
    expect(values.map(({ title, partNumber }) => [title, partNumber])).toEqual([['Total English', '3']]);
  });

  it('says so when there is no header', async () => {
    const { sheet, reads } = await readSheet('1,2,3\n4,5,6\n');
    expect(reads).toEqual([]);
    expect(sheet?.findings).toMatchObject([{ code: 'SHEET_NO_HEADER', severity: 'error' }]);
  });

  it.each([
    ['%PDF-1.7', 'PDF'],
    ['\u0089PNG\r\n', 'PNG'],
    ['Rar!\u001a', 'RAR'],
  ])('refuses a file that begins with %j as a whole', async (begin, kind) => {
    const bytes = Buffer.concat([Buffer.from(begin, 'latin1'), Buffer.from('\u001d\u001e more', 'latin1')]);
    await expect(readSheet(bytes)).rejects.toMatchObject({ code: 'FILE_NOT_RECORDS', values: { kind } });
  });
});
