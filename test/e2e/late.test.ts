import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { graphql, liantu, makeKey, startGateway } from '../support/cli.ts';

const LIBRARY = 'CN-320508-C-LATE';

/** One record by MarcEdit's mnemonics, as it stood on a day. */
const stateOf = (day: string, title: string): string =>
  `=LDR  00000nam a2200000 a 4500\n=001  7\n=005  ${day}000000.0\n=245  10$a${title}\n\n`;

it('a state of a record that comes late is told apart from an unchanged one, in both languages', async () => {
  await using gateway = await startGateway();
  const folder = await mkdtemp(join(tmpdir(), 'liantu-late-'));
  await liantu(['library', 'add', LIBRARY, '示例', '--kind', 'SCHOOL'], gateway.env);
  const key = await makeKey(gateway.env, 'MEMBER_PUSH', LIBRARY);
  const push = async (name: string, LIANTU_LANG: string, ...more: readonly string[]) => {
    const args = ['push', join(folder, name), '--to', gateway.url, '--library', LIBRARY, ...more];
    return liantu(args, { LIANTU_KEY: key, LIANTU_LANG });
  };
  await writeFile(join(folder, 'now.mrk'), stateOf('20260201', '草房子'));
  await writeFile(join(folder, 'late.mrk'), stateOf('20260101', '草房'));
  await push('now.mrk', 'en');

  const late = JSON.parse((await push('late.mrk', 'en', '--json')).stdout) as { readonly push: string };
  expect(late).toMatchObject({ state: 'DONE', received: 1, changed: 0, unchanged: 1, outdated: 1 });
  expect((await push('late.mrk', 'en')).stderr).toContain('1 of the unchanged are older states that came late');
  expect((await push('late.mrk', 'zh')).stderr).toContain('未变之中有 1 条是迟到的旧记录');
  const same = await push('now.mrk', 'en', '--json');
  expect(JSON.parse(same.stdout)).toMatchObject({ unchanged: 1, outdated: 0 });
  expect(same.stderr).not.toContain('late');

  const query = 'query ($id: ID!) { push(id: $id) { unchanged outdated } }';
  expect(await graphql(gateway, key, query, { id: late.push })).toMatchObject({ push: { unchanged: 1, outdated: 1 } });
  await rm(folder, { recursive: true });
});
