import { mkdirSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { backup, type Proof, restore } from '../store/sqlite/backup.ts';
import { filesOf, type Settings } from './settings.ts';

/** Writes a proved copy of the catalogue; the index needs none, it is built from the catalogue. */
export async function backupData(settings: Settings, to: string): Promise<Proof> {
  mkdirSync(dirname(to), { recursive: true });
  return await backup(filesOf(settings).catalogue, to);
}

/** Swaps a proved copy in and drops the index, whose position speaks of the catalogue that was. */
export async function restoreData(
  settings: Settings,
  from: string,
): Promise<Proof & { readonly former: string | null }> {
  const files = filesOf(settings);
  mkdirSync(settings.dataFolder, { recursive: true });
  const restored = await restore(from, files.catalogue);
  rmSync(files.search, { recursive: true, force: true });
  return restored;
}
