import type { Finding, Read } from '../base/finding.ts';
import { isbnFault, readIsbns, readUnifiedBookNumber } from '../base/isbn.ts';
import type { Description, HoldingStatement, Series } from './description.ts';
import { type Draft, tell, tellAll } from './draft.ts';
import { readCarrier } from './fields/carrier.ts';
import { isClcNumber, readClassNumbers, readSubjects } from './fields/classification.ts';
import { classOnShelf, readHoldings } from './fields/holdings.ts';
import { type FieldMap, MARC21_MAP, UNIMARC_MAP } from './fields/map.ts';
import { readPeople, readResponsibility } from './fields/people.ts';
import { readPublisher, readYear } from './fields/publication.ts';
import { clean, unique, withoutBookMarks, withoutFinalStop, withoutIsbd } from './fields/text.ts';
import { readTitle, type TitleParts } from './fields/title.ts';
import type { DataField, MarcRecord } from './marc.ts';
import { firstIn, MarcIndex, valuesIn } from './marc-index.ts';
import type { Profile } from './profile.ts';

/** What a MARC record describes, by a profile; refused only where it has no title and nothing to know it by. */
export function describeMarc(
  marc: MarcRecord,
  profile: Profile,
  place: string,
): Read<Omit<Description, 'localId'> & { readonly localId: string | null }> {
  const record = new MarcIndex(marc);
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
  const localId = clean(record.control('001'));
  const draft: Draft = { title: title.title === '' ? TITLE_UNKNOWN : title.title, holdings: [] };
  tell(draft, 'version', clean(record.control('005')));
  tell(draft, 'subtitle', title.subtitle);
  tell(draft, 'partNumber', title.partNumber);
  tell(draft, 'partTitle', title.partTitle);
  tell(draft, 'titlePinyin', title.titlePinyin);
  tellTitlesBeside(draft, record, map);
  tellResponsibility(draft, record, map, title.statement);
  tellImprint(draft, record, map);
  tellIdentifiers(draft, record, map, place, findings);
  tellSubjects(draft, record, map, place, findings);
  tellLanguage(draft, record, map);
  tell(draft, 'extent', extentOf(record, map));
  tellSeries(draft, record, map);
  tell(draft, 'hostTitle', record.firstOf(map.host.tags, map.host.title));
  tell(draft, 'cataloguer', record.first(map.cataloguer));
  draft.carrier = readCarrier(record, map.family);
  draft.holdings = readHoldings(record, profile);
  if (draft.classNumber === undefined) tell(draft, 'classNumber', classOnShelf(record, profile));
  unknownStatus(draft.holdings, place, findings);
  return { ok: true, value: { localId: localId === '' ? null : localId, ...draft }, findings };
}

/** What stands for a title that the record does not tell (GB/T 3792: supplied titles stand in square brackets). */
export const TITLE_UNKNOWN = '[题名不详]';

/** MARC21 has 245; UNIMARC and CNMARC have 200. Files mix both (notes/records §2.9). */
function familyOf(record: MarcIndex): FieldMap {
  if (record.has('200') && !record.has('245')) return UNIMARC_MAP;
  if (record.has('245') && !record.has('200')) return MARC21_MAP;
  return record.has('100') && record.has('801') ? UNIMARC_MAP : record.has('245') ? MARC21_MAP : UNIMARC_MAP;
}

interface TitleFields {
  readonly title: string;
  readonly subtitle?: string | undefined;
  readonly partNumber?: string | undefined;
  readonly partTitle?: string | undefined;
  readonly titlePinyin?: string;
  readonly statement: string;
}

function titleOf(record: MarcIndex, map: FieldMap): TitleFields {
  const [field] = record.of(map.title.tag);
  if (field === undefined) return { title: fallbackTitle(record, map), statement: '' };
  const values = (code: string): readonly string[] => valuesIn(field, code).map((value) => tidied(value, map));
  const [proper = '', ...otherWorks] = values(map.title.proper);
  const number = values(map.title.number).join('. ');
  const name = values(map.title.name).join('. ');
  const other = unique(values(map.title.other)).join(', ');
  // Only a whole ISBD string or a school's 《书名》（上） still holds parts of its own.
  const inner: TitleParts = map.family === 'unimarc' && number === '' ? innerTitle(proper) : { title: proper };
  return {
    title: inner.title === '' ? (otherWorks[0] ?? '') : inner.title,
    subtitle: other === '' ? inner.subtitle : other,
    partNumber: number === '' ? inner.partNumber : number,
    partTitle: name === '' ? inner.partTitle : name,
    titlePinyin: pinyinOf(field, map),
    statement: inner.responsibility ?? '',
  };
}

function tidied(value: string, map: FieldMap): string {
  const text = withoutIsbd(value);
  return map.family === 'marc21' && text.endsWith('.') ? text.replace(/(?<=\p{L})\.$/u, '') : text;
}

/** A catalogued title keeps its words; only a whole ISBD string, which no rule allows inside 200$a, is taken apart. */
function innerTitle(text: string): TitleParts {
  if (/ \/ | : /u.test(text)) return readTitle(text);
  return { title: withoutBookMarks(text) };
}

/** Records without a title field may name the book elsewhere: a set's 461, a variant title. */
function fallbackTitle(record: MarcIndex, map: FieldMap): string {
  return withoutIsbd(record.first([...map.uniformTitle, ...map.variantTitles]));
}

function pinyinOf(field: DataField, map: FieldMap): string {
  for (const code of map.title.pinyin) {
    const value = firstIn(field, code);
    if (value !== '') return value.toLowerCase();
  }
  return '';
}

function tellTitlesBeside(draft: Draft, record: MarcIndex, map: FieldMap): void {
  const [field] = record.of(map.title.tag);
  const parallel = field === undefined || map.title.parallel === '' ? [] : valuesIn(field, map.title.parallel);
  const more = field === undefined ? [] : valuesIn(field, map.title.proper).slice(1);
  tellAll(draft, 'parallelTitles', unique(parallel.map(withoutIsbd)));
  tellAll(draft, 'variantTitles', unique([...more, ...record.all(map.variantTitles).map(besideTitle)]));
  tell(draft, 'uniformTitle', besideTitle(record.first(map.uniformTitle)));
}

const besideTitle = (text: string): string => withoutFinalStop(withoutIsbd(text));

function tellResponsibility(draft: Draft, record: MarcIndex, map: FieldMap, statement: string): void {
  const responsibility = readResponsibility(record, map) ?? (statement === '' ? undefined : statement);
  const people = readPeople(record, map, responsibility);
  tell(draft, 'responsibility', responsibility);
  if (people.length > 0) draft.contributors = people;
}

function tellImprint(draft: Draft, record: MarcIndex, map: FieldMap): void {
  const { tags, publisher, place, date } = map.imprint;
  const fixed = map.family === 'marc21' ? record.control('008').slice(7, 11) : record.first(['100a']).slice(9, 13);
  const year = readYear(record.firstOf(tags, date)) ?? readYear(fixed);
  tell(draft, 'publisher', readPublisher(record.firstOf(tags, publisher)));
  tell(draft, 'place', withoutIsbd(record.firstOf(tags, place)));
  if (year !== undefined) draft.year = year;
  tell(draft, 'edition', withoutIsbd(record.first([map.edition])));
}

function tellIdentifiers(draft: Draft, record: MarcIndex, map: FieldMap, place: string, findings: Finding[]): void {
  const told = [...record.allOf([map.isbn], 'a'), ...(map.family === 'unimarc' ? misplacedIsbns(record) : [])];
  const readings = told.map(readIsbns);
  const isbns = unique(readings.flatMap((reading) => reading.isbns));
  const invalid = unique([...readings.flatMap((reading) => reading.invalid), ...record.allOf([map.isbn], 'z')]);
  if (isbns.length === 0 && invalid.length > 0) {
    const got = (invalid[0] ?? '').slice(0, 80);
    findings.push({ code: isbnFault(got), severity: 'warning', place: `${place} ${map.isbn}$a`, got });
  }
  tellAll(draft, 'isbns', isbns);
  tellAll(draft, 'invalidIsbns', invalid);
  tell(draft, 'issn', record.firstOf([map.issn], 'a'));
  for (const text of record.all(map.unifiedBookNumber))
    tell(draft, 'unifiedBookNumber', draft.unifiedBookNumber ?? readUnifiedBookNumber(text) ?? '');
  tell(draft, 'documentNumber', record.first(map.documentNumber));
  tell(draft, 'price', record.first(map.price));
}

const MISPLACED_ISBN = ['011a', '091a'];

/** Some programs write the ISBN into 011 or 091. */
function misplacedIsbns(record: MarcIndex): readonly string[] {
  return record.all(MISPLACED_ISBN).filter((value) => /97[89][\d-]{10}/.test(value));
}

function tellSubjects(draft: Draft, record: MarcIndex, map: FieldMap, place: string, findings: Finding[]): void {
  const clc = map.family === 'marc21' ? clcOf084(record) : [];
  const classes = unique([...clc, ...record.all(map.classNumber)].flatMap(readClassNumbers));
  const doubtful = classes.find((number) => !isClcNumber(number));
  if (doubtful !== undefined)
    findings.push({
      code: 'CLASS_NUMBER_DOUBTFUL',
      severity: 'info',
      place: `${place} ${map.classNumber[0] ?? ''}`,
      got: doubtful.slice(0, 80),
    });
  const subjects = map.subjects.tags.flatMap((tag) => record.of(tag).flatMap((field) => subjectOf(field, map)));
  const [classNumber, ...more] = classes;
  tell(draft, 'classNumber', classNumber);
  tellAll(draft, 'otherClassNumbers', unique([...more, ...record.all(map.otherClassNumbers)]));
  tellAll(draft, 'subjects', unique(subjects));
  tell(draft, 'summary', record.all(map.summary).join('\n'));
  tell(draft, 'audience', record.first(map.audience));
}

function clcOf084(record: MarcIndex): readonly string[] {
  return record
    .of('084')
    .filter((field) => field.subfields.some((sub) => sub.code === '2' && sub.value.toLowerCase().startsWith('clc')))
    .flatMap((field) => valuesIn(field, 'a'));
}

function subjectOf(field: DataField, map: FieldMap): readonly string[] {
  const pieces = field.subfields
    .filter((sub) => map.subjects.codes.includes(sub.code))
    // What is left out behind a name leaves its comma: Austen, Jane, 1775-1817 -- Fiction.
    .map((sub) => withoutFinalStop(withoutIsbd(clean(sub.value))))
    .filter((value) => value !== '');
  return readSubjects(pieces.join(' -- '));
}

function tellLanguage(draft: Draft, record: MarcIndex, map: FieldMap): void {
  const fixed = map.family === 'marc21' ? record.control('008').slice(35, 38) : '';
  tell(draft, 'language', languageIn(fixed) || languageIn(record.first([map.language])));
  tell(draft, 'originalLanguage', languageIn(record.first([map.originalLanguage])));
}

/** The code a text begins with; `und`, undetermined, tells no language and must not stand against one. */
function languageIn(text: string): string {
  const code = text.slice(0, 3).toLowerCase();
  return /^[a-z]{3}$/.test(code) && code !== 'und' ? code : '';
}

function extentOf(record: MarcIndex, map: FieldMap): string {
  for (const code of map.extent.codes) {
    const extent = record.firstOf([map.extent.tag], code);
    if (extent !== '') return withoutIsbd(extent);
  }
  return '';
}

function tellSeries(draft: Draft, record: MarcIndex, map: FieldMap): void {
  const found: Series[] = [];
  for (const tag of map.series.tags) for (const field of record.of(tag)) found.push(...seriesIn(field, map));
  const seen = new Set<string>();
  const kept = found.filter(({ title }) => (seen.has(title) ? false : seen.add(title)));
  if (kept.length > 0) draft.series = kept;
}

function seriesIn(field: DataField, map: FieldMap): readonly Series[] {
  const told = [...map.series.title].map((code) => firstIn(field, code)).find((value) => value !== '');
  const title = withoutIsbd(told ?? '');
  if (title === '' || /^\d{3}[\d ]{2}/.test(title)) return [];
  const number = firstIn(field, map.series.number);
  return [{ title: withoutBookMarks(title), ...(number === '' ? {} : { number }) }];
}

function unknownStatus(holdings: readonly HoldingStatement[], place: string, findings: Finding[]): void {
  if (holdings.some((holding) => holding.availability === 'UNKNOWN'))
    findings.push({ code: 'STATUS_WORD_UNKNOWN', severity: 'warning', place });
}
