import type { Worker } from 'node:worker_threads';
import type { MessageCode } from '../base/messages.ts';
import { Fault } from '../base/problem.ts';
import { startThread } from '../base/thread.ts';
import type { Actor, Answers, AnswerTo, Command, Commands } from '../command/command.ts';

export interface WriterSettings {
  /** Path of the catalogue file. */
  readonly catalogue: string;
}

/** What happened inside the writer that nobody waits for, for the log. */
export type WriterEvent = (event: string, values: Readonly<Record<string, string | number>>) => void;

export type WriterJob =
  | { readonly kind: 'run'; readonly number: number; readonly command: Command; readonly by: Actor }
  | { readonly kind: 'close' };

export type WriterFault =
  | {
      readonly code: MessageCode;
      readonly values: Readonly<Record<string, string | number>>;
      readonly place: string | null;
    }
  | { readonly code: null; readonly message: string };

export type WriterReport =
  | { readonly ready: true }
  | { readonly closed: true }
  | { readonly job: number; readonly answer: Answers[Command['do']] }
  | { readonly job: number; readonly fault: WriterFault }
  | { readonly event: string; readonly values: Readonly<Record<string, string | number>> };

export interface Writer extends AsyncDisposable {
  readonly commands: Commands;
  /** Resolves with the reason when the thread ends by itself: nothing can be written from then on. */
  readonly gone: Promise<string>;
}

interface Waiting {
  readonly resolve: (answer: Answers[Command['do']]) => void;
  readonly reject: (error: Error) => void;
}

/** Starts the writer thread; resolves when it takes commands. */
export async function startWriter(settings: WriterSettings, onEvent: WriterEvent): Promise<Writer> {
  const thread = startThread(import.meta.url, './writer.ts', { workerData: settings });
  const waiting = new Map<number, Waiting>();
  const state = { number: 0, ended: false, closing: false };
  const ready = deferred<null>();
  const closed = deferred<null>();
  const gone = deferred<string>();
  const end = (reason: string) => {
    if (state.ended) return;
    state.ended = true;
    const fault = new Fault('WRITER_GONE', {}, { cause: reason });
    for (const { reject } of waiting.values()) reject(fault);
    waiting.clear();
    ready.reject(fault);
    closed.resolve(null);
    if (!state.closing) gone.resolve(reason);
  };
  ready.promise.catch(() => null);
  thread.on('error', (error) => end(error.stack ?? error.message));
  thread.on('exit', (code) => end(`exit ${code}`));
  thread.on('message', (report: WriterReport) => {
    if ('ready' in report) ready.resolve(null);
    else if ('closed' in report) closed.resolve(null);
    else if ('event' in report) onEvent(report.event, report.values);
    else answer(waiting, report);
  });
  await ready.promise;
  return {
    commands: { run: (command, by) => send(thread, waiting, state, command, by) },
    gone: gone.promise,
    async [Symbol.asyncDispose]() {
      state.closing = true;
      if (!state.ended) thread.postMessage({ kind: 'close' } satisfies WriterJob);
      await closed.promise;
      await thread.terminate();
    },
  };
}

function send<C extends Command>(
  thread: Worker,
  waiting: Map<number, Waiting>,
  state: { number: number; readonly ended: boolean },
  command: C,
  by: Actor,
): Promise<AnswerTo<C>> {
  if (state.ended) return Promise.reject(new Fault('WRITER_GONE'));
  const number = ++state.number;
  return new Promise<AnswerTo<C>>((resolve, reject) => {
    // The writer answers a job with the answer of the command in it, which the compiler cannot see across the thread.
    waiting.set(number, { resolve: resolve as Waiting['resolve'], reject });
    const job: WriterJob = { kind: 'run', number, command, by };
    thread.postMessage(job, transferable(command));
  });
}

/** The bytes of a chunk move to the writer without a copy, where they fill their buffer (a slice of a pool must not leave). */
function transferable(command: Command): ArrayBuffer[] {
  if (command.do !== 'applyChunk') return [];
  const { buffer, byteLength } = command.body;
  return buffer instanceof ArrayBuffer && buffer.byteLength === byteLength ? [buffer] : [];
}

function answer(waiting: Map<number, Waiting>, report: Extract<WriterReport, { readonly job: number }>): void {
  const caller = waiting.get(report.job);
  waiting.delete(report.job);
  if (caller === undefined) return;
  if ('answer' in report) caller.resolve(report.answer);
  else caller.reject(errorOf(report.fault));
}

function errorOf(fault: WriterFault): Error {
  if (fault.code === null) return new Error(fault.message);
  return new Fault(fault.code, fault.values, fault.place === null ? {} : { place: fault.place });
}

/** `Promise.withResolvers`, which Node 20 has not. */
function deferred<T>() {
  let resolve: (value: T) => void = () => undefined;
  let reject: (error: Error) => void = () => undefined;
  const promise = new Promise<T>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
}
