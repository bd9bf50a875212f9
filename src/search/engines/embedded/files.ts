import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';

/**
 * The index lives in files of generations, and `current` names the one that is read. A new one is built beside the
 * old and becomes current by one rename; a database file itself is never renamed, because its journal belongs to its
 * name.
 */
export interface IndexFiles {
  /** The file to read and write now; null before the first build. */
  current(): string | null;
  /** Changes whenever another file became current, by whatever process. */
  stamp(): number;
  /** A name not used before. */
  next(): string;
  /** Makes a finished file the current one and removes the others. */
  swap(file: string): void;
}

const POINTER = 'current';
const NAME = /^index-(\d+)\.db$/;

export function indexFiles(folder: string): IndexFiles {
  mkdirSync(folder, { recursive: true });
  const pointer = join(folder, POINTER);
  const generations = (): readonly number[] =>
    readdirSync(folder)
      .flatMap((name) => NAME.exec(name)?.[1] ?? [])
      .map(Number);
  const current = (): string | null => {
    if (!existsSync(pointer)) return null;
    const file = join(folder, readFileSync(pointer, 'utf8').trim());
    return existsSync(file) ? file : null;
  };
  return {
    current,
    stamp: () => (existsSync(pointer) ? statSync(pointer).mtimeMs : 0),
    next: () => join(folder, `index-${Math.max(0, ...generations()) + 1}.db`),
    swap(file) {
      const name = basename(file);
      const own = Number(NAME.exec(name)?.[1]);
      const fresh = `${pointer}.new`;
      writeFileSync(fresh, name, { flush: true });
      renameSync(fresh, pointer);
      for (const generation of generations()) {
        const old = `index-${generation}.db`;
        // A reader that still has it open keeps its pages until it looks again.
        if (generation < own) for (const end of ['', '-wal', '-shm']) rmSync(join(folder, old + end), { force: true });
      }
    },
  };
}
