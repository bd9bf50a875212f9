import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { liantu } from '../support/cli.ts';
import { dataPresent, sharedData } from '../support/data.ts';
import { startZebra, type Zebra, zPresent } from '../support/z-servers.ts';

describe.skipIf(!zPresent || !dataPresent)('sources from the command line', () => {
  let zebra: Zebra;
  let data: string;
  const run = async (...args: readonly string[]) => {
    const answer = await liantu(args, { LIANTU_DATA: data });
    return {
      ...answer,
      json: answer.stdout.startsWith('{') || answer.stdout.startsWith('[') ? JSON.parse(answer.stdout) : null,
    };
  };
  beforeAll(async () => {
    data = await mkdtemp(join(tmpdir(), 'liantu-source-'));
    zebra = await startZebra(sharedData('marc/cnmarc/derived_school/school_nlc.gb18030.iso'), 'gb18030');
    await run('library', 'add', 'CN-320508-C-PJSY', '平江实验学校', '--kind', 'SCHOOL');
  });
  afterAll(async () => {
    await zebra[Symbol.asyncDispose]();
    await rm(data, { recursive: true });
  });
  const add = (charset: string, ...more: readonly string[]) =>
    run(
      ...['source', 'add', 'zebra', '--kind', 'z3950', '--library', 'CN-320508-C-PJSY', '--json'],
      ...['--set', 'host=127.0.0.1', '--set', `port=${zebra.gbkPort}`, '--set', 'databases=["Default"]'],
      ...['--set', `queryCharset=${charset}`, '--set', 'knownTitle=城南旧事', '--set', 'batch=100'],
      ...['--set', 'harvest.query=cql.allRecords=1', '--set', 'indexes={"cql.allrecords":"_ALLRECORDS"}'],
      ...['--set', 'login={"kind":"idPass","user":"u","password":"sesame-417"}'],
      ...['--mode', 'snapshot', ...more],
    );

  it('are registered, tried, harvested and listed', async () => {
    expect(await add('utf-8', '--every', '6h')).toMatchObject({
      exit: 0,
      json: { name: 'zebra', allowPrivate: false },
    });
    const refused = await run('source', 'probe', 'zebra', '--json');
    expect(refused).toMatchObject({ exit: 1, json: { ok: false } });
    expect(refused.stdout).toContain('private');

    expect(await add('utf-8', '--every', '6h', '--allow-private')).toMatchObject({ exit: 0 });
    const wrong = await run('source', 'probe', 'zebra');
    expect(wrong.exit).toBe(1);
    expect(wrong.stdout).toContain('queryCharset=gb18030');

    const right = await add('gb18030', '--every', '6h', '--allow-private');
    expect(right.stdout).not.toContain('sesame-417');
    expect(await run('source', 'probe', 'zebra')).toMatchObject({ exit: 0 });

    const first = await run('harvest', '--json');
    expect(first).toMatchObject({ exit: 0, json: [{ source: 'zebra', state: 'DONE', received: 400, added: 400 }] });
    // Its time has not come again.
    expect(await run('harvest', '--json')).toMatchObject({ exit: 0, json: [] });
    expect(await run('harvest', 'zebra', '--json')).toMatchObject({ exit: 0, json: [{ received: 400, added: 0 }] });

    const list = await run('source', 'list', '--json');
    expect(list.json).toMatchObject([{ name: 'zebra', runs: [{ state: 'DONE' }, { state: 'DONE' }] }]);
    expect(list.stdout + list.stderr).not.toContain('sesame-417');
    const table = await run('source', 'list');
    expect(table.stdout).toMatch(/zebra +z3950 +CN-320508-C-PJSY .* DONE +400 .*\(0 min\)/);
    expect(await run('source', 'remove', 'zebra')).toMatchObject({ exit: 0 });
    expect((await run('source', 'list', '--json')).json).toEqual([]);
  });

  it('tell what is wrong with what was typed', async () => {
    const base = ['source', 'add', 'x', '--kind', 'sru', '--library', 'CN-320508-C-PJSY'];
    expect(await run('source', 'add', 'x', '--kind', 'gopher', '--library', 'CN-320508-C-PJSY')).toMatchObject({
      exit: 2,
    });
    expect((await run(...base)).stderr).toMatch(/url/);
    expect((await run(...base, '--set', 'url=http://a.example/', '--every', '1m')).exit).toBe(2);
    expect(
      (await run('source', 'add', 'No Name', ...base.slice(3), '--set', 'url=http://a.example/')).stderr,
    ).toContain('SOURCE_NAME_WRONG');
    expect((await run('harvest', 'nobody')).stderr).toContain('NOT_FOUND');
  });
});
