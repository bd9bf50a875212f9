import type { EditionId } from '../../base/brand.ts';
import type { Decide, FormId, FormNode, Prepared } from '../../catalogue/decision.ts';
import type { Incoming, SourceRef } from '../../catalogue/store.ts';
import type { InternedForm } from './catalogue-forms.ts';
import type { StandingRecord, StoredVerdict, WholeRecord } from './catalogue-records.ts';
import type { CatalogueTables } from './catalogue-tables.ts';

/** What a batch set moving, to be settled into editions and works. */
export interface Motion {
  /** Forms whose component may be divided otherwise now. */
  readonly seeds: Set<FormId>;
  /** Records that came to a form with the edition they stood in: they argue for keeping its id. */
  readonly claims: Map<FormId, Map<EditionId, number>>;
  /** Editions that lost or gained a record or saw one change. */
  readonly stirred: Set<EditionId>;
  /** Records that came new to a standing edition, where nothing else changed. */
  readonly joined: Map<EditionId, SourceRef[]>;
  /** Editions whose merged fields must be made anew. */
  readonly unmade: Set<EditionId>;
  /** Where most records of an edition went that lost some. */
  readonly followed: Map<EditionId, { readonly to: EditionId; readonly weight: number }>;
  added: number;
  changed: number;
  deleted: number;
}

export function stillness(): Motion {
  return {
    seeds: new Set(),
    claims: new Map(),
    stirred: new Set(),
    joined: new Map(),
    unmade: new Set(),
    followed: new Map(),
    added: 0,
    changed: 0,
    deleted: 0,
  };
}

/** Stores the records of a batch under their forms and judges the pairs they make. */
export function takeIn(
  tables: CatalogueTables,
  decide: Decide,
  batch: readonly Incoming[],
  motion: Motion,
  nowMs: number,
): void {
  const changes = new FormChanges(tables, decide, motion);
  for (const incoming of batch) {
    const standing = tables.records.find(incoming.key);
    if (incoming.kind === 'deleted') {
      if (standing !== null) remove(tables, standing, changes, motion);
      continue;
    }
    const verdicts = tables.verdicts.of(incoming.key);
    const prepared = decide.prepare(incoming, verdicts.length > 0);
    const form = changes.come(prepared, verdicts);
    store(tables, prepared, form, standing, motion, nowMs);
    if (standing !== null) changes.go(standing.form);
    if (standing !== null && standing.edition !== null) claim(motion, form.id, standing.edition);
  }
  changes.judge();
}

/** Matching looks anew at a record whose bytes did not change: a verdict was given, or the rules are newer. */
export function lookAnew(
  tables: CatalogueTables,
  decide: Decide,
  records: readonly WholeRecord[],
  motion: Motion,
): void {
  const changes = new FormChanges(tables, decide, motion);
  for (const { standing, record, key } of records) {
    const verdicts = tables.verdicts.of(key);
    const made = decide.prepare(record, verdicts.length > 0);
    const form = changes.come(made, verdicts).id;
    tables.records.reform(standing.ref, form, made.quality);
    changes.go(standing.form);
    if (standing.edition !== null) {
      motion.stirred.add(standing.edition);
      motion.unmade.add(standing.edition);
      claim(motion, form, standing.edition);
    }
    motion.seeds.add(form);
  }
  changes.judge();
}

function store(
  tables: CatalogueTables,
  prepared: Prepared,
  { id: form, edition }: InternedForm,
  standing: StandingRecord | null,
  motion: Motion,
  nowMs: number,
): void {
  const { key, description } = prepared.incoming;
  let ref: SourceRef;
  if (standing === null) {
    motion.added += 1;
    ref = tables.records.insert(prepared, form, edition);
    if (edition !== null) motion.joined.set(edition, [...(motion.joined.get(edition) ?? []), ref]);
  } else {
    motion.changed += 1;
    ref = standing.ref;
    tables.records.update(ref, prepared, form, edition);
    for (const stirred of [standing.edition, edition]) if (stirred !== null) motion.unmade.add(stirred);
  }
  tables.holdings.replace({ ref, key, edition, isNew: standing === null }, description.holdings, nowMs);
  for (const stirred of [standing?.edition ?? null, edition]) if (stirred !== null) motion.stirred.add(stirred);
}

function remove(tables: CatalogueTables, standing: StandingRecord, changes: FormChanges, motion: Motion): void {
  motion.deleted += 1;
  tables.records.remove(standing.ref);
  changes.go(standing.form);
  if (standing.edition === null) return;
  motion.stirred.add(standing.edition);
  motion.unmade.add(standing.edition);
}

/** A record came to a form with the edition it stood in. */
export function claim(motion: Motion, form: FormId, edition: EditionId): void {
  const claims = motion.claims.get(form) ?? new Map<EditionId, number>();
  claims.set(edition, (claims.get(edition) ?? 0) + 1);
  motion.claims.set(form, claims);
}

/** What judging pairs reads and writes; of records it asks only for the form and edition they stand in. */
export type MatchTables = Pick<CatalogueTables, 'forms' | 'blocks' | 'edges'> & {
  readonly records: Pick<CatalogueTables['records'], 'find'>;
};

/** Forms that come and go with a batch, and the judging of the pairs they leave and make. */
export class FormChanges {
  readonly #tables: MatchTables;
  readonly #decide: Decide;
  readonly #motion: Motion;
  readonly #fresh = new Map<FormId, readonly string[]>();
  readonly #counts = new Map<FormId, number>();
  readonly #verdicts = new Map<FormId, readonly StoredVerdict[]>();

  constructor(tables: MatchTables, decide: Decide, motion: Motion) {
    this.#tables = tables;
    this.#decide = decide;
    this.#motion = motion;
  }

  come(prepared: Prepared, verdicts: readonly StoredVerdict[]): InternedForm {
    const interned = this.#tables.forms.intern(prepared.hash, prepared.form);
    const { id, fresh } = interned;
    if (fresh) this.#fresh.set(id, this.#decide.keysOf(prepared.form));
    if (verdicts.length > 0) this.#verdicts.set(id, verdicts);
    // A form that is made counts the record it is made for.
    this.#counts.set(id, (this.#counts.get(id) ?? 0) + (fresh ? 0 : 1));
    return interned;
  }

  go(form: FormId): void {
    this.#counts.set(form, (this.#counts.get(form) ?? 0) - 1);
  }

  judge(): void {
    const gone = this.#countAll();
    const removed = new Map([...gone].map(([id, node]) => [id, this.#decide.keysOf(node.form)]));
    const added = new Map([...this.#fresh].filter(([id]) => !gone.has(id)));
    for (const [id, node] of gone) this.#dissolve(id, node);
    if (added.size > 0 || removed.size > 0) this.#judgePairs(added, removed);
    this.#speakVerdicts();
  }

  #judgePairs(added: ReadonlyMap<FormId, readonly string[]>, removed: ReadonlyMap<FormId, readonly string[]>): void {
    const { blocks, edges, forms } = this.#tables;
    const changed = blocks.change(added, removed);
    const nodes = forms.load(new Set(changed.flatMap((block) => block.nodes)));
    const judgement = this.#decide.judge({
      fresh: [...added.keys()],
      nodes: withoutEditions(nodes),
      blocks: changed,
      capped: blocks.capped,
      titlesOf: blocks.titlesOf,
    });
    blocks.writeHealth(judgement.health);
    const seeds = this.#motion.seeds;
    for (const id of added.keys()) seeds.add(id);
    for (const edge of judgement.edges) {
      edges.put(edge, this.#decide.ruleVersion);
      if (!added.has(edge.a) && !added.has(edge.b)) seeds.add(edge.a).add(edge.b);
    }
    for (const [a, b] of judgement.dropped) {
      if (!added.has(a) && !added.has(b) && edges.drop(a, b)) seeds.add(a).add(b);
    }
  }

  /** Writes the counts; answers the forms that no record has any more. */
  #countAll(): ReadonlyMap<FormId, FormNode> {
    const gone = new Map<FormId, FormNode>();
    for (const [id, by] of this.#counts) {
      if (by === 0) continue;
      if (this.#tables.forms.count(id, by) > 0) continue;
      const form = this.#tables.forms.load([id]).get(id);
      const edition = this.#tables.forms.standing(id)?.edition ?? null;
      if (form !== undefined) gone.set(id, { ...form, edition });
    }
    return gone;
  }

  #dissolve(id: FormId, node: FormNode): void {
    for (const neighbour of this.#tables.edges.neighbours(id)) this.#motion.seeds.add(neighbour);
    this.#tables.edges.removeOf(id);
    this.#tables.forms.remove(id);
    this.#motion.seeds.delete(id);
    if (node.edition !== null) {
      this.#motion.stirred.add(node.edition);
      this.#motion.unmade.add(node.edition);
    }
  }

  /** A verdict becomes an edge as soon as both its records stand, and again whenever one returns. */
  #speakVerdicts(): void {
    for (const [form, verdicts] of this.#verdicts) {
      for (const { other, verdict } of verdicts) {
        const standing = this.#tables.records.find(other);
        // The other record must stand as a form of its own, or the verdict would bind those who say the same.
        if (standing === null || standing.form === form) continue;
        if (this.#tables.forms.standing(standing.form)?.records !== 1) continue;
        const [a, b] = form < standing.form ? [form, standing.form] : [standing.form, form];
        const state = verdict === 'SAME' ? 'must' : 'cannot';
        const score = verdict === 'SAME' ? 1 : 0;
        this.#tables.edges.putVerdict({ a, b, score, state, evidence: 'verdict' }, this.#decide.ruleVersion);
        this.#motion.seeds.add(a).add(b);
      }
    }
  }
}

/** Judging looks at what forms say, never at where they stand. */
function withoutEditions(forms: ReadonlyMap<FormId, Omit<FormNode, 'edition'>>): ReadonlyMap<FormId, FormNode> {
  return new Map([...forms].map(([id, form]) => [id, { ...form, edition: null }]));
}
