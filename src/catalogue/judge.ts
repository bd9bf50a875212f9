import type { Block, FormId, FormNode, JudgedEdge, Judgement, JudgeTask } from './decision.ts';
import { titlesClaiming } from './isbn-health.ts';
import { BLOCK_CAP, isbnOfKey, keysOf } from './keys.ts';
import { judgePair } from './match.ts';

/**
 * Judges every pair that this batch made a candidate, unmade, or saw in a new light:
 * - fresh forms against all that share an uncapped key with them,
 * - all pairs of an ISBN whose trust changed, and of a block that fell below the cap,
 * - pairs that met only in a block which now is capped: those are dropped.
 *
 * So the stored edges are always what judging all pairs of uncapped blocks at once would give.
 */
export function judge(task: JudgeTask): Judgement {
  const capped = cappedAfter(task);
  const health = healthOf(task);
  const now = new Map(health.map((row) => [row.isbn, row.titles]));
  const titlesOf = (isbn: string): number => now.get(isbn) ?? task.titlesOf(isbn);
  const pairs = new Pairs(task.nodes, titlesOf);
  const fresh = new Set(task.fresh);
  for (const block of task.blocks) {
    if (block.size > BLOCK_CAP) continue;
    const isbn = isbnOfKey(block.key);
    const changedTrust = isbn !== null && now.has(isbn) && trusted(now.get(isbn)) !== trusted(task.titlesOf(isbn));
    const all = changedTrust || block.sizeBefore > BLOCK_CAP;
    for (const [at, a] of block.nodes.entries()) {
      for (const b of block.nodes.slice(at + 1)) if (all || fresh.has(a) || fresh.has(b)) pairs.judge(a, b);
    }
  }
  const dropped = [...pairs.apart, ...partedByCap(task, capped, pairs)];
  return { edges: [...pairs.edges.values()], dropped, health };
}

const trusted = (titles: number | undefined): boolean => (titles ?? 1) <= 1;

function cappedAfter(task: JudgeTask): (key: string) => boolean {
  const size = new Map(task.blocks.map((block) => [block.key, block.size]));
  return (key) => {
    const now = size.get(key);
    return now === undefined ? task.capped(key) : now > BLOCK_CAP;
  };
}

/** Every ISBN whose block changed; a capped one counts as claimed by many. */
function healthOf(task: JudgeTask): Judgement['health'] {
  const rows: Judgement['health'][number][] = [];
  for (const block of task.blocks) {
    const isbn = isbnOfKey(block.key);
    if (isbn === null) continue;
    const forms = formsOf(block, task.nodes);
    rows.push({ isbn, titles: block.size > BLOCK_CAP ? BLOCK_CAP : titlesClaiming(forms), forms: block.size });
  }
  return rows;
}

function formsOf(block: Block, nodes: ReadonlyMap<FormId, FormNode>): readonly FormNode['form'][] {
  return block.nodes.flatMap((id) => nodes.get(id)?.form ?? []);
}

/** Pairs that shared a block which is capped from now on, and share no other uncapped one. */
function partedByCap(task: JudgeTask, capped: (key: string) => boolean, pairs: Pairs): [FormId, FormId][] {
  const parted: [FormId, FormId][] = [];
  const fresh = new Set(task.fresh);
  for (const block of task.blocks) {
    if (block.size <= BLOCK_CAP || block.sizeBefore > BLOCK_CAP) continue;
    const open = new Map(block.nodes.map((id) => [id, openKeys(task.nodes.get(id), capped)]));
    for (const [at, a] of block.nodes.entries()) {
      if (fresh.has(a)) continue;
      for (const b of block.nodes.slice(at + 1)) {
        if (fresh.has(b) || pairs.has(a, b) || share(open.get(a), open.get(b))) continue;
        parted.push(a < b ? [a, b] : [b, a]);
      }
    }
  }
  return parted;
}

function openKeys(node: FormNode | undefined, capped: (key: string) => boolean): ReadonlySet<string> {
  return new Set(node === undefined ? [] : keysOf(node.form).filter((key) => !capped(key)));
}

function share(a: ReadonlySet<string> | undefined, b: ReadonlySet<string> | undefined): boolean {
  for (const key of a ?? []) if (b?.has(key) === true) return true;
  return false;
}

/** Pairs judged so far, each once, whatever the number of blocks they share. */
class Pairs {
  readonly edges = new Map<string, JudgedEdge>();
  readonly apart: [FormId, FormId][] = [];
  readonly #seen = new Set<string>();
  readonly #nodes: ReadonlyMap<FormId, FormNode>;
  readonly #titlesOf: (isbn: string) => number;

  constructor(nodes: ReadonlyMap<FormId, FormNode>, titlesOf: (isbn: string) => number) {
    this.#nodes = nodes;
    this.#titlesOf = titlesOf;
  }

  judge(one: FormId, other: FormId): void {
    const [a, b] = one < other ? [one, other] : [other, one];
    const name = `${a}|${b}`;
    const [left, right] = [this.#nodes.get(a), this.#nodes.get(b)];
    if (this.#seen.has(name) || left === undefined || right === undefined) return;
    this.#seen.add(name);
    const judged = judgePair(left.form, right.form, this.#titlesOf);
    if (judged === null) this.apart.push([a, b]);
    else this.edges.set(name, { a, b, ...judged });
  }

  has(one: FormId, other: FormId): boolean {
    return this.#seen.has(one < other ? `${one}|${other}` : `${other}|${one}`);
  }
}
