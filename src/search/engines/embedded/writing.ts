import type { SearchDoc } from '../../document.ts';
import type { FedEngine } from '../../engine.ts';
import { IndexWriter } from './writer.ts';

/** Documents kept aside at once while an index is built. */
const STAGED = 1_000;

/** The writing half of the embedded index in the calling thread, for one that does nothing else but feed it. */
export function openEmbeddedWriting(folder: string): FedEngine {
  const writer = new IndexWriter(folder);
  return {
    name: 'embedded',
    put: async (docs, removed, seq, after) => {
      writer.answer({ do: 'put', docs, removed, seq, after: after ?? null });
    },
    rebuild: async (all, seq) => {
      let batch: SearchDoc[] = [];
      for await (const doc of all) {
        batch.push(doc);
        if (batch.length < STAGED) continue;
        writer.answer({ do: 'stage', docs: batch });
        batch = [];
      }
      writer.answer({ do: 'stage', docs: batch });
      writer.answer({ do: 'build', seq });
    },
    health: async () => writer.health(),
    close: async () => writer.close(),
  };
}
