import type { Finding, Read } from '../base/finding.ts';
import { readIsbns, readUnifiedBookNumber } from '../base/isbn.ts';
import type { Description, HoldingStatement } from './description.ts';
import { readCarrier } from './fields/carrier.ts';
import { isClcNumber, readClassNumbers, readSubjects } from './fields/classification.ts';
import { readHoldings } from './fields/holdings.ts';
import { type FieldMap, MARC21_MAP, UNIMARC_MAP } from './fields/map.ts';
import { readPeople, readResponsibility } from './fields/people.ts';
import { readPublisher, readYear } from './fields/publication.ts';
import { clean, unique, withoutBookMarks, withoutIsbd } from './fields/text.ts';
import { readTitle, type TitleParts } from './fields/title.ts';
import { controlField, type DataField, fieldsOf, type MarcRecord } from './marc.ts';
import type { Profile } from './profile.ts';

/** What a MARC record describes, by a profile; refused only where it has no title and nothing to know it by. */
export function describeMarc(
  record: MarcRecord,
  profile: Profile,
  place: string,
): Read<Omit<Description, 'localId'> & { readonly localId: string | null }> {
  const map = profile.map === 'auto' || profile.map === null ? familyOf(record) : profile.map;
  const findings: Finding[] = [];
  const title = titleOf(record, map);
  if (title.title === '') {
    const at = `${place} ${map.title.tag}$${map.title.proper}`;
    if (!record.fields.some((field) => /^[0-9A-Z]{3}$/.test(field.tag)))
      return { ok: false, findings: [{ code: 'TITLE_MISSING', severity: 'error', place: at }] };
    // A holdings record, or one whose title was lost: its copies and numbers are still worth keeping.
    findings.push({ code: 'TITLE_SUPPLIED', severity: 'warning', place: at });
  }
  const holdings = readHoldings(record, profile.holdings);
  const hostTitles = map.host.tags.map((tag) => tag + map.host.title);
  const description = {
    localId: localIdOf(record),
    ...present('version', clean(controlField(record, '005') ?? '')),
    ...title,
    title: title.title === '' ? TITLE_UNKNOWN : title.title,
    ...titlesBeside(record, map),
    ...responsibilityOf(record, map, title.statement),
    ...imprintOf(record, map),
    ...identifiersOf(record, map, place, findings),
    ...subjectsOf(record, map, place, findings),
    ...languageOf(record, map),
    ...present('extent', extentOf(record, map)),
    ...series(record, map),
    ...present('hostTitle', firstOf(record, hostTitles)),
    ...present('cataloguer', firstOf(record, map.cataloguer)),
    carrier: readCarrier(record, map.family),
    holdings,
  };
  const { statement: _, ...kept } = description;
  unknownStatus(holdings, place, findings);
  return { ok: true, value: kept, findings };
}

/** What stands for a title that the record does not tell (GB/T 3792: supplied titles stand in square brackets). */
export const TITLE_UNKNOWN = '[题名不详]';

/** MARC21 has 245; UNIMARC and CNMARC have 200. Files mix both (notes/records §2.9). */
function familyOf(record: MarcRecord): FieldMap {
  const tags = new Set(record.fields.map((field) => field.tag));
  if (tags.has('200') && !tags.has('245')) return UNIMARC_MAP;
  if (tags.has('245') && !tags.has('200')) return MARC21_MAP;
  return tags.has('100') && tags.has('801') ? UNIMARC_MAP : tags.has('245') ? MARC21_MAP : UNIMARC_MAP;
}

type TitleFields = Omit<TitleParts, 'edition' | 'responsibility'> & { readonly statement: string };

function titleOf(record: MarcRecord, map: FieldMap): TitleFields {
  const [field] = fieldsOf(record, map.title.tag);
  if (field === undefined) return { title: fallbackTitle(record, map), statement: '' };
  const tidy = (value: string): string =>
    map.family === 'marc21' ? withoutIsbd(value).replace(/(?<=\p{L})\.$/u, '') : withoutIsbd(value);
  const values = (code: string): readonly string[] => (code === '' ? [] : subfieldsOf(field, code).map(tidy));
  const [proper = '', ...otherWorks] = values(map.title.proper);
  const number = values(map.title.number).join('. ');
  const name = values(map.title.name).join('. ');
  const other = unique(values(map.title.other)).join(', ');
  // Only a whole ISBD string or a school's 《书名》（上） still holds parts of its own.
  const inner: TitleParts = map.family === 'unimarc' && number === '' ? innerTitle(proper) : { title: proper };
  const pinyin = map.title.pinyin === '' ? '' : pinyinOf(field, map);
  return {
    title: inner.title === '' ? (otherWorks[0] ?? '') : inner.title,
    ...present('subtitle', other === '' ? (inner.subtitle ?? '') : other),
    ...present('partNumber', number === '' ? (inner.partNumber ?? '') : number),
    ...present('partTitle', name === '' ? (inner.partTitle ?? '') : name),
    ...present('titlePinyin', pinyin),
    statement: inner.responsibility ?? '',
  };
}

/** A catalogued title keeps its words; only a whole ISBD string, which no rule allows inside 200$a, is taken apart. */
function innerTitle(text: string): TitleParts {
  if (/ \/ | : /u.test(text)) return readTitle(text);
  return { title: withoutBookMarks(text) };
}

/** Records without a title field may name the book elsewhere: a set's 461, a variant title. */
function fallbackTitle(record: MarcRecord, map: FieldMap): string {
  return withoutIsbd(firstOf(record, [...map.uniformTitle, ...map.variantTitles]));
}

function pinyinOf(field: DataField, map: FieldMap): string {
  for (const code of map.title.pinyin) {
    const value = subfieldsOf(field, code)[0];
    if (value !== undefined) return value.toLowerCase();
  }
  return '';
}

function titlesBeside(
  record: MarcRecord,
  map: FieldMap,
): Pick<Description, 'parallelTitles' | 'variantTitles' | 'uniformTitle'> {
  const [field] = fieldsOf(record, map.title.tag);
  const parallel = field === undefined || map.title.parallel === '' ? [] : subfieldsOf(field, map.title.parallel);
  const more = field === undefined ? [] : subfieldsOf(field, map.title.proper).slice(1);
  const variants = unique([...more, ...allOf(record, map.variantTitles).map(withoutIsbd)]);
  return {
    ...presentList('parallelTitles', unique(parallel.map(withoutIsbd))),
    ...presentList('variantTitles', variants),
    ...present('uniformTitle', withoutIsbd(firstOf(record, map.uniformTitle))),
  };
}

function responsibilityOf(
  record: MarcRecord,
  map: FieldMap,
  statement: string,
): Pick<Description, 'responsibility' | 'contributors'> {
  const responsibility = readResponsibility(record, map) ?? (statement === '' ? undefined : statement);
  const people = readPeople(record, map, responsibility);
  return {
    ...(responsibility === undefined ? {} : { responsibility }),
    ...(people.length === 0 ? {} : { contributors: people }),
  };
}

function imprintOf(record: MarcRecord, map: FieldMap): Pick<Description, 'publisher' | 'place' | 'year' | 'edition'> {
  const pick = (code: string): string =>
    firstOf(
      record,
      map.imprint.tags.map((tag) => tag + code),
    );
  const publisher = readPublisher(pick(map.imprint.publisher));
  const fixed =
    map.family === 'marc21' ? (controlField(record, '008') ?? '').slice(7, 11) : firstOf(record, ['100a']).slice(9, 13);
  const year = readYear(pick(map.imprint.date)) ?? readYear(fixed);
  return {
    ...(publisher === undefined ? {} : { publisher }),
    ...present('place', withoutIsbd(pick(map.imprint.place))),
    ...(year === undefined ? {} : { year }),
    ...present('edition', withoutIsbd(firstOf(record, [map.edition]))),
  };
}

function identifiersOf(record: MarcRecord, map: FieldMap, place: string, findings: Finding[]): Partial<Description> {
  const told = [...allOf(record, [`${map.isbn}a`]), ...(map.family === 'unimarc' ? misplacedIsbns(record) : [])];
  const readings = told.map(readIsbns);
  const isbns = unique(readings.flatMap((reading) => reading.isbns));
  const invalid = unique([...readings.flatMap((reading) => reading.invalid), ...allOf(record, [`${map.isbn}z`])]);
  if (isbns.length === 0 && invalid.length > 0) {
    findings.push({
      code: 'ISBN_INVALID',
      severity: 'warning',
      place: `${place} ${map.isbn}$a`,
      got: (invalid[0] ?? '').slice(0, 80),
    });
  }
  const unified = allOf(record, map.unifiedBookNumber)
    .map(readUnifiedBookNumber)
    .find((number) => number !== null);
  return {
    ...presentList('isbns', isbns),
    ...presentList('invalidIsbns', invalid),
    ...present('issn', firstOf(record, [`${map.issn}a`])),
    ...(unified === undefined || unified === null ? {} : { unifiedBookNumber: unified }),
    ...present('documentNumber', firstOf(record, map.documentNumber)),
    ...present('price', firstOf(record, map.price)),
  };
}

/** Some programs write the ISBN into 011 or 091. */
function misplacedIsbns(record: MarcRecord): readonly string[] {
  return allOf(record, ['011a', '091a']).filter((value) => /97[89][\d-]{10}/.test(value));
}

function subjectsOf(record: MarcRecord, map: FieldMap, place: string, findings: Finding[]): Partial<Description> {
  const clc = map.family === 'marc21' ? clcOf084(record) : [];
  const classes = unique([...clc, ...allOf(record, map.classNumber)].flatMap(readClassNumbers));
  const doubtful = classes.find((number) => !isClcNumber(number));
  if (doubtful !== undefined)
    findings.push({
      code: 'CLASS_NUMBER_DOUBTFUL',
      severity: 'info',
      place: `${place} ${map.classNumber[0] ?? ''}`,
      got: doubtful.slice(0, 80),
    });
  const subjects = map.subjects.tags.flatMap((tag) => fieldsOf(record, tag).flatMap((field) => subjectOf(field, map)));
  const [classNumber, ...more] = classes;
  return {
    ...(classNumber === undefined ? {} : { classNumber }),
    ...presentList('otherClassNumbers', unique([...more, ...allOf(record, map.otherClassNumbers)])),
    ...presentList('subjects', unique(subjects)),
    ...present('summary', allOf(record, map.summary).join('\n')),
    ...present('audience', firstOf(record, map.audience)),
  };
}

function clcOf084(record: MarcRecord): readonly string[] {
  return fieldsOf(record, '084')
    .filter((field) => field.subfields.some((sub) => sub.code === '2' && sub.value.toLowerCase().startsWith('clc')))
    .flatMap((field) => subfieldsOf(field, 'a'));
}

function subjectOf(field: DataField, map: FieldMap): readonly string[] {
  const pieces = field.subfields
    .filter((sub) => map.subjects.codes.includes(sub.code))
    .map((sub) => clean(sub.value))
    .filter((value) => value !== '');
  return readSubjects(pieces.join(' -- ').replace(/\.$/u, ''));
}

function languageOf(record: MarcRecord, map: FieldMap): Pick<Description, 'language' | 'originalLanguage'> {
  const fixed = map.family === 'marc21' ? (controlField(record, '008') ?? '').slice(35, 38) : '';
  const language = (/^[a-z]{3}$/.test(fixed) ? fixed : firstOf(record, [map.language]).slice(0, 3)).toLowerCase();
  const original = firstOf(record, [map.originalLanguage]).slice(0, 3).toLowerCase();
  return {
    ...present('language', /^[a-z]{3}$/.test(language) ? language : ''),
    ...present('originalLanguage', /^[a-z]{3}$/.test(original) ? original : ''),
  };
}

function extentOf(record: MarcRecord, map: FieldMap): string {
  return withoutIsbd(
    firstOf(
      record,
      [...map.extent.codes].map((code) => map.extent.tag + code),
    ),
  );
}

function series(record: MarcRecord, map: FieldMap): Pick<Description, 'series'> {
  const found = map.series.tags.flatMap((tag) =>
    fieldsOf(record, tag).flatMap((field) => {
      const title = withoutIsbd([...map.series.title].flatMap((code) => subfieldsOf(field, code))[0] ?? '');
      const number = subfieldsOf(field, map.series.number)[0] ?? '';
      return title === '' || /^\d{3}[\d ]{2}/.test(title)
        ? []
        : [{ title: withoutBookMarks(title), ...present('number', number) }];
    }),
  );
  const seen = new Set<string>();
  const kept = found.filter(({ title }) => (seen.has(title) ? false : seen.add(title)));
  return kept.length === 0 ? {} : { series: kept };
}

function localIdOf(record: MarcRecord): string | null {
  const number = clean(controlField(record, '001') ?? '');
  return number === '' ? null : number;
}

function unknownStatus(holdings: readonly HoldingStatement[], place: string, findings: Finding[]): void {
  if (holdings.some((holding) => holding.availability === 'UNKNOWN'))
    findings.push({ code: 'STATUS_WORD_UNKNOWN', severity: 'warning', place });
}

function subfieldsOf(field: DataField, code: string): readonly string[] {
  return field.subfields
    .filter((sub) => sub.code === code)
    .map((sub) => clean(sub.value))
    .filter((value) => value !== '');
}

/** All values of places written `200a`. */
function allOf(record: MarcRecord, places: readonly string[]): readonly string[] {
  return places.flatMap((where) => {
    const tag = where.slice(0, 3);
    if (where.length === 3) return [clean(controlField(record, tag) ?? '')].filter((value) => value !== '');
    return fieldsOf(record, tag).flatMap((field) => subfieldsOf(field, where.slice(3)));
  });
}

const firstOf = (record: MarcRecord, places: readonly string[]): string => allOf(record, places)[0] ?? '';

/** The property where there is something to say; nothing otherwise. */
export function present<K extends string>(name: K, value: string): { readonly [P in K]?: string } {
  return (value === '' ? {} : { [name]: value }) as { readonly [P in K]?: string };
}

export function presentList<K extends string>(
  name: K,
  values: readonly string[],
): { readonly [P in K]?: readonly string[] } {
  return (values.length === 0 ? {} : { [name]: values }) as { readonly [P in K]?: readonly string[] };
}
