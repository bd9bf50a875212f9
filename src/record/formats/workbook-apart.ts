import type { Worker } from 'node:worker_threads';
import { startThread } from '../../base/thread.ts';
import type { SheetText } from '../sheet.ts';
import { MAX_WORKBOOK_BYTES, type readWorkbook, type WorkbookRefusal } from './workbook.ts';

/** What 30 MB of honest .xlsx need, and far less than a server or a school's computer has. */
const MOST_HEAP_MB = 1_536;
/** A workbook of the largest size takes half a minute. */
const PATIENCE_MS = 300_000;

/**
 * {@link readWorkbook} in a thread of its own with a bounded heap: a workbook that would take all memory ends the
 * thread and is refused, and whoever waits for other things meanwhile does not notice.
 */
export async function readWorkbookApart(bytes: Buffer): Promise<readonly SheetText[] | WorkbookRefusal> {
  if (bytes.length > MAX_WORKBOOK_BYTES)
    return { fault: 'WORKBOOK_TOO_LARGE', detail: `${megabytes(bytes.length)} > ${megabytes(MAX_WORKBOOK_BYTES)}` };
  const thread = startThread(import.meta.url, './workbook-thread.ts', {
    workerData: bytes,
    resourceLimits: { maxOldGenerationSizeMb: MOST_HEAP_MB },
  });
  try {
    return await answerOf(thread);
  } finally {
    await thread.terminate();
  }
}

const megabytes = (bytes: number): string => `${Math.ceil(bytes / 2 ** 20)} MB`;

type Answer = ReturnType<typeof readWorkbook>;

function answerOf(thread: Worker): Promise<Answer> {
  return new Promise((resolve) => {
    const refuse = (fault: WorkbookRefusal['fault'], detail: string): void => resolve({ fault, detail });
    const impatience = setTimeout(() => refuse('WORKBOOK_TOO_LARGE', `${PATIENCE_MS / 1000} s`), PATIENCE_MS);
    thread.on('message', (answer: Answer) => resolve(answer));
    thread.on('error', (error: NodeJS.ErrnoException) => {
      const full = error.code === 'ERR_WORKER_OUT_OF_MEMORY';
      refuse(full ? 'WORKBOOK_TOO_LARGE' : 'WORKBOOK_UNREADABLE', full ? `${MOST_HEAP_MB} MB` : error.message);
    });
    thread.on('exit', () => {
      clearTimeout(impatience);
      refuse('WORKBOOK_UNREADABLE', 'no answer');
    });
  });
}
