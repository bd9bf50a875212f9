import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FileSettings } from '../../src/push/file-source.ts';
import type { StartedSource, Trouble } from '../contract/connector.ts';

/** A file of so many records, made by `content`, in a folder that goes away. */
export async function fileOf(
  trouble: Trouble,
  name: string,
  content: (trouble: Trouble) => string | Uint8Array,
): Promise<StartedSource<FileSettings>> {
  const folder = await mkdtemp(join(tmpdir(), 'liantu-files-'));
  const path = join(folder, name);
  await writeFile(path, content(trouble));
  return { settings: { paths: [path] }, [Symbol.asyncDispose]: () => rm(folder, { recursive: true }) };
}

/** Positions 1 … n. */
export const positions = (count: number): readonly number[] => Array.from({ length: count }, (_, i) => i + 1);
