import type { EditionId, WorkId } from '../../base/brand.ts';
import type { Decide, WorkGroup } from '../../catalogue/decision.ts';
import type { BlockMember } from './catalogue-editions.ts';
import type { CatalogueTables } from './catalogue-tables.ts';

/** Blocks of editions whose grouping into works must be looked at again. */
export class WorkMotion {
  readonly keys = new Set<string>();
  readonly left = new Set<WorkId>();
  readonly #tables: CatalogueTables;

  constructor(tables: CatalogueTables) {
    this.#tables = tables;
  }

  /** To be called before an edition is retired, while its keys stand. */
  leave(id: EditionId): void {
    const standing = this.#tables.editions.standing(id);
    if (standing === null) return;
    for (const key of standing.workKeys) this.keys.add(key);
    this.left.add(standing.work);
  }
}

interface Group extends WorkGroup {
  /** Editions of the whole block as they stood. */
  readonly members: ReadonlyMap<EditionId, BlockMember>;
  readonly works: ReadonlyMap<WorkId, number>;
  readonly anchor: string;
}

/** Groups the blocks that changed; answers the editions whose work or set is another now. Ids stay as for editions. */
export function settleWorks(tables: CatalogueTables, decide: Decide, motion: WorkMotion): readonly EditionId[] {
  const seen = new Set<string>();
  const groups = [...motion.keys].flatMap((key) => (seen.has(key) ? [] : groupsOf(tables, decide, key, seen)));
  const given = assign(tables, groups);
  const moved: EditionId[] = [];
  const left = new Map<WorkId, WorkId>();
  for (const group of groups) {
    const id = given.get(group);
    if (id === undefined) continue;
    tables.works.write(id, group.work);
    for (const edition of group.editions) {
      const partOf = group.partOf.get(edition) ?? null;
      const before = group.members.get(edition);
      if (before?.work === id && before.partOf === partOf) continue;
      tables.editions.setWork(edition, id, partOf);
      moved.push(edition);
    }
    for (const work of group.works.keys()) if (work !== id) left.set(work, id);
  }
  for (const work of motion.left) if (!left.has(work)) left.set(work, work);
  for (const [work, to] of left) {
    if (tables.works.editionsOf(work).length === 0) tables.works.retire(work, to === work ? null : to);
  }
  return moved;
}

/** Groups a block with those that other keys of its editions lead to; `seen` gathers the keys of all of them. */
function groupsOf(tables: CatalogueTables, decide: Decide, key: string, seen: Set<string>): readonly Group[] {
  const byEdition = new Map<EditionId, BlockMember>();
  const keys = new Set([key]);
  for (const each of keys) {
    seen.add(each);
    for (const member of tables.works.block(each)) {
      if (byEdition.has(member.edition)) continue;
      byEdition.set(member.edition, member);
      for (const next of member.workKeys) keys.add(next);
    }
  }
  return decide.group([...byEdition.values()]).map((group) => {
    const works = new Map<WorkId, number>();
    for (const edition of group.editions) {
      const work = byEdition.get(edition)?.work ?? null;
      if (work !== null) works.set(work, (works.get(work) ?? 0) + 1);
    }
    const [first] = group.editions;
    const anchor = first === undefined ? key : (byEdition.get(first)?.anchor ?? key);
    return { ...group, members: byEdition, works, anchor };
  });
}

function assign(tables: CatalogueTables, groups: readonly Group[]): ReadonlyMap<Group, WorkId> {
  const claims = groups
    .flatMap((group) => [...group.works].map(([work, weight]) => ({ group, work, weight })))
    .sort(
      (a, b) =>
        b.weight - a.weight || (a.work < b.work ? -1 : a.work > b.work ? 1 : a.group.anchor < b.group.anchor ? -1 : 1),
    );
  const given = new Map<Group, WorkId>();
  const kept = new Set<WorkId>();
  for (const { group, work } of claims) {
    if (given.has(group) || kept.has(work)) continue;
    given.set(group, work);
    kept.add(work);
  }
  for (const group of groups) if (!given.has(group)) given.set(group, tables.works.mint(group.anchor));
  return given;
}
