import type { Contributor, Description } from '../description.ts';
import type { MarcField, MarcRecord } from '../marc.ts';
import { byTag, control, field } from './fields.ts';
import { cnmarcLeader } from './leader.ts';

/** Who writes the record and when, for 801 and 100. */
export interface Writing {
  /** `2026-11-23`. */
  readonly day: string;
  /** Code of the cataloguing agency. */
  readonly agency: string;
}

/** A description as CNMARC (WH/T 0503): the field map of notes/records §5, the other way round. */
export function toCnmarc(description: Description, { day, agency }: Writing): MarcRecord {
  const people = description.contributors ?? [];
  const fields: readonly MarcField[] = [
    control('001', description.localId),
    ...isbnFields(description),
    ...field('011', '  ', ['a', description.issn]),
    ...field('091', '  ', ['a', description.unifiedBookNumber]),
    ...field('100', '  ', ['a', processing(description.year, day)]),
    ...field(
      '101',
      description.originalLanguage === undefined ? '0 ' : '1 ',
      ['a', description.language ?? 'chi'],
      ['c', description.originalLanguage],
    ),
    ...field('102', '  ', ['a', 'CN']),
    ...titleField(description),
    ...field('205', '  ', ['a', description.edition]),
    ...field('210', '  ', ['a', description.place], ['c', description.publisher], ['d', description.year]),
    ...field('215', '  ', ['a', description.extent]),
    ...(description.series ?? []).flatMap(({ title, number }) => field('225', '2 ', ['a', title], ['v', number])),
    ...field('330', '  ', ['a', description.summary]),
    ...field('333', '  ', ['a', description.audience]),
    ...field('461', ' 0', ['t', description.hostTitle]),
    ...(description.parallelTitles ?? []).flatMap((title) => field('510', '1 ', ['a', title])),
    ...(description.variantTitles ?? []).flatMap((title) => field('517', '1 ', ['a', title])),
    ...(description.subjects ?? []).flatMap(subjectField),
    ...[description.classNumber, ...(description.otherClassNumbers ?? [])].flatMap((number) =>
      field('690', '  ', ['a', number]),
    ),
    ...people.flatMap(personField),
    ...field('801', ' 0', ['a', 'CN'], ['b', agency], ['c', day.replaceAll('-', '')]),
  ];
  return { leader: cnmarcLeader(description.carrier), fields: byTag(fields) };
}

/** The price stands beside the first number; without a number it stands alone, as China does it. */
function isbnFields({ isbns = [], price }: Description): readonly MarcField[] {
  if (isbns.length === 0) return field('010', '  ', ['d', price]);
  return isbns.flatMap((isbn, index) => field('010', '  ', ['a', isbn], ['d', index === 0 ? price : undefined]));
}

/** 36 characters: day of entry, type of date, year, audience, language of cataloguing, character set, script. */
function processing(year: number | undefined, day: string): string {
  const published = year === undefined ? 'u        ' : `d${String(year).padStart(4, '0')}    `;
  return `${day.replaceAll('-', '')}${published}u  y0chiy50      ea`;
}

function titleField({ title, subtitle, partNumber, partTitle, responsibility, contributors = [] }: Description) {
  const told = responsibility ?? contributors.map(({ name, role = '' }) => `${name}${role}`).join(' ; ');
  const [first, ...others] = told.split(/\s*;\s*/u);
  return field(
    '200',
    '1 ',
    ['a', title],
    ['e', subtitle],
    ['h', partNumber],
    ['i', partTitle],
    ['f', first],
    ...others.map((other) => ['g', other] as const),
  );
}

/** `章回小说--中国--明代` as heading and subdivisions. */
function subjectField(subject: string): readonly MarcField[] {
  const [heading, ...subdivisions] = subject.split(/\s*--\s*/u);
  return field('606', '0 ', ['a', heading], ...subdivisions.map((text) => ['x', text] as const));
}

/** The first author has primary responsibility (701), translators and the like secondary (702); bodies 711 and 712. */
function personField(
  { name, role, nationality, dynasty, corporate = false }: Contributor,
  index: number,
): readonly MarcField[] {
  const secondary = index > 0 && /译|绘|图|注|校/u.test(role ?? '');
  const tag = corporate ? (secondary ? '712' : '711') : secondary ? '702' : '701';
  return field(
    tag,
    corporate ? '02' : ' 0',
    ['c', dynasty === undefined && nationality === undefined ? undefined : `(${dynasty ?? nationality})`],
    ['a', name],
    ['4', role],
  );
}
