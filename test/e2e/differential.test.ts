import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { decodeIso5426 } from '../../src/record/charsets/iso5426.ts';
import { dataPresent, sharedData } from '../support/data.ts';
import { compareWithYaz } from './differential.ts';

const yazPresent = spawnSync('yaz-marcdump', ['-V']).status === 0;
if (!yazPresent) console.warn('\n!!! SKIPPED: no yaz-marcdump — our reading is compared with nobody else’s !!!\n');

/** The first hundred records of each file; `LIANTU_DIFFERENTIAL=all` for every one of them. */
const most = process.env.LIANTU_DIFFERENTIAL === 'all' ? Number.POSITIVE_INFINITY : 100;

/** Files in which we read fields otherwise than yaz, why, and how many of the first hundred records' fields. */
const ALLOWED: Readonly<Record<string, readonly [fields: number, why: string]>> = {
  'cnmarc/derived_school/school_lib.gb18030.charlen_badleader.iso': [
    1136,
    'lengths counted in characters: yaz cuts fields by them',
  ],
  'cnmarc/ilas_905.gb18030.iso': [9, 'lengths counted in UTF-8 around GB bytes: yaz cuts fields by them'],
  'malformed/dchud__e003_base_address_below_24.bin': [3, 'yaz takes the directory for the first field'],
  'malformed/edsu__bad_indicator.dat': [1, 'one indicator is missing: yaz takes $ for the other'],
  'malformed/edsu__bad_subfield_code.dat': [3, 'directory counted before a character was split: yaz moves by it'],
  'malformed/internetarchive__lesabndioeinas00sche_meta.mrc': [3, 'directory does not count one byte: yaz moves by it'],
  'malformed/librecat__bu_bibs.mrc': [189, 'directory counts characters: yaz moves by it'],
  'malformed/pride_and_prejudice_errors.mrc': [1, 'a field without subfields: yaz makes some of its text'],
  'marc21/cjk880/marc4j__chinese_mangled_multibyte.mrc': [32, 'broken EACC: yaz shows its bytes, we a replacement'],
  'marc21/cjk880/marc4j__not_unimarc_errors_3.mrc': [3, 'codes beyond ASCII: yaz takes a character, we a byte'],
  'marc21/cjk880/sul-dlss__nonlatinscripts.mrc': [48, 'is UTF-8, not MARC-8 as the manifest says'],
  'marc21/gpo_parallel/nbs_monograph.marc8.mrc': [1, 'escape to superscripts without a way back: yaz drops the text'],
  'marc21/gpo_parallel/nbs_monograph.utf8.mrc': [3, 'MARC-8 escapes left in UTF-8: yaz shows them as text'],
  'marc21/yaz_pairs/indexdata__marc1.marc': [4, 'control fields with subfields: text to us, as the standard says'],
  'marc21/yaz_pairs/indexdata__marc3.marc': [6, 'control fields with subfields: text to us, as the standard says'],
  'unimarc/alban-peyrat__test_records.mrc': [1, 'a control field of nothing but indicators'],
  'unimarc/ruby-marc__cp866_multirecord.marc': [9, 'a directory counted in characters: yaz moves by it'],
};

interface Entry {
  readonly file: string;
  readonly encoding: string;
  readonly yaz?: number;
}
const files: readonly Entry[] = dataPresent
  ? (
      JSON.parse(readFileSync(sharedData('marc/manifest.json'), 'utf8')) as { readonly files: readonly Entry[] }
    ).files.filter(
      ({ file, yaz }) => yaz !== undefined && /\.(?:mrc|iso|marc|dat|usmarc|utf8|marc21|iso2709|bin)$/.test(file),
    )
  : [];

describe.skipIf(!dataPresent || !yazPresent)('yaz-marcdump as the other reader of the same files', () => {
  it('has them all', () => expect(files.length).toBeGreaterThan(140));

  it.each(files)('$file', async ({ file, encoding }) => {
    const { ours, theirs, differing } = await compareWithYaz(sharedData(`marc/${file}`), encoding, most);
    expect(ours).toBeGreaterThanOrEqual(theirs);
    const [fields] = ALLOWED[file] ?? [0];
    if (fields === 0) expect(differing).toEqual([]);
    else if (Number.isFinite(most)) expect({ fields: differing.length, first: differing[0] }).toMatchObject({ fields });
  });
});

describe.skipIf(!yazPresent)('ISO 5426 as yaz-iconv reads it', () => {
  const LETTERS = 'aceginorstuyzACEGINORSTUYZ';
  /** An article that is not sorted by. */
  const MARKED = [0x88, 0x41, 0x89];
  /** A few at a time: yaz-iconv loses a mark where its own buffer ends. */
  const yazReads = (several: readonly (readonly number[])[]): readonly string[] => {
    const input = Uint8Array.from(several.flatMap((bytes) => [...bytes, BAR]));
    const { stdout } = spawnSync('yaz-iconv', ['-f', 'iso5426', '-t', 'utf-8'], { input });
    return stdout.toString('utf8').normalize('NFC').split('|').slice(0, -1);
  };
  const BAR = 0x7c;

  it('byte by byte, and each mark on each letter', () => {
    const cases = Array.from({ length: 95 }, (_, at) => at + 0xa0).flatMap((byte) =>
      byte >= 0xc0 && byte <= 0xdf ? [...LETTERS].map((letter) => [byte, letter.charCodeAt(0)]) : [[byte]],
    );
    const all = [...cases, MARKED];
    const theirs = all.flatMap((_, at) => (at % 20 === 0 ? yazReads(all.slice(at, at + 20)) : []));
    const other = cases.filter((bytes, at) => {
      const told = theirs[at] ?? '';
      const mine = decodeIso5426(Uint8Array.from(bytes));
      // Bytes the standard leaves free: yaz drops them, we show that something was there.
      return told === '' ? mine !== '\ufffd' : mine !== told;
    });
    expect([...new Set(other.map(([byte = 0]) => byte.toString(16)))]).toEqual(Object.keys(OTHERWISE));
    expect(decodeIso5426(Uint8Array.from(MARKED))).toBe(theirs[cases.length]);
  });

  /** Where yaz differs; smc.bibencodings, the other free table, has them as we do. */
  const OTHERWISE = {
    cc: 'turned comma above, not comma above',
    dc: 'free in the standard',
    dd: 'left half of a ligature, which yaz has as a double tilde',
    de: 'right half of a ligature, which yaz drops',
    df: 'right half of a double tilde, which yaz drops',
  };
});
