import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Description } from '../../src/record/description.ts';
import { rawFromXml } from '../../src/record/formats/metadata.ts';
import type { RawRecord } from '../../src/record/raw.ts';
import { readRecord } from '../../src/record/read.ts';
import { dataPresent, sharedData } from '../support/data.ts';
import { linesOf, type ReadMarc, readMarc } from '../support/read-marc.ts';

const marc = (path: string): string => sharedData(`marc/${path}`);

function described(raw: RawRecord, profile = 'auto'): Description {
  const read = readRecord(raw, { profile, charset: 'detect' });
  if (!read.ok) throw new Error(JSON.stringify(read.findings));
  return read.value;
}

/** Every field that differs, as `record tag: one | other`. */
function differences(one: ReadMarc, other: ReadMarc): readonly string[] {
  return one.records.flatMap((record, at) => {
    const [left, right] = [linesOf(record), linesOf(other.records[at] ?? { leader: '', fields: [] })];
    const length = Math.max(left.length, right.length);
    return Array.from({ length }, (_, n) => [left[n] ?? '', right[n] ?? ''] as const)
      .filter(([a, b]) => a !== b)
      .map(([a, b]) => `${at} ${a} | ${b}`);
  });
}

describe.skipIf(!dataPresent)('the same 510 records in UTF-8, MARC-8 and MARCXML', () => {
  /** Where the source itself differs: file, form, and the beginning of what is told. */
  const ALLOWED: Readonly<Record<string, readonly RegExp[]>> = {
    // The maker of the XML wrote an escape sequence of MARC-8 out as character references of references.
    'nbs_monograph xml': [/^24 245 14 \$aThe "1958 He¹ scale .*\| .*He¹ ⁽&#x22;&#x53; scale/],
  };

  it.each([
    ['building_materials_and_structures_report', 151],
    ['building_science_series', 176],
    ['nbs_monograph', 183],
  ])('%s', async (name, count) => {
    const read = (ending: string) => readMarc(marc(`marc21/gpo_parallel/${name}.${ending}`));
    const utf8 = await read('utf8.mrc');
    expect(utf8.records).toHaveLength(count);
    for (const [form, ending] of [
      ['marc8', 'marc8.mrc'],
      ['xml', 'xml'],
    ] as const) {
      const other = await read(ending);
      expect(other.records).toHaveLength(count);
      expect([...utf8.refused, ...other.refused]).toEqual([]);
      const allowed = ALLOWED[`${name} ${form}`] ?? [];
      const found = differences(utf8, other);
      expect(found.filter((text) => !allowed.some((pattern) => pattern.test(text)))).toEqual([]);
      expect(found).toHaveLength(allowed.length);
      expect(other.raws.map((raw) => comparable(described(raw)))).toEqual(
        utf8.raws.map((raw, at) =>
          found.some((text) => text.startsWith(`${at} `)) ? expect.anything() : comparable(described(raw)),
        ),
      );
    }
  });
});

/** NFC: MARC-8 and its Unicode twins may order marks otherwise. */
const comparable = (value: Description): unknown => JSON.parse(JSON.stringify(value).normalize('NFC'));

describe.skipIf(!dataPresent)('the same records of one university as ISO 2709, CNMARCXML and Dublin Core', async () => {
  const iso = await readMarc(marc('cnmarc/bnu_10.gb18030.iso'));
  const xml = await readMarc(marc('cnmarc/bnu_alma_sru/digitalplatform__sample_cnmarcxml.xml'));
  const page = readFileSync(marc('cnmarc/bnu_alma_sru/digitalplatform__sample_dc.xml'), 'utf8');
  const dc = [...page.matchAll(/<recordData>([\s\S]*?)<\/recordData>/g)].map(([, text = ''], at) =>
    described(rawFromXml(text.trim(), at + 1)),
  );

  it('ISO 2709 in GB18030 says and means what CNMARCXML in UTF-8 does', () => {
    expect([iso.records.length, xml.records.length]).toEqual([6, 10]);
    expect(differences(iso, xml)).toEqual([]);
    expect(iso.raws.map((raw) => described(raw, 'calis'))).toEqual(
      xml.raws.slice(0, 6).map((raw) => described(raw, 'calis')),
    );
  });

  it('Dublin Core means the same, on the fields it has', () => {
    const full = xml.raws.map((raw) => described(raw, 'calis'));
    expect(dc).toHaveLength(10);
    expect(dc.map(commonFields)).toEqual(full.map(commonFields));
  });
});

/** Dublin Core puts subtitle and part into the title, and names persons only. */
function commonFields(value: Description): unknown {
  const { localId, title, subtitle, partNumber, partTitle, publisher, place, year, isbns, language } = value;
  const persons = (value.contributors ?? []).filter(({ corporate }) => corporate !== true);
  return {
    localId,
    title: [title, partNumber, partTitle, subtitle]
      .filter((part) => part !== undefined)
      .join(' ')
      .replace(/ 电子资源$/, ''),
    publisher,
    place,
    year,
    isbns,
    language,
    persons: persons.map(({ name, role }) => `${name} ${role ?? ''}`),
  };
}
