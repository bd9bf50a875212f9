import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { liantu } from '../support/cli.ts';
import { type Site, site } from './site.ts';
import { bookLines, wire } from './wire.ts';

const LIBRARY = 'CN-320508-C-DISK';

/** A small file system of our own at the data folder; false where this user may not mount one. */
function mountSmall(at: Site, size: string): boolean {
  return (
    spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', at.folder], { stdio: 'ignore' }).status === 0
  );
}

function loudly(what: string): void {
  console.warn(`\n!!! SKIPPED: ${what} !!!\n`);
}

describe('a full disk', () => {
  it('answers 503 to pushes, goes on reading, and takes them again when there is room', async (test) => {
    await using at = await site();
    if (!mountSmall(at, '14m')) {
      loudly('mounting a small file system is not allowed here, so nothing was filled');
      return test.skip();
    }
    try {
      await at.start();
      const by = wire(at.url, await at.addLibraries([LIBRARY]));
      const { id } = await by.begin(LIBRARY);
      const filler = '试'.repeat(300);
      let seq = 0;
      let refused = await by.put(id ?? '', seq, bookLines(0, 1_000, filler));
      for (
        ;
        refused.status === 200 && seq < 100;
        refused = await by.put(id ?? '', seq, bookLines(seq * 1_000, (seq + 1) * 1_000, filler))
      )
        seq += 1;
      expect(refused).toMatchObject({ status: 503, body: { code: 'STORAGE_BUSY' } });
      expect(refused.retryAfter).not.toBeNull();
      const { data } = await by.graphql('{ libraries(first: 5) { nodes { code } } alliance { itemCount } }');
      expect(data).toMatchObject({ libraries: { nodes: [{ code: LIBRARY }] } });
      const state = await by.graphql('query ($id: ID!) { push(id: $id) { state nextSeq } }', { id });
      expect(state.data?.push).toEqual({ state: 'OPEN', nextSeq: seq });
      execFileSync('mount', ['-o', 'remount,size=400m', at.folder]);
      const again = await by.put(id ?? '', seq, bookLines(seq * 1_000, (seq + 1) * 1_000, filler));
      expect(again).toMatchObject({ status: 200, body: { added: 1_000 } });
    } finally {
      await at.stop('SIGKILL');
      spawnSync('umount', ['-l', at.folder]);
    }
  });
});

describe('a damaged page', () => {
  it('keeps the server from starting and tells the way back, which works', async () => {
    await using at = await site();
    await at.start();
    const by = wire(at.url, await at.addLibraries([LIBRARY]));
    const { id } = await by.begin(LIBRARY);
    await by.put(id ?? '', 0, bookLines(0, 1_500));
    const copy = join(at.folder, 'good', 'copy.db');
    mkdirSync(join(at.folder, 'good'));
    expect((await liantu(['backup', copy], at.env)).exit).toBe(0);
    await at.stop('SIGTERM');
    const path = join(at.folder, 'catalogue.db');
    const pages = readFileSync(path).length / 4096;
    const file = openSync(path, 'r+');
    for (let page = Math.floor(pages / 2); page < pages / 2 + 20; page++)
      writeSync(file, Buffer.alloc(3_000, 0xa5), 0, 3_000, page * 4096 + 500);
    const refused = await liantu(['serve'], at.env);
    expect(refused.exit).toBe(1);
    expect(refused.stderr).toMatch(/STORE_CORRUPT.*liantu restore/s);
    const restored = await liantu(['restore', copy], at.env);
    expect(restored.exit, restored.stderr).toBe(0);
    await at.start();
    const state = await by.graphql('query ($id: ID!) { push(id: $id) { nextSeq added } }', { id });
    expect(state.data?.push).toEqual({ nextSeq: 1, added: 1_500 });
  });
});

describe('what was acknowledged', () => {
  it('was synced to the disk before the answer: at least one fsync a chunk', async (test) => {
    if (spawnSync('strace', ['-V'], { stdio: 'ignore' }).status !== 0) {
      loudly('strace is not installed, so no fsync was counted');
      return test.skip();
    }
    await using at = await site();
    const server = await at.start();
    const trace = join(at.folder, 'trace');
    const options = ['-f', '-y', '-qq', '-e', 'trace=fsync,fdatasync', '-o', trace, '-p', String(server.pid)];
    const watching = spawn('strace', options, { stdio: 'ignore' });
    const by = wire(at.url, await at.addLibraries([LIBRARY]));
    if (watching.exitCode !== null) {
      loudly('strace may not watch other processes here, so no fsync was counted');
      return test.skip();
    }
    const { id } = await by.begin(LIBRARY);
    const syncs = () =>
      readFileSync(trace, 'utf8')
        .split('\n')
        .filter((line) => /f(data)?sync\(.*catalogue\.db.*= 0/.test(line)).length;
    const before = syncs();
    for (let seq = 0; seq < 20; seq++) {
      const upTo = syncs();
      expect((await by.put(id ?? '', seq, bookLines(seq * 5, seq * 5 + 5))).status).toBe(200);
      expect(syncs()).toBeGreaterThan(upTo);
    }
    expect(syncs() - before).toBeGreaterThanOrEqual(20);
    // Strace lets the server go and ends.
    watching.kill('SIGINT');
    await once(watching, 'exit');
  });
});
