/**
 * The writer thread: the only place of a serving process that writes. Commands come as messages, each with a number,
 * and are answered in the order they were carried out.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { systemClock } from '../base/clock.ts';
import { standBehind } from '../base/priority.ts';
import { Fault } from '../base/problem.ts';
import { openOffice } from './office.ts';
import type { WriterFault, WriterJob, WriterReport, WriterSettings } from './writer-client.ts';

if (parentPort !== null) await serveCommands(parentPort, workerData as WriterSettings);

async function serveCommands(port: NonNullable<typeof parentPort>, settings: WriterSettings): Promise<void> {
  standBehind('answers and the index');
  const report = (message: WriterReport) => port.postMessage(message);
  const office = openOffice(settings.catalogue, systemClock, (event, values) => report({ event, values }));
  port.on('message', (job: WriterJob) => {
    if (job.kind === 'close') {
      void office[Symbol.asyncDispose]().then(() => {
        report({ closed: true });
        port.close();
      });
      return;
    }
    office.commands.run(job.command, job.by).then(
      (answer) => report({ job: job.number, answer }),
      (error: unknown) => report({ job: job.number, fault: faultOf(error) }),
    );
  });
  report({ ready: true });
  await office.resume();
}

/** An error as it crosses the thread: class and cause would be lost on the way. */
function faultOf(error: unknown): WriterFault {
  if (error instanceof Fault) return { code: error.code, values: error.values, place: error.place ?? null };
  return { code: null, message: error instanceof Error ? (error.stack ?? error.message) : String(error) };
}
