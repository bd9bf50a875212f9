import type { LabelledRecord } from '../../scripts/dev/alliance.ts';
import { bare } from '../../src/catalogue/normalise/text.ts';
import type { Description } from '../../src/record/description.ts';

/** The rules of other systems, told again in a few lines and run on the same records. Union-find over equal keys. */
export const RULES: Readonly<Record<string, (records: readonly LabelledRecord[]) => readonly string[]>> = {
  'ISBN only': byKeys((description) => description.isbns ?? []),
  'title + author': byKeys((description) => joined([titleOf(description), authorOf(description)])),
  'title + publisher + year': byKeys((description) =>
    joined([titleOf(description), bare(description.publisher ?? ''), String(description.year ?? '')]),
  ),
  'RecordManager’s list': recordManager,
};

const titleOf = (description: Description): string =>
  bare([description.title, description.partNumber ?? '', description.partTitle ?? ''].join(''));
const authorOf = (description: Description): string => bare(description.contributors?.[0]?.name ?? '');
/** A key of which a piece is missing joins nobody. */
const joined = (parts: readonly string[]): readonly string[] => (parts.includes('') ? [] : [parts.join('|')]);

function byKeys(keysOf: (description: Description) => readonly string[]) {
  return (records: readonly LabelledRecord[]): readonly string[] => {
    const union = new Union(records.length);
    const first = new Map<string, number>();
    for (const [at, { incoming }] of records.entries()) {
      for (const key of keysOf(incoming.description)) {
        const known = first.get(key);
        if (known === undefined) first.set(key, at);
        else union.join(known, at);
      }
    }
    return records.map((_record, at) => String(union.find(at)));
  };
}

/**
 * RecordManager (notes/matching §2.1): candidates by ISBN, then by title key with author; a shared ISBN decides; else
 * years equal, pages within ten, title under 10 % apart (here: equal), authors equal. The first match wins.
 */
function recordManager(records: readonly LabelledRecord[]): readonly string[] {
  const union = new Union(records.length);
  const byIsbn = new Map<string, number>();
  const byTitle = new Map<string, number[]>();
  for (const [at, { incoming }] of records.entries()) {
    const { description } = incoming;
    const same = (description.isbns ?? []).map((isbn) => byIsbn.get(isbn)).find((found) => found !== undefined);
    if (same !== undefined) union.join(same, at);
    for (const isbn of description.isbns ?? []) if (!byIsbn.has(isbn)) byIsbn.set(isbn, at);
    const [key] = joined([
      bare(`${description.title}${description.partNumber ?? ''}${description.responsibility ?? ''}`),
      authorOf(description),
    ]);
    if (key === undefined) continue;
    const others = byTitle.get(key) ?? [];
    const match =
      same === undefined ? others.find((other) => agree(records[other]?.incoming.description, description)) : undefined;
    if (match !== undefined) union.join(match, at);
    byTitle.set(key, [...others, at]);
  }
  return records.map((_record, at) => String(union.find(at)));
}

function agree(a: Description | undefined, b: Description): boolean {
  if (a === undefined) return false;
  if (a.year !== undefined && b.year !== undefined && a.year !== b.year) return false;
  const [one, other] = [pagesOf(a), pagesOf(b)];
  return one === 0 || other === 0 || Math.abs(one - other) <= 10;
}

const pagesOf = (description: Description): number => Number(/(\d+)页?$/u.exec(description.extent ?? '')?.[1] ?? 0);

class Union {
  readonly #parent: number[];
  constructor(size: number) {
    this.#parent = Array.from({ length: size }, (_none, at) => at);
  }
  find(at: number): number {
    let root = at;
    while (this.#parent[root] !== root) root = this.#parent[root] ?? root;
    return root;
  }
  join(a: number, b: number): void {
    this.#parent[this.find(a)] = this.find(b);
  }
}
