import { createReadStream, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { LabelledRecord } from '../../scripts/dev/alliance.ts';
import { readRecord } from '../../src/record/read.ts';
import { dataPresent, sharedData } from '../support/data.ts';
import { rawsOf } from '../support/read-marc.ts';
import { jsonIn, labelled, placed } from './foreign.ts';
import { RULES } from './rules.ts';

const FOLDER = dataPresent ? sharedData('match/reservoir-goldrush/js/test') : '';

/** One record of the fixtures, pushed in a file of its own by `library`; null where the reader refuses it. */
async function read(library: string, name: string): Promise<LabelledRecord | null> {
  const [raw] = await rawsOf(createReadStream(`${FOLDER}/records/${name}`));
  if (raw === undefined) return null;
  const told = readRecord(raw, { profile: 'auto', charset: 'detect' });
  return told.ok ? labelled(library, name, told.value) : null;
}

describe.skipIf(!dataPresent)('records of the Gold Rush match keys (MARC-in-JSON)', () => {
  const names = dataPresent ? readdirSync(`${FOLDER}/records`) : [];
  const invalid = names.filter((name) => name.startsWith('invalid'));
  const valid = names.filter((name) => !invalid.includes(name));
  const records = async (library: string): Promise<readonly LabelledRecord[]> =>
    (await Promise.all(valid.map((name) => read(library, name)))).flatMap((one) => one ?? []);

  it('are all read, but those the makers of the keys call invalid', async () => {
    expect(valid).toHaveLength(6);
    expect(await records('CN-A')).toHaveLength(valid.length);
    expect(await Promise.all(invalid.map((name) => read('CN-A', name)))).toEqual([null, null]);
  });

  it.each(['2021', '2024'])('fall into editions as the keys of %s have them', async (year) => {
    const keys = z.record(z.string(), z.string()).parse(jsonIn(`${FOLDER}/assertions-goldrush${year}.json`));
    const both = [...(await records('CN-A')), ...(await records('CN-B'))];
    const { all, queued } = await placed(both);
    const theirs = both.map(({ incoming }) => keys[`test/records/${incoming.key.localId}`] ?? '');
    expect(new Set(theirs).size).toBe(valid.length);
    const pairs = both.flatMap((_record, b) => both.slice(0, b).map((_other, a) => [a, b] as const));
    const differing = pairs.filter(([a, b]) => (all[a]?.edition === all[b]?.edition) !== (theirs[a] === theirs[b]));
    const editions = Object.entries(RULES).map(([name, rule]) => `${name}: ${new Set(rule(both)).size} editions`);
    console.info(
      [`${both.length} records, ${valid.length} keys of ${year}; Liantu differs on ${differing.length} pairs`]
        .concat(editions)
        .join('\n'),
    );
    expect([differing, queued]).toEqual([[], 0]);
  });

  it('make one work of the e-book and the printed book that no key joins', async () => {
    const pair = (await records('CN-A')).filter(({ incoming }) => incoming.key.localId.startsWith('blinky'));
    const [web, print] = (await placed(pair)).all;
    expect(pair).toHaveLength(2);
    expect([web?.edition === print?.edition, web?.work === print?.work]).toEqual([false, true]);
  });
});
