import type { Contributor, Description } from '../../record/description.ts';
import { readStatement } from '../../record/fields/responsibility.ts';
import { isHan, oneApart, plain } from './text.ts';

/** Author, translator, editor, illustrator, adapter, annotator. */
export type PersonRole = 'author' | 'translator' | 'editor' | 'illustrator' | 'adapter' | 'annotator';

export interface Person {
  /** Whole name, bare: `尼·奥斯特洛夫斯基` → `尼奥斯特洛夫斯基`. */
  readonly name: string;
  /** What stands behind the last dot: what different cataloguers agree on. */
  readonly last: string;
  readonly role: PersonRole;
}

/** In both scripts: a role stands as the record tells it. */
const ROLES: readonly (readonly [RegExp, PersonRole])[] = [
  [/改[编編写寫著着]|[缩縮][写寫编編]|[编編][译譯]|[节節][选選]|[简簡][写寫]/u, 'adapter'],
  [/[译譯]/u, 'translator'],
  [/[绘繪图圖画畫]|[摄攝]影/u, 'illustrator'],
  [/[校注註疏评評]|整理|[导導][读讀]|[点點]评/u, 'annotator'],
  [/[编編辑輯选選]/u, 'editor'],
];
const BODY =
  /编委会|编写组|编辑部|编写委员会|出版社|研究所|丛书|书系|工作室|委员会|编辑室|教研室|课题组|集团|公司|协会|学会|大学$/u;
/** The persons of a record, bodies left out: an 编委会 or a series never proves anything (china §4). */
export function personsOf(description: Description): readonly Person[] {
  const told = description.contributors ?? [];
  const list =
    told.length > 0 ? [...told, ...statedInHan(told, description)] : readStatement(description.responsibility ?? '');
  const persons: Person[] = [];
  for (const contributor of list) {
    if (contributor.corporate === true || BODY.test(contributor.name)) continue;
    const person = toPerson(contributor);
    if (person !== null && !persons.some((one) => one.name === person.name && one.role === person.role)) {
      persons.push(person);
    }
  }
  return persons.sort((a, b) => (a.role + a.name < b.role + b.name ? -1 : 1));
}

/**
 * Western headings over a Chinese book (`Austen, Jane`) name its people in a script that no other record of the book
 * uses; the statement of responsibility has them as they are printed.
 */
function statedInHan(told: readonly Contributor[], { responsibility = '' }: Description): readonly Contributor[] {
  const western = told.every(({ name, role }) => !isHan(name) || roleOf(role ?? '') !== 'author');
  return western && isHan(responsibility) ? readStatement(responsibility).filter(({ name }) => isHan(name)) : [];
}

function toPerson(contributor: Contributor): Person | null {
  const whole = plain(contributor.name).replace(/[([][^()[\]]*[)\]]/gu, '');
  // A role word at the name itself is its own; the one that was read belongs to the next name (著/柳鸣九译).
  const [, text = whole, spaced, glued] = OWN_ROLE.exec(whole) ?? [];
  const role = roleOf(spaced ?? glued ?? contributor.role ?? '');
  const segments = text.split(/[·.・-]|,\s*/u).map(bareName);
  const name = segments.join('');
  // What a reader split off at a comma: initials (`J. H.`), a role word on its own.
  if (/^(?:[a-z]{0,2}|[着编译绘等]|编着)$/u.test(name)) return null;
  const last = segments.filter((part) => part.length > 1).at(-1) ?? name;
  return { name: withoutLatin(name), last: withoutLatin(last), role };
}

/** Folded text writes 着 for 著. */
const OWN_ROLE = /^(.{2,}?)(?:\s+([着文图画绘译编作])|(原着|编着|主编|翻译|改编|着))$/u;

function withoutLatin(name: string): string {
  return isHan(name) ? name.replace(LATIN, '') : name;
}

/** Initials in front of a Chinese form (`E.B.怀特`) and pinyin behind it (`刘小沙Liu Xiaosha`) are told by some only. */
const LATIN = /[a-z\d]+/gu;
/** Role words that a reader left at the name because they stand before another: 原[著], 翻[译], 编着 for 编著. */
const ROLE_LEFT = /(?<=.{2})(?:总主编|主编|编着|注解|校阅|参订|等编|原着?|翻译?|编绘?|着|等)$/u;

function bareName(segment: string): string {
  const name = segment.replace(/[^\p{L}\p{N}]+/gu, '');
  return isHan(name) ? name.replace(ROLE_LEFT, '') : name;
}

/** No role word means author: sheets leave it out. 译注 is a translation of a classic. */
export function roleOf(word: string): PersonRole {
  return ROLES.find(([pattern]) => pattern.test(word))?.[1] ?? 'author';
}

/**
 * Whether two names may be one person: equal, equal behind the last dot, one the end of the other, or one character
 * apart in a long transliteration (圣埃克苏佩里 and 圣埃克絮佩里).
 */
export function samePerson(a: Pick<Person, 'name' | 'last'>, b: Pick<Person, 'name' | 'last'>): boolean {
  if (a.name === b.name || a.last === b.last) return true;
  if (a.name.endsWith(b.last) || b.name.endsWith(a.last)) return Math.min(a.last.length, b.last.length) >= 2;
  if (a.last.length >= 4 && b.last.length >= 4) return oneApart(a.last, b.last);
  return a.name.length >= 3 && b.name.length >= 3 && (a.name.startsWith(b.name) || b.name.startsWith(a.name));
}
