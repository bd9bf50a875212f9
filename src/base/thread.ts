import { fileURLToPath } from 'node:url';
import { Worker, type WorkerOptions } from 'node:worker_threads';

/**
 * Starts a worker thread whose entry stands beside the caller, from source and from dist alike.
 *
 * `new Worker('./x.ts')` fails under tsx and vitest on Node 20 (ERR_UNKNOWN_FILE_EXTENSION), and tsc does not rewrite
 * the string; so from source a small boot text registers tsx inside the thread and then imports the entry.
 *
 * @param callerUrl `import.meta.url` of the caller
 * @param entry path of the entry relative to the caller, always with its source extension: `./writer.ts`
 */
export function startThread(callerUrl: string, entry: string, options: WorkerOptions = {}): Worker {
  // The one script of a member library has nothing beside it: as a thread of its own it is that entry (liantu-push.ts).
  if (callerUrl.endsWith('.mjs')) return new Worker(new URL(callerUrl), options);
  if (!callerUrl.endsWith('.ts')) {
    return new Worker(fileURLToPath(new URL(entry.replace(/\.ts$/, '.js'), callerUrl)), options);
  }
  const entryUrl = new URL(entry, callerUrl).href;
  const tsx = import.meta.resolve('tsx/esm/api');
  const boot = `import(${JSON.stringify(tsx)}).then((tsx) => { tsx.register(); return import(${JSON.stringify(entryUrl)}); })`;
  return new Worker(boot, { ...options, eval: true });
}
