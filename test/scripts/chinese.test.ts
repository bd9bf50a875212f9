import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CliProgram } from '../../scripts/cli/command.ts';
import { runProgram } from '../../scripts/cli/main.ts';
import { stateOf } from '../../scripts/commands/key.ts';

const program: CliProgram = {
  name: 'liantu',
  version: '9.9.9',
  about: { zh: '联图', en: 'Liantu' },
  commands: {
    catalogue: async () => (await import('../../scripts/commands/catalogue.ts')).command,
    doctor: async () => (await import('../../scripts/commands/doctor.ts')).command,
    key: async () => (await import('../../scripts/commands/key.ts')).command,
    settlement: async () => (await import('../../scripts/commands/settlement.ts')).command,
    source: async () => (await import('../../scripts/commands/source.ts')).command,
  },
};

let folder: string;

async function run(args: string, lang: string): Promise<string> {
  let stdout = '';
  await runProgram(program, {
    argv: args.split(' '),
    env: { LIANTU_DATA: folder, LANG: lang },
    stdin: (async function* () {})(),
    stdout: { write: (text) => (stdout += text) },
    stderr: { write: () => true },
    signal: new AbortController().signal,
  });
  return stdout;
}

/** Cells of the aligned table that a command prints. */
const cells = (stdout: string) =>
  stdout
    .trimEnd()
    .split('\n')
    .map((line) => line.split(/ {2,}/));

describe('the command line in a Chinese locale', () => {
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'liantu-chinese-'));
    await run('key create 管理员 --role OPERATOR', 'C');
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each(['catalogue stats', 'key list', 'settlement 2026-11', 'source list'])(
    '%s heads every column in Chinese',
    async (args) => {
      const heads = cells(await run(args, 'zh_CN.UTF-8'))[0] ?? [];
      expect(heads.filter((head) => !/\p{Script=Han}/u.test(head))).toEqual([]);
      expect(await run(args, 'en_GB.UTF-8')).not.toMatch(/^[^\n]*(馆|编号|名称|版)/);
    },
  );

  it('doctor tells what it found in Chinese, with the names of its lines as the manual has them', async () => {
    const chinese = cells(await run('doctor', 'zh_CN.UTF-8'));
    const english = cells(await run('doctor', 'en_GB.UTF-8'));
    expect(chinese.map(([ok, name]) => [ok, name])).toEqual(english.map(([ok, name]) => [ok, name]));
    expect(chinese.length).toBeGreaterThan(5);
    for (const [, , detail] of chinese) expect(detail).toMatch(/\p{Script=Han}/u);
    for (const [, , detail] of english) expect(detail).not.toMatch(/\p{Script=Han}/u);
  });
});

describe('a key in the list', () => {
  const now = new Date('2026-11-23T04:00:00Z');
  const past = new Date('2026-11-23T04:00:00Z');
  const later = new Date('2026-11-23T04:00:01Z');

  it.each([
    [{ revoked: false, expiresAt: null }, 'valid'],
    [{ revoked: false, expiresAt: later }, 'valid'],
    [{ revoked: false, expiresAt: past }, 'expired'],
    [{ revoked: true, expiresAt: past }, 'revoked'],
  ] as const)('%o is %s', (key, state) => expect(stateOf(key, now)).toBe(state));
});
