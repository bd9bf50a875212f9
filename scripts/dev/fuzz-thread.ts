import { parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import { fuzzCase } from './fuzz-case.ts';
import { fuzzSeeds } from './fuzz-seeds.ts';

/** Reads case after case until it is stopped; tells each complaint, and before each case its number. */
const { run, first, last, now } = z
  .object({ run: z.number(), first: z.number(), last: z.number(), now: z.instanceof(SharedArrayBuffer) })
  .parse(workerData);
const current = new Int32Array(now);
const seeds = await fuzzSeeds();
parentPort?.postMessage({ seeds: seeds.length });
for (let number = first; number <= last; number++) {
  Atomics.store(current, 0, number);
  const { complaint, seed, format, bytes } = await fuzzCase(seeds, run, number);
  if (complaint !== null) parentPort?.postMessage({ number, seed, format, complaint, bytes: bytes.toString('base64') });
}
parentPort?.postMessage({ done: true });
