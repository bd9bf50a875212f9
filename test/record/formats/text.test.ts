import { describe, expect, it } from 'vitest';
import { alephSequential, jsonShapes, mnemonic, worksheet, yazLines } from '../../../scripts/dev/write-marc.ts';
import { sniff } from '../../../src/record/formats/index.ts';
import type { MarcRecord } from '../../../src/record/marc.ts';
import { dataPresent, sharedData } from '../../support/data.ts';
import { linesOf, readMarc } from '../../support/read-marc.ts';

type Writer = (records: readonly MarcRecord[]) => string;
const shape = (name: string) => jsonShapes[name] ?? (() => null);

/** What a file of each kind looks like; the same records must come back from all of them. */
const writers: Readonly<Record<string, readonly [format: string, write: Writer]>> = {
  'yaz lines': ['marc-text', (records) => records.map(yazLines).join('')],
  worksheets: ['marc-text', (records) => records.map((record) => worksheet(record)).join('')],
  'lines with ■': ['marc-text', (records) => records.map((record) => worksheet(record, '■')).join('')],
  'lines with 1F': ['marc-text', (records) => records.map((record) => worksheet(record, '\u001f')).join('')],
  'Aleph sequential': ['aleph', (records) => records.map(alephSequential).join('')],
  mnemonics: ['mrk', (records) => records.map(mnemonic).join('')],
  ...Object.fromEntries(
    Object.entries(jsonShapes).flatMap(([name, write]): [string, [string, Writer]][] => [
      [
        `${name}, a record a line`,
        ['marc-json', (records) => `${records.map((one) => JSON.stringify(write(one))).join('\n')}\n`],
      ],
      [`${name}, an indented array`, ['marc-json', (records) => JSON.stringify(records.map(write), null, 2)]],
    ]),
  ),
  'JSON, one after the other': [
    'marc-json',
    (records) => records.map((one) => JSON.stringify(shape('marc-in-json')(one), null, 1)).join('\n'),
  ],
  'JSON, an array on one line': ['marc-json', (records) => JSON.stringify(records.map(shape('marc-in-json')))],
};

describe.skipIf(!dataPresent)('records written in another way are the same records', () => {
  const files = [
    'cnmarc/real_samples.utf8.iso',
    'cnmarc/bnu_10.gb18030.iso',
    'marc21/gpo_parallel/nbs_monograph.utf8.mrc',
  ];

  it.each(
    Object.entries(writers).flatMap(([name, [format, write]]) => files.map((file) => ({ name, format, write, file }))),
  )('$file as $name', async ({ format, write, file }) => {
    const expected = (await readMarc(sharedData(`marc/${file}`))).records.map(withoutEmptySubfields);
    expect(expected.length).toBeGreaterThan(5);
    const bytes = Buffer.from(write(expected), 'utf8');
    expect(sniff(bytes)).toBe(format);
    const { records, refused } = await readMarc(bytes);
    expect(refused).toEqual([]);
    expect(records.map(sortedLines)).toEqual(expected.map(sortedLines));
  });
});

/** MARC-JSON keeps control fields apart, so order between the two kinds is lost there. */
const sortedLines = (record: MarcRecord) =>
  [...linesOf(record)].map((line) => line.trimEnd()).sort((a, b) => a.slice(0, 3).localeCompare(b.slice(0, 3)));

/** Text cannot show a subfield that holds nothing, nor blanks at the end of one. */
function withoutEmptySubfields(record: MarcRecord): MarcRecord {
  const fields = record.fields.map((field) =>
    'subfields' in field
      ? {
          ...field,
          subfields: field.subfields
            .map(({ code, value }) => ({ code, value: value.replace(/\s+/g, ' ').trim() }))
            .filter(({ value }) => value !== ''),
        }
      : { ...field, value: field.value.trimEnd() },
  );
  return { ...record, fields: fields.filter((field) => !('subfields' in field) || field.subfields.length > 0) };
}
