import { existsSync } from 'node:fs';
import type { SearchDoc } from '../../document.ts';
import { indexFiles } from './files.ts';
import { dropBuild, Staging } from './staging.ts';

const TOGETHER = 500;

/**
 * Gathers all documents for a new index of this folder and lets `build` make it, which is given the file it is to have.
 * Nothing is left where either fails; a newer index that came first takes the file away, and then there is nothing to do.
 */
export async function gathered(
  folder: string,
  all: AsyncIterable<SearchDoc>,
  build: (file: string) => Promise<unknown>,
): Promise<void> {
  const file = indexFiles(folder).next();
  try {
    await gather(file, all);
    await build(file);
  } catch (error) {
    const superseded = !existsSync(file);
    dropBuild(file);
    if (!superseded) throw error;
  }
}

async function gather(file: string, all: AsyncIterable<SearchDoc>): Promise<void> {
  using staging = new Staging(file);
  let batch: SearchDoc[] = [];
  for await (const doc of all) {
    batch.push(doc);
    if (batch.length < TOGETHER) continue;
    staging.keep(batch);
    batch = [];
  }
  staging.keep(batch);
  staging.order();
}
