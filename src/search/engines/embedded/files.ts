import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';

/**
 * The index lives in files of generations, and `current` names the one that is read. A new one is built beside the
 * old and becomes current by one rename; a database file itself is never renamed, because its journal belongs to its
 * name.
 */
export interface IndexFiles {
  /** The file to read and write now; null before the first build. */
  current(): string | null;
  /** Opens the current file, or the next one where it is replaced meanwhile; null before the first build. */
  openCurrent<T>(open: (file: string) => T): T | null;
  /** Changes whenever another file became current, by whatever process. */
  stamp(): number;
  /** A name not used before, and used by nobody else from now on. */
  next(): string;
  /** Makes a finished file the current one and removes older ones; nothing where a newer one came first. */
  swap(file: string): void;
}

const POINTER = 'current';
/** Endings of what a build keeps beside its file. */
export const ASIDE = { documents: '-docs', more: '-more', keys: '-keys' } as const;
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
    for (let named = ''; ; ) {
      const name = readFileSync(pointer, 'utf8').trim();
      const file = join(folder, name);
      if (existsSync(file)) return file;
      // Another process may have swapped between the two looks: only a name that stays is a missing file.
      if (name === named) return null;
      named = name;
    }
  };
  return {
    current,
    openCurrent(open) {
      for (;;) {
        const file = current();
        if (file === null) return null;
        try {
          return open(file);
        } catch (error) {
          if (current() === file) throw error;
        }
      }
    },
    stamp: () => (existsSync(pointer) ? statSync(pointer).mtimeMs : 0),
    next() {
      for (let generation = Math.max(0, ...generations()) + 1; ; generation++) {
        const file = join(folder, `index-${generation}.db`);
        if (reserved(file)) return file;
      }
    },
    swap(file) {
      if (!existsSync(file)) return;
      const name = basename(file);
      const own = Number(NAME.exec(name)?.[1]);
      const fresh = `${pointer}.new`;
      writeFileSync(fresh, name, { flush: true });
      renameSync(fresh, pointer);
      for (const generation of generations()) {
        const old = `index-${generation}.db`;
        // A reader that still has it open keeps its pages until it looks again.
        if (generation < own)
          for (const end of ['', '-wal', '-shm', ...Object.values(ASIDE)])
            rmSync(join(folder, old + end), { force: true });
      }
    },
  };
}

/** Whether the empty file was made here; false where somebody else has that name. */
function reserved(file: string): boolean {
  try {
    closeSync(openSync(file, 'wx'));
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}
