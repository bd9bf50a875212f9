import { z } from 'zod';
import { Fault } from '../../../base/problem.ts';
import type { MeiliClient } from './client.ts';
import type { KnownLibraries } from './filter.ts';

/** A document that the server would not take: it is left out, and nothing waits for it. */
export interface Quarantined {
  readonly id: string;
  readonly reason: string;
}

/**
 * What an index knows of itself. It lies in the index as a document of its own, written with the documents in one
 * task, so that no crash parts the place in the outbox from what was put.
 */
export interface IndexState {
  /** Grows with every index that is built. A change meant for the index before it cannot move this one's place. */
  readonly generation: number;
  readonly form: string;
  readonly seq: number;
  readonly libraries: KnownLibraries;
  readonly quarantined: readonly Quarantined[];
}

const StateForm = z.object({
  generation: z.int(),
  form: z.string(),
  seq: z.int(),
  libraries: z.array(z.tuple([z.string(), z.string(), z.string().nullable()])),
  quarantined: z.array(z.object({ id: z.string(), reason: z.string() })),
});
const Stored = z.object({ results: z.array(z.object({ state: z.string() })) });
const ROLE = 'state';

/** The state as a document; one a generation. */
export function stateDocument(state: IndexState): Readonly<Record<string, unknown>> {
  return { id: `_state_${state.generation}`, role: ROLE, state: JSON.stringify(state) };
}

/** Null where there is no such index, or none of ours. */
export async function readState(client: MeiliClient, uid: string): Promise<IndexState | null> {
  const body = JSON.stringify({ filter: `role = "${ROLE}"`, fields: ['state'], limit: 1_000 });
  try {
    const { results } = await client.ask({ method: 'POST', path: `/indexes/${uid}/documents/fetch`, body }, Stored);
    const states = results.map(({ state }) => StateForm.parse(JSON.parse(state)));
    return states.reduce<IndexState | null>((a, b) => (a === null || b.generation > a.generation ? b : a), null);
  } catch (error) {
    if (error instanceof Fault && error.values.code === 'index_not_found') return null;
    // An index that was made and not yet set up knows no `role` to filter by.
    if (error instanceof Fault && error.values.code === 'invalid_document_filter') return null;
    throw error;
  }
}
