import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { parse, print } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEMO_ALLIANCE } from '../../scripts/demo/alliance.ts';
import { fillShelves } from '../../scripts/demo/shelves.ts';
import { exportOf } from '../../scripts/demo/styles/index.ts';
import { graphql, liantu, makeKey, type RunningGateway, startGateway } from '../support/cli.ts';
import { projectRoot } from '../support/data.ts';
import { textOf } from '../support/source.ts';

const run = promisify(execFile);
const SCHOOL = 'CN-320508-C-SL01';

/** The file of one library of the example alliance, in its house style. */
function exported(code: string) {
  const shelf = fillShelves(new Date()).find(({ library }) => library.code === code);
  if (shelf === undefined) throw new Error(`no ${code} in the example alliance`);
  return exportOf(shelf);
}

describe('what the documents tell', () => {
  let gateway: RunningGateway;
  let folder: string;
  let operator: string;

  beforeAll(async () => {
    gateway = await startGateway();
    folder = await mkdtemp(join(tmpdir(), 'liantu-docs-'));
    const libraries = DEMO_ALLIANCE.map(({ code, kind, name, area }) => ({ code, kind, name, area }));
    await writeFile(join(folder, 'libraries.json'), JSON.stringify(libraries));
    expect((await liantu(['library', 'import', join(folder, 'libraries.json')], gateway.env)).exit).toBe(0);
    operator = await makeKey(gateway.env, 'OPERATOR');
  }, 60_000);

  afterAll(async () => {
    await gateway?.[Symbol.asyncDispose]();
    if (folder !== undefined) await rm(folder, { recursive: true, force: true });
  });

  it.each([
    [process.execPath, 'push.mjs', SCHOOL, 241],
    ['python3', 'push.py', 'CN-320506-C-SL05', 191],
  ])(
    '%s docs/examples/%s sends the file of %s, and sending it again changes nothing',
    async (program, script, library, count) => {
      const { name, bytes } = exported(library);
      const file = join(folder, name);
      await writeFile(file, bytes);
      const key = await makeKey(gateway.env, 'MEMBER_PUSH', library);
      const args = [`${projectRoot}docs/examples/${script}`, gateway.url, library, file];
      const env = { PATH: process.env.PATH, LIANTU_KEY: key };
      const answer: unknown = JSON.parse((await run(program, args, { env })).stdout);
      expect(answer).toMatchObject({ state: 'DONE', received: count, added: count, quarantined: 0 });
      // The same key for the same bytes: the gateway answers with the push that it already has.
      expect(JSON.parse((await run(program, args, { env })).stdout)).toEqual(answer);
    },
  );

  it('query.graphql: each of the five questions is answered', async () => {
    const variables = { text: '草房子', isbn: '9787556008759', library: SCHOOL, class: 'I2' };
    const answers: Record<string, unknown> = {};
    for (const definition of parse(textOf('docs/examples/query.graphql')).definitions) {
      if (definition.kind !== 'OperationDefinition') throw new Error('only queries stand there');
      const wanted = (definition.variableDefinitions ?? []).map(({ variable }) => variable.name.value);
      const given = Object.fromEntries(Object.entries(variables).filter(([name]) => wanted.includes(name)));
      answers[definition.name?.value ?? ''] = await graphql(gateway, operator, print(definition), given);
    }
    expect(answers).toMatchObject({
      WhoHasIt: { search: { nodes: [{ title: '草房子', libraryCount: 2 }] } },
      ByIsbn: { editionsByIsbn: [{ title: '草房子' }] },
      OnASubject: { search: { totalCount: expect.any(Number) } },
      LastDelivery: { pushes: { nodes: [{ state: 'DONE', received: 241 }] } },
      WaitingForUs: { loans: { nodes: [] } },
    });
  });

  it('the README’s five minutes: check, library, key, push of one’s own sheet', async () => {
    const { bytes } = exported('CN-320508-C-SL02');
    const sheet = join(folder, '馆藏.xlsx');
    await writeFile(sheet, bytes);
    const checked = await liantu(['check', sheet, '--json']);
    expect(checked.exit, checked.stderr).toBe(0);
    expect(JSON.parse(checked.stdout)).toMatchObject({ records: 211, described: 211, quarantined: 0 });
    const key = await makeKey(gateway.env, 'MEMBER_PUSH', 'CN-320508-C-SL02');
    const args = ['push', sheet, '--to', gateway.url, '--library', 'CN-320508-C-SL02', '--snapshot'];
    const pushed = await liantu(args, { LIANTU_KEY: key });
    expect(pushed.exit, pushed.stderr).toBe(0);
    const query = '{ search(filter: { libraries: ["CN-320508-C-SL02"] }) { totalCount } }';
    await expect
      .poll(
        async () => (await graphql<{ search: { totalCount: number } }>(gateway, operator, query)).search.totalCount,
        {
          timeout: 20_000,
        },
      )
      .toBeGreaterThan(200);
  });

  it.each(['--help', 'push --help', 'check --help', 'serve --help'])('liantu %s begins with examples', async (args) => {
    const { exit, stdout } = await liantu(args.split(' '), { LIANTU_LANG: 'zh' });
    expect(exit).toBe(0);
    expect(stdout).toMatch(/例子:\n {2}# /);
  });
});
