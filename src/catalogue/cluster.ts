import type { Component, FormId, FormNode } from './decision.ts';
import { sameEdition, sameSchoolYear } from './evidence/version.ts';
import { samePartTitle } from './evidence/volume.ts';
import type { MatchForm } from './form.ts';
import { samePart } from './normalise/part.ts';
import { samePerson } from './normalise/persons.ts';
import { wordsApart } from './normalise/version.ts';

type Edge = Component['edges'][number];

/** A bridge between two groups holds where at least this share of the pairs across are edges … */
const BRIDGE_SHARE = 0.15;
/** … or one edge is as sure as this. */
const BRIDGE_SCORE = 0.995;

/**
 * Divides a component into editions: must-links first, then edges from the surest down, each joining two groups only
 * where no cannot-link, volume, edition, translator, language or carrier of the groups as wholes speaks against it and
 * the link is no weak bridge. Depends on nothing but forms and edges: ties are broken by form hash.
 */
export function cluster(component: Component): readonly (readonly FormId[])[] {
  const groups = new Groups(component);
  const edges = inOrder(component);
  for (const edge of edges) if (edge.state === 'must') groups.join(edge, true);
  for (const edge of edges) if (edge.state === 'auto') groups.join(edge, false);
  return groups.all();
}

function inOrder(component: Component): readonly Edge[] {
  const hash = new Map(component.nodes.map((node) => [node.id, node.hash]));
  const name = (edge: Edge): string => [hash.get(edge.a) ?? '', hash.get(edge.b) ?? ''].sort().join(' ');
  return component.edges
    .map((edge) => ({ edge, name: name(edge) }))
    .sort((one, other) => other.edge.score - one.edge.score || (one.name < other.name ? -1 : 1))
    .map(({ edge }) => edge);
}

interface Group {
  readonly members: FormId[];
  readonly forms: MatchForm[];
  /** The forms by what librarians called one; null where they said nothing. */
  units: readonly Unit[] | null;
}

type Unit = readonly MatchForm[];

class Groups {
  readonly #of = new Map<FormId, Group>();
  readonly #links = new Map<FormId, Set<FormId>>();
  readonly #never = new Map<FormId, Set<FormId>>();

  constructor(component: Component) {
    for (const node of component.nodes) this.#of.set(node.id, groupOf(node));
    for (const edge of component.edges) {
      const into = edge.state === 'cannot' ? this.#never : edge.state === 'review' ? null : this.#links;
      if (into === null) continue;
      add(into, edge.a, edge.b);
      add(into, edge.b, edge.a);
    }
  }

  join(edge: Edge, must: boolean): void {
    const [one, other] = [this.#of.get(edge.a), this.#of.get(edge.b)];
    if (one === undefined || other === undefined || one === other) return;
    if (this.#between(one, other, this.#never) > 0) return;
    if (!must && (!mayJoin(one, other) || this.#weakBridge(one, other, edge.score))) return;
    const units = unitsTogether(one, other, must);
    const [into, from] = one.members.length >= other.members.length ? [one, other] : [other, one];
    into.members.push(...from.members);
    into.forms.push(...from.forms);
    into.units = units;
    for (const member of from.members) this.#of.set(member, into);
  }

  all(): readonly (readonly FormId[])[] {
    return [...new Set(this.#of.values())].map(({ members }) => [...members].sort((a, b) => a - b));
  }

  #weakBridge(one: Group, other: Group, score: number): boolean {
    if (one.members.length < 2 || other.members.length < 2 || score >= BRIDGE_SCORE) return false;
    const pairs = one.members.length * other.members.length;
    return this.#between(one, other, this.#links) / pairs < BRIDGE_SHARE;
  }

  #between(one: Group, other: Group, links: ReadonlyMap<FormId, ReadonlySet<FormId>>): number {
    let count = 0;
    for (const member of one.members) {
      const linked = links.get(member);
      if (linked === undefined) continue;
      for (const far of other.members) if (linked.has(far)) count += 1;
    }
    return count;
  }
}

function groupOf(node: FormNode): Group {
  return { members: [node.id], forms: [node.form], units: null };
}

/** Must-links come first, so what one joins is one unit. */
function unitsTogether(one: Group, other: Group, must: boolean): Group['units'] {
  if (must) return [[...one.forms, ...other.forms]];
  return one.units === null && other.units === null ? null : [...unitsOf(one), ...unitsOf(other)];
}

function unitsOf(group: Group): readonly Unit[] {
  return group.units ?? group.forms.map((form) => [form]);
}

/**
 * SAME makes one edition of two, whatever the rules hold against it: what fits a record that it binds joins the company
 * of both.
 */
function mayJoin(one: Group, other: Group): boolean {
  if (one.units === null && other.units === null) return compatible(one.forms, other.forms);
  const [left, right] = [unitsOf(one), unitsOf(other)];
  return allFitBound(left, right) || allFitBound(right, left) || allFit(left, right);
}

/** Whether each fits records that a verdict binds; a record that says little must not bridge two volumes. */
function allFitBound(units: readonly Unit[], others: readonly Unit[]): boolean {
  const bound = others.filter(({ length }) => length > 1);
  return units.every((unit) => bound.some((other) => areOne(unit, other)));
}

function allFit(units: readonly Unit[], others: readonly Unit[]): boolean {
  return units.every((unit) => others.every((other) => areOne(unit, other)));
}

const areOne = (unit: Unit, other: Unit): boolean => unit.some((a) => other.some((b) => compatible([a], [b])));

function add(map: Map<FormId, Set<FormId>>, from: FormId, to: FormId): void {
  const set = map.get(from);
  if (set === undefined) map.set(from, new Set([to]));
  else set.add(to);
}

/** Whether two groups can be one edition: what any form of one side says must fit what any form of the other says. */
function compatible(one: readonly MatchForm[], other: readonly MatchForm[]): boolean {
  return (
    everyPair(one, other, sameEdition) &&
    everyPair(one, other, sameSchoolYear) &&
    everyPair(one, other, samePartTitle) &&
    oneValue(one, other, (form) => form.language) &&
    oneValue(one, other, (form) => form.carrier) &&
    agree(
      one,
      other,
      (form) => (form.part === '' ? [] : [form.part]),
      (a, b) => samePart(a, b) !== 'no',
    ) &&
    partsAndSets(one, other) &&
    agree(
      one,
      other,
      (form) => wordsApart(form.words),
      (a, b) => a === b,
    ) &&
    agree(one, other, (form) => form.persons.filter(({ role }) => role === 'translator'), samePerson)
  );
}

function everyPair(
  one: readonly MatchForm[],
  other: readonly MatchForm[],
  fits: (a: MatchForm, b: MatchForm) => boolean,
): boolean {
  return one.every((a) => other.every((b) => fits(a, b)));
}

function oneValue(one: readonly MatchForm[], other: readonly MatchForm[], of: (form: MatchForm) => string): boolean {
  const told = (forms: readonly MatchForm[]) => forms.map(of).filter((value) => value !== '');
  const [left, right] = [told(one), told(other)];
  return left.length === 0 || right.length === 0 || left.every((a) => right.every((b) => a === b));
}

/** Where a form of each side tells something, every such pair must have something in common. */
function agree<T>(
  one: readonly MatchForm[],
  other: readonly MatchForm[],
  of: (form: MatchForm) => readonly T[],
  same: (a: T, b: T) => boolean,
): boolean {
  const told = (forms: readonly MatchForm[]) => forms.map(of).filter((values) => values.length > 0);
  const [left, right] = [told(one), told(other)];
  return left.every((some) => right.every((others) => some.some((a) => others.some((b) => same(a, b)))));
}

/** A set does not stand with a volume, nor with a set of another size. */
function partsAndSets(one: readonly MatchForm[], other: readonly MatchForm[]): boolean {
  const all = [...one, ...other];
  const sets = new Set(all.filter(({ set }) => set > 0).map(({ set }) => set));
  return sets.size === 0 || (sets.size === 1 && all.every(({ part }) => part === ''));
}
