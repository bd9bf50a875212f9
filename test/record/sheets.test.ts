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

  it('takes a bare number beside the word for totals as a count, and the novel 1984 as a book', async () => {
    const { sheet, values } = await readSheet(
      '序号,书名,作者\n1,草房子,曹文轩著\n合计,2,\n2,1984,奥威尔著\n总计,1984,奥威尔著\n',
    );
    expect(values.map(({ title }) => title)).toEqual(['草房子', '1984', '1984']);
    expect(sheet?.findings).toMatchObject([{ code: 'SHEET_TOTALS_ROW', place: 'row 3' }]);
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

  it('keeps the kind of document that a title names, and takes the word out of the title', async () => {
    const { values } = await readSheet(
      '书名,作者\n新概念英语[录音资料],亚历山大\n[汤姆历险记],马克·吐温\n苏州园林【录像资料】,苏州电视台\n',
    );
    expect(values.map(({ title, carrier }) => [title, carrier])).toEqual([
      ['新概念英语', 'AUDIO'],
      ['[汤姆历险记]', 'PRINT'],
      ['苏州园林', 'VIDEO'],
    ]);
  });

  it.each([
    ['标准号,标准名称\nGB/T 3792-2021,信息与文献 资源描述\n', 'STANDARD'],
    ['报告编号,报告名称,编制单位\nSZ-2024-011,太湖水质年度报告,苏州市环境监测中心\n', 'REPORT'],
    ['专利号,名称,专利权人\nZL 2018 1 0123456.7,一种借书柜,苏州某公司\n', 'PATENT'],
    ['篇名,作者,刊名\n论馆际互借,张三,图书馆学刊\n', 'ARTICLE'],
    ['刊名,ISSN,馆藏年卷期\n图书馆学刊,1002-1884,2001-2024\n', 'SERIAL'],
    ['题名,标准书号\n活着,9787101015393\n', 'PRINT'],
  ])('knows from its columns what %j lists', async (text, carrier) => {
    expect((await readSheet(text)).values.map((value) => value.carrier)).toEqual([carrier]);
  });

  it('tells an ISBN that Excel cut from a placeholder and from a wrong one', async () => {
    const { reads } = await readSheet(
      '书名,ISBN\n甲,9.78702E+12\n乙,12345\n丙,1234567891011\n丁,9787020002208\n戊,9787020002207\n',
    );
    expect(reads.map((read) => read.findings.map(({ code }) => code))).toEqual([
      ['ISBN_DIGITS_LOST'],
      ['ISBN_PLACEHOLDER'],
      ['ISBN_PLACEHOLDER'],
      ['ISBN_INVALID'],
      [],
    ]);
  });

  it('reads full width, tabs and UTF-16 as Excel writes it, 丝 and all', async () => {
    const text = '书名\t作者\t册数\n《丝绸之路》\t张三\t３\n';
    const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]);
    const { values } = await readSheet(utf16);
    expect(values.map(({ title, holdings }) => [title, holdings[0]?.copies])).toEqual([['丝绸之路', 3]]);
  });

  it('follows what was told of columns, in finding the header, the copies and the fields', async () => {
    const text = '图书目录\n书目,写书人,号码\n活着,余华著,A1\n活着,余华著,A2\n';
    const columns = { 书目: 'title', 写书人: 'responsibility', 号码: 'barcode' } as const;
    const opened = await openFile(oneChunk(Buffer.from(text)), { charset: 'detect', columns });
    const reads = [];
    for await (const raw of opened.records)
      reads.push(readRecord(raw, { profile: 'auto', charset: 'detect', columns }));
    expect(reads).toMatchObject([
      { ok: true, value: { title: '活着', holdings: [{ barcode: 'A1' }, { barcode: 'A2' }] } },
    ]);
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
