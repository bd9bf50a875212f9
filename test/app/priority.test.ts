import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { getPriority, tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { prepareStore } from '../../src/app/stores.ts';
import { startWriter } from '../../src/app/writer-client.ts';

/** `nice` of every thread of this process, as the kernel keeps it: proc(5), /proc/pid/stat field 19. */
function niceOfThreads(): readonly number[] {
  return readdirSync('/proc/self/task').map((thread) => {
    const stat = readFileSync(`/proc/self/task/${thread}/stat`, 'utf8');
    // The name in field 2 may hold spaces; field 3 follows the last parenthesis.
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[16]);
  });
}

const own = getPriority();

it.skipIf(process.platform !== 'linux' || own > 12)(
  'puts the writer behind the threads that answer, and only the writer',
  async () => {
    const folder = await mkdtemp(join(tmpdir(), 'liantu-priority-'));
    try {
      const catalogue = join(folder, 'catalogue.db');
      await prepareStore(catalogue, 'none');
      const before = niceOfThreads().filter((nice) => nice === own + 7).length;
      await using _writer = await startWriter({ catalogue }, () => undefined);
      const nices = niceOfThreads();
      expect(nices.filter((nice) => nice === own + 7)).toHaveLength(before + 1);
      expect(getPriority()).toBe(own);
      expect(nices.filter((nice) => nice === own).length).toBeGreaterThan(1);
    } finally {
      await rm(folder, { recursive: true });
    }
  },
);
