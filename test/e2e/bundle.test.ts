import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Metafile } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fillShelves } from '../../scripts/demo/shelves.ts';
import { exportOf } from '../../scripts/demo/styles/index.ts';
import { bundlePush } from '../../scripts/dev/bundle.ts';
import { liantu, makeKey, startGateway } from '../support/cli.ts';

const run = promisify(execFile);
const LIBRARY = 'CN-320508-C-SL02';

describe('the one-script bundle', () => {
  let folder: string;
  let metafile: Metafile;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'liantu-bundle-'));
    metafile = await bundlePush(join(folder, 'liantu-push.mjs'));
    const shelf = fillShelves(new Date()).find(({ library }) => library.code === LIBRARY);
    if (shelf !== undefined) await writeFile(join(folder, '馆藏.xlsx'), exportOf(shelf).bytes);
  }, 60_000);

  afterAll(async () => rm(folder, { recursive: true, force: true }));

  const bundle = (args: readonly string[], env: Record<string, string> = {}) =>
    run(process.execPath, ['liantu-push.mjs', ...args], { cwd: folder, env: { LIANTU_LANG: 'zh', ...env } });

  it('holds no native module and no part of the server', () => {
    const native = /\.node$|better-sqlite3|@node-rs|drizzle|mercurius|fastify|src\/(app|store|gateway)\//;
    expect(Object.keys(metafile.inputs).filter((path) => native.test(path))).toEqual([]);
    const external = Object.values(metafile.outputs).flatMap(({ imports }) => imports.filter((line) => line.external));
    expect(
      external.map(({ path }) => path).filter((path) => !path.startsWith('node:') && !NODE_MODULES.has(path)),
    ).toEqual([]);
  });

  it('runs where nothing else is', async () => {
    expect((await readdir(folder)).sort()).toEqual(['liantu-push.mjs', '馆藏.xlsx']);
    const { stdout } = await bundle(['--help']);
    expect(stdout).toMatch(/push +/);
    expect(stdout).toMatch(/check +/);
    expect(stdout).toMatch(/availability +/);
  });

  it('checks a sheet without a server', async () => {
    const { stdout } = await bundle(['check', '馆藏.xlsx', '--json']);
    expect(JSON.parse(stdout)).toMatchObject({ records: 211, described: 211, quarantined: 0 });
  });

  it('sends it to a gateway', async () => {
    await using gateway = await startGateway();
    await writeFile(join(folder, 'libraries.json'), JSON.stringify([{ code: LIBRARY, kind: 'SCHOOL', name: '示例' }]));
    await liantu(['library', 'import', join(folder, 'libraries.json')], gateway.env);
    const key = await makeKey(gateway.env, 'MEMBER_PUSH', LIBRARY);
    const args = ['push', '馆藏.xlsx', '--to', gateway.url, '--library', LIBRARY, '--snapshot', '--json'];
    const { stdout } = await bundle(args, { LIANTU_KEY: key });
    expect(JSON.parse(stdout)).toMatchObject({ state: 'DONE', received: 211, added: 211, quarantined: 0 });
  });
});

/** Modules of Node itself, as packages without the prefix name them. */
const NODE_MODULES = new Set(
  'assert async_hooks buffer child_process console crypto diagnostics_channel dns events fs http http2 https net os path perf_hooks process punycode querystring stream string_decoder timers tls tty url util util/types worker_threads zlib stream/web fs/promises timers/promises sqlite'.split(
    ' ',
  ),
);
