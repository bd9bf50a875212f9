import { existsSync } from 'node:fs';
import { setImmediate as breathe } from 'node:timers/promises';
import type { SearchDoc } from '../../document.ts';
import { BuildHelper } from './build-helper.ts';
import { indexFiles } from './files.ts';
import { orderStaged } from './staged.ts';
import { dropBuild, Staging } from './staging.ts';

/** The steps of a build that belong to the writer of an index. */
export interface BuildSteps {
  /** Fills all tables of the new index but those that stand in the order of keys. */
  fill(file: string): Promise<unknown>;
  /** Completes the new index and makes it the current one. */
  finish(file: string): Promise<unknown>;
}

/** Documents handed on together. */
const TOGETHER = 500;
/** For fewer documents a thread takes longer to start than it helps. */
const LEAST_FOR_HELP = 20_000;

/**
 * Builds a new index of these documents in this folder. Nothing is left where that fails; a newer index that came first
 * takes the file away, and then there is nothing to do.
 */
export async function rebuildIn(folder: string, all: AsyncIterable<SearchDoc>, steps: BuildSteps): Promise<void> {
  const file = indexFiles(folder).next();
  try {
    await build(file, all, steps);
  } catch (error) {
    const overtaken = !existsSync(file);
    dropBuild(file);
    if (!overtaken) throw error;
  }
}

async function build(file: string, all: AsyncIterable<SearchDoc>, { fill, finish }: BuildSteps): Promise<void> {
  await using gathering = new Gathering(file);
  let batch: SearchDoc[] = [];
  for await (const doc of all) {
    batch.push(doc);
    if (batch.length < TOGETHER) continue;
    await gathering.take(batch);
    batch = [];
  }
  await gathering.take(batch);
  await gathering.order();
  // Asked first: filling may take this thread.
  const sorting = gathering.sort();
  await Promise.all([sorting, fill(file)]);
  await finish(file);
}

/** Documents go to the helping thread as long as it has too few, and are dealt with here meanwhile. */
class Gathering {
  readonly #file: string;
  readonly #staging: Staging;
  #helper: BuildHelper | null = null;
  #count = 0;

  constructor(file: string) {
    this.#file = file;
    this.#staging = new Staging(file, 'documents');
  }

  async take(docs: readonly SearchDoc[]): Promise<void> {
    const first = this.#count;
    this.#count += docs.length;
    if (this.#count > LEAST_FOR_HELP) this.#helper ??= new BuildHelper(this.#file);
    if (this.#helper?.free === true) {
      // A thread that failed says so again when it is asked to order.
      this.#helper.ask({ do: 'keep', first, docs }).catch(() => undefined);
      return;
    }
    this.#staging.keep(first, docs);
    if (this.#helper !== null) await breathe();
  }

  async order(): Promise<void> {
    this.#staging[Symbol.dispose]();
    if (this.#helper === null) orderStaged(this.#file);
    else await this.#helper.ask({ do: 'order' });
  }

  /** Without help, whoever finishes sorts. */
  async sort(): Promise<void> {
    await this.#helper?.ask({ do: 'sort' });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#staging[Symbol.dispose]();
    await this.#helper?.[Symbol.asyncDispose]();
  }
}
