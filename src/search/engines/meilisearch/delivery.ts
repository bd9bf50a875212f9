import { Fault } from '../../../base/problem.ts';
import type { IndexPlace, Outcome } from './client.ts';
import { editionIdOf } from './fields.ts';
import type { Quarantined } from './state.ts';

/** A document as it is sent: its identifier and its JSON. */
export interface Line {
  readonly id: string;
  readonly json: string;
}

/** Well below the 100 MB that a server takes as it comes. */
const MOST_BYTES = 16 * 1024 * 1024;

/** Half a character, which `stringify` writes by its number and the server cannot read. */
const LONE_SURROGATE = /(?<=(?:^|[^\\])(?:\\\\)*)\\ud[89a-f][0-9a-f]{2}/g;

export function lineOf(document: Readonly<Record<string, unknown>> & { readonly id: string }): Line {
  return { id: document.id, json: JSON.stringify(document).replace(LONE_SURROGATE, '\\ufffd') };
}

/** Lines in portions that a server takes at once. */
export function portions(lines: readonly Line[]): readonly (readonly Line[])[] {
  const result: Line[][] = [[]];
  let bytes = 0;
  for (const line of lines) {
    const size = Buffer.byteLength(line.json);
    if (bytes > 0 && bytes + size > MOST_BYTES) {
      result.push([]);
      bytes = 0;
    }
    bytes += size;
    result.at(-1)?.push(line);
  }
  return result;
}

/**
 * Sends documents and waits until they are in. Where the server fails over them, halves are tried until the one at
 * fault is found: it alone is answered, all others are in.
 *
 * @throws Fault MEILI_UNREACHABLE; MEILI_REFUSED where the server takes nothing at all
 */
export async function deliver(place: IndexPlace, lines: readonly Line[]): Promise<readonly Quarantined[]> {
  if (lines.length === 0) return [];
  const outcome = await send(place, lines);
  if (outcome.ok) return [];
  const refused = new Fault('MEILI_REFUSED', { code: outcome.code });
  if (!outcome.read) throw refused;
  // A full disk fails every document; then none of them is at fault.
  if (!(await send(place, [HARMLESS])).ok) throw refused;
  return bisected(place, lines, outcome.code);
}

const HARMLESS = lineOf({ id: '_harmless' });

async function bisected(place: IndexPlace, lines: readonly Line[], code: string): Promise<readonly Quarantined[]> {
  const [first] = lines;
  if (lines.length === 1 && first !== undefined) return [{ id: editionIdOf(first.id), reason: code }];
  const middle = Math.ceil(lines.length / 2);
  const poisoned: Quarantined[] = [];
  for (const half of [lines.slice(0, middle), lines.slice(middle)]) {
    const outcome = await send(place, half);
    if (!outcome.ok) poisoned.push(...(await bisected(place, half, outcome.code)));
  }
  return poisoned;
}

/** PUT merges: what a line leaves out stays as it is. */
function send({ client, uid }: IndexPlace, lines: readonly Line[]): Promise<Outcome> {
  const body = `[${lines.map(({ json }) => json).join(',')}]`;
  return client.change({ method: 'PUT', path: `/indexes/${uid}/documents`, body });
}
