import type { Worker } from 'node:worker_threads';
import { startThread } from '../../../base/thread.ts';
import type { AnswerTo, Call, ThreadData } from './messages.ts';

/** One thread of the index, spoken to by calls and answers. */
export interface IndexThread {
  readonly busy: () => number;
  ask<C extends Call>(call: C): Promise<AnswerTo<C>>;
  close(): Promise<void>;
}

interface Waiting {
  readonly resolve: (answer: never) => void;
  readonly reject: (error: unknown) => void;
}

export async function startIndexThread(data: ThreadData): Promise<IndexThread> {
  const worker = startThread(import.meta.url, './thread.ts', { workerData: data });
  const waiting = new Map<number, Waiting>();
  let numbers = 0;
  const failAll = (error: unknown): void => {
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  };
  await ready(worker);
  worker.on('message', (message: { readonly number: number; readonly answer?: unknown; readonly error?: unknown }) => {
    const call = waiting.get(message.number);
    waiting.delete(message.number);
    if ('error' in message) call?.reject(message.error);
    else call?.resolve(message.answer as never);
  });
  worker.on('error', failAll);
  worker.on('exit', () => failAll(new Error('the index thread ended')));
  return {
    busy: () => waiting.size,
    ask: (call) =>
      new Promise((resolve, reject) => {
        numbers += 1;
        waiting.set(numbers, { resolve, reject });
        worker.postMessage({ number: numbers, call });
      }),
    close: () =>
      new Promise((resolve) => {
        worker.once('exit', () => resolve());
        worker.postMessage('close');
      }),
  };
}

function ready(worker: Worker): Promise<void> {
  return new Promise((resolve, reject) => {
    worker.once('message', () => {
      worker.off('error', reject);
      resolve();
    });
    worker.once('error', reject);
  });
}
