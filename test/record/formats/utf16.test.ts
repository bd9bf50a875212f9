import { describe, expect, it } from 'vitest';
import { bdfFile, jsonShapes, mnemonic, worksheet } from '../../../scripts/dev/write-marc.ts';
import { openFile } from '../../../src/record/file.ts';
import type { MarcRecord } from '../../../src/record/marc.ts';
import { readRecord } from '../../../src/record/read.ts';
import { inParts, linesOf, readMarc } from '../../support/read-marc.ts';

const record: MarcRecord = {
  leader: '00000nam0 2200000   450 ',
  fields: [
    { tag: '001', value: 'W1' },
    { tag: '200', ind1: '1', ind2: ' ', subfields: [{ code: 'a', value: '草房子𠮷' }] },
  ],
};
const texts = {
  xml: bdfFile([record]),
  json: JSON.stringify([jsonShapes['marc-in-json']?.(record)]),
  mrk: mnemonic(record),
  lines: worksheet(record),
};

const big = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16();
const little = (text: string): Buffer => Buffer.from(text, 'utf16le');

describe('text in UTF-16', () => {
  it.each(Object.entries(texts))('%s is read in either byte order', async (_name, text) => {
    for (const bytes of [little(`\uFEFF${text}`), big(`\uFEFF${text}`)]) {
      const { records, refused } = await readMarc(bytes);
      expect(refused).toEqual([]);
      expect(
        records.map((one) =>
          linesOf(one)
            .slice(0, 2)
            .map((line) => line.trimEnd()),
        ),
      ).toEqual([linesOf(record).map((line) => line.trimEnd())]);
    }
  });

  it('needs no mark where it is XML or JSON, and takes the charset that was asked for', async () => {
    for (const bytes of [little(texts.json), big(texts.xml)]) expect((await readMarc(bytes)).records).toHaveLength(1);
    expect((await readMarc(little(`\uFEFF${texts.mrk}`), 'utf-16le')).records.map(linesOf)).toEqual([linesOf(record)]);
  });

  it('does not care into what parts a pipe cuts it', async () => {
    for (const text of Object.values(texts)) {
      const opened = await openFile(inParts(little(`\uFEFF${text}`), 1), { charset: 'detect', columns: {} });
      for await (const raw of opened.records)
        expect(readRecord(raw, { profile: 'auto', charset: 'detect' })).toMatchObject({ value: { title: '草房子𠮷' } });
    }
  });
});
