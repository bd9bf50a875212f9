import type { Description } from '../description.ts';
import type { MarcField, MarcRecord } from '../marc.ts';
import type { Writing } from './cnmarc.ts';
import { byTag, control, field } from './fields.ts';
import { marc21Leader } from './leader.ts';

/** A description as MARC 21 Bibliographic. */
export function toMarc21(description: Description, { day, agency }: Writing): MarcRecord {
  const { title, subtitle, partNumber, partTitle, responsibility, contributors = [] } = description;
  const [main, ...added] = contributors;
  const named = main !== undefined;
  const fields: readonly MarcField[] = [
    control('001', description.localId),
    control('003', agency),
    control('008', fixed(description, day)),
    ...(description.isbns ?? []).flatMap((isbn, index) =>
      field('020', '  ', ['a', isbn], ['c', index === 0 ? description.price : undefined]),
    ),
    ...field('022', '  ', ['a', description.issn]),
    ...field('024', '8 ', ['a', description.unifiedBookNumber]),
    ...field('040', '  ', ['a', agency], ['b', 'chi'], ['c', agency]),
    ...field(
      '041',
      description.originalLanguage === undefined ? '0 ' : '1 ',
      ['a', description.language],
      ['h', description.originalLanguage],
    ),
    ...[description.classNumber, ...(description.otherClassNumbers ?? [])].flatMap((number) =>
      number === undefined ? [] : field('084', '  ', ['a', number], ['2', 'clc']),
    ),
    ...(named ? nameField(main.corporate === true ? '110' : '100', main) : []),
    ...field(
      '245',
      named ? '10' : '00',
      ['a', title],
      ['n', partNumber],
      ['p', partTitle],
      ['b', subtitle],
      ['c', responsibility],
    ),
    ...[...(description.parallelTitles ?? []), ...(description.variantTitles ?? [])].flatMap((text) =>
      field('246', '3 ', ['a', text]),
    ),
    ...field('250', '  ', ['a', description.edition]),
    ...field('264', ' 1', ['a', description.place], ['b', description.publisher], ['c', description.year]),
    ...field('300', '  ', ['a', description.extent]),
    ...(description.series ?? []).flatMap((series) => field('490', '0 ', ['a', series.title], ['v', series.number])),
    ...field('520', '  ', ['a', description.summary]),
    ...field('521', '  ', ['a', description.audience]),
    ...(description.subjects ?? []).flatMap((subject) => {
      const [heading, ...subdivisions] = subject.split(/\s*--\s*/u);
      return field('650', ' 4', ['a', heading], ...subdivisions.map((text) => ['x', text] as const));
    }),
    ...added.flatMap((person) => nameField(person.corporate === true ? '710' : '700', person)),
  ];
  return { leader: marc21Leader(description.carrier), fields: byTag(fields) };
}

function nameField(
  tag: string,
  { name, role }: { readonly name: string; readonly role?: string },
): readonly MarcField[] {
  return field(tag, tag.endsWith('10') ? '2 ' : '1 ', ['a', name], ['e', role]);
}

/** 008: 40 characters; `|` where nobody looked, blank where there is nothing. */
function fixed({ year, language, carrier }: Description, day: string): string {
  const entered = day.replaceAll('-', '').slice(2);
  const dates = year === undefined ? 'nuuuuuuuu' : `s${String(year).padStart(4, '0')}    `;
  const form = carrier === 'EBOOK' ? 'o' : ' ';
  return `${entered}${dates}cc     |${form}    |00| ||${(language ?? 'chi').padEnd(3).slice(0, 3)} d`;
}
