import { describe, expect, it } from 'vitest';
import { CLASS_SET_ISBN, DEMO_ALLIANCE } from '../../scripts/demo/alliance.ts';
import { CHINESE_BOOKS, FOREIGN_BOOKS, STANDARD_LIST } from '../../scripts/demo/book.ts';
import { fillShelves } from '../../scripts/demo/shelves.ts';
import { toGb18030 } from '../../scripts/demo/styles/gb18030.ts';
import { exportOf } from '../../scripts/demo/styles/index.ts';
import { libraryCode } from '../../src/base/brand.ts';
import { openFile } from '../../src/record/file.ts';
import { readRecord } from '../../src/record/read.ts';

const today = new Date('2026-11-23T00:00:00Z');
const shelves = fillShelves(today);
const copiesOf = (isbn: string) => shelves.flatMap(({ titles }) => titles.filter(({ book }) => book.isbn === isbn));

describe('the example alliance', () => {
  it('has all four kinds of libraries, most of them schools, each marked as an example', () => {
    const kinds = new Set(DEMO_ALLIANCE.map(({ kind }) => kind));
    expect([...kinds].sort()).toEqual(['INSTITUTE', 'PUBLIC', 'SCHOOL', 'UNIVERSITY']);
    expect(DEMO_ALLIANCE.length).toBeGreaterThanOrEqual(16);
    expect(DEMO_ALLIANCE.filter(({ kind }) => kind === 'SCHOOL').length).toBeGreaterThanOrEqual(12);
    for (const { name, code } of DEMO_ALLIANCE) {
      expect(name).toContain('示例');
      expect(libraryCode(code)).toBe(code);
    }
    expect(new Set(DEMO_ALLIANCE.map(({ code }) => code)).size).toBe(DEMO_ALLIANCE.length);
  });

  it('holds every book, with at least 1,500 titles and 8,000 copies', () => {
    const held = new Set(shelves.flatMap(({ titles }) => titles.map(({ book }) => book)));
    expect(held.size).toBe(CHINESE_BOOKS.length + FOREIGN_BOOKS.length);
    expect(held.size + STANDARD_LIST.length).toBeGreaterThan(1500);
    expect(shelves.flatMap(({ titles }) => titles.flatMap(({ copies }) => copies)).length).toBeGreaterThan(8000);
  });

  it('has one title in at least 45 copies over eleven schools, none of which has a class’s worth', () => {
    const counts = copiesOf(CLASS_SET_ISBN).map(({ copies }) => copies.length);
    expect(counts.length).toBe(11);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBeGreaterThanOrEqual(45);
    expect(Math.max(...counts)).toBeLessThan(10);
  });

  it('tells facts only: every ISBN has its right check digit', () => {
    const wrong = [...CHINESE_BOOKS, ...FOREIGN_BOOKS].filter(({ isbn }) => {
      const sum = [...isbn].reduce((total, digit, index) => total + Number(digit) * (index % 2 === 0 ? 1 : 3), 0);
      return !/^97[89]\d{10}$/.test(isbn) || sum % 10 !== 0;
    });
    expect(wrong).toEqual([]);
  });

  it('gives every copy of a library its own barcode and every loan a day to come', () => {
    for (const { titles } of shelves) {
      const copies = titles.flatMap((title) => title.copies);
      expect(new Set(copies.map(({ barcode }) => barcode)).size).toBe(copies.length);
      for (const { onLoan, due } of copies) expect(onLoan ? (due ?? '') > '2026-11-23' : due === null).toBe(true);
    }
  });

  it('is the same alliance every time', () => {
    expect(fillShelves(today)).toEqual(shelves);
  });
});

describe('what a library exports, read again', () => {
  it.each(shelves.filter(({ titles }) => titles.length > 0).map((shelf) => [exportOf(shelf).name, shelf] as const))(
    '%s has the same titles, parts, ISBNs, copies and barcodes',
    async (_name, shelf) => {
      const { bytes } = exportOf(shelf);
      async function* stream() {
        yield bytes;
      }
      const { records } = await openFile(stream(), { charset: 'detect', columns: {} });
      const read: string[] = [];
      const barcodes: string[] = [];
      let copies = 0;
      for await (const raw of records) {
        const described = readRecord(raw, { profile: 'auto', charset: 'detect' });
        if (!described.ok) throw new Error(JSON.stringify(described.findings));
        const { title, subtitle = '', isbns = [], holdings } = described.value;
        read.push(`${isbns.join()} ${title} ${subtitle}`);
        copies += holdings.reduce((sum, holding) => sum + holding.copies, 0);
        barcodes.push(...holdings.flatMap(({ barcode }) => (barcode === undefined ? [] : [barcode])));
      }
      const told = shelf.titles.map(({ book }) => {
        // English titles carry their subtitle behind a colon.
        const [title = '', rest = ''] = book.language === 'eng' ? book.title.split(' : ') : [book.title, book.subtitle];
        return `${book.isbn} ${title} ${rest}`;
      });
      expect(read.sort()).toEqual(told.sort());
      expect(copies).toBe(shelf.titles.reduce((sum, { copies: { length } }) => sum + length, 0));
      const shelved = shelf.titles.flatMap((title) => title.copies.map(({ barcode }) => barcode));
      if (barcodes.length > 0) expect(barcodes.sort()).toEqual(shelved.sort());
    },
  );
});

describe('house styles', () => {
  const files = shelves.map((shelf) => ({ ...exportOf(shelf), shelf }));

  it('encode any text as GB18030 that a decoder reads back', () => {
    const decode = new TextDecoder('gb18030', { fatal: true });
    const sample = ['三体Ⅱ·黑暗森林', 'Gödel — Saint-Exupéry', '㐂㐃䶵龦', '𠮷野家 😀', '①②〇ü'];
    for (const text of sample) expect(decode.decode(toGb18030(text))).toBe(text);
    let plane = '';
    for (let code = 0x80; code < 0xd800; code += 7) plane += String.fromCharCode(code);
    expect(decode.decode(toGb18030(plane))).toBe(plane);
  });

  it.each(files.filter(({ name }) => /\.(iso|mrc)$/.test(name)).map((file) => [file.name, file] as const))(
    '%s is ISO 2709 with true lengths in bytes',
    (name, { bytes, shelf }) => {
      const gap = /gbk/.test(name) ? 2 : 0;
      let records = 0;
      for (let start = 0; start < bytes.length; records++) {
        const length = Number(new TextDecoder('latin1').decode(bytes.subarray(start, start + 5)));
        // School programs count neither the second field terminator nor the line end they add.
        const end = gap === 0 ? start + length : bytes.indexOf(0x1d, start) + 1;
        expect(bytes[end - 1]).toBe(0x1d);
        expect(bytes[start + length - (gap === 0 ? 2 : 1)]).toBe(0x1e);
        start = end + gap;
      }
      expect(records).toBe(shelf.library.style === 'institute' ? STANDARD_LIST.length : shelf.titles.length);
    },
  );
});
