import type { EditionId } from '../../base/brand.ts';
import { type Component, type Decide, type FormId, type FormNode, MERGE_MEMBERS } from '../../catalogue/decision.ts';
import { isJoining, type PlainEdge } from './catalogue-edges.ts';
import type { StandingForm, StoredForm } from './catalogue-forms.ts';
import { settleWorks, WorkMotion } from './catalogue-settle-works.ts';
import type { CatalogueTables } from './catalogue-tables.ts';
import type { Motion } from './catalogue-take-in.ts';

/** Divides what moved into editions, keeps their ids, merges them and groups them into works; answers who was touched. */
export function settle(tables: CatalogueTables, decide: Decide, motion: Motion): ReadonlySet<EditionId> {
  const works = new WorkMotion(tables);
  const groups = divide(tables, decide, motion.seeds);
  const changed = assign(tables, groups, motion);
  for (const id of changed) motion.unmade.add(id);
  const gone = retireEmpty(tables, motion, works);
  const touched = new Set([...motion.stirred, ...changed, ...gone]);
  for (const id of touched) if (!gone.has(id)) mergeOne(tables, decide, motion, id, works);
  for (const id of settleWorks(tables, decide, works)) touched.add(id);
  const counted = [...touched].filter((id) => !gone.has(id)).flatMap((id) => tables.editions.touch(id));
  return new Set([...touched, ...counted]);
}

type FormsById = ReadonlyMap<FormId, StoredForm>;

interface Group {
  readonly forms: readonly FormId[];
  /** Smallest form hash: orders groups alike whatever their history. */
  readonly anchor: string;
}

function divide(tables: CatalogueTables, decide: Decide, seeds: ReadonlySet<FormId>): readonly Group[] {
  const seen = new Set<FormId>();
  const groups: Group[] = [];
  for (const seed of seeds) {
    if (seen.has(seed)) continue;
    const { forms, nodes, edges } = componentOf(tables, seed);
    for (const id of forms.keys()) seen.add(id);
    for (const members of decide.cluster({ nodes, edges })) {
      const anchor = members.map((id) => forms.get(id)?.hash ?? '').sort()[0] ?? '';
      groups.push({ forms: members, anchor });
    }
  }
  return groups;
}

/** Every form that auto and must edges lead to from the seed, with the edges among them. */
export function componentOf(
  tables: Pick<CatalogueTables, 'edges' | 'forms'>,
  seed: FormId,
): Component & { readonly forms: FormsById } {
  const found = new Set([seed]);
  const seen: PlainEdge[] = [];
  for (const id of found) {
    for (const next of tables.edges.later(id)) found.add(next);
    for (const edge of tables.edges.toEarlier(id)) {
      seen.push(edge);
      if (isJoining(edge)) found.add(edge.a);
    }
  }
  const forms = tables.forms.load(found);
  const nodes: FormNode[] = [...forms.values()].map((form) => ({ ...form, edition: null }));
  return { forms, nodes, edges: seen.filter(({ a, b }) => forms.has(a) && forms.has(b)) };
}

interface Claim {
  readonly edition: EditionId;
  readonly group: number;
  readonly weight: number;
}

/**
 * The survivor keeps its id: each edition goes to the group where most of its records are, the strongest claim first;
 * each group takes one, or a new one. Answers the editions whose forms changed.
 */
function assign(tables: CatalogueTables, groups: readonly Group[], motion: Motion): ReadonlySet<EditionId> {
  const standing = standingOf(tables, groups);
  const claims = claimsOf(tables, groups, standing, motion).sort(
    (a, b) => b.weight - a.weight || (a.edition < b.edition ? -1 : a.edition > b.edition ? 1 : a.group - b.group),
  );
  const given = new Map<number, EditionId>();
  const kept = new Set<EditionId>();
  for (const { edition, group } of claims) {
    // Whoever gave up a form is looked at again: it may have lost its last.
    motion.stirred.add(edition);
    if (given.has(group) || kept.has(edition)) continue;
    given.set(group, edition);
    kept.add(edition);
  }
  const changed = new Set<EditionId>();
  for (const [at, group] of groups.entries()) {
    const id = given.get(at) ?? tables.editions.mint(group.anchor);
    given.set(at, id);
    if (moveForms(tables, group, id, standing)) changed.add(id);
  }
  for (const { edition, group, weight } of claims) {
    const to = given.get(group);
    if (to === undefined || to === edition) continue;
    motion.unmade.add(edition);
    follow(motion, edition, to, weight);
  }
  return changed;
}

/** Remembers where records of an edition went, should it be gone in the end. */
function follow(motion: Motion, from: EditionId, to: EditionId, weight: number): void {
  const known = motion.followed.get(from);
  if (known === undefined || known.weight < weight) motion.followed.set(from, { to, weight });
}

type Standing = ReadonlyMap<FormId, StandingForm>;

function standingOf(tables: CatalogueTables, groups: readonly Group[]): Standing {
  const found = new Map<FormId, StandingForm>();
  for (const { forms } of groups) {
    for (const form of forms) {
      const standing = tables.forms.standing(form);
      if (standing !== null) found.set(form, standing);
    }
  }
  return found;
}

/** What every form's records argue for: where the form stands, and where records that moved to it stood. */
function claimsOf(tables: CatalogueTables, groups: readonly Group[], atHand: Standing, motion: Motion): Claim[] {
  const lives = new Map<EditionId, boolean>();
  /** An edition with forms that nothing moved stays with them. */
  const livesElsewhere = (edition: EditionId): boolean => {
    const known = lives.get(edition) ?? tables.forms.ofEdition(edition).some((form) => !atHand.has(form));
    lives.set(edition, known);
    return known;
  };
  return groups.flatMap((group, at) => {
    const weights = new Map<EditionId, number>();
    const add = (edition: EditionId, weight: number) => weights.set(edition, (weights.get(edition) ?? 0) + weight);
    for (const form of group.forms) {
      const standing = atHand.get(form);
      if (standing !== undefined && standing.edition !== null) add(standing.edition, standing.records);
      for (const [edition, weight] of motion.claims.get(form) ?? []) if (!livesElsewhere(edition)) add(edition, weight);
    }
    return [...weights].map(([edition, weight]) => ({ edition, group: at, weight }));
  });
}

function moveForms(tables: CatalogueTables, group: Group, id: EditionId, before: Standing): boolean {
  let moved = false;
  for (const form of group.forms) {
    if (before.get(form)?.edition === id) continue;
    tables.forms.setEdition(form, id);
    tables.records.setEdition(form, id);
    tables.holdings.setEdition(form, id);
    moved = true;
  }
  return moved;
}

/** Editions that no form stands in any more lead to where most of their records went, or nowhere. */
function retireEmpty(tables: CatalogueTables, motion: Motion, works: WorkMotion): ReadonlySet<EditionId> {
  for (const [form, claims] of motion.claims) {
    const to = tables.forms.standing(form)?.edition;
    if (to === undefined || to === null) continue;
    for (const [edition, weight] of claims) if (edition !== to) follow(motion, edition, to, weight);
  }
  const gone = new Set<EditionId>();
  for (const id of motion.stirred) {
    if (tables.forms.ofEdition(id).length > 0) continue;
    works.leave(id);
    const volumes = tables.editions.retire(id, motion.followed.get(id)?.to ?? null);
    for (const volume of volumes) motion.stirred.add(volume);
    gone.add(id);
  }
  return gone;
}

/** Merges an edition anew where that is needed, and notes the work keys whose blocks change by it. */
function mergeOne(tables: CatalogueTables, decide: Decide, motion: Motion, id: EditionId, works: WorkMotion): void {
  if (!(motion.unmade.has(id) || isHeard(tables, id, motion))) return;
  const { written, workKeys } = mergeEdition(tables, decide, id);
  if (written === 'regroup') for (const key of workKeys) works.keys.add(key);
}

/** Answers the work keys the edition had and has. */
function mergeEdition(tables: CatalogueTables, decide: Decide, id: EditionId) {
  const before = tables.editions.standing(id);
  const forms = [...tables.forms.load(tables.forms.ofEdition(id)).values()].sort((a, b) => (a.hash < b.hash ? -1 : 1));
  const members = tables.records.best(id, MERGE_MEMBERS);
  const merged = decide.merge({ members, forms: forms.map(({ form }) => form), pins: tables.editions.pins(id) });
  // An edition without a title still needs a work: its own id stands for the key.
  const workKeys = merged.workKeys.length > 0 ? merged.workKeys : [`=${id}`];
  const written = tables.editions.write(id, forms[0]?.hash ?? '', { ...merged, workKeys }, before);
  return { written, workKeys: [...(before?.workKeys ?? []), ...workKeys] };
}

/**
 * Merges these editions from the records and forms that stand in them, groups their works and counts their copies, as
 * the rules are now. Answers the editions that are other than they were.
 */
export function mergeAnew(
  tables: CatalogueTables,
  decide: Decide,
  editions: readonly EditionId[],
): ReadonlySet<EditionId> {
  const works = new WorkMotion(tables);
  const changed = new Set<EditionId>();
  for (const id of editions) {
    const { written, workKeys } = mergeEdition(tables, decide, id);
    if (written !== 'same') changed.add(id);
    for (const key of workKeys) works.keys.add(key);
  }
  for (const id of settleWorks(tables, decide, works)) changed.add(id);
  const counted = [...changed].flatMap((id) => tables.editions.touch(id));
  const miscounted = editions.filter((id) => !changed.has(id) && tables.editions.recount(id));
  return new Set([...changed, ...counted, ...miscounted]);
}

/** Whether a record that joined is among those an edition is merged from. */
function isHeard(tables: CatalogueTables, id: EditionId, motion: Motion): boolean {
  const joined = motion.joined.get(id);
  if (joined === undefined) return false;
  const best = new Set(tables.records.bestRefs(id, MERGE_MEMBERS));
  return joined.some((ref) => best.has(ref));
}
