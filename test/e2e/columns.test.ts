import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { graphql, liantu, makeKey, startGateway } from '../support/cli.ts';

const LIBRARY = 'CN-320508-C-MAPS';

describe('columns that only their school understands', () => {
  let folder: string;
  let gateway: Awaited<ReturnType<typeof startGateway>>;
  let env: Record<string, string>;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'liantu-columns-'));
    gateway = await startGateway();
    await writeFile(join(folder, 'libraries.json'), JSON.stringify([{ code: LIBRARY, kind: 'SCHOOL', name: '示例' }]));
    await liantu(['library', 'import', join(folder, 'libraries.json')], gateway.env);
    env = { ...gateway.env, LIANTU_KEY: await makeKey(gateway.env, 'MEMBER_PUSH', LIBRARY) };
    const sheet = '藏书一览,,\n书目,写书人,号码\n草房子,曹文轩著,A1\n草房子,曹文轩著,A2\n活着,余华著,A3\n';
    await writeFile(join(folder, '一览.csv'), sheet);
  }, 60_000);

  afterAll(async () => {
    await gateway[Symbol.asyncDispose]();
    await rm(folder, { recursive: true, force: true });
  });

  const push = async (...more: readonly string[]) => {
    const args = ['push', join(folder, '一览.csv'), '--to', gateway.url, '--library', LIBRARY, '--snapshot', '--json'];
    return JSON.parse((await liantu([...args, ...more], env)).stdout) as Record<string, unknown>;
  };
  const MAP = ['--map', '书目=title', '--map', '写书人=responsibility', '--map', '号码=barcode'];

  it('are understood once told, and remembered: the next push says nothing and changes nothing', async () => {
    expect(await push(...MAP)).toMatchObject({ state: 'DONE', received: 2, added: 2, quarantined: 0 });
    expect(await push()).toMatchObject({ state: 'DONE', received: 2, unchanged: 2, quarantined: 0 });
    const { library } = await graphql<{ library: { columnMap: unknown; itemCount: number } }>(
      gateway,
      env['LIANTU_KEY'] ?? '',
      `{ library(code: "${LIBRARY}") { columnMap { column field } itemCount } }`,
    );
    expect(library.itemCount).toBe(3);
    expect(library.columnMap).toContainEqual({ column: '书目', field: 'title' });
  });

  it('are read anew when told otherwise', async () => {
    expect(await push('--map', '写书人=publisher')).toMatchObject({ state: 'DONE', changed: 2 });
  });
});
