import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { decodeMarc, FORMATS, type FormatName, sniff } from '../../src/record/formats/index.ts';
import { isDataField, type MarcRecord } from '../../src/record/marc.ts';
import type { RawRecord } from '../../src/record/raw.ts';
import { toIso2709 } from '../../src/record/write/iso2709.ts';
import { toMarcXml } from '../../src/record/write/marcxml.ts';
import { alephSequential, bdfFile, jsonShapes, mnemonic, worksheet, yazLines } from './write-marc.ts';

/** A delivery to damage: small, so that many can be tried. */
export interface Seed {
  readonly name: string;
  readonly format: FormatName;
  readonly bytes: Buffer;
  /** Its records while it is whole; null where it was damaged from the start. */
  readonly whole: readonly RawRecord[] | null;
}

const data = fileURLToPath(new URL('../../../shared/data/marc/', import.meta.url));
const MAX_SEED_BYTES = 40_000;
const FOLDERS = [
  'cnmarc',
  'cnmarc/bnu_alma_sru',
  'unimarc',
  'malformed',
  'marcxml',
  'oai',
  'sru',
  'tabular',
  'marc21/cjk880',
];

/**
 * Workbooks are left out: a library reads them, in a thread of their own with limits of memory and time.
 *
 * Real files where the public test data stands beside the project, and records of our own in every format always.
 */
export async function fuzzSeeds(): Promise<readonly Seed[]> {
  const seeds = await ownSeeds(OWN, 'own');
  if (!existsSync(data)) return seeds;
  for (const folder of FOLDERS) {
    for (const entry of readdirSync(data + folder, { withFileTypes: true })) {
      if (!entry.isFile() || /\.(txt|jsonl|gz|dc)$/.test(entry.name)) continue;
      const seed = await seedOf(`${folder}/${entry.name}`);
      if (seed.format !== 'xlsx') seeds.push(seed);
    }
  }
  for (const name of [
    'cnmarc/bnu_10.gb18030.iso',
    'cnmarc/real_samples.utf8.iso',
    'marc21/gpo_parallel/nbs_monograph.utf8.mrc',
  ])
    seeds.push(...(await ownSeeds((await decoded(name)).slice(0, 5), name)));
  return seeds;
}

async function seedOf(path: string): Promise<Seed> {
  const all = readFileSync(data + path);
  const format = sniff(all);
  const bytes = all.subarray(0, MAX_SEED_BYTES);
  const damaged = path.startsWith('malformed/') || bytes.length < all.length || format === 'csv';
  return { name: path, format, bytes, whole: damaged ? null : await wholeRecords(format, bytes) };
}

async function decoded(path: string): Promise<readonly MarcRecord[]> {
  const raws = await spansOf('iso2709', readFileSync(data + path));
  return raws.flatMap((raw) => {
    const read = decodeMarc(raw, 'detect');
    return read.ok ? [read.value] : [];
  });
}

/** Null where a record of the untouched file cannot be read: then nothing can be asked of its neighbours. */
async function wholeRecords(format: FormatName, bytes: Buffer): Promise<readonly RawRecord[] | null> {
  const raws = await spansOf(format, bytes);
  return raws.length > 2 && raws.every((raw) => decodeMarc(raw, 'detect').ok) ? raws : null;
}

export async function spansOf(
  format: FormatName,
  bytes: Buffer,
  size: number = bytes.length,
): Promise<readonly RawRecord[]> {
  const raws: RawRecord[] = [];
  for await (const raw of FORMATS[format].split(parts(bytes, size))) raws.push(raw);
  return raws;
}

async function* parts(bytes: Buffer, size: number): AsyncIterable<Uint8Array> {
  for (let at = 0; at < bytes.length; at += Math.max(1, size)) yield bytes.subarray(at, at + Math.max(1, size));
}

async function ownSeeds(records: readonly MarcRecord[], name: string): Promise<Seed[]> {
  const told = records.map(withText);
  const xml = `<collection>\n${told.map(toMarcXml).join('\n')}\n</collection>\n`;
  const texts: readonly (readonly [FormatName, string, string])[] = [
    ['marcxml', 'plain', xml],
    ['bdf', 'dp2', bdfFile(told)],
    ['aleph', 'sequential', told.map(alephSequential).join('')],
    ['mrk', 'mnemonic', told.map(mnemonic).join('')],
    ['marc-text', 'yaz', told.map(yazLines).join('')],
    ['marc-text', 'worksheet', told.map((record) => worksheet(record)).join('')],
    ...Object.entries(jsonShapes).flatMap(([shape, write]) => {
      const values = told.map(write);
      const lines: readonly [FormatName, string, string] = [
        'marc-json',
        `${shape} lines`,
        values.map((one) => JSON.stringify(one)).join('\n'),
      ];
      const array: readonly [FormatName, string, string] = [
        'marc-json',
        `${shape} array`,
        JSON.stringify(values, null, 2),
      ];
      return [lines, array];
    }),
    [
      'csv',
      'sheet',
      '题名,责任者,ISBN,条码号\n草房子,曹文轩著,9787534618727,0001\n狼王梦,沈石溪著,9787534243028,0002\n',
    ],
  ];
  const iso = Buffer.concat(told.map((record) => toIso2709(record) ?? new Uint8Array()));
  const seeds: Seed[] = [
    { name: `${name} iso2709`, format: 'iso2709', bytes: iso, whole: await wholeRecords('iso2709', iso) },
  ];
  for (const [format, what, text] of texts) {
    const bytes = Buffer.from(text, 'utf8');
    seeds.push({
      name: `${name} ${format} ${what}`,
      format,
      bytes,
      whole: format === 'csv' ? null : await wholeRecords(format, bytes),
    });
  }
  return seeds;
}

/** Only what every format can show. */
function withText(record: MarcRecord): MarcRecord {
  const fields = record.fields.filter((field) =>
    isDataField(field) ? field.subfields.length > 0 : field.value !== '',
  );
  return { leader: record.leader.padEnd(24).slice(0, 24), fields };
}

const title = (at: number, text: string): MarcRecord => ({
  leader: '00000nam0 2200000   450 ',
  fields: [
    { tag: '001', value: `LT${at}` },
    { tag: '005', value: '20260901120000.0' },
    {
      tag: '010',
      ind1: ' ',
      ind2: ' ',
      subfields: [
        { code: 'a', value: '978-7-5346-1872-7' },
        { code: 'd', value: 'CNY22.00' },
      ],
    },
    {
      tag: '200',
      ind1: '1',
      ind2: ' ',
      subfields: [
        { code: 'a', value: text },
        { code: 'f', value: '曹文轩著' },
      ],
    },
    {
      tag: '210',
      ind1: ' ',
      ind2: ' ',
      subfields: [
        { code: 'a', value: '南京' },
        { code: 'c', value: '江苏少年儿童出版社' },
      ],
    },
    {
      tag: '905',
      ind1: ' ',
      ind2: ' ',
      subfields: [
        { code: 'b', value: `S0000${at}` },
        { code: 'd', value: 'I287.45' },
      ],
    },
  ],
});
const OWN: readonly MarcRecord[] = ['草房子', '根鸟', '青铜葵花', 'Le petit prince café'].map((text, at) =>
  title(at + 1, text),
);
