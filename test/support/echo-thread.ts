import { parentPort, workerData } from 'node:worker_threads';

parentPort?.postMessage({ ...workerData, entry: import.meta.url.split('/').at(-1) });
