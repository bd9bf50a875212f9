import { createReadStream } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { decoderFor } from '../../src/record/charset.ts';
import { decodeIso5426 } from '../../src/record/charsets/iso5426.ts';
import { decodeMarc8 } from '../../src/record/charsets/marc8.ts';
import { iso2709 } from '../../src/record/formats/iso2709.ts';
import { marcxml } from '../../src/record/formats/marcxml.ts';
import type { MarcRecord } from '../../src/record/marc.ts';
import type { Charset } from '../../src/record/raw.ts';
import { dataPresent, sharedData } from '../support/data.ts';

const bytes = (text: string): Buffer => Buffer.from(text, 'latin1');
const read = (given: Uint8Array, tags: readonly string[] = ['200']) => {
  const { charset, decode } = decoderFor(given, 'detect', { tags, place: 'byte 0' });
  return { charset, text: decode(given) };
};
/** Cyrillic in a one-byte set: what Windows-1251 and KOI8-R do to the same words. */
const WINDOWS_1251 = bytes('\xc2\xee\xe9\xed\xe0 \xe8 \xec\xe8\xf0. \xd2\xee\xec \xef\xe5\xf0\xe2\xfb\xe9');
const KOI8_R = bytes('\xf7\xcf\xca\xce\xc1 \xc9 \xcd\xc9\xd2. \xf4\xcf\xcd \xd0\xc5\xd2\xd7\xd9\xca');

describe('MARC-8', () => {
  it.each([
    ['a mark stands before its letter', 'Fran\xf0cais', 'Français'],
    ['two marks keep their order', '\xe2\xf2o', 'o\u0323\u0301'.normalize('NFC')],
    ['characters of ANSEL have no letter behind', '\xa2resund', 'Øresund'],
    ['EACC has three bytes, a blank amid it one', '\x1b$1!0! !0!\x1b(B.', `${'一'} ${'一'}.`],
    ['Cyrillic in the low half', '\x1b(Nmir\x1b(B', 'МИР'],
    ['Hebrew in the high half', '\x1b)2\xf9\xec\xe5\xed', 'שלום'],
    ['superscripts and back', 'x\x1bp2\x1bs+', 'x²+'],
    ['a designation of nothing is left out', 'He\x1bp1\x1b("S\x1b(B scale', 'He¹ scale'],
    ['an escape that designates no set', 'a\x1bZb', 'aZb'],
    ['EACC that ends in mid-character', '\x1b$1!0!!0', `${'一'}\ufffd\ufffd`],
    ['a mark with no letter', 'abc\xe2', 'abc\u0301'.normalize('NFC')],
  ])('%s', (_, given, text) => expect(decodeMarc8(bytes(given))).toBe(text));

  it('is found by its escapes in a record that is ASCII apart from them', () =>
    expect(read(bytes('SiO\x1bb2\x1bs'), ['245'])).toEqual({ charset: 'marc-8', text: 'SiO₂' }));
});

describe('ISO 5426', () => {
  it.each([
    ['\xc2ecole', 'école'],
    ['\xd0Caf\xc2e', 'Ḉafé'.replace('Ḉ', 'Ç')],
    ['\xe1sop \xba', 'Æsop ”'],
  ])('%j', (given, text) => expect(decodeIso5426(bytes(given))).toBe(text));

  it('is found by its marks in a UNIMARC record', () =>
    expect(read(bytes('L\xc2el\xc1eve \xc1a l\xc2ecole'))).toEqual({ charset: 'iso-5426', text: 'Lélève à lécole' }));
});

describe('eight-bit sets are told apart', () => {
  it('Windows-1251 from GB', () =>
    expect(read(WINDOWS_1251)).toEqual({ charset: 'windows-1251', text: 'Война и мир. Том первый' }));
  it('KOI8-R from GB', () => expect(read(KOI8_R)).toEqual({ charset: 'koi8-r', text: 'Война и мир. Том первый' }));
  it('GB from both', () =>
    expect(read(bytes('\xd5\xbd\xd5\xf9\xd3\xeb\xba\xcd\xc6\xbd'))).toEqual({
      charset: 'gb18030',
      text: '战争与和平',
    }));
});

describe.skipIf(!dataPresent)('the same records in MARC-8, UTF-8 and MARCXML', () => {
  const text = (record: MarcRecord | undefined): string => JSON.stringify(record?.fields).normalize('NFC');

  /** Records whose twins differ by themselves: the UTF-8 file keeps escape sequences, once the XML keeps their rest. */
  const ESCAPES_LEFT = {
    'utf8.mrc': ['001076160', '001076239', '001076241', '001116536'],
    xml: ['001076160'],
  } as const;

  it.each([
    ['building_materials_and_structures_report', 151],
    ['building_science_series', 176],
    ['nbs_monograph', 183],
  ])('%s', async (name, count) => {
    const path = (ending: string): string => sharedData(`marc/marc21/gpo_parallel/${name}.${ending}`);
    const marc8 = await records(path('marc8.mrc'), 'detect');
    expect(marc8).toHaveLength(count);
    for (const [ending, charset] of [
      ['utf8.mrc', 'utf-8'],
      ['xml', 'detect'],
    ] as const) {
      const twins = await records(path(ending), charset);
      expect(twins).toHaveLength(count);
      const unlike = marc8.filter((record, at) => text(record) !== text(twins[at])).map(controlNumber);
      expect(unlike).toEqual(ESCAPES_LEFT[ending].filter((id) => marc8.some((record) => controlNumber(record) === id)));
    }
  });
});

function controlNumber(record: MarcRecord): string {
  const first = record.fields[0];
  return first !== undefined && 'value' in first ? first.value : '';
}

async function records(path: string, charset: Charset): Promise<readonly MarcRecord[]> {
  const format = path.endsWith('.xml') ? marcxml : iso2709;
  const found: MarcRecord[] = [];
  for await (const raw of format.split(createReadStream(path))) {
    const decoded = format.decode(raw, charset);
    if (decoded.ok && 'leader' in decoded.value) found.push(decoded.value);
  }
  return found;
}
