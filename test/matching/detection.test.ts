import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { LabelledRecord } from '../../scripts/dev/alliance.ts';
import type { MarcRecord } from '../../src/record/marc.ts';
import { dataPresent, sharedData } from '../support/data.ts';
import { describedAs, FieldObjects, jsonIn, marcIn, placed } from './foreign.ts';
import { RULES } from './rules.ts';

const FIXTURES = dataPresent ? sharedData('match/melinda-matching/test-fixtures') : '';

interface Pair {
  readonly name: string;
  readonly match: boolean;
  readonly pair: readonly [LabelledRecord, LabelledRecord];
}

const Result = z.object({ match: z.boolean() });
const Detection = z.object({
  options: z.object({ strategy: z.object({ type: z.string() }) }),
  expectedResults: z.union([Result, z.array(Result)]),
});
const Found = z.array(z.object({ candidate: z.object({ id: z.string(), record: FieldObjects }) }));

/** Two records as two libraries would push them; nothing where one is no book at all (authority records). */
function pairOf(name: string, match: boolean, a: MarcRecord, b: MarcRecord): readonly Pair[] {
  const [one, other] = [describedAs('CN-A', name, a), describedAs('CN-B', name, b)];
  return one === null || other === null ? [] : [{ name, match, pair: [one, other] }];
}

/** `match-detection/index`: two records (or one and several) and whether Melinda's features find them one. */
function detections(): readonly Pair[] {
  const folder = `${FIXTURES}/match-detection/index`;
  return readdirSync(folder).flatMap((name) => {
    const { options, expectedResults } = Detection.parse(jsonIn(`${folder}/${name}/metadata.json`));
    if (options.strategy.type !== 'bib') return [];
    const results = [expectedResults].flat();
    const told = z.union([FieldObjects, z.array(FieldObjects)]).parse(jsonIn(`${folder}/${name}/recordB.json`));
    return [told].flat().flatMap((b, at) => {
      const match = results[at]?.match ?? false;
      return pairOf(results.length === 1 ? name : `${name}-${at}`, match, marcIn(`${folder}/${name}/recordA.json`), b);
    });
  });
}

/** `index`: a record, and those of a whole search that are matches of it or expressly none. */
function searches(): readonly Pair[] {
  const folder = `${FIXTURES}/index`;
  return readdirSync(folder).flatMap((name) => {
    const input = marcIn(`${folder}/${name}/inputRecord.json`);
    if (input.leader[6] === 'z') return [];
    const found = (file: string) => Found.parse(jsonIn(`${folder}/${name}/${file}`));
    const none = readdirSync(`${folder}/${name}`).includes('expectedNonMatches.json');
    return [
      ...found('expectedMatches.json').flatMap(({ candidate }) =>
        pairOf(`${name}/${candidate.id}`, true, input, candidate.record),
      ),
      ...(none ? found('expectedNonMatches.json') : []).flatMap(({ candidate }) =>
        pairOf(`${name}/${candidate.id}`, false, input, candidate.record),
      ),
    ];
  });
}

/** Where we decide otherwise on purpose, and why. Every other pair is decided as labelled. */
const ONE_FEATURE = 'the label looks at one feature alone; the whole records are one book';
const OWN_NUMBERS = 'numbers that libraries give themselves never speak against; each library has its own';
const PUBLISHER_NUMBER = '028 of music and films is read by nobody here; what is left tells one title and nothing else';
const OTHERWISE: Readonly<Record<string, string>> = {
  '06': ONE_FEATURE,
  '07': ONE_FEATURE,
  '08': OWN_NUMBERS,
  '09': 'the year of the imprint (264) is read, not the one of the coded field (008) that contradicts it',
  '10': OWN_NUMBERS,
  '12': OWN_NUMBERS,
  '23': OWN_NUMBERS,
  '25': PUBLISHER_NUMBER,
  '26': PUBLISHER_NUMBER,
  '27': PUBLISHER_NUMBER,
};

interface Tally {
  readonly agreed: number;
  /** Pairs labelled as one that are put together. */
  readonly joined: number;
}

function tallyOf(pairs: readonly Pair[], isOne: (pair: Pair) => boolean): Tally {
  return {
    agreed: pairs.filter((pair) => isOne(pair) === pair.match).length,
    joined: pairs.filter((pair) => pair.match && isOne(pair)).length,
  };
}

/** How we decide each pair, and how the rules of other systems would. */
async function run(what: string, pairs: readonly Pair[]) {
  const joined = new Set<string>();
  for (const { name, pair } of pairs) {
    const [a, b] = (await placed(pair)).all;
    if (a?.edition === b?.edition) joined.add(name);
  }
  const ours = tallyOf(pairs, ({ name }) => joined.has(name));
  const others = Object.entries(RULES).map(([rule, clustersOf]) => ({
    rule,
    ...tallyOf(pairs, ({ pair }) => new Set(clustersOf(pair)).size === 1),
  }));
  const wanted = pairs.filter(({ match }) => match).length;
  const otherwise = pairs.filter(({ name, match }) => joined.has(name) !== match).map(({ name }) => name);
  const row = (name: string, { agreed, joined: right }: Tally): string =>
    `${name}: decides ${agreed} of ${pairs.length} as labelled, joins ${right} of the ${wanted} that are one`;
  console.info(
    [
      what,
      row('Liantu', ours),
      ...others.map((other) => row(other.rule, other)),
      ...otherwise.map((name) => `  ${name}: ${OTHERWISE[name] ?? 'no reason known'}`),
    ].join('\n'),
  );
  return { ours, others, otherwise, wanted };
}

describe.skipIf(!dataPresent)('what a Finnish matcher detects (MARC 21)', () => {
  it.each([
    { what: 'pairs compared', pairsOf: detections, least: 24, own: (name: string) => !name.includes('/') },
    { what: 'candidates of searches', pairsOf: searches, least: 18, own: (name: string) => name.includes('/') },
  ])('$what: joins all that are one, and differs only for a reason', async ({ what, pairsOf, least, own }) => {
    const pairs = pairsOf();
    expect(pairs.length).toBeGreaterThanOrEqual(least);
    const { ours, others, otherwise, wanted } = await run(what, pairs);
    expect(ours.joined).toBe(wanted);
    expect(otherwise).toEqual(Object.keys(OTHERWISE).filter(own).sort());
    for (const { rule, joined } of others) expect(ours.joined, rule).toBeGreaterThanOrEqual(joined);
  });

  // The reasons above are claims; these are the same pairs with the one thing put right that the reason names.
  const apart = async (a: MarcRecord, b: MarcRecord): Promise<boolean> => {
    const [pair] = pairOf('mended', false, a, b);
    const places = (await placed(pair?.pair ?? [])).all;
    return places.length === 2 && places[0]?.edition !== places[1]?.edition;
  };
  const pair = (name: string): readonly [MarcRecord, MarcRecord] => {
    const folder = `${FIXTURES}/match-detection/index/${name}`;
    return [marcIn(`${folder}/recordA.json`), marcIn(`${folder}/recordB.json`)];
  };

  it('asks about the pair of a wrong check digit, joins it by a year and parts it by another number', async () => {
    const [a, b] = pair('02');
    const queued = async (other: MarcRecord) => (await placed(pairOf('asked', false, a, other)[0]?.pair ?? [])).queued;
    expect([await apart(a, b), await queued(b)]).toEqual([true, 1]);
    const dated = (marc: MarcRecord) => withField(marc, '264', 'c', '1983');
    expect(await apart(dated(a), dated(b))).toBe(false);
    expect(await apart(a, changed(b, '020', 'a', '978-952-62-2478-7'))).toBe(true);
  });

  it('keeps records of equal numbers apart where title, or volume, is another', async () => {
    const [a, b] = pair('01');
    expect(await apart(a, changed(b, '245', 'a', 'Something else entirely'))).toBe(true);
    const [nuotio, elamanlanka] = pair('08');
    const volume = (marc: MarcRecord, number: string) => withSubfield(marc, '245', 'n', number);
    expect(await apart(volume(nuotio, 'Osa 1'), volume(elamanlanka, 'Osa 2'))).toBe(true);
  });
});

function changed(marc: MarcRecord, tag: string, code: string, value: string): MarcRecord {
  const fields = marc.fields.map((field) =>
    field.tag !== tag || !('subfields' in field)
      ? field
      : { ...field, subfields: field.subfields.map((sub) => (sub.code === code ? { code, value } : sub)) },
  );
  return { ...marc, fields };
}

function withSubfield(marc: MarcRecord, tag: string, code: string, value: string): MarcRecord {
  const fields = marc.fields.map((field) =>
    field.tag !== tag || !('subfields' in field)
      ? field
      : { ...field, subfields: [...field.subfields, { code, value }] },
  );
  return { ...marc, fields };
}

function withField(marc: MarcRecord, tag: string, code: string, value: string): MarcRecord {
  return { ...marc, fields: [...marc.fields, { tag, ind1: ' ', ind2: '1', subfields: [{ code, value }] }] };
}
