import { setImmediate as breathe } from 'node:timers/promises';
import { z } from 'zod';
import type { EditionId } from '../../../base/brand.ts';
import type { SearchDoc } from '../../document.ts';
import type { IndexPlace } from './client.ts';
import { deliver, type Line, lineOf, portions } from './delivery.ts';
import { documentId, type IndexedParts, isStorable, partsOf } from './fields.ts';
import type { KnownLibraries } from './filter.ts';
import { type IndexState, type Quarantined, stateDocument } from './state.ts';

/** Making tokens and readings of so many documents takes a few ms; queries are answered between. */
const BREATHE_EVERY = 20;
const FETCHED_AT_ONCE = 1_000;
/** The newest stay on the list. */
const MOST_QUARANTINED = 1_000;

/** What the index holds of a document already; of one that a swap left in pieces, less than all. */
const Known = z.object({
  id: z.string(),
  version: z.int().default(0),
  th: z.string().default(''),
  hh: z.string().default(''),
});
type Known = z.infer<typeof Known>;
const KnownOnes = z.object({ results: z.array(Known) });

/**
 * One batch of changes with the place in the outbox behind them. Of a document that is known only the part that
 * changed is sent: a loan moves filters and no word, which costs the server a sixth (notes/search §1.5).
 */
export async function putBatch(
  place: IndexPlace,
  state: IndexState,
  {
    docs,
    removed,
    seq,
  }: { readonly docs: readonly SearchDoc[]; readonly removed: readonly EditionId[]; readonly seq: number },
): Promise<IndexState> {
  const { client, uid } = place;
  if (removed.length > 0) {
    const body = JSON.stringify(removed.map(documentId).filter(isStorable));
    await client.mustChange({ method: 'POST', path: `/indexes/${uid}/documents/delete-batch`, body });
  }
  const known = await knownOf(place, docs);
  const lines: Line[] = [];
  for (const [at, doc] of docs.entries()) {
    if (at % BREATHE_EVERY === BREATHE_EVERY - 1) await breathe();
    const before = known.get(documentId(doc.id));
    if (before === undefined || before.version <= doc.version) lines.push(changed(partsOf(doc), before));
  }
  const libraries = new Map(state.libraries.map((one) => [one[0], one]));
  for (const doc of docs) noteLibraries(libraries, doc);
  const next = { ...state, seq, libraries: [...libraries.values()] };
  const healed = new Set<string>([...docs.map(({ id }) => id), ...removed]);
  const left = state.quarantined.filter(({ id }) => !healed.has(id));
  return deliverWithState(place, lines, { ...next, quarantined: left });
}

/** Documents first, and with the last of them the state, so that the place never runs ahead. */
export async function deliverWithState(
  place: IndexPlace,
  lines: readonly Line[],
  state: IndexState,
): Promise<IndexState> {
  const poisoned: Quarantined[] = [];
  const all = portions(lines);
  for (const portion of all.slice(0, -1)) poisoned.push(...(await deliver(place, portion)));
  const last = all.at(-1) ?? [];
  const told = withQuarantined(state, poisoned);
  const refused = await deliver(place, [...last, stateLine(told)]);
  if (refused.length === 0) return told;
  // Found while the state went with it: the list goes after.
  const final = withQuarantined(told, refused);
  await deliver(place, [stateLine(final)]);
  return final;
}

export const stateLine = (state: IndexState): Line => lineOf({ id: '', ...stateDocument(state) });

export function wholeLine(doc: SearchDoc): Line {
  return changed(partsOf(doc), undefined);
}

function changed(parts: IndexedParts, before: Known | undefined): Line {
  return lineOf({
    id: parts.id,
    version: parts.version,
    ...(before?.th === parts.textDigest ? {} : { ...parts.text(), th: parts.textDigest }),
    ...(before?.hh === parts.holdingsDigest ? {} : { ...parts.holdings, hh: parts.holdingsDigest }),
  });
}

async function knownOf({ client, uid }: IndexPlace, docs: readonly SearchDoc[]): Promise<ReadonlyMap<string, Known>> {
  const known = new Map<string, Known>();
  const all = docs.map(({ id }) => documentId(id)).filter(isStorable);
  for (let at = 0; at < all.length; at += FETCHED_AT_ONCE) {
    const ids = all.slice(at, at + FETCHED_AT_ONCE);
    const body = JSON.stringify({ ids, fields: ['id', 'version', 'th', 'hh'], limit: ids.length });
    const path = `/indexes/${uid}/documents/fetch`;
    const { results } = await client.ask({ method: 'POST', path, body }, KnownOnes);
    for (const one of results) known.set(one.id, one);
  }
  return known;
}

/** Libraries that documents tell of, by code; the later document knows better. */
export function noteLibraries(known: Map<string, KnownLibraries[number]>, { holdings }: SearchDoc): void {
  for (const { library, kind, area } of holdings) known.set(library, [library, kind, area]);
}

function withQuarantined(state: IndexState, more: readonly Quarantined[]): IndexState {
  return { ...state, quarantined: [...state.quarantined, ...more].slice(-MOST_QUARANTINED) };
}
