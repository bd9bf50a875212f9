import type { Clock } from '../base/clock.ts';
import { openOffice } from './office.ts';
import type { Writer, WriterEvent, WriterSettings } from './writer-client.ts';

/** The writer in this thread: for a composition with a clock of its own, which cannot cross to another. */
export async function writerHere({ catalogue }: WriterSettings, clock: Clock, onEvent: WriterEvent): Promise<Writer> {
  const office = openOffice(catalogue, clock, onEvent);
  await office.resume();
  return {
    commands: office.commands,
    // It ends with the process, and never before it.
    gone: new Promise(() => undefined),
    [Symbol.asyncDispose]: () => office[Symbol.asyncDispose](),
  };
}
