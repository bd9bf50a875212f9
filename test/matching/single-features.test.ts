import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Evidence } from '../../src/catalogue/evidence/evidence.ts';
import { isbn, issn, year } from '../../src/catalogue/evidence/numbers.ts';
import { author } from '../../src/catalogue/evidence/people.ts';
import { subtitle, title } from '../../src/catalogue/evidence/title.ts';
import { carrier, language } from '../../src/catalogue/evidence/version.ts';
import { partTitle, volume } from '../../src/catalogue/evidence/volume.ts';
import { formOf, type MatchForm } from '../../src/catalogue/form.ts';
import type { MarcRecord } from '../../src/record/marc.ts';
import { dataPresent, sharedData } from '../support/data.ts';
import { describedAs, jsonIn } from './foreign.ts';

const FIXTURES = dataPresent ? sharedData('match/melinda-matching/test-fixtures/match-detection/features/bib') : '';

/** What a comparison says: for one book, against it, or nothing. */
type Sign = '+' | '-' | '0';
type Field = MarcRecord['fields'][number];

const Case = z.object({ type: z.literal('compare'), expectedPoints: z.number() });
const Pair = <T extends z.ZodType>(side: T) => z.object({ featuresA: side, featuresB: side });

const LEADER = '00000cam a2200000 i 4500';
const sub = (code: string, value: string) => ({ code, value });
const field = (tag: string, subfields: readonly ReturnType<typeof sub>[], ind1 = ' ', ind2 = ' '): Field => ({
  tag,
  ind1,
  ind2,
  subfields: [...subfields],
});
const marc = (fields: readonly Field[], leader = LEADER): MarcRecord => ({ leader, fields: [...fields] });
const withLeader = (at: number, letter: string, fields: readonly Field[] = []) =>
  marc(fields, LEADER.slice(0, at) + letter + LEADER.slice(at + 1));

const Texts = z.array(z.string().nullable()).transform((texts) => texts.filter((text) => text !== null));
const Written = z.array(
  z.object({
    tag: z.string(),
    ind1: z.string().default(' '),
    ind2: z.string().default(' '),
    subfields: z.array(z.object({ code: z.string(), value: z.string() })),
  }),
);
const Language = z.tuple([Written, z.string()]).transform(([fields]) => marc(fields));
const Authors = z
  .array(z.object({ name: z.string() }))
  // `KiviAleksis` is what they made of `Kivi, Aleksis`.
  .transform((names) => marc(names.map(({ name }) => field('700', [sub('a', name.replace(/(?<=.)(?=[A-Z])/, ', '))]))));
const Title = Texts.transform((parts) =>
  marc([
    field(
      '245',
      parts.map((part, at) => sub('abnp'[at] ?? 'a', part)).filter(({ value }) => value !== ''),
    ),
  ]),
);
const Coded = z
  .object({ typeOfDate: z.string(), date1: z.string(), date2: z.string() })
  .transform(({ typeOfDate, date1, date2 }) => marc([{ tag: '008', value: `000000${typeOfDate}${date1}${date2}fi ` }]));
const imprint = (years: readonly string[]) => marc(years.map((text) => field('264', [sub('c', text)], ' ', '1')));
/** Years of printings stand in notes, which nobody reads here. */
const Multi = z.object({ normalYears: Texts }).transform(({ normalYears }) => imprint(normalYears));
/** A record has one carrier here: a computer file, a sound recording or a film. */
const Media = z.tuple([z.enum(['c', 's', 'v'])]).transform(([kind]) => withLeader(6, { c: 'm', s: 'i', v: 'g' }[kind]));
const Host = z
  .tuple([z.enum(['host', 'component'])])
  .transform(([kind]) => (kind === 'host' ? marc([]) : withLeader(7, 'a', [field('773', [sub('t', 'Whole')])])));

interface Counterpart {
  /** The record that has this feature, and else nothing but a title. */
  readonly record: z.ZodType<MarcRecord>;
  readonly evidence: readonly Evidence[];
  /** Ours only ever speaks against; agreement is what one expects and says nothing. */
  readonly onlyAgainst?: true;
}

const TITLES = [title, volume, partTitle, subtitle];
const COUNTERPARTS: Readonly<Record<string, Counterpart>> = {
  isbn: { record: Written.transform((fields) => marc(fields)), evidence: [isbn] },
  issn: { record: Texts.transform((all) => marc(all.map((one) => field('022', [sub('a', one)])))), evidence: [issn] },
  language: { record: Language, evidence: [language], onlyAgainst: true },
  authors: { record: Authors, evidence: [author] },
  title: { record: Title, evidence: TITLES },
  'publication-time': { record: Coded, evidence: [year] },
  'publication-time-allow-cons-years': { record: Texts.transform(imprint), evidence: [year] },
  'publication-time-allow-cons-years-multi': { record: Multi, evidence: [year] },
  'media-type': { record: Media, evidence: [carrier], onlyAgainst: true },
  'record-type': {
    record: z.tuple([z.string()]).transform(([letter]) => withLeader(6, letter)),
    evidence: [carrier],
    onlyAgainst: true,
  },
  'bibliographic-level': {
    record: z.tuple([z.string()]).transform(([letter]) => withLeader(7, letter)),
    evidence: [carrier],
    onlyAgainst: true,
  },
  'host-component': { record: Host, evidence: [carrier], onlyAgainst: true },
};

/** Features that have no counterpart here, and why. */
const WITHOUT: Readonly<Record<string, string>> = {
  'all-source-ids': 'numbers that a library gives itself say nothing between libraries',
  sid: 'numbers that a library gives itself say nothing between libraries',
  'melinda-id': 'there is no union catalogue above this one whose numbers records could bear',
  'other-standard-identifier': '024 is shown and searched, but is no evidence',
  'publisher-number': '028 of music and films is not read',
  f773: 'articles are matched as any record; their host is shown alone',
};
const SEVERAL = /^media-type\/c0[345]$/;

interface FeatureCase {
  readonly name: string;
  readonly feature: string;
  readonly path: string;
}

function casesOf(features: readonly string[]): readonly FeatureCase[] {
  return features.flatMap((feature) =>
    readdirSync(`${FIXTURES}/${feature}`).flatMap((number) => {
      const path = `${FIXTURES}/${feature}/${number}/metadata.json`;
      return Case.safeParse(jsonIn(path)).success ? [{ name: `${feature}/${number}`, feature, path }] : [];
    }),
  );
}

function formWith(record: MarcRecord): MatchForm {
  const named = record.fields.some(({ tag }) => tag === '245')
    ? record
    : { ...record, fields: [...record.fields, field('245', [sub('a', 'Title')])] };
  const described = describedAs('CN-A', '1', named);
  if (described === null) throw new Error('no record');
  return formOf(described.incoming.description);
}

const AGAINST = /≠|^title~/u;
const FOR = /[=≈!]|^year~/u;

function signOf({ evidence, onlyAgainst }: Counterpart, a: MatchForm, b: MatchForm): Sign {
  const words = evidence.flatMap((each) => {
    const said = each.compare(a, b, () => 1);
    return said === null ? [] : ['veto' in said ? said.veto : said.word];
  });
  if (words.some((word) => AGAINST.test(word))) return '-';
  return onlyAgainst === undefined && words.some((word) => FOR.test(word)) ? '+' : '0';
}

function labelOf(points: number, { onlyAgainst }: Counterpart): Sign {
  if (points < 0) return '-';
  return points > 0 && onlyAgainst === undefined ? '+' : '0';
}

const NO_NUMBER = 'a number with a wrong check digit is kept for people, and says nothing for or against';
const NO_YEAR = 'a text without four digits tells no year';
const FIRST_LANGUAGE = 'the first language of a record is read; a set of languages is not compared';
const FIRST_YEAR =
  'the first year of an imprint is read; three years apart speak against, whatever notes say of printings';
/** Where our evidence says otherwise on purpose, and why. */
const OTHERWISE: Readonly<Record<string, string>> = {
  'isbn/01': NO_NUMBER,
  'isbn/04': NO_NUMBER,
  'isbn/07': 'cancelled numbers (020$z) are searched, and say nothing for or against',
  'isbn/09': NO_NUMBER,
  'issn/03': NO_NUMBER,
  'language/18': FIRST_LANGUAGE,
  'language/20': 'old records write languages in a row (engfre), so that the first three letters are read',
  'language/22': FIRST_LANGUAGE,
  'language/23': FIRST_LANGUAGE,
  'title/c-03': 'two letters in twelve are likely a typing error; what else the records tell decides',
  'title/c-07': 'a subtitle three times as long is another one, here only a weak doubt (other data weigh more)',
  'title/c-09': 'words for part in other languages than Chinese and English are taken for what they say',
  'title/c-11': 'a title that stands as subtitle of the other says nothing by itself, and the other evidence decides',
  'publication-time/05': 'the kind of date (008/06) is not read; the first year of both is one',
  'publication-time/06': NO_YEAR,
  'publication-time-allow-cons-years/06': NO_YEAR,
  'publication-time-allow-cons-years/08': NO_YEAR,
  'publication-time-allow-cons-years-multi/06': NO_YEAR,
  'publication-time-allow-cons-years-multi/08': NO_YEAR,
  'publication-time-allow-cons-years-multi/14': FIRST_YEAR,
  'publication-time-allow-cons-years-multi/15': FIRST_YEAR,
  'bibliographic-level/04':
    'a part is told by the host it names (773), see host-component; its level alone is often wrong',
};

describe.skipIf(!dataPresent)('single features that a Finnish matcher compares (MARC 21)', () => {
  const features = dataPresent ? readdirSync(FIXTURES) : [];

  it('each have a counterpart here or a reason to have none', () => {
    expect([...Object.keys(COUNTERPARTS), ...Object.keys(WITHOUT)].sort()).toEqual([...features].sort());
    expect(casesOf(features)).toHaveLength(101);
  });

  it('say for, against or nothing as labelled, but where we differ for a reason', () => {
    const cases = casesOf(Object.keys(COUNTERPARTS)).filter(({ name }) => !SEVERAL.test(name));
    const otherwise: string[] = [];
    const lines: string[] = [];
    for (const { name, feature, path } of cases) {
      const counterpart = COUNTERPARTS[feature];
      if (counterpart === undefined) throw new Error(feature);
      const { expectedPoints } = Case.parse(jsonIn(path));
      const { featuresA, featuresB } = Pair(counterpart.record).parse(jsonIn(path));
      const [label, ours] = [
        labelOf(expectedPoints, counterpart),
        signOf(counterpart, formWith(featuresA), formWith(featuresB)),
      ];
      if (label === ours) continue;
      otherwise.push(name);
      lines.push(`  ${name}: labelled ${label}, here ${ours}: ${OTHERWISE[name] ?? 'no reason known'}`);
    }
    console.info([`${cases.length} cases, ${cases.length - otherwise.length} as labelled`, ...lines].join('\n'));
    expect(otherwise.sort()).toEqual(Object.keys(OTHERWISE).sort());
  });
});
