import { createHash, randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type Problem, problem } from '../base/problem.ts';
import {
  DOCUMENT_TYPES,
  type DocumentShelf,
  type LaidBytes,
  MAX_DOCUMENT_BYTES,
  SNIFFED_BYTES,
  sniffDocument,
} from '../loan/document.ts';

const NAME = /^[\w-]{22}$/;
/** Longer than any upload takes. */
const BEING_LAID_MS = 3_600_000;

/**
 * Documents as files of one folder, each under a random name and readable by the owner alone. They are in no backup:
 * what was delivered can be delivered again while it matters, and is gone soon.
 */
export function documentFolder(folder: string, maxBytes: number = MAX_DOCUMENT_BYTES): DocumentShelf {
  const pathOf = (id: string) => join(folder, id);
  return {
    async put(bytes, signal) {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const id = randomBytes(16).toString('base64url');
      const part = `${pathOf(id)}.part`;
      try {
        const laid = await write(part, { id, bytes, maxBytes, signal });
        if ('code' in laid) return laid;
        await rename(part, pathOf(id));
        await syncFolder(folder);
        return laid;
      } finally {
        await rm(part, { force: true });
      }
    },
    async read(id) {
      if (!NAME.test(id)) return null;
      const found = await stat(pathOf(id)).catch(absent);
      return found === null ? null : createReadStream(pathOf(id));
    },
    async drop(id) {
      if (NAME.test(id)) await rm(pathOf(id), { force: true });
    },
    async tidy(alive, now) {
      const names = (await readdir(folder).catch(absent)) ?? [];
      let gone = 0;
      for (const name of names.filter((each) => !alive.has(each))) {
        const found = await stat(pathOf(name)).catch(absent);
        if (found === null || now.getTime() - found.mtimeMs < BEING_LAID_MS) continue;
        await rm(pathOf(name), { force: true });
        gone++;
      }
      return gone;
    },
  };
}

interface Writing {
  readonly id: string;
  readonly bytes: AsyncIterable<Uint8Array>;
  readonly maxBytes: number;
  readonly signal: AbortSignal;
}

async function write(part: string, { id, bytes, maxBytes, signal }: Writing): Promise<LaidBytes | Problem> {
  const hash = createHash('sha256');
  const head: Buffer = Buffer.alloc(SNIFFED_BYTES);
  let size = 0;
  const file = await open(part, 'wx', 0o600);
  try {
    for await (const chunk of bytes) {
      signal.throwIfAborted();
      if (size < SNIFFED_BYTES) head.set(chunk.subarray(0, SNIFFED_BYTES - size), size);
      size += chunk.length;
      if (size > maxBytes) return problem('DOCUMENT_TOO_LARGE', { limit: maxBytes });
      hash.update(chunk);
      await file.writeFile(chunk);
    }
    const type = sniffDocument(head);
    if (type === null) return problem('DOCUMENT_TYPE_REFUSED', { types: DOCUMENT_TYPES.join(', ') });
    await file.sync();
    return { id, type, bytes: size, sha256: hash.digest('hex') };
  } finally {
    await file.close();
  }
}

/** A new name is kept through a power loss only when its folder is synced. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function absent(error: unknown): null {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
  throw error;
}
