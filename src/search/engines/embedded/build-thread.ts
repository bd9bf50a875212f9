import { parentPort, workerData } from 'node:worker_threads';
import type { BuildJob } from './build-helper.ts';
import { sortKeys } from './key-sorter.ts';
import { orderStaged } from './staged.ts';
import { Staging } from './staging.ts';

/** Entry of the thread that helps to build an index: one job at a time, each told when it is done. */
const { file } = workerData as { readonly file: string };
const staging = new Staging(file, 'more');

function done(job: BuildJob): void {
  switch (job.do) {
    case 'keep':
      staging.keep(job.first, job.docs);
      return;
    case 'order':
      staging[Symbol.dispose]();
      orderStaged(file);
      return;
    case 'sort':
      sortKeys(file);
  }
}

parentPort?.on('message', (job: BuildJob) => {
  done(job);
  parentPort?.postMessage('done');
});
