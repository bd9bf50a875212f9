/** The thread that reads one workbook and ends: whatever the file does to memory, it does here (see workbook-apart.ts). */
import { parentPort, workerData } from 'node:worker_threads';
import { readWorkbook } from './workbook.ts';

if (parentPort !== null) parentPort.postMessage(readWorkbook(Buffer.from(workerData as Uint8Array)));
