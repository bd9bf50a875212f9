import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CliAnswer, liantu } from '../support/cli.ts';

interface DemoAnswer {
  readonly seconds: number;
  readonly libraryCount: number;
  readonly editionCount: number;
  readonly itemCount: number;
  readonly tryouts: readonly { readonly ok: boolean }[];
}

describe('liantu demo --once', () => {
  let folder: string;
  let first: CliAnswer;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'liantu-demo-'));
    first = await liantu(['demo', '--once', '--json'], { LIANTU_DATA: folder });
  }, 180_000);

  afterAll(async () => rm(folder, { recursive: true, force: true }));

  it('fills an alliance of all four kinds and finds what it recommends to look for', () => {
    expect(first.exit, first.stderr).toBe(0);
    const answer = JSON.parse(first.stdout) as DemoAnswer;
    expect(answer.libraryCount).toBeGreaterThanOrEqual(16);
    expect(answer.editionCount).toBeGreaterThanOrEqual(1500);
    expect(answer.itemCount).toBeGreaterThanOrEqual(8000);
    expect(answer.tryouts.length).toBe(5);
  });

  it('writes each library’s file in its own house style', async () => {
    const endings = (await readdir(join(folder, 'files'))).map((name) => name.split('.').slice(1).join('.'));
    expect(new Set(endings)).toEqual(
      new Set(['gb18030.iso', 'utf8.iso', 'gbk.iso', 'utf8.mrc', 'xlsx', 'csv', 'gbk.csv', 'loans.csv']),
    );
  });

  it('is started again over the same folder and finds everything unchanged', async () => {
    const again = await liantu(['demo', '--once', '--json'], { LIANTU_DATA: folder });
    expect(again.exit, again.stderr).toBe(0);
    const [before, after] = [first, again].map(({ stdout }) => JSON.parse(stdout) as DemoAnswer);
    expect(after?.editionCount).toBe(before?.editionCount);
    expect(after?.itemCount).toBe(before?.itemCount);
  }, 180_000);
});
