import type { FedEngine } from '../../engine.ts';
import { fillIndex } from './builder.ts';
import { rebuildIn } from './rebuild.ts';
import { IndexWriter } from './writer.ts';

/** The writing half of the embedded index in the calling thread, for one that does nothing else but feed it. */
export function openEmbeddedWriting(folder: string): FedEngine {
  const writer = new IndexWriter(folder);
  return {
    name: 'embedded',
    put: async (docs, removed, seq, after) => {
      writer.put({ docs, removed, seq, after: after ?? null });
    },
    rebuild: (all, seq) =>
      rebuildIn(folder, all, {
        fill: async (file) => fillIndex(file),
        finish: async (file) => writer.finish(file, seq),
      }),
    health: async () => writer.health(),
    close: async () => writer.close(),
  };
}
