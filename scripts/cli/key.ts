import { readFileSync, statSync } from 'node:fs';
import { homedir, platform } from 'node:os';
import { join } from 'node:path';
import { Fault } from '../../src/base/problem.ts';

type Env = Readonly<Record<string, string | undefined>>;

/**
 * The key of whoever calls: `LIANTU_KEY`, else the file `LIANTU_KEY_FILE`, else `liantu/key` in the user's
 * configuration folder. Never an argument, which every user of the machine could read. A file that others may read is
 * refused, but on Windows, where files have no such modes.
 *
 * @throws Fault NO_KEY, KEY_FILE_OPEN
 */
export function callersKey(env: Env): string {
  const given = env.LIANTU_KEY?.trim();
  if (given !== undefined && given !== '') return given;
  const file = env.LIANTU_KEY_FILE ?? join(env.XDG_CONFIG_HOME ?? join(homedir(), '.config'), 'liantu', 'key');
  const text = readKeyFile(file);
  if (text === '') throw new Fault('NO_KEY', { file });
  return text;
}

function readKeyFile(file: string): string {
  try {
    const { mode } = statSync(file);
    if (platform() !== 'win32' && (mode & 0o077) !== 0) throw new Fault('KEY_FILE_OPEN', { file });
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    if (error instanceof Fault) throw error;
    // No such file: the caller is told where it would be looked for.
    return '';
  }
}
