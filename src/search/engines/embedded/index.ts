import { readAliases } from '../../alias-file.ts';
import type { SearchEngine } from '../../engine.ts';
import { rebuildIn } from './rebuild.ts';
import { type IndexThread, startIndexThread } from './threads.ts';

export interface EmbeddedSettings {
  /** Folder of the index files; made where it is missing. */
  readonly folder: string;
  readonly aliasFile: string | null;
  /** Threads that answer queries; two use the two cores of the smallest server. */
  readonly readers: number;
}

/**
 * The index inside the program: SQLite FTS5 in threads of its own, so that neither queries nor writes block anyone.
 *
 * @throws Fault ALIASES_UNREADABLE
 */
export async function openEmbeddedEngine({ folder, aliasFile, readers }: EmbeddedSettings): Promise<SearchEngine> {
  // Read by each thread for itself; what is wrong with the file is better told from here.
  readAliases(aliasFile);
  const writer = await startIndexThread({ role: 'writer', folder, aliasFile });
  const pool: IndexThread[] = [];
  for (let at = 0; at < readers; at++) pool.push(await startIndexThread({ role: 'reader', folder, aliasFile }));
  const idlest = (): IndexThread => pool.reduce((best, thread) => (thread.busy() < best.busy() ? thread : best));
  return {
    name: 'embedded',
    put: async (docs, removed, seq, after) => {
      await writer.ask({ do: 'put', docs, removed, seq, after: after ?? null });
    },
    search: (request, signal) => unlessAborted(signal, idlest().ask({ do: 'search', request })),
    suggest: (prefix, first, signal) => unlessAborted(signal, idlest().ask({ do: 'suggest', prefix, first })),
    rebuild: (all, seq) =>
      rebuildIn(folder, all, {
        fill: (file) => writer.ask({ do: 'fill', file }),
        finish: (file) => writer.ask({ do: 'finish', file, seq }),
      }),
    health: () => writer.ask({ do: 'health' }),
    close: async () => {
      await Promise.all(pool.map((thread) => thread.close()));
      // The last to close folds the log of changes into the file, which a reader may not.
      await writer.close();
    },
  };
}

/** A thread cannot be interrupted; whoever asked need not wait for it. */
function unlessAborted<T>(signal: AbortSignal, answer: Promise<T>): Promise<T> {
  if (signal.aborted) return Promise.reject(signal.reason as Error);
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(signal.reason as Error);
    signal.addEventListener('abort', abort, { once: true });
    answer.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
