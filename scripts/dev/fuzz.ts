import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { Worker } from 'node:worker_threads';
import { z } from 'zod';
import { startThread } from '../../src/base/thread.ts';

/**
 * Flips, cuts and splices the bytes of deliveries in every format and asks: does any reader throw, hang, lose bytes
 * without a word, or lose a record beside a damaged one? `npm run fuzz -- --seconds 600 [--run 7] [--case 1234]`; a case
 * that fails is told with the numbers that bring it back, and kept with `--keep FOLDER`.
 */
const { values } = parseArgs({
  options: { seconds: { type: 'string' }, run: { type: 'string' }, case: { type: 'string' }, keep: { type: 'string' } },
});
const told = z
  .object({
    seconds: z.coerce.number().positive().default(30),
    run: z.coerce.number().int().default(1),
    case: z.coerce.number().int().optional(),
    keep: z.string().optional(),
  })
  .parse(values);

/** The slowest delivery takes a second on a busy machine; what takes this long does not end. */
const HANGS_AFTER = 30_000;
const ENOUGH = 20;

const Message = z.union([
  z.object({ seeds: z.number() }),
  z.object({ done: z.literal(true) }),
  z.object({ number: z.number(), seed: z.string(), format: z.string(), complaint: z.string(), bytes: z.string() }),
]);

const now = new SharedArrayBuffer(4);
const current = new Int32Array(now);
const first = told.case ?? 1;
const last = told.case ?? 2 ** 31 - 1;
const thread = startThread(import.meta.url, './fuzz-thread.ts', { workerData: { run: told.run, first, last, now } });
let failures = 0;

thread.on('message', (message: unknown) => {
  const heard = Message.parse(message);
  if ('seeds' in heard) process.stderr.write(`${heard.seeds} deliveries to damage, run ${told.run}\n`);
  if (!('number' in heard)) return;
  failures += 1;
  process.stderr.write(`case ${heard.number} (${heard.format}, ${heard.seed}): ${heard.complaint}\n`);
  if (told.keep !== undefined)
    writeFileSync(`${told.keep}/${told.run}-${heard.number}`, Buffer.from(heard.bytes, 'base64'));
});

const hung = await watch(thread);
const cases = Atomics.load(current, 0) - first + 1;
await thread.terminate();
if (hung) process.stderr.write(`case ${Atomics.load(current, 0)} does not end\n`);
process.stdout.write(`${JSON.stringify({ run: told.run, cases, failures: failures + (hung ? 1 : 0) })}\n`);
process.exitCode = failures > 0 || hung ? 1 : 0;

/** Waits until time is up, the thread is done or has seen enough; true where one case does not end. */
async function watch(worker: Worker): Promise<boolean> {
  let over = false;
  void once(worker, 'exit').then(() => {
    over = true;
  });
  worker.on('error', (error) => {
    failures += 1;
    process.stderr.write(`${error.stack}\n`);
  });
  const end = performance.now() + told.seconds * 1000;
  let before = { number: -1, since: performance.now() };
  while (!over && performance.now() < end && failures < ENOUGH) {
    await new Promise((resolve) => setTimeout(resolve, 200));
    const number = Atomics.load(current, 0);
    if (number !== before.number) before = { number, since: performance.now() };
    else if (performance.now() - before.since > HANGS_AFTER) return true;
  }
  return false;
}
