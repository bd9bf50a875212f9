import { randomBytes, randomUUID } from 'node:crypto';
import { closeSync, fsyncSync, linkSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';

const KEY_BYTES = 32;

/**
 * The key of the readers' pseudonyms: made at first use, for the owner's eyes only, and in no backup. Without it the
 * pseudonyms of a stolen backup lead nowhere; a restored server makes a new one, and its old pseudonyms match nobody.
 */
export function pseudonymKey(dataFolder: string): Uint8Array {
  const file = join(dataFolder, 'pseudonym.key');
  return read(file) ?? made(file);
}

function read(file: string): Uint8Array | null {
  try {
    const key = readFileSync(file);
    return key.length === KEY_BYTES ? key : null;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  }
}

/** Appears whole or not at all; of two processes that make one at once the first wins. */
function made(file: string): Uint8Array {
  const part = `${file}.${randomUUID()}`;
  const key = randomBytes(KEY_BYTES);
  const handle = openSync(part, 'wx', 0o600);
  try {
    writeSync(handle, key);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  try {
    linkSync(part, file);
    return key;
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
    return readFileSync(file);
  } finally {
    rmSync(part, { force: true });
  }
}

function codeOf(error: unknown): string | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null;
}
