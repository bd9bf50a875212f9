import { describe, expect, it } from 'vitest';
import { htmlReport } from '../../scripts/cli/check-report.ts';
import type { Description } from '../../src/record/description.ts';
import { QualityCount } from '../../src/record/quality.ts';

const BOOK: Description = {
  localId: '1',
  title: '活着',
  responsibility: '余华著',
  publisher: '作家出版社',
  year: 2012,
  isbns: ['9787101015393'],
  classNumber: 'I247.57',
  carrier: 'PRINT',
  holdings: [{ copies: 1, barcode: 'A1', callNumber: 'I247.57/1' }],
};

function reportOf(...books: readonly Partial<Description>[]) {
  const count = new QualityCount();
  for (const [at, book] of books.entries()) {
    const value = { ...BOOK, localId: String(at), holdings: [{ copies: 1, barcode: `B${at}` }], ...book };
    count.add({ ok: true, value, findings: [] }, `row ${at + 2}`);
  }
  return count.report();
}

describe('the quality of records', () => {
  it('is 100 for a whole record, less for what is missing, and less for what is doubtful', () => {
    const whole = reportOf({ holdings: BOOK.holdings });
    expect(whole.score).toBe(100);
    const { isbns: _isbns, ...without } = BOOK;
    const count = new QualityCount();
    count.add({ ok: true, value: without, findings: [] }, 'row 2');
    expect(count.report().score).toBe(75);
    const doubt = { code: 'ISBN_INVALID', severity: 'warning', place: 'row 2', got: '1' } as const;
    const doubtful = new QualityCount();
    doubtful.add({ ok: true, value: BOOK, findings: [doubt] }, 'row 2');
    expect(doubtful.report().score).toBe(50);
  });

  it('misses no ISBN where none was ever given', () => {
    const { isbns: _isbns, ...without } = BOOK;
    for (const none of [{ carrier: 'STANDARD' }, { year: 1979 }, { unifiedBookNumber: '10119·4321' }] as const) {
      const count = new QualityCount();
      count.add({ ok: true, value: { ...without, ...none }, findings: [] }, 'row 2');
      expect(count.report().completeness).toContainEqual({ field: 'isbns', filled: 1, share: 1 });
    }
  });

  it('names barcodes and ids that come twice, with the places', () => {
    const twice = reportOf({ localId: 'x' }, { localId: 'x', holdings: [{ copies: 1, barcode: 'B0' }] });
    expect(twice.findings.map(({ code, places }) => [code, places])).toEqual([
      ['LOCAL_ID_REPEATED', ['row 3']],
      ['BARCODE_REPEATED', ['row 3']],
    ]);
  });
});

describe('the report as a page', () => {
  const shown = { meanings: { 书名: 'title', 备注: null }, samples: [{ 书名: '<活着>' }, { 书名: '兄弟' }] } as const;

  it('shows faults with places in the language of its reader, columns with examples, and no markup of the file', () => {
    const html = htmlReport('<馆藏>.xlsx', reportOf({ localId: 'x' }, { localId: 'x' }), shown, 'zh');
    expect(html).toContain('第 3 行');
    expect(html).toMatch(/<td>书名<\/td><td>题名 \(title\)<\/td><td>&#60;活着&#62;<\/td><td>兄弟<\/td>/);
    expect(html).toContain('（未识别，忽略）');
    expect(html).not.toContain('<馆藏>');
  });

  it('never says 100 % of what is not all', () => {
    const books = Array.from({ length: 300 }, (_, at) => (at === 0 ? { year: undefined } : {}));
    const report = reportOf(...(books as readonly Partial<Description>[]));
    const html = htmlReport('a.iso', report, null, 'en');
    expect(html).toMatch(/year<\/td><td>299<\/td><td>99 %/);
  });
});
