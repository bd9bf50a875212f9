import type { Contributor } from '../description.ts';
import type { DataField } from '../marc.ts';
import type { MarcIndex } from '../marc-index.ts';
import type { FieldMap } from './map.ts';
import { contributor, readOrigin, readPerson, readStatement, withoutOthers } from './responsibility.ts';
import { clean, withoutFinalStop, withoutIsbd } from './text.ts';

/** Chinese words for the relator codes that libraries here meet (MARC relators; UNIMARC appendix C). */
const RELATORS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    aut: '著',
    '070': '著',
    trl: '译',
    '730': '译',
    edt: '编',
    '340': '主编',
    ill: '绘',
    '440': '插图',
    cmp: '编',
    '220': '编',
    adp: '改编',
    '010': '改编',
    pht: '摄影',
    '600': '摄影',
    nrt: '朗读',
    com: '编',
    aui: '序',
    '080': '序',
    art: '绘',
    '040': '绘',
    cre: '著',
    '651': '出版',
    '650': '出版',
  }),
);

/**
 * Contributors from the added entries; a name that the statement of responsibility gives a role gets it. Without
 * entries the statement is all there is.
 */
export function readPeople(
  record: MarcIndex,
  map: FieldMap,
  responsibility: string | undefined,
): readonly Contributor[] {
  const stated = responsibility === undefined ? [] : readStatement(responsibility);
  const entered: Contributor[] = [];
  for (const field of record.fields) {
    const body = map.bodies.includes(field.tag);
    if (!('subfields' in field) || !(body || map.persons.includes(field.tag))) continue;
    for (const person of readEntry(field, map, body)) entered.push(withStated(person, stated));
  }
  const people = entered.length === 0 ? stated : entered;
  if (people.length < 2) return people;
  const seen = new Set<string>();
  return people.filter((person) => {
    const key = `${person.name}\u001f${person.role ?? ''}`;
    return seen.has(key) ? false : seen.add(key);
  });
}

function readEntry(field: DataField, map: FieldMap, body: boolean): readonly Contributor[] {
  const get = (code: string): string => toldIn(field, code);
  const name = withoutIsbd(get('a'));
  if (name === '') return [];
  const role = roleOf(map.family === 'marc21' ? get('e') || get('4') : get('4'));
  const origin = map.family === 'unimarc' ? readOrigin(get('c')) : {};
  if (body) return [{ name: withoutFinalStop(name), ...(role === '' ? {} : { role }), corporate: true }];
  if (map.family === 'marc21') return [{ name: withoutFinalStop(name), ...(role === '' ? {} : { role }) }];
  const western = get('b');
  const names = western === '' ? severalNames(name) : [`${name}, ${western}`];
  const people: Contributor[] = [];
  for (const one of names) {
    const person = readPerson(one, role);
    // The heading is the cataloguer's own form of the name, original form and all; only 等 belongs to the statement.
    const heading = western === '' ? withoutOthers(withoutOrigin(one)) : one;
    if (person !== null) people.push(contributor(heading, both(origin, person)));
  }
  return people;
}

function toldIn({ subfields }: DataField, wanted: string): string {
  for (const { code, value } of subfields) if (code === wanted && value.trim() !== '') return clean(value);
  return '';
}

/** What the first tells of a person, and of the rest what the second tells. */
function both(first: Partial<Contributor>, second: Partial<Contributor>) {
  return {
    role: first.role ?? second.role,
    nationality: first.nationality ?? second.nationality,
    dynasty: first.dynasty ?? second.dynasty,
    corporate: first.corporate ?? second.corporate,
  };
}

function withoutOrigin(name: string): string {
  return /^[(（〔]/.test(name) ? name.replace(/^[(（〔][^)）〕]{1,8}[)）〕]\s*(?=\S)/u, '') : name;
}

/** Vendors put all authors into one field: `李智民 刘璐 张健杰`. */
function severalNames(name: string): readonly string[] {
  if (!/[\s；;、]/.test(name)) return [name];
  const pieces = name.split(/[\s；;、]+/u);
  return pieces.length > 1 && pieces.every((piece) => /^\p{Script=Han}{2,4}$/u.test(piece)) ? pieces : [name];
}

function roleOf(text: string): string {
  const word = withoutIsbd(text).replace(/[.。]$/u, '');
  return RELATORS.get(word.toLowerCase()) ?? word;
}

function withStated(person: Contributor, stated: readonly Contributor[]): Contributor {
  const same = stated.find((other) => other.name === person.name);
  if (same === undefined) return person;
  return contributor(person.name, both(person, same));
}

/** The statement as printed: first, then the others, ` ; ` between. */
export function readResponsibility(record: MarcIndex, map: FieldMap): string | undefined {
  const [field] = record.of(map.title.tag);
  if (field === undefined) return undefined;
  const statements = field.subfields
    .filter((sub) => map.title.responsibility.includes(sub.code))
    .map((sub) => withoutFinalStop(withoutIsbd(clean(sub.value))))
    .filter((value) => value !== '');
  return statements.length === 0 ? undefined : statements.join(' ; ');
}
