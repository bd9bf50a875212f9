import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The project's root, with a slash at its end. */
export const projectRoot = fileURLToPath(new URL('../../', import.meta.url));

const root = fileURLToPath(new URL('../../../shared/data/', import.meta.url));

/** Absolute path of a file of the public test data, which stands beside the project and is never copied into it. */
export function sharedData(path: string): string {
  return root + path;
}

/** Whether the data stands there: `describe.skipIf(!dataPresent)`. */
export const dataPresent = existsSync(`${root}README.md`);

if (!dataPresent) {
  console.warn(`\n!!! SKIPPED: no test data at ${root} — every test that reads real files is left out !!!\n`);
}
