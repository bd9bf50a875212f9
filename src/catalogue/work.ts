import type { EditionId } from '../base/brand.ts';
import type { WorkGroup, WorkMember } from './decision.ts';
import { makersOf } from './facet.ts';
import { isGeneric } from './generic.ts';
import { samePerson } from './normalise/persons.ts';
import { samePublisher } from './normalise/publisher.ts';
import { isHan } from './normalise/text.ts';
import type { WorkFacet } from './work-facet.ts';

/**
 * Groups the editions of one block (equal work keys, one leading to the next) into works: translations, reissues, scripts and carriers together,
 * adaptations apart, and nobody's title joins no author's. Depends on nothing but the block: members are taken in the
 * order of their anchors.
 */
export function group(block: readonly WorkMember[]): readonly WorkGroup[] {
  const members = [...block].sort((a, b) => (a.anchor < b.anchor ? -1 : 1));
  const kinds = new Map<string, WorkMember[]>();
  for (const member of members) {
    // What sort of adaptation is told unevenly; that it is one decides.
    const kind = member.facet.adapted.length > 0 ? 'adapted' : '';
    kinds.set(kind, [...(kinds.get(kind) ?? []), member]);
  }
  return [...kinds].flatMap(([kind, some]) => groupsOf(some, kind !== '')).map(toWork);
}

/** Groups title by title; translations under other titles join by the title of the original. */
function groupsOf(members: readonly WorkMember[], adapted: boolean): readonly (readonly WorkMember[])[] {
  const titles = new Map<string, WorkMember[]>();
  for (const member of members) titles.set(member.facet.title, [...(titles.get(member.facet.title) ?? []), member]);
  const groups = [...titles.values()].flatMap((some) => groupsOfTitle(some, adapted));
  if (adapted || titles.size === 1) return groups;
  const translated = (one: readonly WorkMember[], other: readonly WorkMember[]): boolean =>
    one.some((a) => other.some((b) => areTranslations(a.facet, b.facet, members)));
  return joined(groups, translated).map((some) => some.flat());
}

/**
 * One original under two titles: by the same person. Where names cannot be compared, being written in two scripts, all
 * that claim this original must be by one person.
 */
function areTranslations(a: WorkFacet, b: WorkFacet, members: readonly WorkMember[]): boolean {
  if (a.title === b.title || !shareOriginal(a, b)) return false;
  if (isHan(a.title) === isHan(b.title)) return meet(a.authors, b.authors);
  const [original, translation] = isHan(a.title) ? [b, a] : [a, b];
  return members.every(
    ({ facet }) =>
      !isHan(facet.title) || !shareOriginal(facet, original) || mayMeet(facet.authors, translation.authors),
  );
}

function shareOriginal(a: WorkFacet, b: WorkFacet): boolean {
  return a.originals.some((title) => b.originals.includes(title));
}

/** Whether two lists of persons have one in common, or one of them is empty. */
function mayMeet(some: readonly string[], others: readonly string[]): boolean {
  return some.length === 0 || others.length === 0 || meet(some, others);
}

/**
 * Whether two works that are none are kin: one is an adaptation (注音版, 缩写, 改编, 绘本) and they have a title and, where
 * both name one, an author in common.
 */
export function areKin(one: readonly WorkFacet[], other: readonly WorkFacet[]): boolean {
  return one.some((a) =>
    other.some((b) => {
      if (a.title !== b.title || (a.adapted.length === 0 && b.adapted.length === 0)) return false;
      if (isGeneric(a.title)) return meet(a.authors, b.authors);
      return mayMeet(a.authors, b.authors);
    }),
  );
}

function groupsOfTitle(members: readonly WorkMember[], adapted: boolean): readonly (readonly WorkMember[])[] {
  const named = members.filter(({ facet }) => makersOf(facet).length > 0);
  const nameless = members.filter(({ facet }) => makersOf(facet).length === 0);
  const groups = joined(named, (a, b) => meet(makersOf(a.facet), makersOf(b.facet)));
  const generic = members.some(({ facet }) => isGeneric(facet.title));
  const [only] = groups;
  // A record that names nobody is taken for the one work of that title there is.
  if (groups.length === 1 && only !== undefined && !adapted && !generic) return [[...only, ...nameless]];
  // Of a generic title only the volumes of one house are one work: 十万个为什么, but never 语文.
  const alike = (a: WorkMember, b: WorkMember): boolean =>
    samePublisher(a.facet.publisher, b.facet.publisher) === true &&
    (!generic || (a.facet.title.length >= TELLING && a.facet.part !== '' && b.facet.part !== ''));
  return [...groups, ...joined(nameless, alike)];
}

const TELLING = 4;

function joined<T>(members: readonly T[], same: (a: T, b: T) => boolean): readonly (readonly T[])[] {
  const groups: T[][] = [];
  for (const member of members) {
    const mine = groups.filter((some) => some.some((other) => same(member, other)));
    const merged = [...mine.flat(), member];
    for (const some of mine) groups.splice(groups.indexOf(some), 1);
    groups.push(merged);
  }
  return groups;
}

function meet(some: readonly string[], others: readonly string[]): boolean {
  return some.some((a) => others.some((b) => a === b || samePerson(person(a), person(b))));
}

function person(maker: string): { readonly name: string; readonly last: string } {
  const bar = maker.indexOf('|');
  return { name: maker.slice(0, bar), last: maker.slice(bar + 1) };
}

function toWork(members: readonly WorkMember[]): WorkGroup {
  const ordered = [...members].sort((a, b) => (a.anchor < b.anchor ? -1 : 1));
  const best = ordered.find(({ facet }) => facet.contributors.length > 0 && facet.part === '') ?? ordered[0];
  return {
    editions: ordered.map(({ edition }) => edition),
    work: { title: best?.facet.shown ?? '', contributors: best?.facet.contributors ?? [] },
    partOf: setsOf(ordered),
  };
}

/** Each volume with the set it belongs to: by a shared ISBN, else the same publisher and (nearly) the same year. */
function setsOf(members: readonly WorkMember[]): ReadonlyMap<EditionId, EditionId> {
  const sets = members.filter(({ facet }) => facet.set > 0 && facet.part === '');
  const found = new Map<EditionId, EditionId>();
  for (const volume of members) {
    if (volume.facet.part === '') continue;
    const [best] = sets
      .map((set) => ({ set, near: nearness(volume, set) }))
      .filter(({ near }) => near > 0)
      .sort((a, b) => b.near - a.near);
    if (best !== undefined) found.set(volume.edition, best.set.edition);
  }
  return found;
}

function nearness(volume: WorkMember, set: WorkMember): number {
  const shared = volume.facet.isbns.some((isbn) => set.facet.isbns.includes(isbn)) ? 10 : 0;
  if (samePublisher(volume.facet.publisher, set.facet.publisher) === false) return 0;
  if (volume.facet.year === 0 || set.facet.year === 0) return shared + 1;
  const apart = Math.abs(volume.facet.year - set.facet.year);
  if (apart <= 1) return shared + 3 - apart;
  return shared;
}
