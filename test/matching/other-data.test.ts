import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { LabelledRecord } from '../../scripts/dev/alliance.ts';
import { readRecord } from '../../src/record/read.ts';
import { dataPresent, sharedData } from '../support/data.ts';
import { readMarc } from '../support/read-marc.ts';
import { describedAs, labelled, marcIn, placed } from './foreign.ts';
import { RULES } from './rules.ts';

const PAIRS = dataPresent ? sharedData('match/melinda-validator/test-fixtures/index') : '';

function pairIn(folder: string): readonly [LabelledRecord, LabelledRecord] | null {
  const read = (side: 'A' | 'B') =>
    describedAs(`CN-${side}`, folder, marcIn(`${PAIRS}/${folder}/inputRecord${side}.json`));
  const [a, b] = [read('A'), read('B')];
  return a === null || b === null ? null : [a, b];
}

describe.skipIf(!dataPresent)('pairs that Finnish cataloguers judged (MARC 21)', () => {
  const cases = (dataPresent ? readdirSync(PAIRS) : []).flatMap((folder) => {
    const { action } = JSON.parse(readFileSync(`${PAIRS}/${folder}/expectedResults.json`, 'utf8')) as {
      readonly action?: string | false;
    };
    const pair = pairIn(folder);
    return pair === null || (action !== 'merge' && action !== false)
      ? []
      : [{ folder, merge: action === 'merge', pair }];
  });

  it('are joined rightly oftener than by other rules, and wrongly less often than by those that join many', async () => {
    const wrong: string[] = [];
    let joined = 0;
    for (const { folder, merge, pair } of cases) {
      const [a, b] = (await placed(pair)).all;
      if (a?.edition !== b?.edition) continue;
      if (merge) joined += 1;
      else wrong.push(folder);
    }
    const wanted = cases.filter(({ merge }) => merge).length;
    const others = Object.entries(RULES).map(([name, rule]) => {
      const same = cases.filter(({ pair }) => new Set(rule(pair)).size === 1);
      return {
        name,
        right: same.filter(({ merge }) => merge).length,
        wrong: same.filter(({ merge }) => !merge).length,
      };
    });
    console.info(
      [`${cases.length} pairs, ${wanted} of them one: Liantu joins ${joined} rightly, ${wrong.length} wrongly ${wrong}`]
        .concat(others.map((other) => `${other.name}: ${other.right} rightly, ${other.wrong} wrongly`))
        .join('\n'),
    );
    // What we join wrongly differs in fields that a Description does not have: 336, 773, form of item.
    expect(wrong.length).toBeLessThanOrEqual(10);
    for (const other of others) {
      expect(joined, other.name).toBeGreaterThanOrEqual(other.right);
      if (other.right > wanted / 2) expect(wrong.length, other.name).toBeLessThan(other.wrong);
    }
  });
});

describe.skipIf(!dataPresent)('231 records of novels of Jane Austen', () => {
  it('are many editions, and each novel one work in its language', async () => {
    const path = sharedData('marc/marc21/cjk880/pride_and_prejudice_fixed.utf8.mrc');
    const { raws } = await readMarc(path);
    const records = raws.flatMap((raw, at) => {
      const read = readRecord(raw, { profile: 'auto', charset: 'detect' });
      return read.ok ? [labelled('CN-P', String(at), read.value)] : [];
    });
    const { all, queued } = await placed(records);
    const works = sizes(all.map(({ work }) => work)).sort((a, b) => b - a);
    const editions = new Set(all.map(({ edition }) => edition)).size;
    const others = Object.entries(RULES).map(([name, rule]) => `${name}: ${new Set(rule(records)).size} editions`);
    console.info(
      [
        `${records.length} records: ${editions} editions, works of ${works.slice(0, 8)}, ${queued} pairs queued`,
        ...others,
      ].join('\n'),
    );
    const workOf = (title: RegExp) =>
      all.filter((_place, at) => title.test(records[at]?.incoming.description.title ?? '')).map(({ work }) => work);
    const [pride, sense, aoman] = [
      workOf(/^Pride and prejudice$/i),
      workOf(/^Sense and sensibility$/i),
      workOf(/^傲慢[與与]偏[見见]$/u),
    ];
    expect([pride.length > 60, sense.length > 30, aoman.length > 5]).toEqual([true, true, true]);
    for (const novel of [pride, sense, aoman]) expect(Math.max(...sizes(novel))).toBeGreaterThan(0.8 * novel.length);
    expect(pride.filter((work) => sense.includes(work))).toEqual([]);
  });
});

function sizes(names: readonly string[]): number[] {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts.values()];
}
