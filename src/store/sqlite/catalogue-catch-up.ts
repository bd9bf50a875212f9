import type { FormId } from '../../catalogue/decision.ts';
import type { SourceRef } from '../../catalogue/store.ts';
import type { Beside } from './catalogue-beside.ts';
import type { CatalogueTables } from './catalogue-tables.ts';

/** Records compared at a time. */
const PAGE = 5_000;
const SLICE = 500;

/**
 * Takes what came, changed or went since it was matched beside, and every record that a verdict speaks of, as its
 * verdict may be another now. Answers the forms whose company changed.
 */
export function takeChanges(tables: CatalogueTables, beside: Beside): ReadonlySet<FormId> {
  const { changed, gone } = changesSince(tables, beside);
  for (const key of tables.verdicts.bound()) {
    const standing = tables.records.find(key);
    if (standing !== null) changed.add(standing.ref);
  }
  const touched = new Set(beside.take([], gone));
  const refs = [...changed].sort((a, b) => a - b);
  for (let from = 0; from < refs.length; from += SLICE) {
    const records = refs.slice(from, from + SLICE).flatMap((ref) => tables.records.page(ref - 1, 1));
    for (const form of beside.take(records, [])) touched.add(form);
  }
  return touched;
}

function changesSince(tables: CatalogueTables, beside: Beside) {
  const changed = new Set<SourceRef>();
  const gone: SourceRef[] = [];
  for (let after = 0; ; ) {
    const now = tables.records.marks(after, PAGE);
    const upTo = now.length < PAGE ? Number.MAX_SAFE_INTEGER : (now.at(-1)?.ref ?? after);
    const before = new Map(beside.marks(after, upTo).map((mark) => [mark.ref, mark]));
    for (const { ref, content, form } of now) {
      const known = before.get(ref);
      before.delete(ref);
      if (known === undefined || known.content !== content || known.form !== form) changed.add(ref);
    }
    gone.push(...before.keys());
    if (upTo === Number.MAX_SAFE_INTEGER) return { changed, gone };
    after = upTo;
  }
}
