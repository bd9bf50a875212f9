import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { LabelledRecord } from '../../scripts/dev/alliance.ts';
import type { Edition } from '../../src/catalogue/edition.ts';
import { merge } from '../../src/catalogue/merge.ts';
import type { MarcField, MarcRecord } from '../../src/record/marc.ts';
import { dataPresent, sharedData } from '../support/data.ts';
import { describedAs, marcIn } from './foreign.ts';

const FIXTURES = dataPresent ? sharedData('match/melinda-merge/test-fixtures/reducers/index') : '';

const told = (text: string | null): readonly string[] => (text === null ? [] : [text]);

/** What both ways of merging speak of, as texts; the order of repeated values says nothing. */
const FIELDS: Readonly<Record<string, (edition: Edition) => readonly string[]>> = {
  title: ({ title }) => [title],
  subtitle: ({ subtitle }) => told(subtitle),
  part: ({ partNumber, partTitle }) => [...told(partNumber), ...told(partTitle)],
  responsibility: ({ responsibility }) => told(responsibility),
  contributors: ({ contributors }) => contributors.map(({ name }) => name),
  isbns: ({ isbns }) => isbns,
  edition: ({ editionStatement }) => told(editionStatement),
  publisher: ({ publisher }) => told(publisher),
  year: ({ year }) => told(year?.toString() ?? null),
  extent: ({ extent }) => told(extent),
  series: ({ series }) => series.map(({ title }) => title),
  language: ({ language }) => told(language),
  subjects: ({ subjects }) => subjects,
  summary: ({ summary }) => told(summary),
  variantTitles: ({ variantTitles }) => variantTitles,
  carrier: ({ carrier }) => [carrier],
};

const ORDERS = 'a word that only the merging program understands: an order to drop, a prepublication record';
const CHOSEN = 'persons are chosen as one list, that of the best record; two lists are never mixed';
const FILLED = 'the better record is silent, so the other one speaks; the gold drops what it tells';
const UNION = 'subjects and variant titles are a union, and near-equal ones stay side by side';
const ONE_LANGUAGE = 'an edition has one language here, told by the better record; the gold weighs 041 against 008';
/** Where a merged field differs from the gold on purpose, and why. */
const OTHERWISE: Readonly<Record<string, string>> = {
  '02 subjects': ORDERS,
  '05 subtitle': FILLED,
  '07 contributors': CHOSEN,
  '10 summary': 'the same paragraph twice in one record is kept as told',
  '653_MET-575 subjects': ORDERS,
  '856_case_20240513 edition': FILLED,
  'field26X_02 publisher': FILLED,
  'field26X_02 year': FILLED,
  'field710_MET502 contributors': CHOSEN,
  'field_041_04 language': ONE_LANGUAGE,
  'field_041_07 language': ONE_LANGUAGE,
  'field_041_08 language': ONE_LANGUAGE,
  'field_130_03 variantTitles': UNION,
  'field_243_MET809 variantTitles': UNION,
  'sf6_01 contributors': CHOSEN,
};

/** Most fixtures hold only the fields they are about; a record needs a title, so those without take the others'. */
function triple(name: string) {
  const marcs = ['base', 'source', 'merged'].map((part) => marcIn(`${FIXTURES}/${name}/${part}.json`));
  const title = marcs.flatMap(({ fields }) => fields.filter(({ tag }) => tag === '245')).at(0) ?? SUPPLIED;
  const read = (marc: MarcRecord | undefined, library: string): readonly LabelledRecord[] => {
    if (marc === undefined) return [];
    const fields = marc.fields.some(({ tag }) => tag === '245') ? marc.fields : [...marc.fields, title];
    return [describedAs(library, name, { ...marc, fields }) ?? []].flat();
  };
  const [base, source, merged] = marcs;
  return { pair: [...read(base, 'CN-A'), ...read(source, 'CN-B')], gold: read(merged, 'CN-C') };
}

const SUPPLIED: MarcField = { tag: '245', ind1: '1', ind2: '0', subfields: [{ code: 'a', value: 'Otsikko' }] };

/** Merged as an edition of these records, the first the better catalogued one, as the base of the fixtures is. */
function editionOf(records: readonly LabelledRecord[]): Edition {
  const members = records.map(({ incoming }, ref) => ({
    ref,
    key: incoming.key,
    quality: ref === 0 ? 900 : 400,
    incoming,
  }));
  return merge({ members, forms: [], pins: {} }).edition;
}

interface Compared {
  readonly name: string;
  readonly field: string;
  readonly ours: string;
  readonly gold: string;
}

/** Every field that one of the three records tells. */
function compare(name: string): readonly Compared[] {
  const { pair, gold } = triple(name);
  const sorted = (texts: readonly string[]): string => [...new Set(texts)].sort().join(' | ');
  const [ours, theirs] = [editionOf(pair), editionOf(gold)];
  return Object.entries(FIELDS)
    .map(([field, of]) => ({ name, field, ours: sorted(of(ours)), gold: sorted(of(theirs)) }))
    .filter((one) => one.ours !== '' || one.gold !== '');
}

describe.skipIf(!dataPresent)('pairs of records merged by Finnish rules (MARC 21)', () => {
  it('give the fields of the gold records, but where we choose otherwise for a reason', () => {
    const names = dataPresent ? readdirSync(FIXTURES) : [];
    const all = names.flatMap(compare);
    const differing = all.filter(({ ours, gold }) => ours !== gold);
    const rows = Object.keys(FIELDS).map((field) => {
      const [told, wrong] = [all, differing].map((some) => some.filter((one) => one.field === field).length);
      return `${field}: ${(told ?? 0) - (wrong ?? 0)} of ${told}`;
    });
    const reasons = differing.map(
      ({ name, field, ours, gold }) =>
        `  ${name} ${field}: ${OTHERWISE[`${name} ${field}`] ?? 'no reason known'}\n    ${ours}\n    ${gold}`,
    );
    console.info(
      [`${names.length} pairs, ${all.length} fields told, ${all.length - differing.length} as in the gold`]
        .concat(rows, reasons)
        .join('\n'),
    );
    expect(names.length).toBeGreaterThanOrEqual(120);
    expect(differing.map(({ name, field }) => `${name} ${field}`)).toEqual(Object.keys(OTHERWISE));
  });
});
