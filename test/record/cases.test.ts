import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { FORMATS, sniff } from '../../src/record/formats/index.ts';
import { PROFILES } from '../../src/record/profiles/index.ts';
import { readRecord } from '../../src/record/read.ts';
import { projectRoot } from '../support/data.ts';
import { inParts, linesOf, rawsOf, readMarc } from '../support/read-marc.ts';

/**
 * Golden folders: `read/<format>-NN-what/delivery.*` with the records it holds, `describe/<profile>-NN-what/record.*`
 * with what they mean. `UPDATE=1 npx vitest run test/record/cases.test.ts` writes expected.json anew; read the change
 * before you keep it.
 */
const root = `${projectRoot}test/cases/`;
const folders = (kind: string): readonly string[] => readdirSync(root + kind).sort();

function input(folder: string, name: string): Buffer {
  const file = readdirSync(folder).find((entry) => entry.startsWith(`${name}.`));
  if (file === undefined) throw new Error(`${folder} holds no ${name}.*`);
  return readFileSync(`${folder}/${file}`);
}

/** Against expected.json, which is written where UPDATE asks for it. */
function expectAsKept(folder: string, found: unknown): void {
  const text = `${JSON.stringify(found, null, 2)}\n`;
  if (process.env.UPDATE === '1') writeFileSync(`${folder}/expected.json`, text);
  expect(JSON.parse(text)).toEqual(JSON.parse(readFileSync(`${folder}/expected.json`, 'utf8')));
}

describe('deliveries are read as kept', () => {
  it.each(folders('read'))('%s', async (name) => {
    const folder = `${root}read/${name}`;
    const bytes = input(folder, 'delivery');
    const { records, refused } = await readMarc(bytes);
    expect(name.startsWith(`${sniff(bytes)}-`), `found to be ${sniff(bytes)}`).toBe(true);
    expectAsKept(folder, {
      records: records.map((record) => [record.leader, ...linesOf(record)]),
      refused: refused.map(({ code, place }) => `${code} at ${place}`),
    });
  });

  it('each way to write MARC that came after ISO 2709 and MARCXML has one', () => {
    const covered = folders('read').map((name) => name.replace(/-\d\d-.*$/, ''));
    const later = Object.keys(FORMATS).filter((name) => !['iso2709', 'marcxml', 'csv', 'xlsx'].includes(name));
    expect(later.filter((name) => !covered.includes(name))).toEqual([]);
  });
});

describe('records mean what is kept', () => {
  it.each(folders('describe'))('%s', async (name) => {
    const folder = `${root}describe/${name}`;
    const profile = name.replace(/-\d\d-.*$/, '');
    expect(Object.keys(PROFILES)).toContain(profile);
    const raws = await rawsOf(inParts(input(folder, 'record')));
    expectAsKept(
      folder,
      raws.map((raw) => {
        const read = readRecord(raw, { profile, charset: 'detect' });
        return read.ok ? read.value : read.findings;
      }),
    );
  });
});
