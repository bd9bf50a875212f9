import { readFile } from 'node:fs/promises';
import { decodeText } from '../../src/record/formats/csv.ts';

/** Text that a person saved: in UTF-8 with or without a mark, in UTF-16 as PowerShell's `>` writes it, or in GBK. */
export async function readTextFile(path: string): Promise<string> {
  return decodeText(await readFile(path), 'detect');
}
