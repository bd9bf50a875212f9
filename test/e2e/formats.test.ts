import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import * as xlsx from '@e965/xlsx';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toGb18030 } from '../../scripts/demo/styles/gb18030.ts';
import { alephSequential, bdfFile, jsonShapes, mnemonic, worksheet, yazLines } from '../../scripts/dev/write-marc.ts';
import { FORMATS, type FormatName } from '../../src/record/formats/index.ts';
import type { MarcRecord } from '../../src/record/marc.ts';
import { toIso2709 } from '../../src/record/write/iso2709.ts';
import { toMarcXml } from '../../src/record/write/marcxml.ts';
import { graphql, liantu, makeKey, startGateway } from '../support/cli.ts';
import { encoder } from '../support/encode.ts';

const LIBRARY = 'CN-320508-C-ALLE';

/** A book as one library has it: one record, one copy. */
interface Book {
  readonly title: string;
  readonly author: string;
}

interface Export {
  readonly file: string;
  readonly format: FormatName;
  readonly title: string;
  readonly barcode: string;
  readonly bytes: Uint8Array;
}

const barcodeOf = (number: number): string => `ALLE${String(number).padStart(6, '0')}`;

function unimarc({ title, author }: Book, number: number): MarcRecord {
  const data = (tag: string, ...subfields: readonly (readonly [string, string])[]) => ({
    tag,
    ind1: ' ',
    ind2: ' ',
    subfields: subfields.map(([code, value]) => ({ code, value })),
  });
  return {
    leader: '00000nam0 2200000   450 ',
    fields: [
      { tag: '001', value: `ALLE${number}` },
      data('100', ['a', '20260901d2020    em y0chiy0121    ea']),
      data('200', ['a', title], ['f', author]),
      data('905', ['b', barcodeOf(number)], ['d', 'I247.5'], ['e', String(number)]),
    ],
  };
}

/** MARC 21, whose leader says by a blank that it is in MARC-8. */
function marc21({ title, author }: Book, number: number): MarcRecord {
  const record = unimarc({ title, author }, number);
  const title245 = { code: 'a', value: `${title} /` };
  return {
    leader: '00000nam  2200000 a 4500',
    fields: [
      { tag: '001', value: `ALLE${number}` },
      { tag: '245', ind1: '1', ind2: '0', subfields: [title245, { code: 'c', value: author }] },
      { tag: '852', ind1: ' ', ind2: ' ', subfields: [{ code: 'p', value: barcodeOf(number) }] },
      ...record.fields.slice(4),
    ],
  };
}

const utf8 = (text: string): Uint8Array => Buffer.from(text, 'utf8');
const utf16 = (text: string): Uint8Array => Buffer.from(`\ufeff${text}`, 'utf16le');

/** ISO 2709 whose values are bytes of another charset: lengths are counted in bytes. */
function iso(record: MarcRecord, encode: (text: string) => Uint8Array | null): Uint8Array {
  // One character a byte passes through the writer as it is.
  const bytes = (text: string): string => Buffer.from(encode(text) ?? []).toString('latin1');
  const fields = record.fields.map((field) =>
    'value' in field
      ? field
      : { ...field, subfields: field.subfields.map(({ code, value }) => ({ code, value: bytes(value) })) },
  );
  const { leader } = record;
  let directory = '';
  let data = '';
  for (const field of fields) {
    const text =
      'value' in field
        ? `${field.value}\u001e`
        : `${field.ind1}${field.ind2}${field.subfields.map(({ code, value }) => `\u001f${code}${value}`).join('')}\u001e`;
    directory += `${field.tag}${String(text.length).padStart(4, '0')}${String(data.length).padStart(5, '0')}`;
    data += text;
  }
  const base = 24 + directory.length + 1;
  const head = `${String(base + data.length + 1).padStart(5, '0')}${leader.slice(5, 12)}${String(base).padStart(5, '0')}${leader.slice(17)}`;
  return Buffer.from(`${head}${directory}\u001e${data}\u001d`, 'latin1');
}

function workbook({ title, author }: Book, number: number, bookType: 'xlsx' | 'biff8'): Uint8Array {
  const book = xlsx.utils.book_new();
  const rows = [['图书馆藏书登记表'], ['书名', '作者', '条码号'], [title, author, barcodeOf(number)]];
  xlsx.utils.book_append_sheet(book, xlsx.utils.aoa_to_sheet(rows), '藏书');
  return Buffer.from(xlsx.write(book, { type: 'array', bookType }) as ArrayBuffer);
}

const sheet = ({ title, author }: Book, number: number): string =>
  `书名,作者,条码号\r\n${title},${author},${barcodeOf(number)}\r\n`;

const xml = (record: MarcRecord): string => `<collection>${toMarcXml(record)}</collection>`;

const GB = toGb18030;
const BIG5 = encoder('big5');
const CYRILLIC = encoder('windows-1251');
const KOI8 = encoder('koi8-r');
type Writer = (book: Book, number: number) => Uint8Array;
const marc =
  (write: (record: MarcRecord, number: number) => string, encode = utf8): Writer =>
  (book, number) =>
    encode(write(unimarc(book, number), number));

/** One export of every kind: how a program would write it, and a book that no other holds. */
const KINDS: readonly (readonly [string, FormatName, Book, Writer])[] = [
  ['utf-8.iso', 'iso2709', { title: '草房子', author: '曹文轩著' }, (b, n) => toIso2709(unimarc(b, n)) ?? utf8('')],
  ['gb18030.iso', 'iso2709', { title: '城南旧事', author: '林海音著' }, (b, n) => iso(unimarc(b, n), GB)],
  ['gzip.iso.gz', 'iso2709', { title: '呼兰河传', author: '萧红著' }, (b, n) => gzipSync(iso(unimarc(b, n), GB))],
  ['big5.iso', 'iso2709', { title: '駱駝祥子', author: '老舍著' }, (b, n) => iso(unimarc(b, n), BIG5)],
  [
    'windows-1251.iso',
    'iso2709',
    { title: 'Капитанская дочка', author: 'Александр Пушкин' },
    (b, n) => iso(unimarc(b, n), CYRILLIC),
  ],
  ['koi8-r.iso', 'iso2709', { title: 'Мёртвые души', author: 'Николай Гоголь' }, (b, n) => iso(unimarc(b, n), KOI8)],
  [
    'marc-8.mrc',
    'iso2709',
    { title: 'Les misérables', author: 'Victor Hugo' },
    // The accent before its letter: E2 is the acute of ANSEL.
    (b, n) => iso(marc21(b, n), (t) => Buffer.from(t.replaceAll('é', '\u00e2e'), 'latin1')),
  ],
  [
    'iso-5426.iso',
    'iso2709',
    { title: 'Légendes dorées', author: 'Jacques André' },
    // C2 is the acute of ISO 5426.
    (b, n) => iso(unimarc(b, n), (t) => Buffer.from(t.replaceAll('é', '\u00c2e'), 'latin1')),
  ],
  ['utf-8.xml', 'marcxml', { title: '西游记', author: '吴承恩著' }, marc(xml)],
  ['utf-16.xml', 'marcxml', { title: '朝花夕拾', author: '鲁迅著' }, marc(xml, utf16)],
  ['aleph.txt', 'aleph', { title: '边城', author: '沈从文著' }, marc(alephSequential)],
  ['mnemonic.mrk', 'mrk', { title: '围城', author: '钱锺书著' }, marc(mnemonic)],
  ['yaz.txt', 'marc-text', { title: '茶馆', author: '老舍编剧' }, marc(yazLines)],
  ['worksheet.txt', 'marc-text', { title: '雷雨', author: '曹禺著' }, marc((record) => worksheet(record), GB)],
  ['dp2.bdf', 'bdf', { title: '稻草人', author: '叶圣陶著' }, marc((record) => bdfFile([record]))],
  ...Object.entries(jsonShapes).map(
    ([shape, write], at) =>
      [
        `${shape}.json`,
        'marc-json',
        { title: ['寄小读者', '繁星', '春水', '小橘灯', '再寄小读者', '三寄小读者'][at] ?? shape, author: '冰心著' },
        marc((record) => JSON.stringify(write(record))),
      ] as const,
  ),
  ['utf-8.csv', 'csv', { title: '狼王梦', author: '沈石溪著' }, (b, n) => utf8(sheet(b, n))],
  ['gbk.csv', 'csv', { title: '宝葫芦的秘密', author: '张天翼著' }, (b, n) => GB(sheet(b, n))],
  [
    'utf-16.tsv',
    'csv',
    { title: '大林和小林', author: '张天翼著' },
    (b, n) => utf16(sheet(b, n).replaceAll(',', '\t')),
  ],
  ['new.xlsx', 'xlsx', { title: '神笔马良', author: '洪汛涛著' }, (b, n) => workbook(b, n, 'xlsx')],
  ['old.xls', 'xlsx', { title: '小兵张嘎', author: '徐光耀著' }, (b, n) => workbook(b, n, 'biff8')],
];

const EXPORTS: readonly Export[] = KINDS.map(([file, format, book, write], number) => ({
  file,
  format,
  title: book.title,
  // dp2 tells copies beside the record, which the writer numbers itself.
  barcode: format === 'bdf' ? '0000001' : barcodeOf(number),
  bytes: write(book, number),
}));

describe('an export of every kind', () => {
  let folder: string;
  let gateway: Awaited<ReturnType<typeof startGateway>>;
  let key: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'liantu-formats-'));
    for (const { file, bytes } of EXPORTS) await writeFile(join(folder, file), bytes);
    gateway = await startGateway();
    await writeFile(join(folder, 'libraries.json'), JSON.stringify([{ code: LIBRARY, kind: 'SCHOOL', name: '示例' }]));
    await liantu(['library', 'import', join(folder, 'libraries.json')], gateway.env);
    key = await makeKey(gateway.env, 'MEMBER_PUSH', LIBRARY);
  }, 60_000);

  afterAll(async () => {
    await gateway[Symbol.asyncDispose]();
    await rm(folder, { recursive: true, force: true });
  });

  it('is tried here', () => {
    expect(new Set(EXPORTS.map(({ format }) => format))).toEqual(new Set(Object.keys(FORMATS)));
    expect(new Set(EXPORTS.map(({ title }) => title)).size).toBe(EXPORTS.length);
  });

  it('goes in by one command, nothing told about any of them, and each is found', async () => {
    const files = EXPORTS.map(({ file }) => join(folder, file));
    const args = ['push', ...files, '--to', gateway.url, '--library', LIBRARY, '--json'];
    const { exit, stdout, stderr } = await liantu(args, { ...gateway.env, LIANTU_KEY: key });
    expect(exit, stderr).toBe(0);
    const count = EXPORTS.length;
    expect(JSON.parse(stdout)).toMatchObject({ state: 'DONE', received: count, added: count, quarantined: 0 });
    for (const { file, title, barcode } of EXPORTS) {
      await expect.poll(() => titlesOf(gateway, key, barcode), { timeout: 10_000 }).toEqual([title]);
      expect((await titlesOf(gateway, key, title))[0], file).toBe(title);
    }
  }, 60_000);
});

async function titlesOf(gateway: { readonly url: string }, key: string, query: string): Promise<readonly string[]> {
  const found = await graphql<{ search: { nodes: readonly { title: string }[] } }>(
    gateway,
    key,
    'query ($query: String!) { search(query: $query, first: 3) { nodes { title } } }',
    { query },
  );
  return found.search.nodes.map(({ title }) => title);
}
