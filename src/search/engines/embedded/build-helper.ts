import type { Worker } from 'node:worker_threads';
import { startThread } from '../../../base/thread.ts';
import type { SearchDoc } from '../../document.ts';

export type BuildJob =
  | { readonly do: 'keep'; readonly first: number; readonly docs: readonly SearchDoc[] }
  | { readonly do: 'order' }
  | { readonly do: 'sort' };

interface Waiting {
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/** One is worked at, the next is there already. */
const MOST_WAITING = 2;

/** A thread that helps to build one index: it analyses a part of the documents, and sorts keys while tables are filled. */
export class BuildHelper {
  readonly #thread: Worker;
  readonly #waiting: Waiting[] = [];
  #ended: Error | null = null;

  constructor(file: string) {
    this.#thread = startThread(import.meta.url, './build-thread.ts', { workerData: { file } });
    this.#thread.on('message', () => this.#waiting.shift()?.resolve());
    this.#thread.on('error', (error) => this.#end(error));
    this.#thread.on('exit', () => this.#end(new Error('the thread that helped to build ended')));
  }

  /** Whether it would otherwise soon have nothing to do. */
  get free(): boolean {
    return this.#ended === null && this.#waiting.length < MOST_WAITING;
  }

  ask(job: BuildJob): Promise<void> {
    if (this.#ended !== null) return Promise.reject(this.#ended);
    return new Promise((resolve, reject) => {
      this.#waiting.push({ resolve, reject });
      this.#thread.postMessage(job);
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#thread.terminate();
  }

  #end(error: Error): void {
    this.#ended ??= error;
    for (const { reject } of this.#waiting.splice(0)) reject(this.#ended);
  }
}
