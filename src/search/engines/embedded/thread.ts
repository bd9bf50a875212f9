import { parentPort, workerData } from 'node:worker_threads';
import { wordsOf } from '../../words.ts';
import type { Call, ReaderCall, ThreadData, WriterCall } from './messages.ts';
import { IndexReader, LOOK_MS } from './reader.ts';
import { IndexWriter } from './writer.ts';

/** Entry of the index's threads: one call at a time, answered by its number. */
const { role, folder, aliasFile } = workerData as ThreadData;
const port = parentPort;
if (port === null) throw new Error('this file is a thread');
const part = role === 'writer' ? new IndexWriter(folder) : new IndexReader(folder, aliasFile);
if (part instanceof IndexReader) {
  follow(part);
  // The dictionary takes a third of a second to load, which the first who needs it should not wait for.
  setImmediate(() => wordsOf('词'));
}

/** Looks for a new index now and then, and reads it part by part, so that questions are answered in between. */
function follow(reader: IndexReader): void {
  if (reader.closed) return;
  let more = false;
  try {
    more = reader.follow();
  } catch {
    // Whoever asks next is told, unless it has mended itself by then.
  }
  if (more) setImmediate(follow, reader);
  else setTimeout(follow, LOOK_MS, reader).unref();
}

port.on('message', (message: { readonly number: number; readonly call: Call } | 'close') => {
  if (message === 'close') {
    part.close();
    port.close();
    return;
  }
  const { number, call } = message;
  try {
    const answer = part instanceof IndexWriter ? part.answer(call as WriterCall) : part.answer(call as ReaderCall);
    port.postMessage({ number, answer });
  } catch (error) {
    port.postMessage({ number, error });
  }
});
port.postMessage('ready');
