import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Description } from '../../../src/record/description.ts';
import type { MarcRecord } from '../../../src/record/marc.ts';
import { readRecord } from '../../../src/record/read.ts';
import { toCnmarc } from '../../../src/record/write/cnmarc.ts';
import { toIso2709 } from '../../../src/record/write/iso2709.ts';
import { toMarc21 } from '../../../src/record/write/marc21.ts';
import { toMarcXml } from '../../../src/record/write/marcxml.ts';

const WRITING = { day: '2026-11-23', agency: 'LIANTU' };

const JOURNEY: Description = {
  localId: '012345',
  title: '西游记',
  partNumber: '上',
  contributors: [
    { name: '吴承恩', role: '著', dynasty: '明' },
    { name: '张三', role: '绘' },
  ],
  responsibility: '(明) 吴承恩著 ; 张三绘',
  publisher: '人民文学出版社',
  place: '北京',
  year: 2010,
  edition: '第3版',
  isbns: ['9787020008735'],
  extent: '2册 (1194页)',
  series: [{ title: '中国古典文学读本丛书', number: '7' }],
  classNumber: 'I242.4',
  subjects: ['章回小说--中国--明代'],
  summary: '唐僧师徒取经的故事。',
  language: 'chi',
  price: 'CNY47.20',
  carrier: 'PRINT',
  holdings: [],
};

function reread(record: MarcRecord, profile: string): Description {
  const bytes = toIso2709(record);
  if (bytes === null) throw new Error('too long');
  const read = readRecord({ format: 'iso2709', bytes, place: { kind: 'byte', at: 0 } }, { profile, charset: 'detect' });
  if (!read.ok) throw new Error(JSON.stringify(read.findings));
  expect(read.findings.filter(({ severity }) => severity === 'error')).toEqual([]);
  return read.value;
}

/** Fields that both dialects carry without loss. */
const KEPT = [
  'localId',
  'title',
  'partNumber',
  'publisher',
  'place',
  'year',
  'edition',
  'isbns',
  'extent',
  'series',
  'classNumber',
  'summary',
  'language',
  'price',
] as const;
const kept = (description: Description) => Object.fromEntries(KEPT.map((name) => [name, description[name]]));

describe('an edition written as MARC and read again', () => {
  it('means the same in CNMARC', () => {
    const again = reread(toCnmarc(JOURNEY, WRITING), 'nlc');
    expect(kept(again)).toEqual(kept(JOURNEY));
    expect(again.contributors?.map(({ name }) => name)).toEqual(['吴承恩', '张三']);
    expect(again.subjects?.[0]).toContain('章回小说');
  });

  it('means the same in MARC 21', () => {
    const again = reread(toMarc21(JOURNEY, WRITING), 'marc21');
    expect(kept(again)).toEqual(kept(JOURNEY));
    expect(again.contributors?.[0]?.name).toBe('吴承恩');
  });

  it('means the same in MARCXML', () => {
    const bytes = new TextEncoder().encode(toMarcXml(toCnmarc({ ...JOURNEY, subtitle: 'A & B <"C">' }, WRITING)));
    const read = readRecord(
      { format: 'marcxml', bytes, place: { kind: 'byte', at: 0 } },
      { profile: 'nlc', charset: 'utf-8' },
    );
    expect(read.ok && kept(read.value)).toEqual(kept(JOURNEY));
    expect(read.ok && read.value.subtitle).toBe('A & B <"C">');
  });

  it('keeps any title, whatever stands in it', () => {
    const titles = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 60 })
      .map((text) => `书${text.normalize('NFC')}`);
    fc.assert(
      fc.property(titles, (title) => {
        const bytes = toIso2709(toCnmarc({ ...JOURNEY, title }, WRITING));
        // The framing holds: one record, ended once, as long as its leader says.
        const text = Buffer.from(bytes ?? []).toString('utf8');
        expect(text.indexOf('\u001d')).toBe(text.length - 1);
        expect(Number(text.slice(0, 5))).toBe(bytes?.length);
      }),
    );
  });
});

describe('the fixed fields', () => {
  const firstOf = (record: MarcRecord, tag: string) => {
    const found = record.fields.find((field) => field.tag === tag);
    return found === undefined ? undefined : 'value' in found ? found.value : found.subfields[0]?.value;
  };

  it.each([JOURNEY, { localId: 'x', title: 'X', holdings: [] }])(
    'have the length that the formats say',
    (description) => {
      expect(firstOf(toCnmarc(description, WRITING), '100')).toHaveLength(36);
      expect(firstOf(toMarc21(description, WRITING), '008')).toHaveLength(40);
      expect(toCnmarc(description, WRITING).leader).toHaveLength(24);
      expect(toMarc21(description, WRITING).leader).toHaveLength(24);
    },
  );

  it('stand in the order of tags', () => {
    for (const write of [toCnmarc, toMarc21]) {
      const tags = write(JOURNEY, WRITING).fields.map(({ tag }) => tag);
      expect(tags).toEqual([...tags].sort());
    }
  });
});

it('a record that the format cannot hold is not written', () => {
  expect(toIso2709(toCnmarc({ ...JOURNEY, summary: '很'.repeat(4_000) }, WRITING))).toBeNull();
});
