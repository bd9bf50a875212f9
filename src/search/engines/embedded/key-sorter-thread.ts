import { workerData } from 'node:worker_threads';
import { sortKeys } from './key-sorter.ts';

/** Entry of the thread that sorts the keys of an index while the rest of it is written. */
const { file } = workerData as { readonly file: string };
sortKeys(file);
